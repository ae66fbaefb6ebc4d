"""The look of a briefing as one frozen record; its defaults are those of ``styles/house.yaml``.

All measures are in points. Text styles name a font by its role and a colour by its name, so that a style file that
changes one font or one colour changes it everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import StyleError
from briefing.render.words import Words
from briefing.resources import folder

SIZES = {"a4": (595.276, 841.89), "letter": (612.0, 792.0)}
"""Width and height of the sheets."""

SECTIONS = (
    "bottom_line",
    "new",
    "chart",
    "timeline",
    "differences",
    "coming_up",
    "background",
    "sources",
    "undated",
    "annex",
)
"""Every part of a briefing, in the order of the house style."""

RGB = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its margins."""

    size: str = "a4"  # a4 or letter
    width: float = 481.9  # of the text block, centred on the sheet
    top: float = 66.0  # of the text, first page
    top_next: float = 62.0  # and the others
    bottom: float = 44.0
    foot: float = 26.0  # footer's baseline above the foot of the sheet
    head: float = 44.0  # running head's baseline from the top
    masthead: float = 39.0  # rule of page 1 from the top
    tighten: float = 0.04  # share of its height that a line may give up to pull in a last page that holds little

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the sheet."""
        return SIZES[self.size]


@dataclass(frozen=True, slots=True)
class Grid:
    """The side column, the main column, and the white between parts."""

    columns: int = 1  # 1 or 2 columns of running text
    column_gutter: float = 18.0  # white between two columns of text
    tables: str = "columns"  # or "stacked": for type too large for columns
    side: float = 113.4  # side column for dates; 0: dates stand above their text, which is indented by the gutter
    gutter: float = 17.0
    spine: float = 116.4  # x of the line on which the timeline's marks stand
    bullet_gap: float = 2.0
    day_gap: float = 10.0
    section_gap: float = 12.0  # above a section's rule
    title_gap: float = 6.0  # below a section's title
    indent: float = 10.0  # of a bullet's text
    bar: float = 2.2  # height of the bar that opens a section
    masthead_bar: float = 5.0

    @property
    def main(self) -> float:
        """The left edge of the main column."""
        return self.side + self.gutter


@dataclass(frozen=True, slots=True)
class Text:
    """How one kind of text is set."""

    font: str  # a role of Fonts: "sans", "sans-semibold"
    size: float
    leading: float
    colour: str = "ink"  # a name of Colours


@dataclass(frozen=True, slots=True)
class Fonts:
    """The face for each role: the name of a shipped face, or the path of a TrueType file beside the style."""

    sans: str = "SourceSansPro-Regular"
    sans_semibold: str = "SourceSansPro-Semibold"
    sans_bold: str = "SourceSansPro-Bold"
    sans_italic: str = "SourceSansPro-It"
    serif: str = "SourceSerifPro-Regular"
    serif_semibold: str = "SourceSerifPro-Semibold"
    serif_italic: str = "SourceSerifPro-It"


@dataclass(frozen=True, slots=True)
class Types:
    """The text styles by use."""

    title: Text = Text("sans-bold", 24, 28)
    title_long: Text = Text("sans-bold", 20, 24)  # when the title needs more than two lines
    section: Text = Text("sans-bold", 14.5, 18)
    masthead: Text = Text("sans", 9, 11)
    handling: Text = Text("sans-bold", 9.5, 12)  # mark at head and foot, smaller where it would not fit
    day: Text = Text("sans-semibold", 11.5, 14)
    headline: Text = Text("sans-semibold", 10.5, 14)
    bottom_line: Text = Text("serif", 11.5, 16)
    bullet: Text = Text("serif", 10, 14)
    box: Text = Text("sans", 9.5, 13)
    label: Text = Text("sans-semibold", 9.5, 14)  # side labels of short rows
    table: Text = Text("sans", 8.5, 11)
    table_head: Text = Text("sans-semibold", 7.5, 10, "muted")
    note: Text = Text("sans", 8, 10.5, "muted")
    annex: Text = Text("sans", 8, 10.5)
    figure: Text = Text("sans-semibold", 18, 20)
    figure_words: Text = Text("sans", 7.5, 8.6, "muted")
    reference: Text = Text("sans-semibold", 7.8, 14, "accent")
    reference_large: Text = Text("sans-semibold", 8.4, 16, "accent")  # in the bottom line
    ours: Text = Text("sans", 8.8, 14, "muted")  # words we add, in [brackets]
    ours_large: Text = Text("sans", 10, 16, "muted")
    chart_label: Text = Text("sans", 8, 10)
    chart_lane: Text = Text("sans-semibold", 8.5, 11)
    chart_small: Text = Text("sans", 7, 9, "muted")
    chart_number: Text = Text("sans-bold", 6.4, 8, "paper")  # inside a mark; see Chart.number_step


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as #RRGGBB."""

    paper: str = "#FFFFFF"
    ink: str = "#1B2730"
    muted: str = "#56646E"
    accent: str = "#0F5A73"
    alert: str = "#A42E14"
    hairline: str = "#CBD3D8"
    tint: str = "#F1F4F5"
    deep_tint: str = "#E4EAED"


