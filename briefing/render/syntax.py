"""Objects of PDF as text (ISO 32000-1, 7.3), and where they are kept until reportlab writes them."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFObjectReference


class Written(PDFObject):  # type: ignore[misc]
    """An object that is already text; reportlab gives it its number and puts it into the file."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.body = "null"

    def format(self, document: PDFDocument) -> bytes:
        """Return the text of the object; called by reportlab when it saves."""
        return self.body.encode("ascii")


class Objects:
    """The objects that we write ourselves into a document of reportlab."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._kept: dict[int, Written] = {}

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        kept = Written()
        place: PDFObjectReference = self._document.Reference(kept)
        number: int = self._document.idToObjectNumberAndVersion[place.name][0]
        self._kept[number] = kept
        return number

    def put(self, number: int, body: str) -> None:
        """Write the object ``number``; ``body`` is ASCII."""
        self._kept[number].body = body

    def add(self, body: str) -> int:
        """Write a new object and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def annotation(self, number: int) -> PDFObjectReference:
        """Return an object as the list of a page's annotations holds it."""
        return PDFObjectReference(self._document.numberToId[number])

    def page(self, place: int) -> int:
        """Return the number of a finished page, counted from 0."""
        number: int = self._document.idToObjectNumberAndVersion[f"Page{place + 1}"][0]
        return number


def reference(number: int) -> str:
    """Return an indirect reference."""
    return f"{number} 0 R"


def string(text: str) -> str:
    """Return a text string: as it stands when it is plain ASCII, else UTF-16 with a byte order mark.

    >>> string("Day (1)"), string("é")
    ('(Day \\\\(1\\\\))', '<FEFF00E9>')
    """
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


_LITERAL = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {ord(c): f"\\{c}" for c in r"\()"}


def literal(codes: bytes) -> str:
    """Return the inside of a literal string (7.3.4.2) that holds these bytes, as ASCII.

    >>> literal(b"(a)"), literal(bytes([7, 200]))
    ('\\\\(a\\\\)', '\\\\007\\\\310')
    """
    return codes.decode("latin-1").translate(_LITERAL)


def number(value: float) -> str:
    """Return a number with two decimals at most: a hundredth of a point is finer than any printer.

    >>> number(3.0), number(-0.001), number(12.346)
    ('3', '0', '12.35')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def fine(*values: float) -> str:
    """Return numbers with three decimals at most, as colours and small shapes want them.

    >>> fine(0.0549, -1, 2.5)
    '0.055 -1 2.5'
    """
    texts = (f"{value:.3f}".rstrip("0").rstrip(".") for value in values)
    return " ".join("0" if text == "-0" else text for text in texts)


def array(values: Iterable[float]) -> str:
    """Return an array of numbers."""
    return f"[{' '.join(map(number, values))}]"
