"""Counts in passages: every row of the table against its own examples, and what contradicts what."""

from __future__ import annotations

import math

import pytest

from briefing.timeline.language.lexicon import table
from briefing.timeline.wording.quantities import find, is_running, topic

KINDS = table("quantities")["kinds"]
EXAMPLES = [(kind, text, *row) for kind, data in KINDS.items() for text, row in data["examples"].items()]
OTHERS = [(kind, text) for kind, data in KINDS.items() for text in data["others"]]


@pytest.mark.parametrize(("kind", "text", "low", "high", "unit"), EXAMPLES, ids=[row[1] for row in EXAMPLES])
def test_table_reads_its_examples(kind: str, text: str, low: float, high: float | None, unit: str) -> None:
    (found,) = [q for q in find(text) if q.kind == kind]
    assert (found.low, found.high, found.unit) == (pytest.approx(low), pytest.approx(high or math.inf), unit)
    start, end = found.span
    assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(("kind", "text"), OTHERS, ids=[row[1] for row in OTHERS])
def test_table_leaves_other_words_alone(kind: str, text: str) -> None:
    assert [q for q in find(text) if q.kind == kind] == []


def test_every_kind_has_examples_of_both_sorts() -> None:
    assert all(row["examples"] and row["others"] and row["topic"] for row in KINDS.values())
    assert topic("killed") == "Number killed"
    assert is_running("killed")
    assert not is_running("price")


SAME, OTHER = False, True
PAIRS = [
    ("18 people were killed.", "20 people were killed.", OTHER),
    ("18 people were killed.", "At least 20 were dead.", OTHER),
    ("The attack killed 18.", "Twenty people died.", OTHER),
    ("More than 30 people died.", "25 people died.", OTHER),
    ("Fewer than 10 people died.", "12 people died.", OTHER),
    ("About 75 people were injured.", "100 people were injured.", OTHER),
    ("They paid 75 million euros.", "They paid 80 million euros.", OTHER),
    ("The painting sold for $80 million.", "The painting sold for $120 million.", OTHER),
    ("A magnitude 6.3 quake came.", "The quake had a magnitude of 6.8.", OTHER),
    ("She was sentenced to 12 years.", "A court jailed her for 15 years.", OTHER),
    ("At least 18 people were killed.", "20 people were killed.", SAME),
    ("18 people were killed.", "Eighteen people died.", SAME),
    ("More than 1,100 people died.", "1,100 people died.", SAME),
    ("About 75 people were injured.", "75 people were injured.", SAME),
    ("Up to 20 people died.", "18 people died.", SAME),
    ("18 people were killed.", "20 people were injured.", SAME),
    ("18 miners died.", "20 people died.", SAME),
    ("They paid 75 million euros.", "They paid $80 million.", SAME),
    ("They paid 75 million euros.", "They paid 75.4 million euros.", SAME),
    ("They paid 75 million euros.", "They were fined 80 million euros.", SAME),
    ("18 people have been killed since Monday.", "20 people were killed.", SAME),
    ("The worst such attack killed 18 people.", "20 people were killed.", SAME),
    ("The 1987 attack killed 18 people.", "20 people were killed.", SAME),
    ("The bomb could have killed 18 people.", "20 people were killed.", SAME),
    ("The attack killed 18 people.", "The war has killed 1,100 people.", SAME),
    ("Dozens were killed.", "20 people were killed.", SAME),
    ("Some 10,000 people marched.", "About 9,500 people marched.", SAME),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "differ"), PAIRS, ids=[f"{a} {b}" for a, b, _ in PAIRS])
def test_counts_that_contradict(one: str, other: str, differ: bool) -> None:
    pairs = [(a, b) for a in find(one, 2019) for b in find(other, 2019)]
    assert any(a.contradicts(b) for a, b in pairs) is differ
    assert any(b.contradicts(a) for a, b in pairs) is differ


def test_hostile_rows_of_words_are_read_at_once() -> None:
    for text in ("1," * 400, "at least " * 100 + "18", "killed " * 100, "one dozen " * 90, "18 people " * 90):
        for quantity in find(text + " dead were killed"):
            assert text[quantity.span[0] :] != ""
    assert find("18 people were killed " * 100_000) == ()  # no passage is so long
