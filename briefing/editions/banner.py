"""Banner: what the website puts over the page of an edition that has a newer one. The page itself stays as it was."""

import re
from typing import Final

_MAIN: Final = b'<main id="main">'
_BANNER: Final = re.compile(rb'<aside class="superseded".*?</aside>\n' + re.escape(_MAIN), re.DOTALL)


def with_banner(page: bytes, banner: str) -> bytes:
    """Put a banner into a published page, before its text."""
    return page.replace(_MAIN, banner.encode().strip() + b"\n" + _MAIN, 1)


def without_banner(page: bytes) -> bytes:
    """Give a page of the website as it was published: without the banner, where it has one."""
    return _BANNER.sub(_MAIN, page, count=1)
