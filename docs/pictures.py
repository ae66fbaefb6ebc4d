"""Make the pictures of the documentation from what the program draws.

    python docs/pictures.py [FOLDER]

``page-1.png`` is the first page of ``briefing build seeds``; ``styles/NAME.png`` are the first two pages of
``briefing styles NAME``. Needs poppler's ``pdftoppm``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from briefing.cli import main as briefing
from briefing.render.style import style_names

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
_SEEDS_DPI, _STYLE_DPI = 80, 60
_COLOURS = 128
_WHITE, _BETWEEN = "#FFFFFF", "#CBD3D8"


def run(*arguments: str) -> None:
    """Run a command of briefing."""
    if code := briefing([*arguments, "--quiet"]):
        raise SystemExit(code)


def picture(pdf: Path, pages: int, dpi: int) -> Image.Image:
    """Return the first pages of a PDF, side by side with a thin line between them."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-png", "-r", str(dpi), "-l", str(pages), str(pdf), f"{folder}/page"]
        subprocess.run(command, check=True)
        sheets = [Image.open(path).convert("RGB") for path in sorted(Path(folder).glob("page*.png"))]
    width, height = sheets[0].size
    whole = Image.new("RGB", (len(sheets) * (width + 1) - 1, height), _BETWEEN)
    for place, sheet in enumerate(sheets):
        whole.paste(sheet, (place * (width + 1), 0))
    return whole


def pictures() -> dict[str, Image.Image]:
    """Return every picture by its path under ``docs``."""
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        run("build", str(ROOT / "seeds"), "-o", folder)
        (pdf,) = Path(folder).glob("*.pdf")
        made["page-1.png"] = picture(pdf, 1, _SEEDS_DPI)
        for name in style_names():
            run("styles", name, "-o", f"{folder}/{name}")
            (pdf,) = Path(folder, name).glob("*.pdf")
            made[f"styles/{name}.png"] = picture(pdf, 2, _STYLE_DPI)
    return made


def save(image: Image.Image, path: Path) -> None:
    """Write a picture with few colours, as a page has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Write all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    for name, image in pictures().items():
        save(image, folder / name)
        print(folder / name)


if __name__ == "__main__":
    main()
