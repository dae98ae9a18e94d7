"""Titles: which words of what is withheld the title of an edition may not have.

A title excuses none of its own words here: that the desk has said them once is why they are looked for.
"""

from collections.abc import Mapping

from briefing.editions import TITLES, Wording
from briefing.facts import FactBook
from briefing.inputs import Inputs
from briefing.placeholders import parse_message
from briefing.project import Project
from briefing.proof.secrets import secrets_of


def wording_of(
    book: FactBook, inputs: Inputs, project: Project, titles: Mapping[str, Mapping[str, str]]
) -> Wording:
    """Give what tells whether a text has words of what a brief withholds, with the titles of today by locale."""
    secrets = secrets_of((book,), inputs, project, may_be_titled=False)
    typed = {name: getattr(book.file.brief, name) for name in TITLES}
    plain = {name: text for name, text in typed.items() if _is_plain(text)}
    return Wording(is_secret=lambda text: bool(secrets.found_in(text)), titles={**titles, "": plain})


def _is_plain(text: str) -> bool:
    """Whether a text says the same without any fact or name."""
    return all(isinstance(piece, str) for piece in parse_message(text).pieces)
