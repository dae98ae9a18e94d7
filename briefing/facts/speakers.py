"""Rules of who speaks in a sentence: `said_by` names the speaker, and no sentence may name another one.

Each gives the code, the message, the path it is about and what to type.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from briefing.facts.model import Actor, Fact
from briefing.facts.naming import typed_names
from briefing.placeholders import ids_of, parse_message

Fault = tuple[str, str, tuple[str, ...], str]
NARRATOR: Final = "narrator"
_SENTENCES: Final = ("text", "summary")
_SAYS: Final = re.compile(
    r"(?:,[^,]*,)?\s+(?:(?:also|again|has|had|have|since|then|later|now)\s+)*"
    r"(?:sa(?:ys?|id)|stat(?:es?|ed)|claim(?:s|ed)?|announce[sd]?|declare[sd]?|den(?:y|ies|ied)|warn(?:s|ed)?"
    r"|promise[sd]?|demand(?:s|ed)?|report(?:s|ed)?|insist(?:s|ed)?|alleg(?:es?|ed)|confirm(?:s|ed)?)\b"
)
_ACCORDING: Final = re.compile(r"\b(?:according to|told by|in the words of)\s+\Z", re.IGNORECASE)


def speaker_faults(id_: str, fact: Fact, actors: Mapping[str, Actor]) -> Iterator[Fault]:
    """Find sentences of a speaker that name another actor and not the speaker, or another one as who says it."""
    if fact.said_by == NARRATOR or fact.said_by not in actors:
        return
    for name in _SENTENCES:
        text = getattr(fact, name)
        others = named_actors(text, actors) - {fact.said_by} if text is not None else frozenset[str]()
        if not others:
            continue
        path, speaker = ("facts", id_, name), f"`{{{fact.said_by}}}`"
        first = _first_to_speak(text, actors)
        if fact.said_by not in ids_of(text):
            other = min(others, key=lambda other: _place_of(text, other))
            message = f"`{id_}` is what `{fact.said_by}` says, and its {name} names `{other}` alone"
            yield "BR254", message, path, f"write {speaker} where it says who speaks, or mend `said_by`"
        elif first is not None and first != fact.said_by:
            message = f"`{id_}` is what `{fact.said_by}` says, and in its {name} `{first}` speaks first"
            yield "BR254", message, path, f"write {speaker} where it says who speaks, or mend `said_by`"


def named_actors(text: str, actors: Mapping[str, Actor]) -> frozenset[str]:
    """Give the actors that an English sentence names, by placeholders or typed."""
    typed = {name.actor for name in typed_names(text, actors, "en")}
    return frozenset((ids_of(text) & actors.keys()) | typed)


def _place_of(text: str, id_: str) -> int:
    """Give where a placeholder stands; what is typed comes after all of them."""
    places = (p.offset for p in parse_message(text).placeholders if p.id == id_)
    return min(places, default=len(text))


def _first_to_speak(text: str, actors: Mapping[str, Actor]) -> str | None:
    """Give the actor of whom a sentence first says that he or she says something; None where it cannot be told."""
    for placeholder in parse_message(text).placeholders:
        end = placeholder.offset + placeholder.length
        is_speaker = _SAYS.match(text, end) or _ACCORDING.search(text[: placeholder.offset])
        if placeholder.id in actors and is_speaker:
            return placeholder.id
    return None
