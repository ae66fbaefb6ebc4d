"""Word documents: text with changes accepted, properties that can be believed, and hostile archives."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_files import docx, zipped

from briefing.errors import SourceError
from briefing.model import Document, Interval
from briefing.sources.contents import read_documents
from briefing.sources.limits import USUAL

WEDNESDAY = Interval.day(dt.date(2024, 3, 13))
STORY = ("Ferries sail again", "13 March 2024", "The ferries sailed again on Wednesday, a spokeswoman said.")


def read(data: bytes) -> Document:
    ((document,), problems) = read_documents(data, "a.docx")
    assert problems == ()
    return document


def test_paragraphs_and_properties() -> None:
    document = read(
        docx(STORY, title="Ferries sail again", creator="A. Reader", language="en-GB", created="2024-03-13")
    )
    assert document.text == "\n\n".join(STORY) + "\n"
    assert (document.title, document.author, document.language) == ("Ferries sail again", "A. Reader", "en-GB")
    assert (document.published, document.published_note) == (WEDNESDAY, "date created, as the article says")


@pytest.mark.parametrize("created", ["2024-06-20T09:30:00Z", "", "soon"])
def test_the_day_of_the_file_is_not_the_day_of_the_article(created: str) -> None:
    assert read(docx(STORY, created=created)).published is None


def test_a_title_of_the_template_is_none() -> None:
    assert read(docx(STORY, title="Normal.dotm")).title is None
    heading = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Ferries</w:t></w:r></w:p>'
    assert read(docx((), body=heading)).title == "Ferries"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<w:p><w:r><w:t>On Mon</w:t></w:r><w:r><w:t>day</w:t></w:r></w:p>", "On Monday"),
        ("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:t>old</w:t></w:r></w:del></w:p>", "new"),
        ("<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink></w:p>", "linked"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a b c"),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "cell"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>field</w:t></w:r></w:p></w:sdtContent></w:sdt>", "field"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>kept</w:t></w:r></w:p>", "kept"),
    ],
)
def test_markup(markup: str, text: str) -> None:
    assert read(docx((), body=markup)).text == f"{text}\n"


BOMB = "<!DOCTYPE d [" + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9)) + '<!ENTITY e0 "ha">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY out SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (docx(()), "without text"),
        (zipped({"word/document.xml": "<w:document"}), "cannot be parsed"),
        (zipped({"word/document.xml": b" " * (USUAL.word + 1)}), "too large"),
        (docx(STORY)[:-200], "ZIP archive that cannot be unpacked"),
    ],
    ids=["empty", "broken", "bomb", "cut"],
)
def test_what_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words) as refused:
        read(data)
    assert refused.value.hint


@pytest.mark.parametrize(("head", "name"), [(BOMB, "e9"), (OUTSIDE, "out")])
def test_entities_are_never_opened(head: str, name: str) -> None:
    body = f"<w:p><w:r><w:t>before</w:t><w:t>&{name};</w:t></w:r></w:p>"
    try:
        assert read(docx((), body=body, head=head)).text == "before\n"
    except SourceError as error:
        assert "cannot be parsed" in str(error)  # noqa: PT017


SAMPLE = docx(STORY)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=40))
def test_damaged_files(at: int, junk: bytes) -> None:
    for data in (SAMPLE[:at] + junk + SAMPLE[at + len(junk) :], zipped({"word/document.xml": junk})):
        try:
            documents, _ = read_documents(data, "a.docx")
        except SourceError:
            continue
        for document in documents:
            document.text.encode("utf-8")
