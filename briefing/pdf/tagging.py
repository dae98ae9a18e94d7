"""The tag tree of a PDF as a reader should hear it: mended after the engine has built it, before it is written.

The engine makes one structure element for each fragment of a box, tags what stands in margins as content, and
writes neither the language of parts nor the scope of headers. It gives no hook for this: one private function of
`weasyprint.pdf.tags` is listened to, hence the narrow range of its version in `pyproject.toml`. When
`test_the_hook_into_the_engine_is_where_it_was` fails, look for the function that builds structure elements of boxes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from briefing.pdf.settling import settle

_TABLE_HEAD: Final = "thead"
_WHOLE: Final = frozenset({"/Figure", "/Link"})
"""Elements that are never parted by a page, so that a second one is another thing."""

_LIFTED: Final = {"/L": ("/Div", "/NonStruct"), "/TR": ("/TR",)}
"""Elements that others are not to hold: what they hold takes their place."""

_UA: Final = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""What a PDF/A file must say to be PDF/UA besides (ISO 19005-3, 6.6.2.3: other schemas are described)."""


@contextmanager
def listening() -> Iterator["Tagging"]:
    """Hear which box each structure element is made of, while a document is written."""
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.pdf import tags

    tagging = Tagging()
    build = tags._build_box_tree  # noqa: SLF001

    def heard(box: Any, parent: Any, pdf: Any, page: int, *rest: Any) -> Iterator[Any]:
        real = box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001
        is_frame = real.element is None or real.element_tag in ("html", "body")
        for element in build(box, parent, pdf, page, *rest):
            if not is_frame:
                tagging.made_of.setdefault(element.number, (real, page))
            yield element

    tags._build_box_tree = heard  # noqa: SLF001
    try:
        yield tagging
    finally:
        tags._build_box_tree = build  # noqa: SLF001


class Tagging:
    """The structure elements of one document, and the boxes they were made of."""

    def __init__(self) -> None:
        self.made_of: dict[int, tuple[Any, int]] = {}
        self.moved: list[tuple[bytes, int, Any]] = []
        self.objects: list[Any] = []

    def finish(self, document: Any, pdf: Any) -> None:
        """Mend the tree: the engine calls this when all is built and nothing is written."""
        self.objects = pdf.objects
        root = self._object(pdf.catalog["StructTreeRoot"])
        whole = self._object(root["K"][0])
        self._merge(whole, {}, frozenset({whole.number}))
        self._flatten(whole)
        self._describe(whole, str(document.pages[0]._page_box.style["lang"] or ""))  # noqa: SLF001
        self._drop_margins(whole, self._object(root["ParentTree"])["Nums"], pdf)
        _finish_catalog(pdf, self._object(pdf.catalog["Metadata"]))
        settle(pdf)

    def _object(self, reference: Any) -> Any:
        if isinstance(reference, bytes | bytearray):
            return self.objects[int(bytes(reference).split()[0])]
        return reference

    def _elements(self, element: Any) -> Iterator[Any]:
        """Give the structure elements right below one."""
        for kid in list(element.get("K", ())):
            below = self._object(kid)
            if isinstance(below, dict) and "S" in below:
                yield below

    def _merge(self, element: Any, first: dict[Any, Any], above: frozenset[int]) -> None:
        """Make one element of the fragments of one: a table over three pages is a table, a paragraph over two one.

        A table's head that is repeated on the next page leaves the tree: it has been read once.
        """
        for below in self._elements(element):
            made = self.made_of.get(below.number)
            box: Any = made[0] if made is not None else None
            if made is not None and box.element is not None and below["S"] not in _WHOLE:
                key = (id(box.element), box.element_tag, below["S"])
                earlier = first.setdefault(key, below)
                if earlier is not below and earlier.number not in above:
                    element["K"].remove(below.reference)
                    if box.element_tag != _TABLE_HEAD or made[1] == self.made_of[earlier.number][1]:
                        self._move(below, earlier)
                        self._merge(earlier, first, above | {earlier.number})
                    continue
            self._merge(below, first, above | {below.number})

    def _move(self, source: Any, target: Any) -> None:
        """Put all that one element holds at the end of another."""
        import pydyf

        for kid in list(source["K"]):
            below = self._object(kid)
            if isinstance(below, dict):
                if "S" in below:
                    below["P"] = target.reference
                target["K"].append(kid)
            else:
                target["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": source["Pg"], "MCID": kid}))
                self.moved.append((bytes(source["Pg"]), kid, target))
        source["K"][:] = []

    def _flatten(self, element: Any) -> None:
        """Lift items out of divisions in a list, and cells out of rows in a row.

        HTML groups `dt` so, PDF does not (14.8.4.3.3); the engine makes rows in rows of cells set below one another.
        """
        for below in self._elements(element):
            self._flatten(below)
            if below["S"] in _LIFTED.get(element.get("S"), ()):
                at = element["K"].index(below.reference)
                for kid in self._elements(below):
                    kid["P"] = element.reference
                element["K"][at : at + 1] = list(below["K"])

    def _describe(self, element: Any, language: str) -> None:
        """Say the language of parts, the scope of headers, and in words what a sign means and where a link leads."""
        import pydyf

        made = self.made_of.get(element.number)
        if made is not None and made[0].element is not None:
            box = made[0]
            own = str(box.style["lang"] or language)
            if own.lower() != language.lower():
                element["Lang"] = pydyf.String(own)
                language = own
            if element["S"] == "/TH":
                is_row = box.element.get("scope") in ("row", "rowgroup")
                element["A"]["Scope"] = "/Row" if is_row else "/Column"
            if element["S"] == "/Span" and box.element.get("role") == "img":
                element["Alt"] = pydyf.String(box.element.get("aria-label", ""))
            if box.link_annotation is not None:
                words = " ".join("".join(box.element.itertext()).split())
                box.link_annotation["Contents"] = pydyf.String(box.element.get("aria-label") or words)
                box.link_annotation["F"] = 4  # printed
        for below in self._elements(element):
            self._describe(below, language)

    def _drop_margins(self, whole: Any, numbers: Any, pdf: Any) -> None:
        """Make artifacts of what is in no element of the tree: running heads, and heads of tables repeated."""
        import pydyf

        for page, kid, target in self.moved:
            numbers[2 * pdf.page_references.index(page) + 1][kid] = target.reference
        living = set(self._numbers(whole))
        for at in range(0, len(numbers), 2):
            marked = numbers[at + 1]
            if not isinstance(marked, list):
                continue
            dead = {k for k, held in enumerate(marked) if self._object(held).number not in living}
            stream = self._object(self._object(pdf.page_references[numbers[at]])["Contents"]).stream
            for place, item in enumerate(stream):
                if isinstance(item, dict) and item.get("MCID") in dead:
                    stream[place - 1] = "/Artifact"
                    stream[place] = pydyf.Dictionary({"Type": "/Pagination"})
            for kid in dead:
                marked[kid] = "null"

    def _numbers(self, element: Any) -> Iterator[int]:
        yield element.number
        for below in self._elements(element):
            yield from self._numbers(below)


def _finish_catalog(pdf: Any, metadata: Any) -> None:
    """Open with the outline, and claim PDF/UA beside PDF/A in metadata that stands uncompressed."""
    if "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"
    metadata.compress = False
    data = b"\n".join(part if isinstance(part, bytes) else str(part).encode() for part in metadata.stream)
    metadata.stream = [data.replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>", 1)]
