"""Changes: the box of what has changed since an edition, and the list of what page one has no room for."""

from collections.abc import Iterator, Sequence

from briefing.proof import messages as m
from briefing.proof.annex import likelihood_of
from briefing.proof.blocks import Block, Part, texts_of
from briefing.proof.front import cited
from briefing.proof.statements import short_of
from briefing.renditions import Rendition
from briefing.renditions.model import BoundChange

Filling = tuple[m.Message, str]
_WITHOUT_SENTENCE = frozenset(("retraction", "removal", "closed"))


def change_blocks(rendition: Rendition) -> Iterator[Block]:
    """Give the box on page one, and the list further on."""
    say = m.Wording(rendition=rendition)
    if rendition.changes or rendition.other_changes:
        yield _block("the box of what has changed", m.CHANGED, rendition.changes, say, _more(rendition, say))
    if rendition.other_changes:
        yield _block("the list of other changes", m.OTHER_CHANGES, rendition.other_changes, say)


def parts_of_change(change: BoundChange, say: m.Wording) -> tuple[Part, ...]:
    """Give the words of one change in their order: what kind it is, the sentence of its fact, what was before."""
    if change.kind == "removal":
        return (say(m.REMOVED, change.count),)
    head: Part = say(m.CHANGE.get(change.kind, m.CHANGE["gone"]))
    has_sentence = change.fact is not None and change.kind not in _WITHOUT_SENTENCE
    sentence = short_of(change.fact, say, is_dated=False) if change.fact is not None and has_sentence else ()
    return (head, *sentence, *_after_sentence(change, say))


def fillings_of_changes(rendition: Rendition, say: m.Wording) -> Iterator[Filling]:
    """Give what the messages of changes may be filled with."""
    changes = (*rendition.changes, *rendition.other_changes)
    if not changes:
        return
    yield m.CHANGED, say(m.CHANGED, number=rendition.since)
    yield m.OTHER_CHANGES, say(m.OTHER_CHANGES, number=rendition.since)
    yield from (
        (message, text) for message in (m.MORE_CHANGES, m.MORE_FIGURES) for text in _more(rendition, say)
    )
    for change in changes:
        yield from _fillings_of_change(change, say)


def _fillings_of_change(change: BoundChange, say: m.Wording) -> Iterator[Filling]:
    if change.count:
        yield m.REMOVED, say(m.REMOVED, change.count)
    for message in _OF_EDITION:
        yield message, say(message, edition=change.edition)
    if change.was is not None:
        for message in (m.SAID_IN_ERROR, m.SAID):
            yield message, say(message, edition=change.edition, was=change.was.text)
    if change.said:
        yield m.SAID, say(m.SAID, edition=change.edition, was=change.said)
    if change.heading is not None:
        yield m.SUBJECT_UNDER if change.subject else m.UNDER_HEADING, _place_of(change, say)
    elif change.subject:
        yield m.SUBJECT_IN_EDITION, _place_of(change, say)
    if change.on is not None:
        yield m.WITHDRAWN, say(m.WITHDRAWN, on=change.on.text)
    if (states := states_of(change, say)) is not None:
        yield m.NOW_BEFORE, _now_before(change, states, say)
        yield m.BEFORE, say(m.BEFORE, edition=change.edition, before=states[0])


_OF_EDITION = (
    m.HAD_AN_ERROR,
    m.IN_EDITION,
    m.NOW_AGREE,
    m.REOPENED,
    m.SETTLED,
    m.WENT_ON,
    m.DIFFERENT,
    m.OTHER_SOURCES,
)


def states_of(change: BoundChange, say: m.Wording) -> tuple[str, str] | None:
    """Give what was before and what is now, in words; None where a change has no such pair, or it cannot be told."""
    fact = change.fact
    match change.kind:
        case "certainty" if fact is not None:
            return say(m.CERTAINTY[change.state]), say(m.CERTAINTY[fact.certainty])
        case "likelihood" if fact is not None:
            return _step(change.state, say), _step(fact.likelihood, say)
        case "condition" | "date" if change.before is not None:
            none = say(m.UNSTATED)
            return change.before or none, change.now or none
        case "speaker" if change.before is not None:
            none = say(m.SOURCE_ITSELF)
            return change.before or none, change.now or none
        case _:
            return None


