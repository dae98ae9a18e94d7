"""Where the web pages of a brief are published."""


def address_of(base_url: str, brief: str, locale: str, number: int | None = None) -> str:
    """Give the address of the page of a brief in a locale: of one edition, or of the latest; empty when nowhere."""
    if not base_url:
        return ""
    edition = f"/{number}" if number is not None else ""
    return f"{base_url}/{brief}{edition}/{brief}.{locale}.html"
