"""`briefing messages`: the translators' catalogues, taken out of facts and templates and kept in step."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.choices import chosen_briefs, chosen_locales, complete_briefs, complete_locales
from briefing.cli.findings import exit_code_of, show_text, told_path
from briefing.cli.revising import person
from briefing.cli.session import Opened, Session, open_project
from briefing.cli.streams import complain, tell
from briefing.diagnostics import Diagnostic, UsageError, with_severity
from briefing.project import short_locale

if TYPE_CHECKING:
    from briefing.catalogs import Catalog, Maintainer, Wanted
    from briefing.languages import Language

_FOLDER = "locales/"
_EMAIL = re.compile(r"[^\s<>@,]+@[^\s<>@,]+\.[^\s<>@,]+")
_URL = re.compile(r"https?://\S+")
_NO_REPLY = "no-reply@briefing.internal"
"""The address where a project gives none: no network resolves names in `internal`, so nothing can be sent there."""

Briefs = Annotated[
    list[str] | None,
    typer.Argument(metavar="BRIEF", help="Briefs by id; all when none.", autocompletion=complete_briefs),
]
Check = Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when a file is not in step.")]


def make_messages_app() -> typer.Typer:
    """Put the commands for translators together."""
    app = typer.Typer(no_args_is_help=True, help="Keep the translators' catalogues in step.")
    app.command()(extract)
    app.command()(update)
    app.command()(review)
    return app


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Catalogues as they should be, by their names from the root, and what was found on the way."""

    files: Mapping[str, bytes]
    findings: tuple[Diagnostic, ...]


def extract(context: typer.Context, briefs: Briefs = None, *, check: Check = False) -> None:
    """Write the messages of facts and templates as POT.

    One file for each brief and one for the words of templates, in the folder of the locales.
    """
    opened = open_project(context.obj)
    raise typer.Exit(_finish(_templates(opened, chosen_briefs(opened, briefs)), opened, is_dry=check))


def update(
    context: typer.Context,
    briefs: Briefs = None,
    *,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOCALE", help="Locales, `all` when not given.", autocompletion=complete_locales
        ),
    ] = None,
    check: Check = False,
) -> None:
    """Bring every locale's PO files up to date.

    New messages come in empty, reworded ones are marked fuzzy with their former English, and what nothing
    asks for is kept as obsolete, unless it is of a fact or source that is not public: that is dropped. A second
    run changes nothing, and neither does a changed number or an editor that wraps lines at another width.
    """
    opened = open_project(context.obj)
    made = _updated(opened, chosen_briefs(opened, briefs), chosen_locales(opened, lang))
    raise typer.Exit(_finish(made, opened, is_dry=check))


def review(
    context: typer.Context,
    briefs: Briefs = None,
    *,
    lang: Annotated[
        str, typer.Option(metavar="LOCALE", help="The locale that was read.", autocompletion=complete_locales)
    ],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who has read it and stands by it.")],
    only: Annotated[
        list[str] | None, typer.Option(metavar="CONTEXT", help="Only these messages, by their msgctxt.")
    ] = None,
) -> None:
    """Sign translations as reviewed; who may is the setting `reviewers`, else `approvers`.

    Every translated message of the briefs, or only those named. The day is today's. A later change of the
    English or of the translation voids the signature; a changed number does not.
    """
    opened = open_project(context.obj)
    project = opened.project
    setting = "approvers" if project.reviewers == project.approvers else "reviewers"
    name = person(by, project.reviewers, setting=setting)
    if "[" in name or "]" in name:
        raise UsageError(f"`{name}` is no name to sign with", "write the name without brackets")
    locales = chosen_locales(opened, [lang])
    made = _signed(opened, chosen_briefs(opened, briefs), locales, (name, frozenset(only or ())))
    raise typer.Exit(_finish(made, opened, is_dry=False))


def _signed(
    opened: Opened, briefs: Sequence[str], locales: Sequence[str], signature: tuple[str, frozenset[str]]
) -> Made:
    """Sign what is translated in the catalogues of briefs and, unless messages are named, of templates."""
    from briefing.catalogs import (
        TEMPLATES,
        catalog_name,
        is_signed,
        read_catalog,
        review_of,
        signed,
        write_catalog,
    )

    by, only = signature
    files: dict[str, bytes] = {}
    findings: list[Diagnostic] = []
    for place in (
        (short_locale(opened.project.locales, o), d) for o in locales for d in (*briefs, TEMPLATES)
    ):
        read = read_catalog(opened.inputs, *place)
        findings += read.diagnostics
        if read.value is None or read.has_errors or not opened.inputs.is_own(catalog_name(*place)):
            continue
        messages = dict(read.value.messages)
        for key, message in messages.items():
            stands = is_signed(review_of(message), opened.project.reviewers)
            is_asked = message.context in only if only else not stands
            if message.is_translated and is_asked:
                messages[key] = signed(message, by=by, on=opened.session.today)
        changed = replace(read.value, messages=messages)
        if changed != read.value:
            files[catalog_name(*place)] = write_catalog(changed, standing=read.value)
    return Made(files=files, findings=tuple(findings))


