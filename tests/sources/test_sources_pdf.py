"""PDF articles: paragraphs as printed, running heads, dates that can be believed, and what cannot be read."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from briefing.errors import SourceError
from briefing.model import Document, Interval, Problem
from briefing.sources.contents import read_documents
from briefing.sources.limits import USUAL

STORY = (
    "Ferries between the islands sailed again on Wednesday, nine days after their crews had walked out. Nobody had "
    "thought that the strike would end before Easter, the harbour master said.",
    "The union accepted an offer of four per cent, which the company had made on Monday evening in Glasgow. A vote of "
    "the members is to follow in the first days of April.",
    "Both sides will meet again in April to talk about crews for the new ships, a spokeswoman said. The well-known "
    "mediator, who had talked to both for a week, will be there as well.",
)
WEDNESDAY = Interval.day(dt.date(2024, 3, 13))
STYLES = getSampleStyleSheet()
GAPS = ParagraphStyle("gaps", STYLES["Normal"], spaceAfter=7)
INDENTS = ParagraphStyle("indents", STYLES["Normal"], firstLineIndent=14)


def pdf(
    texts: Sequence[str] = STORY,
    *,
    style: ParagraphStyle = GAPS,
    line: str = "13 March 2024",
    made: str = "D:20240313093000Z",
    head: str = "",
    **facts: str,
) -> bytes:
    stream = io.BytesIO()

    def edge(canvas: Canvas, _: BaseDocTemplate) -> None:
        if head:
            canvas.drawString(40, A5[1] - 25, head)
            canvas.drawString(200, 20, f"Page {canvas.getPageNumber()}")

    document = BaseDocTemplate(stream, pagesize=A5)
    document.addPageTemplates([PageTemplate(frames=[Frame(40, 40, A5[0] - 80, A5[1] - 80)], onPage=edge)])
    top = [Paragraph(t, s) for t, s in [("Ferries sail again", STYLES["Title"]), (line, GAPS)] if t]
    document.build([*top, *(Paragraph(text, style) for text in texts)])
    with pikepdf.open(io.BytesIO(stream.getvalue())) as opened:
        opened.docinfo["/CreationDate"] = made
        for name, value in facts.items():
            opened.docinfo[f"/{name}"] = value
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def read(data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    return read_documents(data, "a.pdf")


@pytest.mark.parametrize("style", [GAPS, INDENTS], ids=["gaps", "indents"])
def test_paragraphs(style: ParagraphStyle) -> None:
    ((document,), problems) = read(pdf(style=style))
    assert document.text.split("\n\n") == ["Ferries sail again", "13 March 2024", *STORY[:2], STORY[2] + "\n"]
    assert document.title == "Ferries sail again"
    assert problems == ()


def test_a_paragraph_goes_on_on_the_next_page_without_running_heads() -> None:
    texts = [f"{n} {' '.join(STORY)}" for n in ("One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.")]
    ((document,), (note,)) = read(pdf(texts, head="Harbour Post 13/3/2024"))
    assert document.text.split("\n\n")[2:] == [*texts[:-1], texts[-1] + "\n"]
    assert note.note
    assert "Harbour Post 13/3/2024; Page 1" in note.message


@pytest.mark.parametrize(
    ("line", "made", "found"),
    [
        ("13 March 2024", "D:20240313093000Z", WEDNESDAY),
        ("Published March 13, 2024, 9:30 GMT", "D:20240313", WEDNESDAY),
        ("Harbour Post", "D:20240313093000Z", None),  # when it was printed
        ("13 March 2024", "D:20240620093000Z", None),
        ("13 March 2024", "yesterday", None),
        ("13 March 2024", "D:20249913", None),
    ],
)
def test_the_date_counts_when_the_article_says_the_same(line: str, made: str, found: Interval | None) -> None:
    ((document,), _) = read(pdf(line=line, made=made))
    assert document.published == found
    assert bool(document.published_note) is (found is not None)


def test_what_the_file_states() -> None:
    ((document,), _) = read(pdf(Title="Ferries sail again", Author="A. Reader"))
    assert (document.title, document.author) == ("Ferries sail again", "A. Reader")
    ((document,), _) = read(pdf(Title="Microsoft Word - draft3.doc"))
    assert document.title == "Ferries sail again"


def drawn(*lines: str, pages: int = 1) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for _ in range(pages):
        for n, line in enumerate(lines):
            canvas.drawString(72, 700 - 14 * n, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_words_that_were_parted_are_whole_again() -> None:
    ((document,), _) = read(
        drawn("The agree-", "ment on the west-", "coast was made in the north-", "East; the west-coast")
    )
    assert document.text == "The agreement on the west-coast was made in the north-East; the west-coast\n"


def encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


def scan() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("make", "words", "remedy"),
    [
        (encrypted, "encrypted", "password"),
        (scan, "is a scan", "text recognition"),
        (lambda: b"%PDF-1.7\n...", "cannot be parsed", "save it again"),
        (lambda: pdf()[:900], "cannot be parsed|is a scan", ""),
        (lambda: drawn("x", pages=USUAL.pages + 1), "501 pages", "split it"),
    ],
    ids=["encrypted", "scan", "broken", "cut", "long"],
)
def test_what_is_refused(make: Callable[[], bytes], words: str, remedy: str) -> None:
    with pytest.raises(SourceError, match=words) as refused:
        read(make())
    assert remedy in refused.value.hint


SAMPLE = pdf()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=40))
def test_damaged_files(at: int, junk: bytes) -> None:
    for data in (SAMPLE[:at] + junk + SAMPLE[at + len(junk) :], b"%PDF-" + junk, SAMPLE[:at]):
        try:
            documents, _ = read(data)
        except SourceError:
            continue
        for document in documents:
            document.text.encode("utf-8")
