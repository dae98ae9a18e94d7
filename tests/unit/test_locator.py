"""The locator map: a coast without borders, cropped around the places, or a line that says why there is none."""

import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import run
from briefing.pages.coastline import Coastline, coastline_of
from briefing.pages.locator import HEIGHT, WIDTH, Locator, locator_of
from briefing.renditions.model import BoundPosition

ROOT = Path(__file__).parents[2]
BRIEF = "velora-flood-2026"
FACTS = f"facts/{BRIEF}.yaml"
COAST = "templates/coastline.geojson"
SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))
NUMBERS = r"-?\d+(?:\.\d+)?"


def position(name: str, north: str, east: str) -> BoundPosition:
    """Give a place."""
    return BoundPosition(
        id=name,
        name=name,
        latitude="",
        longitude="",
        north=Decimal(north),
        east=Decimal(east),
        citations=(),
    )


def drawn(*positions: BoundPosition, coast: Coastline | None = None) -> Locator:
    """Draw places beside a square of land, from 0 to 10 degrees both ways."""
    found = locator_of(positions, coast or Coastline(rings=(SQUARE,), lines=()))
    assert found is not None
    return found


def test_a_place_stands_in_the_middle_and_land_on_its_side() -> None:
    """On the equator a degree is as long both ways; the coast on the left edge of the land runs through the place."""
    found = drawn(position("Harbour", "5", "0"))
    assert [(mark.x, mark.y) for mark in found.marks] == [(WIDTH / 2, HEIGHT / 2)]
    xs = {float(x) for x in re.findall(rf"[ML]({NUMBERS}) ", found.coast)}
    assert xs == {WIDTH / 2}
    assert re.findall(rf"M({NUMBERS}) \d+H({NUMBERS})", found.land)[0] == ("150.0", "300.0")


def test_a_degree_of_longitude_is_shorter_away_from_the_equator() -> None:
    """At 60 degrees it is half as long: two places a degree apart are half as far as two above each other."""
    coast = Coastline(rings=(), lines=(((0.0, 50.0), (0.0, 70.0)),))
    found = drawn(
        position("a", "60.5", "0"), position("b", "59.5", "0"), position("c", "60", "1"), coast=coast
    )
    a, b, c = (next(m for m in found.marks if m.name == name) for name in "abc")
    assert (c.x - a.x) / (b.y - a.y) == pytest.approx(0.5, abs=0.01)


def test_all_that_is_drawn_lies_in_the_frame() -> None:
    """Coast and hatching are cut at the frame, and a name near its right side ends at its mark."""
    found = drawn(position("West", "9", "1"), position("East", "1", "9"))
    numbers = [float(n) for n in re.findall(NUMBERS, found.coast)]
    assert all(-0.1 <= n <= WIDTH + 0.1 for n in numbers)
    assert all(
        0 <= float(n) <= WIDTH
        for pair in re.findall(rf"M({NUMBERS}) \d+H({NUMBERS})", found.land)
        for n in pair
    )
    assert [mark.is_left for mark in found.marks] == [False, True]


def test_water_in_the_land_is_not_hatched() -> None:
    """A ring inside a ring is a lake: the hatching stops at its shore."""
    lake = ((4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0), (4.0, 4.0))
    found = drawn(position("Isle", "5", "5"), coast=Coastline(rings=(SQUARE, lake), lines=()))
    middle = [m for m in re.findall(r"M[-\d.]+ (\d+)H", found.land) if m in ("99", "105")]
    assert len(middle) == 4  # two stretches on each of two lines


def test_a_coast_that_is_too_far_gives_no_map() -> None:
    """The window grows until there is a coast; half the world is no locator."""
    assert locator_of((position("Far", "5", "-170"),), Coastline(rings=(SQUARE,), lines=())) is None
    assert locator_of((), Coastline(rings=(SQUARE,), lines=())) is None
    assert locator_of((position("Near", "5", "5"),), None) is None