def _block(
    what: str,
    heading: m.Message,
    changes: Sequence[BoundChange],
    say: m.Wording,
    more: tuple[str, ...] = (),
) -> Block:
    lines = [part for change in changes for part in parts_of_change(change, say)]
    return Block(
        proof="what has changed",
        what=what,
        heading=heading,
        parts=(say(heading, number=say.rendition.since), *lines, *more),
        facts=tuple(change.of for change in changes),
        never_next=texts_of(lines),
    )


def _more(rendition: Rendition, say: m.Wording) -> tuple[str, ...]:
    """Give how many changes are listed further on, and under which heading."""
    others = rendition.other_changes
    if not others:
        return ()
    message = m.MORE_FIGURES if all(change.kind == "figure" for change in others) else m.MORE_CHANGES
    heading = rendition.words.quote(say(m.OTHER_CHANGES, number=rendition.since))
    return (say(message, rendition.more_changes, heading=heading),)


def _after_sentence(change: BoundChange, say: m.Wording) -> Iterator[Part]:
    edition, kind = change.edition, change.kind
    match kind:
        case "correction":
            yield _error_of(change, say)
            yield say(m.OUR_ERROR if change.by == "us" else m.SOURCE_CORRECTED)
            yield from _reason(change)
        case "retraction":
            yield from _withdrawal(change, say)
        case "figure":
            yield say(m.SAID, edition=edition, was=change.was.text) if change.was is not None else ""
        case "wording":
            yield (
                say(m.SAID, edition=edition, was=change.said)
                if change.said
                else say(m.DIFFERENT, edition=edition)
            )
        case "dispute" | "answer":
            yield say(m.AGAINST if kind == "dispute" else m.ANSWER)
            yield from short_of(change.other, say, is_dated=False) if change.other is not None else ()
        case "likelihood" | "condition" | "date" | "speaker" | "certainty":
            yield _states_after(change, say)
        case "event" | "new" | "stale" | "resolution":
            return
        case _ if kind in _ONE_SENTENCE:
            yield say(_ONE_SENTENCE[kind], edition=edition)
        case _:
            yield _place_of(change, say)


_ONE_SENTENCE = {
    "reopening": m.REOPENED,
    "agreement": m.NOW_AGREE,
    "settlement": m.SETTLED,
    "ended": m.WENT_ON,
    "source": m.OTHER_SOURCES,
}


def _withdrawal(change: BoundChange, say: m.Wording) -> Iterator[Part]:
    yield _place_of(change, say)
    yield say(m.WE_WITHDRAW if change.by == "us" else m.SOURCE_WITHDRAWS)
    if change.on is not None:
        yield say(m.WITHDRAWN, on=change.on.text)
    yield from cited(change.citations, say)
    yield from _reason(change)


def _reason(change: BoundChange) -> Iterator[Part]:
    if change.reason is not None:
        yield str(change.reason)


def _error_of(change: BoundChange, say: m.Wording) -> str:
    if change.was is None:
        return say(m.HAD_AN_ERROR, edition=change.edition)
    return say(m.SAID_IN_ERROR, edition=change.edition, was=change.was.text)


def _states_after(change: BoundChange, say: m.Wording) -> str:
    states = states_of(change, say)
    if states is None:
        return say(m.DIFFERENT, edition=change.edition)
    if _stands_beside(change):
        return say(m.BEFORE, edition=change.edition, before=states[0])
    return _now_before(change, states, say)


def _stands_beside(change: BoundChange) -> bool:
    """Say whether what is so now stands beside the sentence of the fact already."""
    fact = change.fact
    if fact is None:
        return False
    return (change.kind == "likelihood" and bool(fact.likelihood)) or (
        change.kind == "condition" and fact.condition is not None
    )


def _now_before(change: BoundChange, states: tuple[str, str], say: m.Wording) -> str:
    before, now = states
    return say(m.NOW_BEFORE, now=now, edition=change.edition, before=before)


def _step(likelihood: str, say: m.Wording) -> str:
    return likelihood_of(likelihood, say) if likelihood else say(m.UNSTATED)


def _place_of(change: BoundChange, say: m.Wording) -> str:
    """Give where something stood that is gone, and what it was about."""
    edition, subject = change.edition, str(change.subject or "")
    if change.heading is None:
        return (
            say(m.SUBJECT_IN_EDITION, edition=edition, subject=subject)
            if subject
            else say(m.IN_EDITION, edition=edition)
        )
    heading = say.rendition.words.quote(str(change.heading))
    if subject:
        return say(m.SUBJECT_UNDER, heading=heading, edition=edition, subject=subject)
    return say(m.UNDER_HEADING, heading=heading, edition=edition)
