"""The table of findings, 7xx: editions and publishing."""

from briefing.codes.model import Code

EDITIONS: tuple[Code, ...] = (
    Code(
        id="BR701",
        name="unapproved-fact",
        severity="error",
        what="a fact has fewer approvals than the project asks for, or was changed after them",
        why="Nobody would answer for what is printed.",
        example="approvals = 2    # and one person has read `displaced`",
        instead='briefing approve flood --by "Second Reader"',
    ),
    Code(
        id="BR702",
        name="embargoed",
        severity="error",
        what="a brief is to be published before its embargo ends",
        why="A promise to a partner or a source would be broken, and people could be put at risk.",
        example='edition: {embargo: "2026-03-12T06:00+04:00"}    # today is 10 March',
        instead="wait until then: drafts can be built at any time",
    ),
    Code(
        id="BR703",
        name="unready-translation",
        severity="error",
        what="a brief is to be published with a translation that is missing, stale, or signed by nobody",
        why="The readers of one language would get less, older or unread words.",
        example="# review: draft",
        instead='briefing messages review flood --lang hy --by "Name of the reader"',
    ),
    Code(
        id="BR704",
        name="unequal-locales",
        severity="error",
        what="the finished pages of two languages do not show the same facts with the same values",
        why="Neighbours who compare their papers would find different ones.",
        example='the template shows `displaced` only where brief.locale is "en"',
        instead="one template for all languages",
    ),
    Code(
        id="BR707",
        name="broken-ledger",
        severity="error",
        what="a line of the ledger is no entry, was changed, or does not follow from the one before",
        why="Nobody could rely on who approved and published what.",
        example="a line of `editions/ledger.jsonl` edited or taken out by hand",
        instead="git checkout -- editions/ledger.jsonl",
    ),
    Code(
        id="BR708",
        name="altered-edition",
        severity="error",
        what="what is kept of an edition is not what was published",
        why="A published edition is for ever; an altered one could not be told from a forgery.",
        example="a file below `editions/` changed by hand",
        instead="git checkout -- editions",
    ),
    Code(
        id="BR709",
        name="altered-file",
        severity="error",
        what="a file that `briefing verify` was given is not, byte for byte, one that was published",
        why="Somebody may have changed a figure in it and passed it on under your name.",
        example="briefing verify flood.hy.a4.pdf    # a figure in it was changed",
        instead="the file from the website or from below `editions`",
    ),
)