@pytest.mark.parametrize(("east", "edges"), [("179.5", {138.9, 183.3}), ("-179.5", {116.7, 161.1})])
def test_a_coast_over_the_180th_degree_is_whole_from_both_sides(east: str, edges: set[float]) -> None:
    """An island from 179 to -179 is two degrees wide and not 358, wherever its place is said to be."""
    island = area((179, -1), (-179, -1), (-179, 1), (179, 1))
    coast = coastline_of(json.dumps({"type": "FeatureCollection", "features": [island]}))
    found = drawn(position("Isle", "0", east), coast=coast)
    assert {float(x) for x in re.findall(rf"[ML]({NUMBERS}) ", found.coast)} == edges
    assert set(re.findall(rf"M({NUMBERS}) \d+H({NUMBERS})", found.land)) == {tuple(map(str, sorted(edges)))}


def area(*corners: tuple[float, float], **properties: Any) -> dict[str, Any]:
    """Give a feature of one ring."""
    ring = [list(corner) for corner in (*corners, corners[0])]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


NORTH = ((0.0, 0.0), (4.0, 0.0), (4.0, 3.0))
SOUTH = ((0.0, 0.0), (4.0, 3.0), (0.0, 3.0))


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ([area(*NORTH), area(*SOUTH)], "holds areas that share an edge, which is a border"),
        ([area(*NORTH, ADM0_A3="XYZ")], "is made of states and not of land: `ADM0_A3`"),
        ([area(*NORTH, iso_a2="XY")], "is made of states and not of land: `iso_a2`"),
        ([area(*NORTH, admin_level="2")], "is made of states and not of land: `admin_level`"),
        ([area(*NORTH, featurecla="Admin-0 country")], "is made of states and not of land: `featurecla`"),
        ([area((0, 0), (500, 0), (500, 300))], "is not in degrees"),
        (
            [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}],
            "holds `Point`, which no coast is",
        ),
        ([{"type": "Feature", "geometry": {"type": "LineString", "coordinates": "x"}}], "is no GeoJSON"),
        ([], "holds no line and no area"),
    ],
)
def test_a_file_with_borders_is_refused(
    flood: Path, capsys: pytest.CaptureFixture[str], features: list[dict[str, Any]], message: str
) -> None:
    """By the edges that its areas share, by what its features are called, and by its shape."""
    Path(COAST).write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    assert run(["-q", "check"]) == 1
    said = capsys.readouterr().err
    assert f"error[BR114]: `{COAST}` {message}" in said


