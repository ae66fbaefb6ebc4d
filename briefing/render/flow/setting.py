"""What every part of the page shares: the style, the measures that follow from it, and words made into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.model import Item, Run, Voice
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.fonts import NO_BREAK_SPACE, runs, width
from briefing.render.hanging import held_together
from briefing.render.paragraph import Piece, TaggedParagraph
from briefing.render.strips import Slice
from briefing.render.structure import Node
from briefing.render.style import Style, Text
from briefing.render.words import Words

_LONGEST_UNBROKEN = 34  # characters of an insertion that are kept on one line
_LONG_RANGE = 3  # as many neighbours become a range


@dataclass(frozen=True, slots=True)
class Setting:
    """The style at a certain width, and the sources to which references lead."""

    style: Style
    width: float  # of the column in which text runs
    sources: frozenset[int]
    linked: bool = True  # references lead to the list of sources

    @property
    def words(self) -> Words:
        """The words of the page."""
        return self.style.words

    @property
    def main(self) -> float:
        """The left edge of the main column."""
        return self.style.grid.main

    @property
    def stacked(self) -> bool:
        """Whether dates and labels stand above their text and not beside it."""
        return not self.style.grid.side

    def look(self, use: str) -> Text:
        """Return the text style for ``use``."""
        return self.style.text(use)

    def paragraph(self, pieces: Sequence[Piece], room: float, node: Node | None = None) -> TaggedParagraph:
        """Return pieces broken to ``room`` points."""
        return TaggedParagraph(pieces, room, self.style, node)

    def plain(self, text: str, use: str, room: float, node: Node | None = None) -> TaggedParagraph:
        """Return a text of one look broken to ``room`` points."""
        return self.paragraph([Piece(clean(text).strip(), self.look(use))], room, node)

    def headline(self, pieces: Sequence[Piece], room: float, node: Node) -> TaggedParagraph:
        """Return a headline, its lines of about one length where its words need several."""
        set_whole = self.paragraph(pieces, room, node)
        words = pieces[0]
        is_long = width(words.text.rstrip(" "), words.look.font, words.look.size, self.style.fonts) > room
        return set_whole.balance(room) if is_long else set_whole

    def measure(self, text: str, use: str) -> float:
        """Return the width of one line of text."""
        look = self.look(use)
        return width(clean(text), look.font, look.size, self.style.fonts)

    def item(self, item: Item, use: str = "bullet", *, large: bool = False) -> list[Piece]:
        """Return a passage with what we add to it and its references."""
        looks = {
            Voice.SOURCE: self.look(use),
            Voice.OURS: self.look("ours_large" if large else "ours"),
            Voice.EDITOR: replace(self.look("box"), leading=self.look(use).leading),
        }
        pieces = [Piece(text, looks[voice]) for text, voice in _cleaned(item.runs)]
        if any(run.voice is Voice.EDITOR for run in item.runs):
            pieces.insert(0, Piece(f"[{self.words.editor}] ", looks[Voice.OURS]))
        # The first look sets the leading of the paragraph, whoever speaks first.
        if pieces and pieces[0].look.leading != looks[Voice.SOURCE].leading:
            first = pieces[0]
            pieces[0] = replace(first, look=replace(first.look, leading=looks[Voice.SOURCE].leading))
        return pieces + self.references(item.references, looks[Voice.SOURCE], large=large)

    def references(self, numbers: Iterable[int], base: Text, *, large: bool = False) -> list[Piece]:
        """Return references like S1 S3–S5, the first held to the word before it."""
        look = self.look("reference_large" if large else "reference")
        pieces: list[Piece] = []
        for first, last in ranges(numbers):
            pieces.append(Piece(" ", look) if pieces else Piece(NO_BREAK_SPACE, base))
            pieces.append(self.reference(first, look))
            if last > first:
                pieces += [Piece("–", look), self.reference(last, look)]
        return pieces

    def reference(self, source: int, look: Text) -> Piece:
        """Return the reference to one source, a link where that source is listed."""
        if source not in self.sources or not self.linked:
            return Piece(f"S{source}", look)
        return Piece(f"S{source}", look, f"#s{source}", self.words.link_source.format(n=source))


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return numbers in order, three or more neighbours as one range.

    >>> ranges([5, 1, 3, 4, 7, 8])
    [(1, 1), (3, 5), (7, 7), (8, 8)]
    """
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    singles: list[tuple[int, int]] = []
    for first, last in found:
        if last - first + 1 >= _LONG_RANGE:
            singles.append((first, last))
        else:
            singles += [(number, number) for number in range(first, last + 1)]
    return singles


