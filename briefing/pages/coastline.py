"""Coastline: the outline of land that a project names for its locator map, and nothing that could be a border.

Which borders a map shows is a political choice, so there are none: a file that carries them is refused as far as can
be told. Two areas that share an edge have a border between them; a coast has water on its other side.
`pages.borders` tells the two banks of a river, which rounding lays on each other, from a border.
"""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, Final

from briefing.diagnostics import Outcome, Span, diagnose
from briefing.inputs import Inputs
from briefing.pages.borders import Point, has_border
from briefing.project import Project

_OF_STATES: Final = re.compile(
    r"adm(in)?[0-9]?(_|$)|admin_level|iso_?(a|3166|num)|sov(ereign|_a3)|countr|nation|boundar|disput", re.I
)
_CLASSES: Final = re.compile(r"admin|boundar|countr|state|province|disput|claim", re.I)
_PLAIN: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")
_WORLD: Final = (180, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coastline:
    """`rings` enclose land or the water in it; `lines` are coast alone."""

    rings: tuple[tuple[Point, ...], ...]
    lines: tuple[tuple[Point, ...], ...]


class _FaultError(Exception):
    """What is wrong with the file, and what to do."""


def read_coastline(inputs: Inputs, project: Project) -> Outcome[Coastline | None]:
    """Read the coastline of the settings; None where there is none, or where it is not fit."""
    if project.coastline is None:
        return Outcome(value=None)
    name, span = project.coastline.value, project.coastline.span
    parts = PurePosixPath(name).parts
    if parts[:1] != ("templates",) or ".." in parts or not name.endswith((".geojson", ".json")):
        hint = 'write `map = { coastline = "templates/coastline.geojson", credit = "…" }`'
        return _refused(f"`{name}` is no GeoJSON in `templates/`", span, hint)
    if not project.coastline_credit:
        return _refused(f"nothing says who made `{name}`", span, "add `credit`: it is printed under the map")
    read = inputs.read(name)
    if read.diagnostics:
        return Outcome(value=None, diagnostics=read.diagnostics)
    if read.value is None:
        return _refused(f"there is no file `{name}`", span, "put the file there, or take the setting out")
    try:
        return Outcome(value=coastline_of(read.value.text, name))
    except _FaultError as fault:
        return _refused(f"`{name}` {fault.args[0]}", span, fault.args[1])


def coastline_of(text: str, name: str = "coastline.json") -> Coastline:
    """Read GeoJSON (RFC 7946) of lines and areas, of the file `name`; raises what is wrong with it."""
    try:
        tree = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise _FaultError("is no JSON", "export it again, as GeoJSON") from None
    if isinstance(tree, dict) and tree.get("type") == "Topology":
        raise _FaultError("is TopoJSON, and not GeoJSON", _turned(tree, name))
    try:
        shapes = tuple(_shapes(tree))
    except RecursionError:
        raise _FaultError(
            "nests collections too deep", "export it again, as one collection of lines"
        ) from None
    lines = tuple(points for points, is_ring in shapes if not is_ring)
    rings = tuple(points for points, is_ring in shapes if is_ring)
    if not shapes:
        raise _FaultError(
            "holds no line and no area", "export lines or areas, as GeoJSON in degrees (WGS 84)"
        )
    if has_border(rings + lines):
        raise _FaultError(
            "holds areas that share an edge, which is a border", "take land as one area, without states"
        )
    return Coastline(rings=tuple(_around(rings)), lines=tuple(_around(lines)))


def _turned(tree: dict[str, Any], name: str) -> str:
    """Give the command that turns TopoJSON into GeoJSON; of its objects, the one that is land."""
    objects = tree.get("objects")
    names = [key for key in (objects if isinstance(objects, dict) else ()) if _PLAIN.fullmatch(key)]
    land = next((key for key in names if re.search("land|coast", key, re.I)), None)
    if land is None:
        return "take a file of land or coastline alone, as GeoJSON in degrees (WGS 84)"
    target = f"{PurePosixPath(name).with_suffix('')}-{land}.geojson"
    command = f"npx --yes -p topojson-client topo2geo {land}={shlex.quote(target)} < {shlex.quote(name)}"
    return f'{command}; then write `coastline = "{target}"`'


def _refuse_constant(name: str) -> None:
    """Refuse `NaN` and `Infinity`, which Python reads and JSON does not have (RFC 8259, 6)."""
    raise ValueError(name)


def _around(lines: tuple[tuple[Point, ...], ...]) -> Iterator[tuple[Point, ...]]:
    """Let lines run on over the 180th degree, and be there once more on its other side."""
    for line in lines:
        turns, points = 0, [line[0]] if line else []
        for one, other in pairwise(line):
            turns += (other[0] - one[0] < -_WORLD[0]) - (other[0] - one[0] > _WORLD[0])
            points.append((other[0] + turns * 360, other[1]))
        yield tuple(points)
        east = max((x for x, _ in points), default=0)
        west = min((x for x, _ in points), default=0)
        if east > _WORLD[0] or west < -_WORLD[0]:
            shift = -360 if east > _WORLD[0] else 360
            yield tuple((x + shift, y) for x, y in points)


def _refused(message: str, span: Span, hint: str) -> Outcome[Coastline | None]:
    return Outcome(value=None, diagnostics=(diagnose("BR114", message, span, hint=hint),))


def _shapes(tree: Any) -> Iterator[tuple[tuple[Point, ...], bool]]:
    """Give the lines and rings below a node of GeoJSON, and whether each is a ring."""
    if not isinstance(tree, dict):
        raise _FaultError("is no GeoJSON", "export it again, as GeoJSON in degrees (WGS 84)")
    kind, inner = tree.get("type"), tree.get("coordinates")
    match kind:
        case "FeatureCollection" | "GeometryCollection":
            for part in _listed(tree.get("features" if kind == "FeatureCollection" else "geometries")):
                yield from _shapes(part)
        case "Feature":
            _look_for_states(tree.get("properties"))
            yield from _shapes(tree.get("geometry"))
        case "LineString":
            yield _points(inner), False
        case "MultiLineString":
            yield from ((_points(line), False) for line in _listed(inner))
        case "Polygon":
            yield from ((_points(ring), True) for ring in _listed(inner))
        case "MultiPolygon":
            yield from ((_points(ring), True) for area in _listed(inner) for ring in _listed(area))
        case _:
            raise _FaultError(f"holds `{str(kind)[:40]}`, which no coast is", "keep lines and areas alone")


def _look_for_states(properties: Any) -> None:
    for key, value in properties.items() if isinstance(properties, dict) else ():
        is_of_states = _OF_STATES.match(str(key)) is not None
        if is_of_states or (
            str(key).lower() in ("featurecla", "class", "type") and _CLASSES.search(str(value))
        ):
            raise _FaultError(
                f"is made of states and not of land: `{key[:40]}`", "take a file of land or coastline alone"
            )


def _listed(node: Any) -> list[Any]:
    if not isinstance(node, list):
        raise _FaultError("is no GeoJSON", "export it again, as GeoJSON in degrees (WGS 84)")
    return node


def _points(node: Any) -> tuple[Point, ...]:
    points: list[Point] = []
    for pair in _listed(node):
        if not (isinstance(pair, list) and len(pair) >= 2 and all(type(n) in (int, float) for n in pair[:2])):
            raise _FaultError("is no GeoJSON", "export it again, as GeoJSON in degrees (WGS 84)")
        if not (abs(pair[0]) <= _WORLD[0] and abs(pair[1]) <= _WORLD[1]):
            raise _FaultError("is not in degrees", "export it in longitude and latitude (WGS 84)")
        points.append((float(pair[0]), float(pair[1])))
    return tuple(points)