@pytest.mark.parametrize(
    "setting",
    [
        'map = { coastline = "coast.geojson", credit = "x" }',
        'map = { coastline = "templates/../coast.geojson", credit = "x" }',
        'map = { coastline = "templates/none.geojson", credit = "x" }',
        'map = { coastline = "templates/coastline.geojson" }',
    ],
)
def test_a_coastline_is_in_the_project_and_has_an_author(
    flood: Path, capsys: pytest.CaptureFixture[str], setting: str
) -> None:
    """Its bytes belong to what an edition keeps, and its author is printed."""
    path = Path("briefing.toml")
    path.write_text(re.sub(r"(?m)^map = .*$", setting, path.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(["-q", "check"]) == 1
    assert "error[BR114]" in capsys.readouterr().err


def test_land_of_natural_earth_is_let_through() -> None:
    """Its properties speak of land; and the edge of the world at 180 degrees may be there twice."""
    east = area((180, 60), (180, 70), (170, 65), featurecla="Land", scalerank=0, min_zoom=0.0)
    west = area((-180, 60), (-180, 70), (-170, 65), featurecla="Land", scalerank=0, min_zoom=0.0)
    again = area((180, 60), (180, 70), (175, 50), featurecla="Land")
    text = json.dumps({"type": "FeatureCollection", "features": [east, west, again]})
    assert len(coastline_of(text).rings) == 3


@pytest.mark.parametrize(
    ("locale", "title", "credit"),
    [
        (
            "en",
            "Map of the coastline alone, no boundaries are shown. Marked: Velora",
            "No boundaries are shown.",
        ),
        (
            "hy",
            "Միայն ափագծի քարտեզ, սահմաններ ցույց տրված չեն։ Նշված է՝ Վելորա",
            "Սահմաններ ցույց տրված չեն։",
        ),
        (
            "az",
            "Yalnız sahil xəttinin xəritəsi, sərhədlər göstərilmir. Qeyd olunub: Velora",
            "Sərhədlər göstərilmir.",
        ),
        (
            "ru",
            "Карта одной лишь береговой линии, границы не показаны. Отмечено: Велора",
            "Границы не показаны.",
        ),
    ],
)
def test_a_map_has_its_words_its_data_and_its_author(
    flood: Path, locale: str, title: str, credit: str
) -> None:
    """The name on the map, the coordinates with their source beneath it, and whose coast it is."""
    part = where(locale)
    assert f"<title>{title}</title>" in part
    assert credit in part
    assert part.count("Velora Relief Desk") == 1
    assert {"12.45°", "−31.2°"} <= set(re.findall(r"[−\d.]+°", part.replace(",", ".")))
    assert "#source-council-report" in part


def where(locale: str = "en") -> str:
    """Build a page and give what stands under the heading of the map."""
    assert run(["build", "-q", "--format", "html", "--lang", locale]) == 0
    html = Path(f"build/{BRIEF}/{BRIEF}.{locale}.html").read_text(encoding="utf-8")
    return (
        html.replace("\N{NO-BREAK SPACE}", " ")
        .split('id="pictures"')[1]
        .split("</section>")[0]
        .split("<h3>")[-1]
    )


def test_coordinates_without_a_coastline_are_data_alone(flood: Path) -> None:
    """No map, the coordinates, and a line that says so."""
    path = Path("briefing.toml")
    path.write_text(re.sub(r"(?m)^map = .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    part = where()
    assert "<svg" not in part
    assert "latitude 12.45°, longitude −31.2°" in part
    assert "There is no map: no coastline near by to draw it on." in part


def test_a_position_needs_a_source(flood: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What no source says is not marked on a map; nor what an unknown one says."""
    path = Path(FACTS)
    text = path.read_text(encoding="utf-8")
    sources = "sources: [{source: council-report, at: p. 1}]}\n"
    assert f"longitude: -31.2, {sources}" in text
    for instead, code in (("sources: []}\n", "BR204"), ("sources: [atlas]}\n", "BR205")):
        path.write_text(text.replace(f"-31.2, {sources}", f"-31.2, {instead}"), encoding="utf-8")
        assert run(["-q", "check"]) == 1
        assert f"error[{code}]" in capsys.readouterr().err


def test_a_place_that_only_a_withheld_fact_names_is_on_no_map(flood: Path) -> None:
    """Nor are its coordinates anywhere else."""
    path = Path(FACTS)
    text = path.read_text(encoding="utf-8")
    position_ = "    position: {latitude: 55.5, longitude: -31.3, sources: [network-survey]}\n"
    text = text.replace(
        "  tesna:\n", f"  mill:\n    names: {{en: the mill, hy: x, az: x, ru: x}}\n{position_}  tesna:\n"
    )
    text = text.replace("The shelter stands behind the old mill.", "The shelter stands behind {mill}.")
    path.write_text(text, encoding="utf-8")
    part = where()
    assert "31.2" in part
    assert "55.5" not in part


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en", "The sources give no coordinates, so there is no map."),
        ("hy", "Աղբյուրները կոորդինատներ չեն նշում, ուստի քարտեզ չկա։"),
        ("az", "Mənbələrdə koordinatlar göstərilmədiyi üçün xəritə yoxdur."),
        ("ru", "Источники не приводят координат, поэтому карты нет."),
    ],
)
def test_no_picture_is_made_up(tmp_path: Path, locale: str, line: str) -> None:
    """One edition, no need, no scale of likelihood: none of their pictures; and a line says why there is no map."""
    for name in ("facts", "locales", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert run(["--project", str(tmp_path), "-q", "build", "--format", "html", "--lang", locale]) == 0
    html = next(tmp_path.glob("build/*/*.html")).read_text(encoding="utf-8")
    assert html.replace("\N{NO-BREAK SPACE}", " ").count(line) == 1
    assert re.findall(r'class="(?:bar|locator)"|id="pictures"', html) == []


def collection(*features: dict[str, Any]) -> str:
    """Give the text of a file of features."""
    return json.dumps({"type": "FeatureCollection", "features": features})


def shore(*inlet: tuple[float, float]) -> dict[str, Any]:
    """Give land of a thousand kilometres of coast whose outline runs up an inlet and back again."""
    return area((0, 0), (4, 0), *inlet, *reversed(inlet[:-1]), (4, 0), (4, 3), (0, 3))


def test_banks_of_a_river_that_coincide_are_no_border() -> None:
    """One outline runs along itself for a few kilometres, or two do of which one is a speck."""
    assert len(coastline_of(collection(shore((3.98, 0.01)))).rings) == 1
    speck = area((4, 0), (4.01, 0), (4.01, 0.01))
    again = area((4, 0), (4.01, 0), (4.01, -0.01))
    assert len(coastline_of(collection(shore((3.98, 0.01)), speck, again)).rings) == 3


@pytest.mark.parametrize(
    "features",
    [
        (shore((3.4, 0.2), (3.0, 0.4)),),  # a line of 120 km into the land
        (area((0, 0), (4, 0), (4, 3), (0, 3)), area((4, 0), (4, 3), (8, 3), (8, 0))),
        (
            area((0, 0), (4, 0), (4.1, 0.1), (4, 3), (0, 3)),
            area((4, 0), (4.1, 0.1), (8, 0)),
        ),  # 16 km of two areas
        (
            area((0, 0), (1, 0), (1, 1)),
            area((0.5, 0.5), (0.6, 0.5), (0.6, 0.6)),
            area((0.5, 0.5), (0.6, 0.5), (0.6, 0.6)),
        ),
    ],
)
def test_states_are_refused_however_short_their_border(features: tuple[dict[str, Any], ...]) -> None:
    """A border of two states is of two areas that are more than a speck; an enclave is drawn twice."""
    with pytest.raises(Exception, match="holds areas that share an edge, which is a border"):
        coastline_of(collection(*features))


@pytest.mark.parametrize(
    ("objects", "hint"),
    [
        (
            {"land": {}},
            "= hint: npx --yes -p topojson-client topo2geo land=templates/coastline-land.geojson "
            "< templates/coastline.geojson; "
            'then write `coastline = "templates/coastline-land.geojson"`',
        ),
        ({"countries": {}}, "= hint: take a file of land or coastline alone, as GeoJSON in degrees (WGS 84)"),
        (3, "= hint: take a file of land or coastline alone, as GeoJSON in degrees (WGS 84)"),
    ],
)
def test_topojson_is_named_with_what_turns_it(
    flood: Path, capsys: pytest.CaptureFixture[str], objects: Any, hint: str
) -> None:
    """World-atlas comes in it. Where it has no land, a file of land is asked for."""
    Path(COAST).write_text(json.dumps({"type": "Topology", "objects": objects}), encoding="utf-8")
    assert run(["-q", "check"]) == 1
    said = capsys.readouterr().err
    assert f"error[BR114]: `{COAST}` is TopoJSON, and not GeoJSON" in said
    assert f"{hint}\n" in said


def test_a_map_that_is_too_large_is_to_be_cropped(flood: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It cannot be split, and is no attachment."""
    with Path(COAST).open("wb") as file:
        file.truncate(8 * 1024 * 1024 + 1)
    assert run(["-q", "check"]) == 1
    assert "= hint: crop the map to your region, or take a coarser one, such as Natural Earth 1:50m" in (
        capsys.readouterr().err
    )
