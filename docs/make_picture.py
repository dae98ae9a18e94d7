"""Make the picture of the README: the first sheet of the brief in every language, side by side.

Run after `make brief`: ``.venv/bin/python docs/make_picture.py`` (needs the packages of `make test`).
"""

from pathlib import Path

import pypdfium2
from PIL import Image

HERE = Path(__file__).parent
BUILT = HERE.parent / "build" / "nagorno-karabakh-2023"
LOCALES = ("en", "hy", "az", "ru")
SCALE, GAP = 0.72, 16  # pixels per point; pixels between sheets


def main() -> None:
    """Draw the sheets on a grey ground and write `four-scripts.png` beside this file."""
    sheets = [
        pypdfium2.PdfDocument(BUILT / f"{BUILT.name}.{locale}.a4.pdf")[0].render(scale=SCALE * 2).to_pil()
        for locale in LOCALES
    ]
    small = [
        sheet.resize((sheet.width // 2, sheet.height // 2), Image.Resampling.LANCZOS) for sheet in sheets
    ]
    width = sum(sheet.width for sheet in small) + GAP * (len(small) + 1)
    picture = Image.new("RGB", (width, small[0].height + 2 * GAP), "#d9dde0")
    for at, sheet in enumerate(small):
        picture.paste(sheet, (GAP + at * (sheet.width + GAP), GAP))
    picture.quantize(64).save(HERE / "four-scripts.png", optimize=True)


if __name__ == "__main__":
    main()
