"""`briefing build --edition`: an edition made once more from what was kept, held against what was published."""

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing.artifacts import write_files
from briefing.cli.findings import exit_code_of, show_text, told_path
from briefing.cli.session import Opened
from briefing.cli.streams import complain, tell
from briefing.diagnostics import Diagnostic, Span, UsageError, diagnose

if TYPE_CHECKING:
    from briefing.build import Request


def rebuild(opened: Opened, request: "Request", edition: int) -> int:
    """Make an edition again below its number, say whether the same bytes came out, and give the exit code.

    What was altered or lost of it is found first: nothing is made from that.
    """
    from briefing.editions import kept_findings, read_record, record_name
    from briefing.project import short_locale
    from briefing.publishing import rebuilt, unrepeatable

    if len(request.briefs) != 1:
        raise UsageError("`--edition` needs one brief", "name it: briefing build BRIEF --edition 1")
    brief = request.briefs[0]
    record = read_record(opened.project.root, brief, edition)
    findings: list[Diagnostic] = list(kept_findings(opened.project.root, record))
    if findings:
        show_text(findings, opened)
        return exit_code_of(findings)
    made = rebuilt(opened.project.root, record, jobs=request.jobs, progress=lambda _: None)
    locales = {short_locale(opened.project.locales, locale) for locale in request.locales}
    wanted = [c for c in record.copies if c.locale in locales and c.format in request.formats]
    files = {f"{brief}/{edition}/{c.name}": made[c.name] for c in wanted if c.name in made}
    write_files(files, request.out)
    other = [copy.name for copy in wanted if _digest(made, copy.name) != copy.digest]
    if other:
        why, hint = unrepeatable(record)
        span = Span(file=record_name(brief, edition))
        findings += [
            diagnose("BR720", f"`{name}` comes out otherwise: {why}", span, hint=hint) for name in other
        ]
    if not opened.session.is_quiet:
        tell("".join(f"{told_path(request.out / name, opened.session.start)}\n" for name in files))
        if not findings:
            complain(f"edition {edition}: {len(files)} files, byte for byte as published\n")
    show_text(findings, opened)
    return exit_code_of(findings)


def _digest(made: Mapping[str, bytes], name: str) -> str:
    return sha256(made[name]).hexdigest() if name in made else ""
