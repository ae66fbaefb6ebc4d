"""PDF files with a text layer. What is drawn as a picture is not read, and no script in the file is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.model import Interval
from briefing.sources.confirmed import confirmed_day, confirmed_title
from briefing.sources.declared import Declared, language_tag, plain_fact, publication_date
from briefing.sources.limits import USUAL, Limits
from briefing.sources.part import Part
from briefing.sources.pdf_lines import HYPHEN, Line, headline, middle, paragraphs, running_heads, without

_FEWEST_LETTERS = 20  # of a PDF that is no scan
_RECOGNISE = "run text recognition (OCR) on it first, or save its text as a .txt file"
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_STRAY = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd\ue000-\uf8ff]")


def is_pdf(data: bytes) -> bool:
    """Whether ``data`` is a PDF; a few stray bytes may stand before it."""
    return b"%PDF-" in data[:1024] and re.match(rb"[\x00\s\xef\xbb\xbf]*%PDF-", data[:1024]) is not None


def read_pdf(data: bytes, limits: Limits = USUAL) -> Iterator[Part]:
    """Yield the article of a PDF. Raises ``SourceError`` for a scan, an encrypted file, and one that is broken."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > limits.pages:
                raise SourceError(f"has {len(document):,} pages, at most {limits.pages}", hint="split it")
            pages = [_lines(document, n) for n in range(len(document))]
            facts = document.get_metadata_dict()
            language = _language(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise SourceError("the PDF is encrypted", hint="save it without a password") from error
        raise SourceError("is a PDF that cannot be parsed: broken or cut off", hint="save it again") from error
    yield _part(pages, facts, language)


def _part(pages: list[list[Line]], facts: dict[str, str], language: str) -> Part:
    letters = "".join(line.text for lines in pages for line in lines)
    if sum(char.isalnum() for char in letters[:100_000]) < _FEWEST_LETTERS:
        raise SourceError("is a scan: a PDF without a text layer", hint=_RECOGNISE)
    if len(_STRAY.findall(letters)) * 5 > len(letters):
        raise SourceError("is a PDF whose fonts do not say which letters they draw", hint=_RECOGNISE)
    stated = facts.get("Title", "")
    kept, removed = without(pages, running_heads(pages, stated))
    text = "\n\n".join(paragraphs(kept)) + "\n"
    own = confirmed_title(stated, text)
    published = confirmed_day(_day(facts.get("CreationDate", "")), text)
    return Part(
        text,
        Declared(
            title=own or plain_fact(headline(kept)),
            author=plain_fact(facts.get("Author", "")),
            language=language_tag(language),
            published=published,
            published_note="PDF CreationDate, as the article says" if published else "",
        ).read_in(
            title="PDF Title, as the article says" if own else "largest line at the top of the first page",
            author="PDF Author",
            language="PDF Lang",
        ),
        notes=((f"running heads were left out: {'; '.join(removed)}"[:300], ""),) if removed else (),
    )


def _lines(document: Any, number: int) -> list[Line]:
    """Return the lines of a page in the order in which they are drawn; none where the page is broken."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    sheet = page.get_textpage()
    try:
        codes = [pypdfium2.raw.FPDFText_GetUnicode(sheet.raw, n) for n in range(sheet.count_chars())]
        return [line for first, last in _rows(codes) if (line := _line(sheet, codes, first, last)) is not None]
    finally:
        sheet.close()
        page.close()


def _rows(codes: list[int]) -> Iterator[tuple[int, int]]:
    first = 0
    for n, code in enumerate([*codes, 10]):
        if code in (10, 13):
            if n > first:
                yield first, n
            first = n + 1


def _line(sheet: Any, codes: list[int], first: int, last: int) -> Line | None:
    while first < last and codes[first] in (32, 160):
        first += 1
    while first < last and codes[last - 1] in (32, 160):
        last -= 1
    if first == last:
        return None
    text = " ".join(_letters(codes[first:last]).split(" "))
    # A line may begin in another type, a name in bold or a number: some places of it tell its size.
    boxes = [
        sheet.get_charbox(n, loose=True) for n in (first, *range(first, last, max(1, (last - first) // 5)), last - 1)
    ]
    height = round(middle([top - bottom for _, bottom, _, top in boxes]), 1)
    return Line(text, boxes[0][0], boxes[-1][2], boxes[0][1], boxes[-1][1], height) if text.strip() else None


def _letters(codes: list[int]) -> str:
    """Return the characters of code units: pairs of surrogates joined, a parted word marked."""
    units = b"".join((code & 0xFFFF if code < 0x10000 else 0xFFFD).to_bytes(2, "little") for code in codes)
    text = units.decode("utf-16-le", "replace")
    return text.replace("\x02", HYPHEN).replace("\x00", "\ufffd").replace("\xad", "").replace("\u2028", " ")


def _day(stamp: str) -> Interval | None:
    match = _DAY.match(stamp)
    return publication_date("-".join(match.groups())) if match else None


def _language(document: Any) -> str:
    import ctypes

    import pypdfium2

    size = pypdfium2.raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size <= 200:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pypdfium2.raw.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