@dataclass(frozen=True, slots=True)
class ChartMeasures:
    """The measures of the timeline chart and of its marks."""

    strip: float = 30.0  # overview strip
    funnel: float = 24.0
    axis: float = 26.0
    key: float = 20.0
    row: float = 17.5
    span_row: float = 21.5
    lane_padding: float = 12.0
    lane_least: float = 30.0
    no_date: float = 44.0  # the column without a date, at the right
    days_least: int = 10
    days_most: int = 14
    lanes_most: int = 6
    labels_most: int = 15
    label_gap: float = 4.0
    label_clear: float = 3.0  # reserved on each side of a label
    dot: float = 3.3  # radius for one source; area grows with the sources
    dot_most: float = 9.0
    number_step: float = 0.35  # added to the size of the number for each source
    halo: float = 1.2
    bar: float = 3.6
    stop: float = 8.4  # height of the stop of an open interval
    ring: float = 3.3
    ring_disputed: float = 5.0
    line: float = 1.4
    grid_line: float = 0.6
    as_of_line: float = 0.9


@dataclass(frozen=True, slots=True)
class Style:
    """Everything that decides how a briefing looks."""

    name: str = "house"
    describes: str = "A4, one column with a side column for dates; the house style"
    page: Page = field(default_factory=Page)
    grid: Grid = field(default_factory=Grid)
    fonts: Fonts = field(default_factory=Fonts)
    types: Types = field(default_factory=Types)
    colours: Colours = field(default_factory=Colours)
    chart: ChartMeasures = field(default_factory=ChartMeasures)
    sections: tuple[str, ...] = SECTIONS
    words: Words = field(default_factory=Words)

    def text(self, use: str) -> Text:
        """Return the text style for ``use``: ``style.text("bullet").size``."""
        found: Text = getattr(self.types, use)
        return found

    def rgb(self, colour: str) -> RGB:
        """Return red, green and blue (0 to 1) of a colour of the style."""
        return rgb(getattr(self.colours, colour))


def rgb(colour: str) -> RGB:
    """Return red, green and blue, 0 to 1, of ``#RRGGBB``.

    >>> rgb("#FF0033")
    (1.0, 0.0, 0.2)
    """
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return (red, green, blue)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def style_names() -> tuple[str, ...]:
    """Return the names of the styles that ship with briefing, the house style first."""
    names = sorted(path.stem for path in folder("styles").glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: name != "house"))


def load_style(name_or_path: str | Path = "house") -> Style:
    """Return the style of that name, or the one in that YAML file.

    Raises ``StyleError`` that lists every fault with its line and column, or says which styles there are.
    """
    from briefing.render.style_file import read_style

    given = str(name_or_path)
    if isinstance(name_or_path, str) and given in style_names():
        return read_style(folder("styles") / f"{given}.yaml")
    path = Path(name_or_path)
    if path.suffix not in (".yaml", ".yml") and not path.is_file():
        raise StyleError(
            f"there is no style {given!r}", hint=f"use {', '.join(style_names())}, or the path of a YAML file"
        )
    return read_style(path)
