"""Identity: the logo and the colours of an organisation, from the settings, each held to what a page can bear.

A logo is someone else's file: it goes into pages as a picture and not as markup, draws with shapes alone and asks
for nothing.
"""

import base64
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from xml.parsers import expat  # entities are refused below, so nothing can expand

from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose
from briefing.inputs import InputFile, Inputs
from briefing.pages.contrast import ENOUGH, contrast_of
from briefing.pages.fonts import BASE_THEME
from briefing.pages.vectors import Drawing, ExcessiveDrawingError, is_view_box
from briefing.project import Project

MAX_BYTES: Final = 40_000
"""The largest logo: each page of each language carries it."""

MAX_PIXELS: Final = 4_000_000
_KINDS: Final = {".svg": "image/svg+xml", ".png": "image/png"}
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel by the colour type of a PNG."""

_PASSES: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""First column and row, and the steps between them, of the seven pictures of an interlaced PNG."""

_DECLARED: Final = re.compile(r"--(ink|soft|accent|rule|paper)\s*:\s*(#[0-9a-fA-F]{6})\b")
_FORBIDDEN: Final = frozenset(
    {"script", "foreignObject", "image", "a", "text", "style", "animate", "set", "audio", "video", "iframe"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """`logo` is a `data:` address, empty for none; `colours` are values `#rrggbb` by custom property."""

    logo: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)

    @property
    def styles(self) -> str:
        """The colours as a rule of a stylesheet, empty for none."""
        declared = " ".join(f"--{name}: {value};" for name, value in self.colours.items())
        return f"html {{ {declared} }}\n" if declared else ""


NAMELESS: Final = Identity()
"""Neither a logo nor colours of its own."""


def read_identity(inputs: Inputs, project: Project) -> Outcome[Identity]:
    """Read the logo and hold the colours against one another; what is not fit is reported and left out."""
    findings = list(_faint(inputs, project))
    colours = {name: colour.value for name, colour in project.colours.items()}
    logo = Outcome(value="")
    if project.logo is not None:
        logo = _logo(inputs, project.logo.value, project.logo.span, has_name=bool(project.publisher))
    return Outcome(
        value=Identity(logo=logo.value, colours=colours), diagnostics=(*findings, *logo.diagnostics)
    )


def _faint(inputs: Inputs, project: Project) -> Iterator[Diagnostic]:
    """Find a chosen colour that text cannot be read in, or a paper on which a colour of the theme cannot."""
    colours: dict[str, str] = {"paper": "#ffffff"}
    for theme in dict.fromkeys((BASE_THEME, project.theme)):
        sheet = inputs.read(f"templates/themes/{theme}/theme.css").value
        colours |= dict(_DECLARED.findall(sheet.text)) if sheet is not None else {}
    colours |= {name: colour.value for name, colour in project.colours.items()}
    for name in ("ink", "soft", "accent"):
        setting = project.colours.get(name) or project.colours.get("paper")
        if setting is None or name not in colours:
            continue
        contrast = contrast_of(colours[name], colours["paper"])
        if contrast < ENOUGH:
            pair = f"`{name}` {colours[name]} on `paper` {colours['paper']}"
            hint = f"take a colour further from the other; text needs {ENOUGH} to 1"
            yield diagnose("BR510", f"{pair} has a contrast of {contrast:.1f} to 1", setting.span, hint=hint)


def _logo(inputs: Inputs, name: str, span: Span, *, has_name: bool) -> Outcome[str]:
    """Read a logo into a `data:` address; empty, with findings, when a page cannot carry it."""
    kind = _KINDS.get(PurePosixPath(name).suffix)
    parts = PurePosixPath(name).parts
    if kind is None or parts[:1] != ("templates",) or ".." in parts:
        return _refused(
            f"`{name}` is no SVG or PNG in `templates/`", span, 'write `logo = "templates/logo.svg"`'
        )
    read = inputs.read(name, text=kind == _KINDS[".svg"])
    file = read.value
    if read.diagnostics:
        return Outcome(value="", diagnostics=read.diagnostics)
    if file is None:
        return _refused(f"there is no file `{name}`", span, "put the logo there, or take the setting out")
    if not has_name:
        hint = 'add `publisher = "…"`: its name is what those hear who cannot see the logo'
        return _refused("the logo has no name beside it", span, hint)
    if len(file.data) > MAX_BYTES:
        size = f"{len(file.data):,}".replace(",", " ")
        hint = f"make it smaller than {MAX_BYTES // 1000} kB: every page of every language carries it"
        return _refused(f"`{name}` has {size} bytes", span, hint)
    if kind == _KINDS[".png"] and not _is_png(file.data):
        return _refused(f"`{name}` is not a whole PNG of a size to print", span, "save it as a PNG again")
    faults = tuple(_svg_faults(file)) if kind == _KINDS[".svg"] else ()
    if faults:
        return Outcome(value="", diagnostics=faults)
    return Outcome(value=f"data:{kind};base64,{base64.b64encode(file.data).decode('ascii')}")


def _refused(message: str, span: Span, hint: str) -> Outcome[str]:
    return Outcome(value="", diagnostics=(diagnose("BR112", message, span, hint=hint),))


def _is_png(data: bytes) -> bool:
    """Whether bytes are a PNG whose parts are whole and whose size is one to print (ISO/IEC 15948)."""
    at, last = len(_PNG), b""
    if not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return False
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        last, sum_ = data[at + 4 : at + 8], data[at + 8 + size : at + 12 + size]
        if zlib.crc32(data[at + 4 : at + 8 + size]) != int.from_bytes(sum_):
            return False
        at += 12 + size
    is_to_print = last == b"IEND" and 0 < width * height <= MAX_PIXELS
    return is_to_print and _has_all_rows(data, width, height)


def _has_all_rows(data: bytes, width: int, height: int) -> bool:
    """Whether the picture of a PNG with whole parts is there to its last row (ISO/IEC 15948, 7.2 and 8)."""
    depth, kind, interlacing = data[24], data[25], data[28]
    if kind not in _CHANNELS or depth not in (1, 2, 4, 8, 16) or interlacing > 1:
        return False
    bits = depth * _CHANNELS[kind]
    passes = _PASSES if interlacing else ((0, 0, 1, 1),)
    sizes = [((width - x + dx - 1) // dx, (height - y + dy - 1) // dy) for x, y, dx, dy in passes]
    wanted = sum(
        rows * (1 + (columns * bits + 7) // 8) for columns, rows in sizes if columns > 0 and rows > 0
    )
    try:
        return len(zlib.decompressobj().decompress(b"".join(_pixels(data)), wanted)) == wanted
    except zlib.error:
        return False


def _pixels(data: bytes) -> Iterator[bytes]:
    """Give the compressed picture of a PNG in its parts."""
    at = len(_PNG)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            yield data[at + 8 : at + 8 + size]
        at += 12 + size


def _svg_faults(file: InputFile) -> Iterator[Diagnostic]:
    """Find what a logo may not hold, each with its place in the file; one that is not XML gives one finding."""
    found: list[Diagnostic] = []
    parser = expat.ParserCreate()
    drawing = Drawing()
    depth = 0

    def fault(message: str, hint: str) -> None:
        span = Span(file=file.name, line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1)
        found.append(diagnose("BR112", message, span, hint=hint))

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        name = tag.rpartition(":")[2]
        for message in _root_faults(name, attributes) if depth == 0 else ():
            fault(message, "export it as a plain SVG")
        depth += 1
        drawing.begin(attributes)
        for message, hint in _element_faults(name, attributes):
            fault(message, hint)

    def declared(*_: object) -> None:
        fault("the logo declares a document type", "take `<!DOCTYPE …>` out")
        raise _RefusedDoctypeError

    def instructed(*_: object) -> None:
        fault("the logo asks for another file", "take `<?…?>` out")

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: drawing.end()
    parser.ProcessingInstructionHandler = instructed
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(file.data, True)  # noqa: FBT003  # the library takes it by place
        drawing.weigh()
    except _RefusedDoctypeError:
        pass
    except ExcessiveDrawingError as excess:
        fault(f"the logo draws too much: {excess.message}", excess.hint)
    except expat.ExpatError as error:
        span = Span(file=file.name, line=error.lineno, column=error.offset + 1)
        found.append(
            diagnose(
                "BR112", f"the logo is not XML: {expat.ErrorString(error.code)}", span, hint="export it again"
            )
        )
    yield from found


def _root_faults(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if name != "svg" or "viewBox" not in attributes:
        yield "the logo is not an `<svg>` with a `viewBox`"
    elif not is_view_box(attributes["viewBox"]):
        yield "the `viewBox` of the logo is not four numbers, as `0 0 40 20`"


def _element_faults(name: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give message and hint for what is wrong with an element of a logo."""
    if name in _FORBIDDEN or name.startswith("animate"):
        yield f"the logo holds `<{name}>`", "draw it with shapes alone; turn words into paths"
    for key, value in attributes.items():
        if _reaches_out(key, value):
            yield f"the logo’s `{key}` reaches out of it", "take it out; a logo holds all it shows"


def _reaches_out(key: str, value: str) -> bool:
    """Whether an attribute runs something or asks for something outside the logo."""
    is_link = key.rpartition(":")[2] in ("href", "src") and not value.startswith("#")
    return (
        is_link
        or key.lower().startswith("on")
        or re.search(r"url\(\s*[\"']?(?!#)|@import", value) is not None
    )


class _RefusedDoctypeError(Exception):
    """A document type stands in a logo: nothing behind it is read."""
