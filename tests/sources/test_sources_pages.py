"""Pages in the manner of real sites: date, title, text and furniture of each."""

from __future__ import annotations

import pytest
from invented_pages import PAGES

from briefing.model import Document
from briefing.sources.clean import label
from briefing.sources.contents import read_documents

AROUND = " \n\t-–—:|()"


@pytest.fixture(params=PAGES, name="name")
def _name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def read(name: str) -> Document:
    (document,), _ = read_documents(PAGES[name].markup.encode(), f"{name}.html")
    return label([document])[0]


def covered(document: Document, start: int, end: int) -> bool:
    """Whether the letters and digits from ``start`` to ``end`` are all furniture."""
    inside = {n for f in document.furniture for n in range(*f.span)}
    return all(n in inside for n in range(start, end) if document.text[n].isalnum())


def test_there_are_twenty() -> None:
    assert len(PAGES) >= 20


def test_what_a_page_states(name: str) -> None:
    page, document = PAGES[name], read(name)
    assert document.title == page.title
    assert str(document.published.start if document.published else None) == str(page.day)
    assert bool(document.published_note) is (page.day is not None)
    assert document.language == page.language
    for found, wanted in (
        (document.publisher, page.publisher),
        (document.author, page.author),
        (document.url, page.url),
    ):
        assert found == wanted


def test_the_story_is_whole_and_in_order_and_no_furniture(name: str) -> None:
    page, document = PAGES[name], read(name)
    at = 0
    for line in page.story:
        start = document.text.find(line, at)
        assert start >= 0, line
        assert document.text.count(line) == 1
        assert not any(f.span[0] < start + len(line) and f.span[1] > start for f in document.furniture), line
        at = start + len(line)
    title = document.text.index(page.title)
    assert not covered(document, title, title + len(page.title))


def test_what_is_not_the_story_is_left_out_or_labelled(name: str) -> None:
    page, document = PAGES[name], read(name)
    left = [line for line in page.furniture if line in document.text]
    assert [line for line in left if not covered(document, (n := document.text.index(line)), n + len(line))] == []
    assert all(f.reason for f in document.furniture)
