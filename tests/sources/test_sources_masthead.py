"""The name of a paper above the title: it becomes the outlet, and the line below it the title."""

from __future__ import annotations

import pytest

from briefing.model import Document
from briefing.sources.clean import label_document
from briefing.sources.masthead import MASTHEAD

STORY = (
    "The bridge at Holm was shut on Monday after a crack was found.\n\nIt will stay shut until May, the town said.\n"
)
TITLE = "Holm bridge shut after crack is found"


def labelled(*head: str, tail: str = "") -> Document:
    text = "\n\n".join((*head, STORY)) + tail
    return label_document(Document("d1", "a.txt", "0", "0", text))


@pytest.mark.parametrize(
    "name", ["The Morning Post", "HOLM TIMES", "Holm Gazette", "The Holm and Lund Star", "North Sea Courier"]
)
def test_a_paper_above_the_title_is_the_outlet(name: str) -> None:
    document = labelled(name, TITLE)
    assert (document.title, document.publisher) == (TITLE, name)
    assert dict(document.origins)["publisher"] == MASTHEAD
    assert [item.reason for item in document.furniture] == [MASTHEAD]
    assert label_document(document) == document


def test_the_owner_of_the_page_above_the_title_is_the_outlet() -> None:
    document = labelled("Brannfield Foods", TITLE, tail="\n© Brannfield Foods. All rights reserved.\n")
    assert (document.title, document.publisher) == (TITLE, "Brannfield Foods")


def test_whoever_sends_a_press_release_is_the_outlet() -> None:
    document = labelled("NATIONAL ROADS CENTER", "Press release 14 October 2020", TITLE)
    assert (document.title, document.publisher) == (TITLE, "NATIONAL ROADS CENTER")


@pytest.mark.parametrize(
    "head",
    [
        ("Minister Quits Post", "Holm wonders who will follow her in May"),  # a title, and what explains it
        ("Bridge shut", "Holm drivers face weeks of queues in the north"),
        ("Holm Gazette",),  # no title below: who knows what it is
        ("Rail strike ends at last on Holm line", TITLE),
    ],
)
def test_a_short_title_stays_the_title(head: tuple[str, ...]) -> None:
    document = labelled(*head)
    assert (document.title, document.publisher) == (head[0], None)


def test_a_stated_publisher_and_title_win() -> None:
    text = f"The Morning Post\n\n{TITLE}\n\n{STORY}"
    document = label_document(Document("d1", "a.txt", "0", "0", text, title="The Morning Post", publisher="Holm Radio"))
    assert (document.title, document.publisher) == ("The Morning Post", "Holm Radio")
