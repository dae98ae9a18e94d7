"""The table of findings, 25x: what a fact file says that cannot be."""

from briefing.codes.model import Code

IMPOSSIBLE: tuple[Code, ...] = (
    Code(
        id="BR251",
        name="self-reference",
        severity="error",
        what="a fact or a source names itself: as its rival, its successor, or what it depends on",
        why="A figure that is disputed by itself looks contested on every page, and nobody contests it.",
        example="competes_with: [displaced]    # in `displaced` itself",
        instead="competes_with: [displaced-survey]",
    ),
    Code(
        id="BR252",
        name="impossible-count",
        severity="error",
        what="persons or things are fewer than none, a part is below zero, or its whole is not above zero",
        why="A slip of a sign prints nonsense in every language, and a chart draws it.",
        example="value: -300\nunit: person",
        instead="value: 300\nunit: person",
    ),
    Code(
        id="BR253",
        name="deceptive-address",
        severity="error",
        what="an address leads elsewhere than it seems to: by a user’s name, a backslash, or a host of two scripts",
        why="A reader who follows the source lands on the page of somebody else.",
        example="url: https://example.org@elsewhere.example/report",
        instead="url: https://example.org/report",
    ),
    Code(
        id="BR254",
        name="foreign-speaker",
        severity="error",
        what="a sentence names another speaker than `said_by`",
        why="The table says who speaks, the sentence says another: one of the two is accused of words never said.",
        example='said_by: mayor\ntext: "{office:start} says that the bridge was sound."',
        instead='said_by: mayor\ntext: "{mayor:start} says that the bridge was sound."',
    ),
)
