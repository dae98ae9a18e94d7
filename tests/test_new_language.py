"""A language that the tool does not ship is data: added to the sample project as `docs/adding-a-language.md` tells."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from briefing.cli import run

ROOT = Path(__file__).parents[1]
LANGUAGES = Path(__file__).parent / "languages"
NAMES = {
    "uk": (
        "{nom: міська рада, gen: міської ради}",
        "{nom: Велора, gen: Велори, loc: Велорі}",
    ),
    "ka": (
        "{nom: საქალაქო საბჭო, gen: საქალაქო საბჭოს}",
        "{nom: ველორა, gen: ველორის, in: ველორაში}",
    ),
}
FACES = (
    ("Briefing Sans", 400, "NotoSansGeorgian-Regular"),
    ("Briefing Sans", 600, "NotoSansGeorgian-SemiBold"),
    ("Briefing Serif", 600, "NotoSerifGeorgian-SemiBold"),
)

Built = Callable[..., tuple[int, str, str]]


@pytest.fixture
def built(sample: Path, capsys: pytest.CaptureFixture[str]) -> Built:
    """Give what adds a language to the sample project and builds it: exit code, stdout, stderr."""

    def add_and_build(locale: str, *options: str) -> tuple[int, str, str]:
        shutil.copytree(LANGUAGES / locale, sample / "locales" / locale, dirs_exist_ok=True)
        replace(sample / "briefing.toml", '["en-GB", "hy"]', f'["en-GB", "{locale}"]')
        council, velora = NAMES[locale]
        replace(
            sample / "facts/sample.yaml",
            "{en: the town council,",
            f"{{en: the town council, {locale}: {council},",
        )
        replace(sample / "facts/sample.yaml", "{en: Velora,", f"{{en: Velora, {locale}: {velora},")
        code = run(["build", "--lang", locale, *options])
        out, err = capsys.readouterr()
        return code, out, err

    return add_and_build


def replace(path: Path, old: str, new: str) -> None:
    """Change a file, once; a second time nothing is left to change."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1) if new not in text else text, encoding="utf-8")


def plain(path: str) -> str:
    """Give the words of a page, spaces made plain."""
    html = Path(path).read_text(encoding="utf-8").split("</style>")[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))


def test_ukrainian_is_a_folder_and_names(built: Built) -> None:
    """No finding, no English; the cases of a Slavic language after a qualifier."""
    code, out, err = built("uk")
    assert (code, err) == (0, ""), err
    assert out.splitlines() == ["build/sample/sample.uk.html", "build/sample/sample.uk.a4.pdf"]
    text = plain("build/sample/sample.uk.html")
    assert "Міська рада повідомляє: свої домівки покинули не менше 1200 домогосподарств." in text
    assert "Волонтери уклали близько 5000 мішків з піском." in text
    assert "2 березня 2026 року річка вийшла з берегів у місті Велора." in text
    assert "Хто що каже" in text
    assert (
        "untranslated"
        not in Path("build/sample/sample.uk.html").read_text(encoding="utf-8").split("</style>")[1]
    )


def test_a_script_without_font_stops_the_build_with_its_characters(built: Built) -> None:
    """Nobody gets empty boxes: each character is named, and no file is written."""
    code, out, err = built("ka", "--allow-untranslated")
    assert (code, out) == (1, "")
    assert "error[BR601]: no font of the theme has `წ` (U+10EC, GEORGIAN LETTER CIL)" in err


def test_georgian_is_a_folder_names_and_rows_of_fonts(built: Built, sample: Path) -> None:
    """With fonts of its own for each weight it prints; words not yet translated are English, and marked."""
    folder = sample / "templates/themes/plain/fonts"
    shutil.copytree(ROOT / "templates/themes/plain/fonts", folder)
    with (folder / "fonts.toml").open("a", encoding="utf-8") as table:
        table.writelines(row(folder, *face) for face in FACES)
    code, out, err = built("ka", "--allow-untranslated")
    assert code == 0
    assert set(re.findall(r"\[(BR\d+)\]", err)) <= {"BR310", "BR304"}
    html, pdf = out.split()
    text = plain(html)
    assert "2026 წლის 2 მარტს მდინარე ველორაში ნაპირებიდან გადმოვიდა." in text
    assert "სულ მცირე 1200" in text
    page = Path(html).read_text(encoding="utf-8")
    assert (
        'font-family:"Briefing Sans";font-weight:400;font-style:normal;font-display:block;unicode-range:U+10D0'
        in page
    )
    assert '<span lang="en" class="untranslated">Key figures</span>' in page
    printed = "".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(pdf))
    assert "წყალდიდობა ველორაში" in printed


def row(folder: Path, family: str, weight: int, stem: str) -> str:
    """Put a font into the theme and give its row of the table."""
    digests = []
    for end in ("ttf", "woff2"):
        data = (LANGUAGES / "fonts" / f"{stem}.{end}").read_bytes()
        (folder / f"{stem}.{end}").write_bytes(data)
        digests.append(hashlib.sha256(data).hexdigest())
    own = "Noto Serif Georgian" if "Serif" in stem else "Noto Sans Georgian"
    return (
        f'\n[[face]]\nfamily = "{own}"\nfor = "{family}"\nweight = {weight}\nstyle = "normal"\n'
        f'file = "{stem}.ttf"\nsha256 = "{digests[0]}"\n\n[[face.web]]\nscript = "georgian"\n'
        f'file = "{stem}.woff2"\nsha256 = "{digests[1]}"\nunicode_range = "U+10D0-10FF"\n'
    )
