"""Pictures read back: the shapes that a picture is drawn of, from the SVG of a web page or the drawing of a PDF.

Both are in the units of the picture: the PDF engine writes the numbers of the SVG into the PDF as they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

Point = tuple[float, float]

_COMMAND: Final = re.compile(r"([MmLlHhVvZz])([^A-Za-z]*)")
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_PAINTS: Final = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_MOST_OBJECTS: Final = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A line through points, or a round mark, which has its middle alone; `width` is that of the line, 0 for none."""

    points: tuple[Point, ...]
    width: float = 0
    is_dashed: bool = False
    is_round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: the words that stand for it, and its shapes in the order they are drawn."""

    words: str
    shapes: tuple[Shape, ...]


# ---- SVG


@dataclass(slots=True, kw_only=True)
class SvgReader:
    """Gathers one picture of a web page, element by element; `outer` are the attributes that its elements inherit."""

    outer: Mapping[str, str]
    words: str = ""
    shapes: list[Shape] = field(default_factory=list)

    def add(self, tag: str, named: Mapping[str, str]) -> None:
        """Add an element that is drawn."""
        style = {**self.outer, **named}
        width = _float(style.get("stroke-width", "1")) if style.get("stroke", "none") != "none" else 0.0
        is_dashed = bool(named.get("stroke-dasharray"))
        if tag == "circle":
            middle = (_float(named.get("cx", "0")), _float(named.get("cy", "0")))
            self.shapes.append(Shape(points=(middle,), width=width, is_round=True))
        elif tag == "path":
            lines = _lines_of(named.get("d", ""))
            self.shapes += [Shape(points=line, width=width, is_dashed=is_dashed) for line in lines]

    def finish(self) -> Picture:
        """Give the picture."""
        return Picture(words=self.words.strip(), shapes=tuple(self.shapes))


def _float(text: str) -> float:
    found = _NUMBER.match(text.strip())
    return float(found[0]) if found is not None else 0.0


def _lines_of(data: str) -> Iterator[tuple[Point, ...]]:
    """Take path data apart into lines; curves are of no picture of ours and end it."""
    line: list[Point] = []
    x = y = 0.0
    for command, rest in _COMMAND.findall(data):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        if command in "Zz":
            if line:
                x, y = line[0]
            continue
        for step, (dx, dy) in enumerate(_steps(command, numbers)):
            at_x, at_y = (x, y) if command.islower() else (0.0, 0.0)
            x = at_x + dx if dx is not None else x
            y = at_y + dy if dy is not None else y
            if command in "Mm" and step == 0:
                if len(line) > 1:
                    yield tuple(line)
                line = []
            line.append((x, y))
    if len(line) > 1:
        yield tuple(line)


def _steps(command: str, numbers: Sequence[float]) -> Iterator[tuple[float | None, float | None]]:
    match command.upper():
        case "H":
            yield from ((number, None) for number in numbers)
        case "V":
            yield from ((None, number) for number in numbers)
        case _:
            yield from zip(numbers[::2], numbers[1::2], strict=False)


# ---- PDF


def pictures_of_pdf(pdf: Any) -> Iterator[Picture]:
    """Give the pictures of an open PDF of pikepdf's that have words to stand for them, page by page.

    The sheets of a booklet have lost the words: their pictures are given with none.
    """
    import pikepdf

    words = _words_by_mark(pdf)
    if "/StructTreeRoot" not in pdf.Root:
        yield from _unnamed(pdf)
    for page in pdf.pages if words else ():
        own = {mark: text for (place, mark), text in words.items() if place == page.obj.objgen}
        if own:
            yield from _pictures_of_page(pikepdf.parse_content_stream(page), own)


def _unnamed(pdf: Any) -> Iterator[Picture]:
    """Give what is marked as a picture in a PDF without structure, on the pages that lie on its sheets."""
    import pikepdf

    for sheet in pdf.pages:
        for form in sheet.Resources.get("/XObject", {}).values():
            if form.get("/Subtype") == "/Form":
                yield from _pictures_of_page(pikepdf.parse_content_stream(form), None)


def _words_by_mark(pdf: Any) -> Mapping[tuple[Any, int], str]:
    """Give the words for pictures by the page and number of the marked content (ISO 32000-1, 14.7.4.2)."""
    import pikepdf

    found: dict[tuple[Any, int], str] = {}
    left, seen = [pdf.Root.get("/StructTreeRoot")], 0
    while left and seen < _MOST_OBJECTS:
        node = left.pop()
        seen += 1
        if isinstance(node, pikepdf.Array):
            left += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            kids = node.get("/K")
            if "/Alt" in node and kids is not None:
                for mark, page in _marks_of(kids, node.get("/Pg")):
                    found[page.objgen, mark] = str(node.Alt)
            left.append(kids)
    return found


def _marks_of(kids: Any, page: Any) -> Iterator[tuple[int, Any]]:
    import pikepdf

    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(kid, int) and page is not None:
            yield kid, page
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            place = kid.get("/Pg", page)
            if place is not None:
                yield int(kid.MCID), place


@dataclass(slots=True, kw_only=True)
class _Drawing:
    """The state of a content stream: the lines of the path that is being made, the line style, and what is drawn."""

    lines: list[list[Point]] = field(default_factory=list)
    curved: set[int] = field(default_factory=set)
    width: float = 1
    is_dashed: bool = False
    shapes: list[Shape] = field(default_factory=list)

    def take(self, operator: str, operands: Any) -> None:
        """Take an instruction."""
        match operator:
            case "m":
                self.lines.append([_point(operands)])
            case "l" if self.lines:
                self.lines[-1].append(_point(operands))
            case "c" | "v" | "y" if self.lines:
                self.curved.add(len(self.lines) - 1)
                self.lines[-1].append(_point(operands[-2:]))
            case "w":
                self.width = float(operands[0])
            case "d":
                self.is_dashed = len(operands[0]) > 0
            case "n":
                self._end()
            case _ if operator in _PAINTS:
                width = 0.0 if operator in ("f", "F", "f*") else self.width
                self.shapes += self._shapes(width)
                self._end()

    def _shapes(self, width: float) -> Iterator[Shape]:
        for at, line in enumerate(self.lines):
            if at in self.curved:
                xs, ys = [x for x, _ in line], [y for _, y in line]
                middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
                yield Shape(points=(middle,), width=width, is_round=True)
            elif len(line) > 1:
                yield Shape(points=tuple(line), width=width, is_dashed=self.is_dashed)

    def _end(self) -> None:
        self.lines, self.curved = [], set()


def _pictures_of_page(instructions: Any, words: Mapping[int, str] | None) -> Iterator[Picture]:
    """Give the pictures of a page: what is drawn between the marks around each."""
    opened: list[str | None] = []
    drawing = _Drawing()
    for instruction in instructions:
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BDC", "BMC"):
            opened.append(_words_of(operands, words))
            if opened[-1] is not None:
                drawing = _Drawing()
        elif operator == "EMC" and opened:
            told = opened.pop()
            if told is not None:
                yield Picture(words=told, shapes=tuple(drawing.shapes))
        elif any(told is not None for told in opened):
            drawing.take(operator, operands)


def _words_of(operands: Any, words: Mapping[int, str] | None) -> str | None:
    """Give the words for the picture that a mark begins; None where it begins none."""
    import pikepdf

    if words is None:
        return "" if operands and str(operands[0]) == "/Figure" else None
    properties = operands[1] if len(operands) > 1 else None
    mark = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
    return words.get(int(mark)) if mark is not None else None


def _point(operands: Any) -> Point:
    return float(operands[0]), float(operands[1])
