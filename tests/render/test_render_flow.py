"""What stands on the page: words, references, notices, contents, page numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise

import pikepdf
import pytest

from briefing.model import Brief, Difference, Item, Run, Voice
from briefing.render.coverage import coverage
from briefing.render.flow.back import source_slices
from briefing.render.flow.differences import difference_slices
from briefing.render.flow.figures import as_of_lines
from briefing.render.flow.setting import Setting, in_even_lines, ranges
from briefing.render.flow.timeline import timeline_slices
from briefing.render.fonts import width
from briefing.render.paragraph import Piece, TaggedParagraph
from briefing.render.pdf import render
from briefing.render.sample import SAMPLE
from briefing.render.structure import Node
from briefing.render.style import Style, load_style, style_names

Cases = dict[str, Callable[[], Brief]]
STYLE = Style()
SETTING = Setting(STYLE, 481.9, frozenset({1, 2, 3, 4, 5}))


def words_of(pdf: bytes) -> list[str]:
    """Return the text of each page in the order of drawing, read back through the fonts of the file."""
    pages = []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        fonts = {
            str(name): {
                int(code, 16): bytes.fromhex(text).decode("utf-16-be")
                for code, text in re.findall(r"<(\w\w)> <(\w{4,})>", font.ToUnicode.read_bytes().decode())
            }
            for name, font in file.pages[0].obj.Resources.Font.items()
        }
        for page in file.pages:
            told, font = [], fonts[next(iter(fonts))]
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) == "Tf":
                    font = fonts[str(instruction.operands[0])]
                elif str(instruction.operator) == "Tj":
                    told.append("".join(font[byte] for byte in bytes(instruction.operands[0])))
            pages.append("".join(told).replace("\u00a0", " "))
    return pages


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], []),
        ([2], [(2, 2)]),
        ([1, 2], [(1, 1), (2, 2)]),
        ([3, 1, 2], [(1, 3)]),
        ([1, 3, 4, 5, 9], [(1, 1), (3, 5), (9, 9)]),
        ([4, 4, 4], [(4, 4)]),
    ],
)
def test_three_neighbours_become_a_range(numbers: list[int], expected: list[tuple[int, int]]) -> None:
    assert ranges(numbers) == expected


def test_our_words_are_grey_and_in_sans_the_source_in_serif() -> None:
    item = Item((Run("It sailed on Monday"), Run(" [11 March]", Voice.OURS), Run(" at noon.")), (1, 3, 4, 5, 8))
    pieces = SETTING.item(item)
    assert [(piece.text, piece.look.font, piece.look.colour, piece.link) for piece in pieces] == [
        ("It sailed on Monday ", "serif", "ink", ""),
        ("[11\u00a0March]", "sans", "muted", ""),
        (" at noon.", "serif", "ink", ""),
        ("\u00a0", "serif", "ink", ""),
        ("S1", "sans-semibold", "accent", "#s1"),
        (" ", "sans-semibold", "accent", ""),
        ("S3", "sans-semibold", "accent", "#s3"),
        ("–", "sans-semibold", "accent", ""),
        ("S5", "sans-semibold", "accent", "#s5"),
        (" ", "sans-semibold", "accent", ""),
        ("S8", "sans-semibold", "accent", ""),
    ]


def test_an_editors_note_never_looks_like_a_passage() -> None:
    pieces = SETTING.item(Item((Run("Confirmed by telephone.", Voice.EDITOR),)))
    assert [piece.text for piece in pieces] == ["[Editor’s note] ", "Confirmed by telephone."]
    assert all(piece.look.font == "sans" for piece in pieces)


def paragraph(text: str, width: float) -> TaggedParagraph:
    return TaggedParagraph([Piece(text, STYLE.types.bullet)], width, STYLE)


def shown(made: TaggedParagraph) -> list[str]:
    return ["".join(part.text for part in line) for line in made.lines]


def test_a_line_ends_with_its_space_and_a_cut_word_without() -> None:
    text = "one two three " + "x" * 40 + " four"
    made = shown(paragraph(text, 60.0))
    assert len(made) > 4
    assert "".join(made) == text
    for line, following in pairwise(made):
        within_a_word = line.endswith("x") and following.startswith("x")
        assert line.endswith(" ") != within_a_word


@pytest.mark.parametrize("width", [30.0, 77.0, 200.0, 351.5])
def test_no_line_is_wider_than_its_column(width: float) -> None:
    made = paragraph(
        "Some words of many lengths, even incomprehensibilities, stand in a column that is narrow. " * 5, width
    )
    for line in made.lines:
        text = "".join(part.text for part in line).rstrip(" ")
        assert STYLE.types.bullet.size * 0.001 * line[0].face.width(text) <= width + 1e-6


def test_a_title_is_balanced_and_no_word_of_it_cut() -> None:
    made = paragraph("Extraordinarily long words stand beside short ones in it", 130.0)
    before = len(made.lines)
    made.balance(130.0)
    lines = shown(made)
    assert len(lines) == before
    assert "".join(lines) == "Extraordinarily long words stand beside short ones in it"
    assert all(line.endswith(" ") for line in lines[:-1])


def test_a_long_date_keeps_clear_of_the_figures() -> None:
    room = SETTING.main - 8.0
    for day in ("Friday~2~May~2025", "Wednesday~24~September~2025", "not known"):
        brief = replace(SAMPLE, as_of=day.replace("~", "\u00a0"))
        told = as_of_lines(SETTING, brief, room)
        assert " ".join(line for line, _ in told[1:-1]).replace("\u00a0", " ") == day.replace("~", " ")
        assert all(width(line, look.font, look.size, STYLE.fonts) <= room for line, look in told)


def test_page_numbers_are_those_of_the_pages(cases: Cases) -> None:
    pages = words_of(render(cases["many-events"](), STYLE, ()))
    total = len(pages)
    (annex,) = [number for number, text in enumerate(pages, 1) if "Annex: date audit" in text and number > 1]
    assert total > 6
    for number, text in enumerate(pages, 1):
        assert f"{number} / {total}" in text
        assert f"Every date is audited on page {annex}." in text
    assert (
        f"S1 to S24 are the sources on page {[n for n, text in enumerate(pages, 1) if 'Sources' in text][1]}."
        in pages[0]
    )


def test_long_briefings_have_a_table_of_contents_and_short_ones_none(cases: Cases) -> None:
    assert "Contents" in words_of(render(cases["many-events"](), STYLE, ()))[0]
    assert "Contents" not in "".join(words_of(render(SAMPLE, STYLE, ())))


def test_a_day_that_goes_on_repeats_its_date(cases: Cases) -> None:
    pages = words_of(render(cases["many-events"](), STYLE, ()))
    assert any("(continued)" in text for text in pages[1:])


def test_no_event_is_said_and_no_page_empty(cases: Cases) -> None:
    (page,) = words_of(render(cases["none"](), STYLE, ()))
    assert "No event could be dated." in page
    assert "Nothing in these sources could be dated" in page


def test_markup_is_printed_as_text(cases: Cases) -> None:
    text = "".join(words_of(render(cases["hostile"](), STYLE, ())))
    assert "<b>bold</b>" in text
    assert "</para>" in text
    assert "root:" not in text


def test_what_the_fonts_lack_is_said() -> None:
    assert coverage(SAMPLE, STYLE) == ()
    brief = replace(SAMPLE, topic="漢字", as_of="יום")
    lost, direction = coverage(brief, STYLE)
    assert "U+5B57, U+6F22" in lost
    assert "right to left" in direction
    assert lost[:30] in words_of(render(brief, STYLE, ()))[0]


@pytest.mark.parametrize(
    ("sources", "attached", "told"),
    [
        (1, 1, "Prepared from one source, attached to this file."),
        (1, 0, "Prepared from one source, not attached to this file."),
        (3, 3, "Prepared from three sources, attached to this file."),
        (3, 0, "Prepared from three sources, not attached to this file."),
        (3, 2, "Prepared from three sources; two of them attached to this file."),
    ],
)
def test_the_foot_says_what_is_attached(cases: Cases, sources: int, attached: int, told: str) -> None:
    brief = cases["one-event"]()
    rows = tuple(
        replace(brief.sources[0], number=number, attachment=f"s{number}.txt" if number <= attached else "")
        for number in range(1, sources + 1)
    )
    assert told in words_of(render(replace(brief, sources=rows), STYLE, ()))[0]


def test_sections_stand_in_the_order_of_the_style_and_only_those() -> None:
    style = replace(STYLE, sections=("sources", "timeline"))
    text = "".join(words_of(render(SAMPLE, style, ())))
    assert text.index("Alder Courier") < text.index("Liner Aurora strikes")
    assert "Bottom line" not in text
    assert "Annex" not in text
    assert "audited on page" not in text


@pytest.mark.parametrize("absent", [("coming_up", "background"), ("differences", "bottom_line", "chart", "undated")])
def test_a_section_may_be_left_out_though_others_lead_there(absent: tuple[str, ...]) -> None:
    style = replace(STYLE, sections=tuple(name for name in STYLE.sections if name not in absent))
    whole, less = ("".join(words_of(render(SAMPLE, each, ()))) for each in (STYLE, style))
    heading = getattr(STYLE.words, absent[0])
    assert heading in whole
    assert heading not in less


@pytest.mark.parametrize("width", [120.0, 168.0, 300.0])
def test_an_address_is_broken_behind_a_sign_that_parts_it(width: float) -> None:
    text = "https://news.example.org/2024/03/15/harbour-bridge-shut-after-collision?page=2&print=1"
    made = shown(paragraph(text, width))
    assert "".join(made) == text
    assert all(line[-1] in "/-_.=,;+" or following[0] in "?&#" for line, following in pairwise(made))


def test_a_long_address_runs_on_under_its_date_where_that_takes_fewer_lines() -> None:
    def lines(address: str, evidence: str = "") -> float:
        source = replace(SAMPLE.sources[0], title="Port shuts", outlet="Courier", url=address, evidence=evidence)
        _, row = source_slices(SETTING, [source], Node("Sect"), frozenset())
        return round((row.height - 7.0) / STYLE.types.note.leading, 1)

    assert lines("https://courier.example.org/a") == 3.0
    assert lines("https://courier.example.org/" + "part/" * 10) == 3.0, "one line across, three in its column"
    assert lines("https://courier.example.org/" + "part/" * 50) == 5.0
    told = "weekdays agree with those of other articles " * 4
    assert lines("https://courier.example.org/" + "part/" * 6, told) == lines("", told), "beside long evidence"


def test_a_slash_parts_an_address_better_than_a_hyphen() -> None:
    address = "https://example.org/" + "one-long-path/" * 9 + "?q=1"
    made = shown(paragraph(address, 300.0))
    assert len(made) > 2
    assert all(line.endswith("/") for line in made[:-1])
    assert "".join(shown(paragraph("x" * 500, 60.0))) == "x" * 500


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("Forest fire breaks out in the hills above the harbour town", {"out", "above"}),
        ("Strong quake kills at least forty people in southern Peru", {"kills", "people"}),
    ],
)
def test_no_line_of_a_title_ends_with_a_small_word(title: str, ends: set[str]) -> None:
    made = in_even_lines(replace(SETTING, width=300.0), title, "title", Node("H1"))
    first = "".join(part.text for part in made.lines[0]).split()[-1]
    assert len(made.lines) > 1
    assert first not in {"in", "the", "at", "least"}, first


def test_a_page_that_begins_with_a_further_event_has_its_date_beside_it(cases: Cases) -> None:
    day = cases["one-event"]().days[0]
    items = (Item((Run("The tug came at four, and the harbour master was not told of it. " * 3),), (1,)),) * 2
    entries = tuple(replace(day.entries[0], key=f"e{n}", items=items) for n in range(12))
    made = timeline_slices(SETTING, (replace(day, entries=entries),), Node("Sect"), 5, {})
    again = [one.again() for one in made if one.again is not None and one.gap == 7.0]
    assert len(again) == 11
    assert {part.height for parts in again for part in parts} == {0.0}
    short = tuple(replace(entry, items=items[:0]) for entry in entries)
    made = timeline_slices(SETTING, (replace(day, entries=short),), Node("Sect"), 5, {})
    again = [one.again() for one in made if one.again is not None and one.gap == 7.0]
    assert min(part.height for parts in again for part in parts) > STYLE.types.day.leading


def test_two_statements_of_a_title_stand_on_two_lines() -> None:
    narrow = replace(SETTING, width=300.0)
    made = in_even_lines(
        narrow, "Four of twelve events rest on one source; the most reported is in six", "section", Node("H2")
    )
    assert [line[-1].text.split("\u00a0")[-1].strip() for line in made.lines] == ["source;", "six"]


def test_a_date_that_is_taken_up_says_that_it_goes_on(cases: Cases) -> None:
    """Also where the word finds no room beside a long date."""
    brief = replace(cases["many-events"](), sources=SAMPLE.sources, audit=())
    for date in ("5 May", "25 September", "23 November 2024"):
        days = tuple(replace(day, date=date) for day in brief.days[:4])
        pages = words_of(render(replace(brief, days=days), STYLE, ()))
        assert any("(continued)" in text for text in pages[1:]), date


def test_accounts_of_one_point_stand_on_one_page() -> None:
    large = load_style("large")
    setting = Setting(large, large.page.width, frozenset({1}))
    account = Item((Run("The port says that it will be open again by Thursday."),), (1,))
    made = difference_slices(setting, (Difference("Day", (account, account), "Port opens"),) * 3, Node("Sect"))
    assert sum(not one.keep for one in made) == 3


def test_the_words_of_the_page_have_typographic_quotes() -> None:
    for name in style_names():
        words = load_style(name).words
        assert not [text for text in (getattr(words, one.name) for one in fields(words)) if {"'", '"'} & set(text)]
