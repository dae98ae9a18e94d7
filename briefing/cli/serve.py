"""`briefing serve`: the pages on this machine, anew on every save, with languages, PDFs and findings beside them."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.characters import visible
from briefing.cli.choices import complete_briefs, complete_layouts, complete_locales
from briefing.cli.rebuilding import Choice, Rebuilding
from briefing.cli.rounds import Round
from briefing.cli.session import Opened, Session
from briefing.cli.streams import complain, tell
from briefing.diagnostics import BriefingError, Diagnostic, in_order
from briefing.formats import has_paper
from briefing.project import find_root, short_locale

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

    from briefing.build import Work
    from briefing.preview import Board, Remark, Sheet


def serve(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="BRIEF", help="Briefs by id; all when none.", autocompletion=complete_briefs),
    ] = None,
    *,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOCALE", help="Locales: repeat, commas, `all`.", autocompletion=complete_locales
        ),
    ] = None,
    layout: Annotated[
        list[str] | None,
        typer.Option(metavar="LAYOUT", help="Layouts of the PDF.", autocompletion=complete_layouts),
    ] = None,
    pdf: Annotated[
        bool | None,
        typer.Option("--pdf/--no-pdf", help="Draw the PDFs as well; as a rule where Pango is installed."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to write; `build` in the project if not given.")
    ] = None,
    allow_untranslated: Annotated[
        bool,
        typer.Option("--allow-untranslated", help="Print what is not translated in English, marked as such."),
    ] = False,
    host: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Serve others than this machine: `0.0.0.0`, or one address."),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="PORT", help="The port; 0 takes one that is free.")
    ] = 8000,
) -> None:
    """Preview with live reload, until ^C.

    Serves the pages to this machine alone, with a panel for languages, PDFs and findings in the served copy. A page
    is shown as soon as it is rendered; its PDFs follow.
    """
    from briefing.preview import Board, open_server
    from briefing.watch import watch_inputs

    session: Session = context.obj
    choice = Choice(
        briefs=briefs,
        lang=lang,
        formats=_formats(pdf),
        layouts=layout,
        out=out,
        jobs=None,
        allow_untranslated=allow_untranslated,
    )
    board = Board()
    showing = _Showing(board=board)
    saves = watch_inputs(find_root(session.folder))
    rebuilding = Rebuilding(session=session, choice=choice, planned=showing.planned, is_whole=True)
    with closing(rebuilding):
        rebuilding.start()
        next(saves)
        with _serving(open_server(board, host=host, port=port), board) as address:
            tell(f"{address}\n")
            showing.finished(rebuilding.first(), "")
            if not session.is_quiet:
                complain(f"serving at {address}; ^C ends it\n")
            for _ in saves:
                done = rebuilding.again()
                showing.finished(done, rebuilding.refusal)


def _formats(pdf: bool | None) -> list[str] | None:  # noqa: FBT001 - as the option is
    """Choose what is built: all formats, or where nothing was typed and no PDF can be drawn, pages alone."""
    if pdf is None:
        from briefing.pdf import load_engine

        try:
            load_engine()
        except BriefingError as error:
            complain(f"{error.message}; the pages are shown without them\n")
            pdf = False
        else:
            pdf = True
    return None if pdf else ["html"]


@contextmanager
def _serving(server: "ThreadingHTTPServer", board: "Board") -> Iterator[str]:
    """Serve beside what this process does; give the address."""
    host, port = server.server_address[:2]
    named = str(host)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{f'[{named}]' if ':' in named else named}:{port}/"
    finally:
        board.close()
        server.shutdown()
        server.server_close()


@dataclass(slots=True, kw_only=True)
class _Showing:
    """Puts what is planned and what is finished on the board; a page that fell out stays as it was, marked as such."""

    board: "Board"
    _pages: dict[tuple[str, str], bytes] = field(default_factory=dict, init=False)

    def planned(self, opened: Opened, plan: "Work") -> None:
        """Show the pages of a plan at once, before any PDF is drawn."""
        from briefing.preview import Shown

        pages = {(p.brief, p.locale): p.html.encode() for p in plan.pages if not p.is_paper}
        self._pages |= pages
        sheets = tuple(self._sheets(opened, plan, frozenset(pages)))
        found = (*opened.findings, *plan.run.diagnostics())
        self.board.show(Shown(sheets=sheets, remarks=_remarks(found), state="building"))

    def finished(self, done: Round | None, refusal: str) -> None:
        """Show that a round has ended, with all that it found; or what the machine refused."""
        from dataclasses import replace

        shown, _ = self.board.read()
        remarks = shown.remarks if done is None else _remarks(done.diagnostics)
        built = {artifact.path for artifact in done.artifacts} if done is not None else set()
        sheets = tuple(
            replace(s, pdfs={**s.pdfs, **{p.name.split(".")[-2]: p for p in sorted(built) if _is_of(p, s)}})
            for s in shown.sheets
        )
        self.board.show(replace(shown, sheets=sheets, remarks=remarks, state="done", refusal=refusal))

    def _sheets(self, opened: Opened, plan: "Work", fresh: frozenset[tuple[str, str]]) -> "Iterator[Sheet]":
        from briefing.preview import Sheet

        request = plan.run.request
        layouts = request.layouts if has_paper(request.formats) else ()
        for brief in request.briefs:
            for locale in (short_locale(opened.project.locales, o) for o in request.locales):
                key, folder = (brief, locale), request.out / brief
                html = self._pages.get(key) or _content(folder / f"{brief}.{locale}.html")
                paths = {o: folder / f"{brief}.{locale}.{o}.pdf" for o in layouts}
                pdfs = {layout: path for layout, path in paths.items() if path.is_file()}
                yield Sheet(
                    brief=brief,
                    locale=locale,
                    html=html,
                    is_old=html is not None and key not in fresh,
                    pdfs=pdfs,
                )


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _is_of(path: Path, sheet: "Sheet") -> bool:
    return path.suffix == ".pdf" and path.name.startswith(f"{sheet.brief}.{sheet.locale}.")


def _remarks(found: "tuple[Diagnostic, ...]") -> "tuple[Remark, ...]":
    from briefing.preview import Remark

    return tuple(
        Remark(
            severity=d.severity,
            code=d.code.id,
            message=visible(d.message),
            place=visible(f"{d.span.file}:{d.span.line}:{d.span.column}") if d.span else "",
            hint=visible(d.hint or ""),
        )
        for d in in_order(found)
    )