def _cleaned(told: Sequence[Run]) -> list[tuple[str, Voice]]:
    """Return the runs made fit for the page; a short insertion is not broken."""
    pairs = [(clean(run.text), run.voice) for run in told]
    pairs = [(text, voice) for text, voice in pairs if text]
    if pairs:
        pairs[0] = (pairs[0][0].lstrip(" "), pairs[0][1])
        pairs[-1] = (pairs[-1][0].rstrip(" "), pairs[-1][1])
    for place in range(1, len(pairs)):
        if pairs[place][0].startswith(" ") and pairs[place][1] is Voice.OURS:  # a space as wide as the source has it
            pairs[place - 1] = (pairs[place - 1][0].rstrip(" ") + " ", pairs[place - 1][1])
            pairs[place] = (pairs[place][0].lstrip(" "), pairs[place][1])
    return [(unbroken(text) if voice is Voice.OURS and "[" in text else text, voice) for text, voice in pairs if text]


def unbroken(text: str) -> str:
    """Return a short insertion with spaces at which no line ends."""
    if len(text) > _LONGEST_UNBROKEN:
        return text
    body = text.rstrip(" ")
    return body.replace(" ", NO_BREAK_SPACE) + text[len(body) :]


def write(canvas: TaggedCanvas, x: float, y: float, text: str, look: Text, *, right: bool = False) -> float:
    """Write one line of text for the node in use; return its width. ``right``: ``x`` is where it ends."""
    shown = clean(text)
    length = width(shown, look.font, look.size, canvas.fonts)
    canvas.fill(look.colour)
    canvas.show(x - length if right else x, y, runs(shown, look.font, canvas.fonts), look.size)
    return length


def in_even_lines(setting: Setting, title: str, use: str, node: Node) -> TaggedParagraph:
    """Return a title; of several lines each is about as long, and none ends with a small word where that can be.

    Two statements that a semicolon parts stand on two lines, where they fit there.
    """
    plain = setting.plain(title, use, setting.width, node)
    if len(plain.lines) < 2:
        return plain
    words = clean(title).strip()
    first, semicolon, second = words.partition("; ")
    if semicolon and all(setting.measure(half, use) <= setting.width for half in (f"{first};", second)):
        halves = (half.replace(" ", NO_BREAK_SPACE) for half in (f"{first};", second))
        return setting.plain(" ".join(halves), use, setting.width, node)
    tied = setting.plain(held_together(words), use, setting.width, node)
    return (tied if len(tied.lines) == len(plain.lines) else plain).balance(setting.width)


def lines(
    paragraph: TaggedParagraph,
    x: float,
    *,
    gap: float = 0.0,
    keep: bool = False,
) -> list[Slice]:
    """Return a paragraph as slices; no page ends after its first line or before its last."""
    count = len(paragraph.lines)

    def drawn(number: int) -> Slice:
        return Slice(
            paragraph.leading,
            lambda canvas, left, top: paragraph.draw_line(canvas, number, left + x, top - paragraph.size),
            gap=gap if number == 0 else 0.0,
            keep=keep if number == count - 1 else number in (0, count - 2),
            gives=paragraph.leading * paragraph.tighten,
        )

    return [drawn(number) for number in range(count)]
