"""Orders that cannot all be true are told with their passages, and change nothing."""

from __future__ import annotations

import time

import pytest
from timeline_articles import article, expressions

from briefing.model import Disagreement, Plan, Problem, Timeline
from briefing.timeline.build import build
from briefing.timeline.file.store import dump_yaml, load

LEFT = "Minister Kari Lund resigned"
VOTED = "Deputies in Chad voted on Monday."


def told(*articles: str) -> tuple[Timeline, tuple[Problem, ...]]:
    """The timeline and its notes; the same in both orders of the articles."""
    documents = [article(text, path=f"{name}.txt") for name, text in zip("abcdef", articles, strict=False)]
    found = build(documents, expressions(documents), Plan())
    assert found == build(documents[::-1], expressions(documents), Plan())
    return found


def orders(made: Timeline) -> list[Disagreement]:
    return [one for event in made.events for one in event.disagreements if one.topic == "What came first"]


@pytest.mark.parametrize(
    ("articles", "statements"),
    [
        pytest.param(
            [f"{LEFT} before the vote in Chad.", f"{LEFT} after the vote in Chad.", VOTED],
            [f"{LEFT} before the vote in Chad", f"{LEFT} after the vote in Chad"],
            id="two articles",
        ),
        pytest.param(
            [f"{LEFT} before the vote in Chad.", "Deputies in Chad voted before Kari Lund resigned."],
            [f"{LEFT} before the vote in Chad", "Deputies in Chad voted before Kari Lund resigned"],
            id="each names the other",
        ),
        pytest.param(
            [
                f"{LEFT} before the vote in Chad.",
                "Deputies in Chad voted before the quake in Peru.",
                f"A quake hit Peru before {LEFT}.",
            ],
            [
                f"{LEFT} before the vote in Chad",
                "Deputies in Chad voted before the quake in Peru",
                f"A quake hit Peru before {LEFT}",
            ],
            id="round in a circle of three",
        ),
        pytest.param(
            [
                "Ana Reyes opened the dam on Tuesday, following a summit in Geneva.",
                "Ana Reyes opened the dam on Tuesday, ahead of a summit in Geneva.",
            ],
            [
                "Ana Reyes opened the dam on Tuesday, following a summit in Geneva",
                "Ana Reyes opened the dam on Tuesday, ahead of a summit in Geneva",
            ],
            id="of an event that nobody dates",
        ),
        pytest.param(
            [f"{LEFT} on Tuesday before the vote in Chad.", VOTED],
            [f"{LEFT} on Tuesday before the vote in Chad", VOTED.rstrip(".")],
            id="against the dates",
        ),
    ],
)
def test_contradiction(articles: list[str], statements: list[str]) -> None:
    made, notes = told(*articles)
    (point,) = orders(made)
    assert sorted(account.statement for account in point.accounts) == sorted(statements)
    assert all(len(account.documents) == 1 for account in point.accounts)
    (note,) = notes
    assert note.note
    named = {document.path for document in made.documents for a in point.accounts if document.id in a.documents}
    assert len(named) == len(statements)
    assert all(path in str(note) for path in named)
    assert all(statement[:25] in note.message for statement in statements)


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([f"{LEFT} on Tuesday after the vote in Chad.", VOTED], id="as the dates say"),
        pytest.param([f"{LEFT} before the vote in Chad.", f"{LEFT} before the vote in Chad, he said."], id="one order"),
        pytest.param([f"{LEFT} on Tuesday before the vote in Peru.", VOTED], id="another vote"),
        pytest.param([f"{LEFT} on Monday before the vote in Chad.", VOTED], id="one day"),
        pytest.param([f"{LEFT} on Tuesday before the vote in Chad.", "Deputies in Chad voted on 3 March."], id="old"),
        pytest.param([f"{LEFT} before the vote in Chad.", "Banks closed after the vote in Chad.", VOTED], id="a chain"),
        pytest.param([f"{LEFT} on Tuesday, not before the vote in Chad.", VOTED], id="denied"),
    ],
)  # fmt: skip
def test_no_contradiction(articles: list[str]) -> None:
    made, notes = told(*articles)
    assert orders(made) == []
    assert notes == ()


def test_nothing_is_dropped_and_the_file_holds_it() -> None:
    made, _ = told(f"{LEFT} on Tuesday before the vote in Chad.", VOTED)
    assert [event.interval.start.day for event in made.events if event.interval.start] == [13, 14]
    assert orders(load(dump_yaml(made))) == orders(made)


def test_many_orders_take_bounded_time() -> None:
    articles = [f"Minister Kari Lund{n} resigned before the vote in Chad. {LEFT} after the vote." for n in range(150)]
    documents = [article(text) for text in articles]
    found = expressions(documents)
    began = time.process_time()
    _, notes = build(documents, found, Plan())
    assert time.process_time() - began < 8
    assert len(notes) <= 20
