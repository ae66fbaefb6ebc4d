"""Make the pictures of the documentation from what the program draws.

    python docs/pictures.py [FOLDER]

``page-1.png`` is the first page of ``briefing build seeds``; ``styles/NAME.png`` are the first two pages of
``briefing styles NAME``; ``letter.png`` is the message of the sample, on a desk and on a telephone. Needs poppler's
``pdftoppm``, and ``chromium`` for the letter.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from letter import WIDTHS, draw, html_of

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
    """Return every picture that we draw ourselves, by its path under ``docs``."""
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


def letter(folder: Path) -> Image.Image:
    """Return the message of the sample at the width of a desk, and beside it at that of a telephone."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    with (folder / "seeds" / "brief.yaml").open("a", encoding="utf-8") as brief:
        brief.write("\ndistribution: {from: desk@example.org, to: reader@example.org}\n")
    run("send", str(folder / "seeds"), "-o", str(folder / "mail"), "--dry-run")
    (message,) = (folder / "mail").glob("*.eml")
    sheets = []
    for name in ("desk", "phone"):
        width, _ = WIDTHS[name]
        draw(html_of(message, pictures=True), folder / f"{name}.png", width, 1)
        sheet = Image.open(folder / f"{name}.png").convert("RGB")
        # around the column of the desk there is nothing
        sheets.append(sheet.crop((150, 0, 850, sheet.height) if name == "desk" else (0, 0, width, sheet.height)))
    whole = Image.new("RGB", (sum(sheet.width for sheet in sheets) + 24, max(s.height for s in sheets)), _WHITE)
    whole.paste(sheets[0], (0, 0))
    whole.paste(sheets[1], (sheets[0].width + 24, 0))
    return whole


def save(image: Image.Image, path: Path) -> None:
    """Write a picture with few colours, as a page has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Write all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    drawn = pictures()
    if shutil.which("chromium"):
        with tempfile.TemporaryDirectory() as scratch:
            drawn["letter.png"] = letter(Path(scratch))
    for name, image in drawn.items():
        save(image, folder / name)
        print(folder / name)


if __name__ == "__main__":
    main()
