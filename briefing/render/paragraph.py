"""Paragraphs of reportlab that know their structure: fragments of different looks, tags and links line by line.

A paragraph is made of ``Piece`` records, which become reportlab's fragments without ever being markup. reportlab breaks
the lines; we draw them, each fragment for the structure element to which it belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from briefing.render import fonts as faces
from briefing.render.binding import bound
from briefing.render.canvas import TaggedCanvas
from briefing.render.structure import Node
from briefing.render.style import Fonts, Style, Text

_NARROWER = 0.9  # of the width, tried where the last line would be one short word
_STUB = 0.16  # of the width: a shorter last line is a stub
_BEHIND, _BEFORE, _AT_NEED = "/", "?&#", "-_.=,;+"  # where a long word is broken


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look; ``link`` is ``#key`` or an address, ``words`` what the link says of itself."""

    text: str
    look: Text
    link: str = ""
    words: str = ""


@dataclass(slots=True)
class Fragment:
    """A part of a piece on one line, ``x`` points from the line's left end."""

    x: float
    width: float
    piece: int
    face: faces.Face
    text: str


class TaggedParagraph(Paragraph):  # type: ignore[misc]
    """Pieces of text broken to a width and drawn for one structure node; links become nodes below it."""

    def __init__(self, pieces: Sequence[Piece], width: float, style: Style, node: Node | None = None) -> None:
        self.pieces = tuple([_bound(piece, width) for piece in pieces])
        self.node = node
        look = pieces[0].look if pieces else style.types.bullet
        self.size, self.leading = look.size, look.leading
        self.tighten = style.page.tighten
        self.tagged_fonts = style.fonts
        frags = list(_fragments(self.pieces, style.fonts))
        super().__init__(None, _paragraph_style(look, style.fonts), frags=frags)
        self.full = "".join([frag.text for frag in frags])
        self._links: dict[int, Node] = {}
        self.lines: list[list[Fragment]] = []
        if frags and not self._is_one_line(width):
            self._break(width)

    def _is_one_line(self, width: float) -> bool:
        """Set the line of a plain text that fits into one, as most do, without reportlab's search for breaks."""
        first, text = self.frags[0], self.full
        plain = text.replace(faces.NO_BREAK_SPACE, " ")
        if len(self.frags) > 1 or " ".join(plain.split()) != plain:
            return False
        measured = first.face.width(text) * first.fontSize * 0.001
        if measured > width:
            return " " not in plain and self._is_one_word(width)
        self.lines = [[Fragment(0.0, measured, first.link, first.face, text)]]
        return True

    def _is_one_word(self, width: float) -> bool:
        """Break an address or another long word, behind a sign that parts it where a line would not be short."""
        first, rest = self.frags[0], self.full
        size = first.fontSize * 0.001
        while rest:
            most = self._most_letters(rest, width)
            if most < len(rest):
                most = _parted(rest, most)
            shown, rest = rest[:most], rest[most:]
            self.lines.append([Fragment(0.0, first.face.width(shown) * size, first.link, first.face, shown)])
        return True

    def _most_letters(self, word: str, width: float) -> int:
        """Return how many letters of a word fit on a line, one at least."""
        first, used = self.frags[0], 0.0
        for place, letter in enumerate(word):
            used += first.face.width(letter) * first.fontSize * 0.001
            if used > width and place:
                return place
        return len(word)

    def _break(self, width: float) -> None:
        self.wrap(width, 1e6)
        self.lines = _lines(self)
        if len(self.lines) > 1 and _length(self.lines[-1]) < _STUB * width:
            self._narrow(width * _NARROWER)

    def _narrow(self, width: float) -> bool:
        """Break to a smaller width, unless that needs more lines."""
        before = self.lines
        self.wrap(width, 1e6)
        self.lines = _lines(self)
        if len(self.lines) > len(before) or max(map(_length, self.lines)) > width + 0.01:
            self.lines = before
            return False
        return True

    def balance(self, width: float) -> TaggedParagraph:
        """Make the lines of a title as even as they can be."""
        low, high = max(width / 2, self._longest_word()), width
        for _ in range(6 if len(self.lines) > 1 else 0):
            middle = (low + high) / 2
            if self._narrow(middle):
                high = middle
            else:
                low = middle
        return self

    def limited(self, most: int) -> TaggedParagraph:
        """Leave out what is more than ``most`` lines: of labels, which stand where no page can cut them."""
        del self.lines[most:]
        return self

    def _longest_word(self) -> float:
        """Return the width of the longest word, which no narrower line would hold."""
        look = self.pieces[0].look
        words = self.full.split(" ")
        return max([faces.width(word, look.font, look.size, self.tagged_fonts) for word in words])

    @property
    def all_lines(self) -> float:
        """The height of all lines, in points."""
        return float(self.leading * len(self.lines))

    def draw_line(self, canvas: TaggedCanvas, number: int, x: float, baseline: float) -> None:
        """Draw one line from (x, baseline)."""
        for fragment in self.lines[number]:
            piece = self.pieces[fragment.piece]
            node = self._node_of(fragment.piece, piece)
            canvas.use(node)
            canvas.fill(piece.look.colour)
            left, size = x + fragment.x, piece.look.size
            canvas.show(left, baseline, ((fragment.face, fragment.text),), size)
            if piece.link and node is not None:
                box = (left, baseline - 0.25 * size, left + fragment.width, baseline + 0.85 * size)
                canvas.link(node, box, piece.link, piece.words)

    def draw_at(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw all lines, the first baseline one size under ``top``."""
        baseline = top - self.size
        for number in range(len(self.lines)):
            self.draw_line(canvas, number, x, baseline)
            baseline -= self.leading

    def _node_of(self, index: int, piece: Piece) -> Node | None:
        if not piece.link or self.node is None:
            return self.node
        if index not in self._links:
            self._links[index] = self.node.child("Link")
        return self._links[index]


def _bound(piece: Piece, width: float) -> Piece:
    """Return a piece with what belongs together held together, where that is no longer than half a line, about."""
    text = bound(piece.text, int(width / piece.look.size))
    return piece if text is piece.text else replace(piece, text=text)


@lru_cache(maxsize=256)
def _paragraph_style(look: Text, fonts: Fonts) -> ParagraphStyle:
    name = faces.role_face(look.font, fonts).fontName
    # Without shrinkage: reportlab would let a line run over the edge by what justified spaces could give up.
    return ParagraphStyle(
        "", fontName=name, fontSize=look.size, leading=look.leading, splitLongWords=1, spaceShrinkage=0
    )


def _fragments(pieces: Sequence[Piece], fonts: Fonts) -> Any:
    """Yield reportlab's fragments: one for each piece and face."""
    for index, piece in enumerate(pieces):
        for face, stretch in faces.runs(piece.text, piece.look.font, fonts):
            yield ParaFrag(
                text=stretch,
                fontName=face.fontName,
                fontSize=piece.look.size,
                textColor=None,
                rise=0,
                link=index,  # keeps pieces of one look apart
                us_lines=[],
                face=face,
                bold=0,
                italic=0,
            )


def _lines(paragraph: TaggedParagraph) -> list[list[Fragment]]:
    """Return what reportlab broke, its two forms made one.

    A line that ends at a space keeps it as text: without it the last word and the next line's first would read as one.
    """
    full, broken = paragraph.full, paragraph.blPara
    lines: list[list[Fragment]] = []
    position = 0
    for entry in broken.lines:
        parts = [(broken, " ".join(entry[1]))] if broken.kind == 0 else [(word, word.text) for word in entry.words]
        line: list[Fragment] = []
        x = 0.0
        for frag, text in parts:
            if not text:
                continue
            width = frag.face.width(text) * frag.fontSize * 0.001
            line.append(Fragment(x, width, frag.link, frag.face, text))
            x += width
            position = _passed(full, position, text)
        if line:
            last = line[-1]
            if full[position : position + 1] == " " and not last.text.endswith(" "):
                last.text += " "
            lines.append(line)
    return lines


def _parted(word: str, most: int) -> int:
    """Return how many of the ``most`` letters that fit stand on a line: up to a sign that parts it, if not too few."""
    places = range(most, most // 2, -1)
    strong = (n for n in places if word[n - 1] in _BEHIND or word[n] in _BEFORE)
    weak = (n for n in places if word[n - 1] in _AT_NEED)
    return next(strong, 0) or next(weak, 0) or most


def _passed(full: str, position: int, text: str) -> int:
    """Return where ``full`` goes on after ``text``, both read without their spaces."""
    left = len(text) - text.count(" ")
    while left and position < len(full):
        left -= full[position] != " "
        position += 1
    return position


def _length(line: Sequence[Fragment]) -> float:
    return line[-1].x + line[-1].width
