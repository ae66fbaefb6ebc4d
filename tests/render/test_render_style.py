"""Styles: the defaults, the files, and every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import StyleError
from briefing.render.style import SECTIONS, Style, contrast, load_style, style_names
from briefing.resources import folder


def faults(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StyleError) as raised:
        load_style(path)
    return [line.removeprefix(str(path)) for line in str(raised.value).splitlines()]


def test_the_defaults_are_those_of_the_house_style() -> None:
    assert load_style("house") == Style()


def test_the_house_style_names_every_value() -> None:
    import dataclasses

    text = (folder("styles") / "house.yaml").read_text(encoding="utf-8")
    style = Style()
    for part in ("page", "grid", "fonts", "types", "colours", "chart", "words"):
        for field in dataclasses.fields(getattr(style, part)):
            assert f"\n  {field.name}: " in text


def test_three_styles_ship_and_the_house_style_comes_first() -> None:
    assert style_names() == ("house", "large", "two-page")


@pytest.mark.parametrize("name", style_names())
def test_shipped_styles_load_and_know_their_name(name: str) -> None:
    style = load_style(name)
    assert style.name == name
    assert set(style.sections) == set(SECTIONS)


def test_what_a_style_does_not_say_is_as_in_the_house_style(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("page: {size: letter}\ntypes: {bullet: {size: 11}}\n", encoding="utf-8")
    style = load_style(path)
    assert style.name == "own"
    assert style.page.sheet == (612.0, 792.0)
    assert style.types.bullet.size == 11
    assert style.types.bullet.font == "serif"
    assert style.words == Style().words


def test_every_fault_is_told_at_once_with_line_and_column(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        "page: {size: a5, colour: red}\n"
        "types:\n"
        "  bullet: {siez: 3, font: mono}\n"
        "  note: large\n"
        "colours: {ink: blue}\n"
        "sections: [timeline, anex]\n"
        "grid: {side: wide, columns: 3}\n"
        "words: {page: '{pag} of'}\n",
    )
    assert found == [
        ":1:14: page.size is one of a4, letter, found 'a5'",
        ":1:18: unknown key 'page.colour'; allowed: size, width, top, top_next, bottom, foot, head, masthead, tighten",
        ":3:12: unknown key 'types.bullet.siez'; did you mean 'size'?",
        ":3:27: types.bullet.font is one of sans, sans-semibold, sans-bold, sans-italic, serif, serif-semibold, "
        "serif-italic, found 'mono'",
        ":4:9: types.note is a mapping of keys to values, found 'large'",
        ":5:16: colours.ink is a colour like '#1B2730', found 'blue'",
        ":6:11: section 'sources' is missing: without it references lead nowhere",
        ":6:22: unknown section 'anex'; did you mean 'annex'?",
        ":7:14: grid.side is a number like 113.4, found 'wide'",
        ":7:29: grid.columns is 1 or 2, found 3",
        ":8:15: words.page has {pag}; allowed: {page}, {pages}",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("colours: {muted: '#999999'}", "1:18: contrast of muted on paper is 2.8; text need 4.5"),
        ("colours: {accent: '#88BBCC'}", "1:19: contrast of accent on paper is 2.1; text need 4.5"),
        ("colours: {tint: '#8090A0'}", "1:17: contrast of accent on tint"),
        ("colours: {alert: '#FFB0A0'}", "1:18: contrast of alert on paper is 1.8; marks need 3"),
        ("page: {size: a4}\npage: {size: a4}", "2:1: key 'page' stands here twice"),
        ("sections: [timeline, sources, timeline]", "1:31: section 'timeline' stands here twice"),
        ("grid: {side: nan}", "1:14: grid.side lies between 0 and 20000"),
        ("grid: {side: -3}", "1:14: grid.side lies between 0 and 20000"),
        ("types: {bullet: {size: 20}}", "1:24: types.bullet has size 4 to 72 and no smaller leading"),
        ("page: {width: 700}", "1:15: page.width is wider than the sheet"),
        ("page: [a4]", "1:7: page is a mapping of keys to values, found a list"),
        ("- a4", "1:1: a style is a mapping of keys to values, found a list"),
        ("w" * 900, f"1:1: a style is a mapping of keys to values, found '{'w' * 57}...'"),
        ("page: {size: a4", "is not YAML"),
        ("[" * 100_000, "1:13: is nested more than 12 levels deep"),
        ("#" * 1_000_001, "is larger than 1,000,000 bytes"),
        ("grid: {tables: listed}", "1:16: grid.tables is columns or stacked"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, text: str, fault: str) -> None:
    assert fault in "\n".join(faults(tmp_path, text))


def test_an_alias_that_leads_back_ends(tmp_path: Path) -> None:
    assert faults(tmp_path, "page: &a {size: a4, page: *a}")


def test_an_unknown_name_says_which_there_are() -> None:
    with pytest.raises(StyleError, match="house, large, two-page"):
        load_style("hous")


def test_a_font_that_is_none_is_told(tmp_path: Path) -> None:
    from briefing.render.fonts import role_face

    (tmp_path / "own.ttf").write_bytes(b"no font")
    path = tmp_path / "own.yaml"
    path.write_text("fonts: {serif: own.ttf, sans: Helvetica}", encoding="utf-8")
    fonts = load_style(path).fonts
    for role in ("serif", "sans"):
        with pytest.raises(StyleError):
            role_face(role, fonts)


@pytest.mark.parametrize(("one", "other", "expected"), [("#000000", "#FFFFFF", 21), ("#777777", "#FFFFFF", 4.48)])
def test_contrast_is_that_of_the_web_guidelines(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.01)