def _withheld(opened: Opened, brief: str) -> Callable[[str], bool]:
    """Say of contexts of a brief whether they are of something that is not public; of templates none is."""
    from briefing.facts import read_facts, withheld_of

    book = read_facts(opened.inputs, f"facts/{brief}.yaml", today=opened.session.today).value
    return withheld_of(book).has_message if book is not None else lambda _: False


def _templates(opened: Opened, briefs: Sequence[str]) -> Made:
    from briefing.catalogs import write_template

    wanted, findings = _wanted(opened, briefs)
    files = {f"{_FOLDER}{domain}.pot": write_template(domain, found) for domain, found in wanted.items()}
    return Made(files=files, findings=findings)


def _updated(opened: Opened, briefs: Sequence[str], locales: Sequence[str]) -> Made:
    from briefing.catalogs import merge_catalog
    from briefing.languages import read_language

    wanted, found = _wanted(opened, briefs)
    files: dict[str, bytes] = {}
    findings = list(found)
    withheld = {domain: _withheld(opened, domain) for domain in wanted}
    for locale in locales:
        language = read_language(opened.inputs, locale)
        findings += language.diagnostics
        if language.value is None or locale.split("-", maxsplit=1)[0] == "en":
            continue
        short = short_locale(opened.project.locales, locale)
        for domain, messages in wanted.items():
            merge = partial(
                merge_catalog,
                wanted=messages,
                plural_header=language.value.plural_header,
                maintainer=_maintainer(opened, language.value),
                is_withheld=withheld[domain],
            )
            merged = _merged(opened, (short, domain), merge)
            files |= merged.files
            findings += merged.findings
    return Made(files=files, findings=tuple(findings))


def _merged(opened: Opened, place: tuple[str, str], merge: Callable[["Catalog"], "Catalog"]) -> Made:
    """Merge what is wanted into one catalogue; one that cannot be read whole is not written back."""
    from briefing.catalogs import catalog_name, empty_catalog, read_catalog, write_catalog

    read = read_catalog(opened.inputs, *place)
    if read.has_errors:
        return Made(files={}, findings=read.diagnostics)
    merged = merge(read.value or empty_catalog(*place))
    if read.value is not None and merged.says_the_same_as(read.value):
        return Made(files={}, findings=read.diagnostics)
    content = write_catalog(merged, standing=read.value)
    return Made(files={catalog_name(*place): content}, findings=read.diagnostics)


def _maintainer(opened: Opened, language: "Language") -> "Maintainer":
    """Say who answers for the catalogues of a language: the publisher, reached as the settings say."""
    from briefing.catalogs import Maintainer

    contact = opened.project.contact.strip()
    address = contact if _EMAIL.fullmatch(contact) else _NO_REPLY
    reports = contact if _EMAIL.fullmatch(contact) or _URL.match(contact) else opened.project.base_url
    return Maintainer(
        name=opened.project.publisher,
        address=address,
        reports=reports or address,
        team=language.own_name,
        on=opened.session.today,
    )


def _wanted(
    opened: Opened, briefs: Sequence[str]
) -> tuple[Mapping[str, tuple["Wanted", ...]], tuple[Diagnostic, ...]]:
    """Give the messages that are asked for, by domain. A brief with faults gives none: it would lose some."""
    from briefing.catalogs import TEMPLATES
    from briefing.extraction import wanted_of_facts, wanted_of_templates
    from briefing.facts import read_facts

    words = wanted_of_templates(opened.inputs)
    wanted = {} if words.has_errors else {TEMPLATES: words.value}
    findings = list(words.diagnostics)
    for brief in briefs:
        book = read_facts(opened.inputs, f"facts/{brief}.yaml", today=opened.session.today)
        findings += (d for d in book.diagnostics if d.is_error)
        if book.value is not None and not book.has_errors:
            wanted[brief] = wanted_of_facts(book.value)
    return wanted, tuple(findings)


def _finish(made: Made, opened: Opened, *, is_dry: bool) -> int:
    """Write what is not in step, unless only asked to check; print its paths and all findings."""
    from briefing.artifacts import write_files

    session: Session = opened.session
    behind = dict(_behind(made.files, opened))
    if behind and not is_dry:
        write_files({n.removeprefix(_FOLDER): c for n, c in behind.items()}, opened.project.root / _FOLDER)
    if not session.is_quiet:
        tell("".join(f"{told_path(opened.project.root / name, session.start)}\n" for name in behind))
    findings = opened.findings + with_severity(made.findings, dict(opened.project.severities))
    show_text(findings, opened)
    if behind and is_dry:
        complain(f"{len(behind)} not in step; run it again without `--check`\n")
    return max(exit_code_of(findings), int(bool(behind) and is_dry))


def _behind(files: Mapping[str, bytes], opened: Opened) -> Iterator[tuple[str, bytes]]:
    """Give the files whose bytes differ from what is there, in the project or carried by the tool."""
    for name, content in files.items():
        found = opened.inputs.read(name).value
        if found is None or found.data != content:
            yield name, content
