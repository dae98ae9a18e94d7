"""`briefing build --edition`: an edition made once more from what was kept, held against what was published."""

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
    """Make an edition again below its number, say whether the same bytes came out, and give the exit code."""
    from briefing.editions import read_record, record_name
    from briefing.pdf import versions
    from briefing.project import short_locale
    from briefing.publishing import rebuilt

    if len(request.briefs) != 1:
        raise UsageError("`--edition` needs one brief", "name it: briefing build BRIEF --edition 1")
    brief = request.briefs[0]
    record = read_record(opened.project.root, brief, edition)
    made = rebuilt(opened.project.root, record, jobs=request.jobs, progress=lambda _: None)
    locales = {short_locale(opened.project.locales, locale) for locale in request.locales}
    wanted = [c for c in record.copies if c.locale in locales and c.format in request.formats]
    files = {f"{brief}/{edition}/{c.name}": made[c.name] for c in wanted if c.name in made}
    write_files(files, request.out)
    findings: list[Diagnostic] = []
    for copy in wanted:
        if copy.name not in made or sha256(made[copy.name]).hexdigest() != copy.digest:
            other = [f"{n} {v}" for n, v in versions() if record.versions.get(n) != v]
            then = ", ".join(
                f"{n} {record.versions.get(n, '-')}" for n, v in versions() if record.versions.get(n) != v
            )
            why = (
                f"made with {then}, now with {', '.join(other)}"
                if other
                else "what was kept of it was altered"
            )
            span = Span(file=record_name(brief, edition))
            hint = "use the versions it was made with; the published file itself is below `editions`"
            findings.append(diagnose("BR708", f"`{copy.name}` comes out otherwise: {why}", span, hint=hint))
    if not opened.session.is_quiet:
        tell("".join(f"{told_path(request.out / name, opened.session.start)}\n" for name in files))
        if not findings:
            complain(f"edition {edition}: {len(files)} files, byte for byte as published\n")
    show_text(findings, opened)
    return exit_code_of(findings)
