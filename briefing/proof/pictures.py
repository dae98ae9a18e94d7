"""Pictures: whether what is drawn is what the facts say, measured on the shapes of finished files.

Lengths and places are worked out here anew from values, days and coordinates; how a picture is laid out is its own.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from briefing.proof import messages as m
from briefing.proof.annex import dates_on_scale, edition_of, years_of
from briefing.proof.blocks import bare_of
from briefing.proof.evidence import Evidence, Fault
from briefing.proof.fillings import map_words, scale_words, step_words
from briefing.proof.metadata import address_of
from briefing.proof.statements import beside
from briefing.proof.strokes import (
    Strokes,
    as_values,
    between,
    boxes_of,
    extent_of,
    fills_of,
    is_filled,
    is_near,
    top_of,
    top_of_trend,
)
from briefing.readback import Picture
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact, BoundPosition
from briefing.renditions.texts import FigureText
from briefing.values import Quantity

_STEPS: Final = 7
_LONG: Final = 7
"""A date that is shorter than this on a scale of years is drawn as a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture that a file has to show: of which proof, the words that stand for it, and whether one is it.

    A text has no pictures, but the words of those that say something in words of their own: `has_text`.
    """

    proof: str
    words: tuple[str, ...]
    is_right: Callable[[Picture], bool]
    fact: str = ""
    has_text: bool = False


def wrong_pictures(evidence: Evidence, unproved: Collection[str]) -> Iterator[Fault]:
    """Find pictures that are missing, or drawn otherwise than the values they are of."""
    assert evidence.finished is not None
    shown: dict[str, list[Picture]] = {}
    for picture in evidence.finished.pictures:
        shown.setdefault(bare_of(picture.words).text, []).append(picture)
    is_paper = evidence.finished.output.is_paged
    everything = pictures_of(evidence.rendition, is_paper=is_paper)
    not_proved = {*unproved, *(("the map",) if _has_no_map(evidence) else ())}
    wanted = [drawn for drawn in everything if drawn.proof not in not_proved]
    if not evidence.finished.output.traits.has_pictures:
        text = bare_of(evidence.finished.text).text
        missing = [
            o for o in wanted if o.has_text and not any(bare_of(words).text in text for words in o.words)
        ]
        yield from (_fault("is not told in words", drawn) for drawn in missing)
        return
    if set(shown) == {""}:  # the sheets of a booklet, which have lost the words
        lost = [drawn for drawn in wanted if not any(map(drawn.is_right, shown[""]))]
        yield from (_fault("is not drawn as the facts have it, or not shown", drawn) for drawn in lost)
        return
    yield from _strange(shown, wanted)
    for drawn in wanted:
        found = [o for words in drawn.words for o in shown.get(bare_of(words).text, ())]
        if not any(map(drawn.is_right, found)):
            why = "is not drawn as the facts have it" if found else "is not shown in this file"
            yield _fault(why, drawn)


def _has_no_map(evidence: Evidence) -> bool:
    """Whether a file says that there is no map: how far the coast is, no rendition knows."""
    say = m.Wording(rendition=evidence.rendition)
    return any(item.says("words", say(m.NO_MAP)) for item in evidence.items)


def _strange(shown: Mapping[str, Sequence[Picture]], wanted: Sequence[Drawn]) -> Iterator[Fault]:
    """Find pictures with words that the facts have, and drawn as none of those that the words stand for."""
    allowed: dict[str, list[Drawn]] = {}
    for drawn in wanted:
        for words in drawn.words:
            allowed.setdefault(bare_of(words).text, []).append(drawn)
    for key, drawings in allowed.items():
        for picture in shown.get(key, ()):
            if not any(drawn.is_right(picture) for drawn in drawings):
                yield _fault("is not drawn as the facts have it", drawings[0])


def _fault(why: str, drawn: Drawn) -> Fault:
    words = drawn.words[0]
    shown = words if len(words) <= 90 else f"{words[:89]}…"
    return Fault(code="BR756", message=f"the picture `{shown}` {why}", fact=drawn.fact)


def pictures_of(rendition: Rendition, *, is_paper: bool) -> Iterator[Drawn]:
    """Give every picture that a rendition asks for; the code of its address stands on paper alone."""
    say = m.Wording(rendition=rendition)
    for group in rendition.figures:
        yield from _cards(group, say)
    yield from _trends(rendition, say)
    yield from _needs(rendition, say)
    yield from _likelihoods(rendition, say)
    yield from _scale(rendition, say)
    if is_paper and rendition.base_url:
        yield Drawn(proof="the QR code", words=(say(m.QR),), is_right=_code_of(rendition))


def _code_of(rendition: Rendition) -> Callable[[Picture], bool]:
    """Give whether a picture is the QR code of where the edition, or of a draft the brief, is published."""
    import segno

    address = address_of(rendition, rendition.locale, rendition.number)
    matrix = segno.make(address, error="q", micro=False).matrix_iter(border=4)
    dark = {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    return lambda picture: {shape.points[0] for shape in picture.shapes} == dark


# ---- bars


def _cards(group: Sequence[BoundFact], say: m.Wording) -> Iterator[Drawn]:
    values = [fact.figure.quantity for fact in group if fact.figure is not None]
    top = top_of(values)
    is_bar = top is not None and (len(values) > 1 or any(o.high or o.of for o in values))
    for fact in (fact for fact in group if fact.figure is not None):
        assert fact.figure is not None
        value = fact.figure.quantity
        drawn = [as_values(value, top)] if is_bar and top is not None else [_bound(fact.figure)]
        if is_bar and len(values) == 1 and value.of is not None and _is_counted(value):
            drawn = [_units(value)]
        texts = (str(text) for text in (fact.summary, fact.text) if text is not None)
        words = tuple(" ".join((text, *beside(fact, say))) for text in texts)
        yield Drawn(proof="the key figures", words=words, is_right=_as(drawn), fact=fact.id)


def _as(drawn: Iterable[Strokes]) -> Callable[[Picture], bool]:
    wanted = tuple(drawn)
    return lambda picture: any(strokes.are_of(picture) for strokes in wanted)


def _bound(figure: FigureText) -> Strokes:
    """Give the dots of the small picture that shows on which sides a value is open."""
    dots = {"lower": (30.0,), "upper": (90.0,), "range": (30.0, 90.0)}.get(figure.bound, (60.0,))
    open_to = {"lower": 1, "upper": -1}.get(figure.bound, 0)
    return Strokes(dots=dots, open_to=open_to)


def _is_counted(value: Quantity) -> bool:
    whole = value.of or Decimal(0)
    return value.qualifier == "exactly" and whole <= 20 and whole % 1 == value.low % 1 == 0


def _units(value: Quantity) -> Strokes:
    return Strokes(filled_boxes=int(value.low), empty_boxes=int((value.of or Decimal(0)) - value.low))


def _trends(rendition: Rendition, say: m.Wording) -> Iterator[Drawn]:
    for fact in (fact for fact in rendition.facts.values() if fact.trend and fact.figure is not None):
        assert fact.figure is not None
        top = top_of_trend(fact, rendition)
        rows = [(edition_of(f, say), f.figure, f.is_error) for f in fact.trend]
        for what, figure, is_error in (*rows, (say(m.NOW), fact.figure, False)) if top is not None else ():
            assert top is not None
            words = say(m.DASHED_BAR if is_error else m.BAR, what=what, figure=figure.text)
            drawn = as_values(figure.quantity, top, is_error=is_error)
            yield Drawn(
                proof="figures of past editions", words=(words,), is_right=_as((drawn,)), fact=fact.id
            )


def _needs(rendition: Rendition, say: m.Wording) -> Iterator[Drawn]:
    for need in rendition.needs:
        rows = [(m.NEED, need.need), *((m.RESPONSE, fact) for fact in need.responses)]
        figures = [(what, fact, fact.figure) for what, fact in rows if fact.figure is not None]
        top = top_of(figure.quantity for _, _, figure in figures)
        for what, fact, figure in figures if top is not None else ():
            assert top is not None
            drawn = as_values(figure.quantity, top)
            words = say(m.BAR, what=say(what), figure=figure.text)
            yield Drawn(proof="needs and responses", words=(words,), is_right=_as((drawn,)), fact=fact.id)
        if need.left is not None and top is not None and len(figures) > 1:
            yield from _gap(need.left, figures[0][2].quantity, figures[1][2].quantity, top, say)


def _gap(left: FigureText, need: Quantity, given: Quantity, top: Decimal, say: m.Wording) -> Iterator[Drawn]:
    drawn = between(given, need, top, left.quantity)
    if drawn is not None:
        words = say(m.HATCHED_BAR, what=say(m.GAP), figure=left.text)
        yield Drawn(proof="needs and responses", words=(words,), is_right=_as((drawn,)))


# ---- steps, years, places


def _likelihoods(rendition: Rendition, say: m.Wording) -> Iterator[Drawn]:
    steps = [step.id for step in rendition.likelihoods]
    for fact in rendition.facts.values():
        if fact.likelihood in steps and fact.outcome is None:
            is_right = partial(_is_step, at=steps.index(fact.likelihood))
            words = step_words(fact, rendition, say)
            yield Drawn(proof="likelihoods", words=(words,), is_right=is_right, fact=fact.id)


def _is_step(picture: Picture, at: int) -> bool:
    """Whether the one filled box of a strip of seven is that of a step."""
    filled = [start for start, _ in fills_of(picture)]
    empty = [start for start, _ in boxes_of(picture)]
    return len(filled) == 1 and len(empty) == _STEPS - 1 and sum(o < filled[0] for o in empty) == at


def _scale(rendition: Rendition, say: m.Wording) -> Iterator[Drawn]:
    if rendition.scale is not None:
        words = scale_words(rendition, say)
        yield Drawn(
            proof="the scale of years",
            words=(words,),
            is_right=lambda o: _is_timeline(o, rendition),
            has_text=True,
        )
    if rendition.positions:
        words = map_words(rendition, say)
        yield Drawn(
            proof="the map",
            words=(words,),
            is_right=lambda o: _is_map(o, rendition.positions),
            has_text=True,
        )


def _is_timeline(picture: Picture, rendition: Rendition) -> bool:
    """Whether every event stands where its days are on a scale of whole years, and as many without a date below."""
    drawn = [shape for shape in picture.shapes if shape.is_round or is_filled(shape)]
    expected = [*_on_scale(rendition)]
    undated = drawn[len(expected) :]
    return (
        all(shape.is_round for shape in undated)
        and len(undated) == len(rendition.undated)
        and all(
            is_near(found, place)
            for shape, wanted in zip(drawn, expected, strict=False)
            for found, place in zip(extent_of(shape), wanted, strict=True)
        )
    )


def _on_scale(rendition: Rendition) -> Iterator[tuple[float, float]]:
    """Give where each event begins and ends on the scale, date by date; a mark where that is too short to see."""
    years = years_of(rendition)
    first, last = date(years[0], 1, 1).toordinal(), date(years[1], 12, 31).toordinal()
    unit = 288 / (last - first + 1)
    dated: dict[str, list[tuple[int, int]]] = {}
    for text, found in dates_on_scale(rendition):
        dated.setdefault(text, []).append(found)
    for days in dated.values():
        start, width = 6 + (days[0][0] - first) * unit, (days[0][1] - days[0][0] + 1) * unit
        if width >= _LONG:
            yield start, start + width
            continue
        middle = min(max(start + width / 2, 6), 294 - (len(days) - 1) * 9)
        yield from ((middle + 9 * n, middle + 9 * n) for n in range(len(days)))


def _is_map(picture: Picture, positions: Sequence[BoundPosition]) -> bool:
    """Whether the marks lie to one another as the places do, from top to bottom, about the middle of the map."""
    marks = [shape.points[0] for shape in picture.shapes if shape.is_round]
    places = sorted(positions, key=lambda o: -o.north)
    if len(marks) != len(places):
        return False
    middle_x = (max(o.east for o in places) + min(o.east for o in places)) / 2
    middle_y = (max(o.north for o in places) + min(o.north for o in places)) / 2
    at_x = [float(o.east - middle_x) for o in places]
    at_y = [float(middle_y - o.north) for o in places]
    return _is_in_proportion([x - 150 for x, _ in marks], at_x) and _is_in_proportion(
        [y - 100 for _, y in marks], at_y
    )


def _is_in_proportion(found: Sequence[float], wanted: Sequence[float]) -> bool:
    """Whether distances are others, all enlarged by the same."""
    widest = max(range(len(wanted)), key=lambda at: abs(wanted[at]))
    scale = found[widest] / wanted[widest] if wanted[widest] else 1.0
    return scale > 0 and all(is_near(f, w * scale) for f, w in zip(found, wanted, strict=True))
