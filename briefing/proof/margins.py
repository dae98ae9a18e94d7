"""Margins: whether every sheet of a PDF says what it is part of, for when it is parted from the others."""

from collections.abc import Collection, Iterator

from briefing.proof import messages as m
from briefing.proof.blocks import Block, bare_of, stands
from briefing.proof.evidence import Evidence, Fault

_PROOF = "the foot of every sheet"


def wrong_margins(evidence: Evidence, unproved: Collection[str]) -> Iterator[Fault]:
    """Find sheets whose foot does not have title, edition, date of the data and number; a blank sheet has none."""
    finished = evidence.finished
    assert finished is not None
    if _PROOF in unproved or not finished.output.is_paged:
        return
    say = m.Wording(rendition=evidence.rendition)
    title = Block(proof=_PROOF, what="", heading=m.PAGE, parts=tuple(_title(evidence, say)))
    sheets = [margin for margin in finished.margins if margin.strip()]
    for number, margin in enumerate(sheets, start=1):
        page = say(m.PAGE, page=str(number), pages=str(len(sheets)))
        foot = bare_of(margin)
        is_numbered = stands(Block(proof=_PROOF, what="", heading=m.PAGE, parts=(page,)), foot)
        if not (is_numbered and stands(title, foot)):
            message = f"page {number}: the foot does not have title, edition, date of the data and number as they are"
            yield Fault(code="BR754", message=message)


def _title(evidence: Evidence, say: m.Wording) -> Iterator[str]:
    rendition = evidence.rendition
    yield str(rendition.title)
    if rendition.edition:
        yield say(m.RUNNING_EDITION, number=rendition.edition)
    elif (embargo := rendition.embargo) is not None:
        yield say(m.EMBARGO, date=embargo.local.text, time=embargo.local_time)
    else:
        yield say(m.RUNNING_DRAFT)
    as_of, undated = rendition.data_as_of, rendition.data_undated
    if as_of is None:
        yield say(m.UNDATED)
    elif undated:
        yield say(m.RUNNING_DATA_IN_PART, undated, date=as_of.text)
    else:
        yield say(m.RUNNING_DATA, date=as_of.text)
    if rendition.has_outdated:
        yield say(m.LEGEND)
