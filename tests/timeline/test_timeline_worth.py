"""Which sentences without a date tell an event."""

from __future__ import annotations

import pytest
from timeline_articles import article

from briefing.timeline.telling.extract import subject_clause
from briefing.timeline.telling.parse import read
from briefing.timeline.telling.worth import tells_event


def _tells(text: str) -> bool:
    document = article(text)
    parsed, _ = read((document,), {}, ())
    (sentence,) = parsed[document.id]
    clause = subject_clause(sentence)
    assert clause is not None
    return tells_event(sentence, clause)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee is a columnist of the Example Daily.",
        "We had a look at the old bridges of the north.",
        "Do you cross a bridge on your way to school?",
        "You can see more pictures at the bottom of this page.",
        "My old bicycle carried me over it.",
    ],
)
def test_no_event(sentence: str) -> None:
    assert not _tells(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "“We saw nothing of it,” said the mayor, Ann Lee.",
        "A ferry has begun to carry cars over the river.",
        "Ann Lee is the new mayor of Karsk.",
        "The editor of the Example Daily resigned.",
    ],
)
def test_event(sentence: str) -> None:
    assert _tells(sentence)
