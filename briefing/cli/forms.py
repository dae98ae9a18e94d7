"""`briefing forms`: how a number, a date or a name prints in every form that a locale offers."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, get_args

import typer

from briefing.cli.choices import chosen_locales, complete_locales
from briefing.cli.findings import PlainFormat, exit_code_of, show_text
from briefing.cli.session import Opened, Session, open_project
from briefing.cli.streams import tell, tell_json
from briefing.cli.tables import table_of
from briefing.diagnostics import UsageError, one_of
from briefing.project import short_locale
from briefing.values import Qualifier, When


def forms(
    context: typer.Context,
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE", help="A number, a date (`2023-09-19`), or an id of a place or actor."
        ),
    ],
    *,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="What a number counts: `person`, `day`.")
    ] = None,
    qualifier: Annotated[
        str, typer.Option(metavar="QUALIFIER", help="`at-least`, `about` and so on.")
    ] = "exactly",
    lang: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOCALE", help="Locales, `all` when not given.", autocompletion=complete_locales
        ),
    ] = None,
    output_format: Annotated[PlainFormat, typer.Option(help="How to write it.")] = PlainFormat.text,
) -> None:
    """Show every form a translator may ask for.

    What stands after the colon of a placeholder, and what it prints. Four digits alone are a number; a year is
    typed with its month, or as an interval.
    """
    session: Session = context.obj
    opened = open_project(session)
    rows = [
        (short_locale(opened.project.locales, locale), form, text)
        for locale in chosen_locales(opened, lang)
        for form, text in _forms_of(value, locale, opened, (unit, qualifier))
    ]
    if output_format is PlainFormat.json:
        told = [{"locale": locale, "form": form, "text": text} for locale, form, text in rows]
        tell_json(json.dumps({"schema": 1, "forms": told}, ensure_ascii=False, indent=2) + "\n")
    else:
        tell(
            table_of(
                ("locale", "form", "prints"), [(o, f":{form}" if form else "", t) for o, form, t in rows]
            )
        )
    show_text(opened.findings, opened)
    raise typer.Exit(exit_code_of(opened.findings))


def _forms_of(
    value: str, locale: str, opened: Opened, counted: tuple[str | None, str]
) -> Iterator[tuple[str, str]]:
    from briefing.languages import (
        date_forms,
        format_quantity,
        format_when,
        quantity_forms,
        read_language,
        unit_ids,
    )
    from briefing.values import Quantity

    language = read_language(opened.inputs, locale).value
    if language is None:
        return
    unit, qualifier = counted
    if (number := _number(value)) is not None:
        if qualifier not in get_args(Qualifier):
            raise UsageError(f"there is no qualifier `{qualifier}`", one_of(qualifier, get_args(Qualifier)))
        if unit is not None and unit not in unit_ids(language):
            raise UsageError(f"there is no unit `{unit}` in `{locale}`", one_of(unit, unit_ids(language)))
        quantity = Quantity(low=number, unit=unit, qualifier=qualifier)  # type: ignore[arg-type]  # checked above
        for form in ("", *quantity_forms(language)):
            yield form, format_quantity(language, quantity, (form,) if form else ()).text
    elif (when := _date(value)) is not None:
        for form in ("", *date_forms(language)):
            yield form, format_when(language, when, (form,) if form else ())
    else:
        yield from _names(value, locale, opened)


def _names(id_: str, locale: str, opened: Opened) -> Iterator[tuple[str, str]]:
    """Give the forms of a place or actor of any brief of the project."""
    from briefing.facts import read_facts

    known: dict[str, None] = {}
    for brief in opened.project.briefs:
        book = read_facts(opened.inputs, f"facts/{brief}.yaml", today=opened.session.today).value
        if book is None:
            continue
        named = book.file.places.get(id_) or book.file.actors.get(id_)
        if named is not None:
            names = named.names.get(locale.split("-", maxsplit=1)[0], {})
            yield from {"": names}.items() if isinstance(names, str) else names.items()
            return
        known |= dict.fromkeys((*book.file.places, *book.file.actors))
    raise UsageError(f"`{id_}` is no number, no date and no place or actor", one_of(id_, known))


def _date(value: str) -> When | None:
    from briefing.facts.edtf import DateFaultError, read_when

    try:
        return read_when(value)
    except DateFaultError:
        return None


def _number(value: str) -> Decimal | None:
    """Read a number as fact files have them: of at most 18 digits and nine decimals."""
    from briefing.facts import number_of_text

    try:
        return number_of_text(value)
    except ValueError:
        return None
