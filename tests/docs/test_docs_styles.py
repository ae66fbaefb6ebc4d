"""The pictures of the documentation show what the program draws, and its style file loads."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops, ImageStat

from briefing.render.pdf import render
from briefing.render.sample import SAMPLE
from briefing.render.style import load_style, style_names

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "styles.md").read_text(encoding="utf-8")
TOLERANCE = 4.0  # mean difference of grey values, of 255: what other versions of poppler smooth otherwise

TOLERANCES = {"page-1.png": 9.0}  # its words follow from the whole way, which other tests compare


def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures in grey; 255 where their sizes differ by more than rounding."""
    if max(abs(a - b) for a, b in zip(one.size, other.size, strict=True)) > 2:
        return 255.0
    other = other.convert("L").crop((0, 0, *one.size))
    return float(ImageStat.Stat(ImageChops.difference(one.convert("L"), other)).mean[0])


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler's pdftoppm is not installed")
def test_pictures_show_what_is_drawn(request: pytest.FixtureRequest) -> None:
    module = made()
    drawn = module.pictures()
    if request.config.getoption("--update-golden"):
        for name, image in drawn.items():
            module.save(image, ROOT / "docs" / name)
    far = {}
    for name, image in drawn.items():
        with Image.open(ROOT / "docs" / name) as stored:
            far[name] = difference(image, stored)
    stale = {name: round(value, 2) for name, value in far.items() if value > TOLERANCES.get(name, TOLERANCE)}
    assert not stale, f"not what is drawn: {stale}; run python docs/pictures.py, and look"


def test_a_moved_line_is_a_difference() -> None:
    with Image.open(ROOT / "docs" / "styles" / "house.png") as stored:
        page = stored.convert("L")
    moved = ImageChops.offset(page, 0, 14)
    assert difference(page, moved) > 2 * TOLERANCE
    assert difference(page, page) == 0


def test_every_style_has_its_picture_and_its_chapter() -> None:
    assert set(re.findall(r"^## ([a-z-]+)$", PAGE, re.M)) == set(style_names())
    for name in style_names():
        assert f"(styles/{name}.png)" in PAGE
        assert (ROOT / "docs" / "styles" / f"{name}.png").stat().st_size < 200_000


def test_the_style_of_the_page_loads(tmp_path: Path) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    style = load_style(path)
    assert style.name == "our-house"
    assert style.words.timeline == "What happened"
    assert render(SAMPLE, style, ()).startswith(b"%PDF")
