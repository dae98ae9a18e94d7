"""`briefing set`: newer data for one fact."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from briefing.cli.revising import (
    AsOf,
    BriefOption,
    By,
    Places,
    SourceIds,
    StillDiffers,
    When,
    asked,
    asked_sources,
    revise_together,
)
from briefing.diagnostics import UsageError

Facts = Annotated[
    list[str],
    typer.Argument(metavar="FACT[=N]", help="The id of the fact; of several, each with its new value."),
]


def set_(
    context: typer.Context,
    facts: Facts,
    *,
    value: Annotated[
        str | None,
        typer.Option(metavar="N", help="The new value: `31500`, `400..600` or `3/7`."),
    ] = None,
    as_of: AsOf = None,
    source: SourceIds = None,
    at: Places = None,
    when: When = None,
    qualifier: Annotated[
        str | None,
        typer.Option(metavar="QUALIFIER", help="Another qualifier; the present one stays if not given."),
    ] = None,
    certainty: Annotated[
        str | None,
        typer.Option(metavar="CERTAINTY", help="Another certainty; the present one stays if not given."),
    ] = None,
    said_by: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Who says it, to be sure that it is the same speaker.")
    ] = None,
    was: Annotated[
        str | None, typer.Option(metavar="N", help="The value you believe it has now, to be sure.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="The digits are right, strange as they look.")
    ] = False,
    still_differs: StillDiffers = False,
    brief: BriefOption = None,
    by: By = None,
) -> None:
    """Give one fact newer data, or several at once, and keep the former in its history.

    Only the lines of these facts change; every language is right at the next build. Parts of a sum and their total are
    set together: `briefing set north=40 south=60 total=100 --as-of 2026-03-10 --source report`. Without a value
    `--certainty` or `--when` is set alone. For an error use `correct`.
    """
    from briefing.revisions import Wish, set_values

    typed = _values_of(facts, value)
    if len(typed) > 1:
        _refuse_of_one({"--was": was, "--qualifier": qualifier, "--certainty": certainty, "--when": when})
    is_of_words = set(typed.values()) == {None} and not as_of and (certainty or when)
    sources = tuple(source or ())
    if not is_of_words:
        as_of = asked(as_of, "As of when are the data (a day, or unknown)")
        sources = asked_sources(source, "Which source says so (its id)")
    wishes = {
        fact: Wish(
            value=number,
            as_of=as_of,
            sources=sources,
            places=tuple(at or ()),
            when=when,
            qualifier=qualifier,
            certainty=certainty,
            said_by=said_by,
            was=was,
            is_sure=yes,
            still_differs=still_differs,
        )
        for fact, number in typed.items()
    }
    session = context.obj
    revise_together(
        session,
        tuple(wishes),
        brief,
        lambda _, desk, printed: set_values(desk, wishes, printed=printed, today=session.today),
        act="set",
        by=by,
    )


def _values_of(facts: Sequence[str], value: str | None) -> dict[str, str | None]:
    """Give the new value of each fact: of one by `--value` or `fact=N`, of several by `fact=N` alone."""
    typed: dict[str, str | None] = {}
    for word in facts:
        fact, is_given, number = word.partition("=")
        if fact in typed:
            raise UsageError(f"`{fact}` is named twice", "give each fact one value")
        if is_given and value is not None:
            raise UsageError(f"`{fact}` has two values", f"write `{fact}={number}` without `--value`")
        if len(facts) > 1 and not number:
            raise UsageError(f"`{fact}` has no value", f"of several facts write each as `{fact}=N`")
        typed[fact] = number if is_given else value
    return typed


def _refuse_of_one(options: Mapping[str, str | None]) -> None:
    for option, typed in options.items():
        if typed is not None:
            raise UsageError(f"`{option}` is about one fact", "set that fact in a command of its own")
