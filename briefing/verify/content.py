"""The text of a page as its content stream shows it: stretches of text, each with the marked content it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.verify.container import Streams
from briefing.verify.record import Fault

if TYPE_CHECKING:
    import pikepdf

_OPERATORS = "BT ET Tf Tj TJ ' \" BMC BDC EMC Tr Do sh BI INLINE IMAGE"
_CHARACTERS = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4,16})>")
_BLOCKS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
UNKNOWN = "\x00"  # a code that the font gives no character for: equal to nothing
_VISIBLE = 0  # text rendering mode: filled


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between BT and ET; ``mark`` is its marked content, None outside of all."""

    text: str
    mark: int | None


class Fonts:
    """What the codes of each font mean."""

    def __init__(self, streams: Streams) -> None:
        self._streams = streams
        self._known: dict[tuple[int, int], list[str]] = {}

    def characters(self, font: Any) -> list[str]:
        """Return the character for each of the 256 codes of a simple font, by its ToUnicode map."""
        key = font.objgen
        if key not in self._known or key == (0, 0):
            meant = [UNKNOWN] * 256
            stream = font.get("/ToUnicode")
            if stream is not None:
                for block in _BLOCKS.findall(self._streams.read(stream)):
                    for code, text in _CHARACTERS.findall(block):
                        meant[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
            self._known[key] = meant
        return self._known[key]


def stretches(page: pikepdf.Page, fonts: Fonts, number: int) -> tuple[list[Stretch], list[Fault]]:
    """Return the text of a page in the order in which it is drawn, and what is drawn that is neither text nor line."""
    import pikepdf

    reader = _Reader(page, fonts, number)
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        reader.take(str(instruction.operator), list(instruction.operands))
    return reader.found, reader.faults


class _Reader:
    """The state of a content stream."""

    def __init__(self, page: pikepdf.Page, fonts: Fonts, number: int) -> None:
        import pikepdf

        self.found: list[Stretch] = []
        self.faults: list[Fault] = []
        self._fonts, self._number = fonts, number
        self._faces: Any = page.obj["/Resources"].get("/Font", pikepdf.Dictionary())
        self._characters = [UNKNOWN] * 256
        self._marks: list[int | None] = []
        self._text: list[str] = []

    def take(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "Tf":
                self._characters = self._fonts.characters(self._faces[str(operands[0])])
            case "BT":
                self._text = []
            case "ET":
                self.found.append(Stretch("".join(self._text), self._marks[-1] if self._marks else None))
                self._text = []
            case "Tj" | "'" | '"':
                self._show(operands[-1])
            case "TJ":
                for part in filter(_is_string, operands[0]):
                    self._show(part)
            case "BDC":
                self._marks.append(_mark(operands))
            case "BMC":
                self._marks.append(None)
            case "EMC":
                del self._marks[-1:]
            case "Tr":
                if int(operands[0]) != _VISIBLE:
                    self._fault("text that is not to be seen")
            case _:
                self._fault("a picture or another drawing is laid over the page")

    def _show(self, string: Any) -> None:
        characters = self._characters
        self._text += [characters[code] for code in bytes(string)]

    def _fault(self, message: str) -> None:
        fault = Fault(self._number, message)
        if fault not in self.faults:
            self.faults.append(fault)


def _mark(operands: list[Any]) -> int | None:
    import pikepdf

    about = operands[1] if len(operands) > 1 else None
    if isinstance(about, pikepdf.Dictionary) and "/MCID" in about:
        return int(about["/MCID"])
    return None


def _is_string(part: Any) -> bool:
    import pikepdf

    return isinstance(part, pikepdf.String)
