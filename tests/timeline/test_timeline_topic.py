"""What the articles share: names and nouns of their titles, and never a length of time or an office."""

from __future__ import annotations

from timeline_articles import article, timeline

from briefing.model import Document

ONE = (
    "The ferry hits a reef off Port Sella\n"
    "The ferry Aurelia hit a reef off Port Sella on Monday. The chief executive, Iris Vantor, spoke for two hours. "
    "The search lasted three days."
)
TWO = (
    "Port Sella mourns\n"
    "Divers went down to the ferry on Tuesday, three days late. The chief executive was in Port Sella. "
    "Iris Vantor said nothing for two hours."
)
THREE = (
    "Vantor resigns over the ferry\n"
    "Iris Vantor, the chief executive, has left the company in Port Sella, three days after the ferry hit a reef."
)


def topics(*texts: str) -> tuple[str, ...]:
    documents: list[Document] = [article(text, title=text.split("\n", 1)[0]) for text in texts]
    return timeline(*documents).topic


def test_names_and_a_noun_of_the_titles_lead() -> None:
    found = topics(ONE, TWO, THREE)
    assert found[0] == "Port Sella"
    assert "ferry" in found[:3]


def test_no_length_of_time_and_no_office() -> None:
    found = " ".join(topics(ONE, TWO, THREE)).casefold()
    assert "days" not in found
    assert "hours" not in found
    assert "executive" not in found


def test_a_phrase_of_the_titles_comes_first() -> None:
    one = "Wage talks fail\nThe wage talks in Orsk failed on Monday. The river boats stopped."
    two = "Orsk waits\nNo wage talks were held in Orsk on Tuesday, and no river boats ran."
    assert topics(one, two)[0] == "wage talks"
