"""Who did it, who said it, what happens to a person once: tables against their own examples."""

from __future__ import annotations

import pytest

from briefing.timeline.language.lexicon import table
from briefing.timeline.wording.attributions import authors, once, quotations, same_author, same_speaker

AUTHOR = table("accounts")["author"]
ONCE = table("accounts")["once"]


@pytest.mark.parametrize(("text", "name"), AUTHOR["examples"].items())
def test_author_is_read(text: str, name: str) -> None:
    ((found, (start, end)),) = authors(text)
    assert found == name
    assert name in text[start:end]


@pytest.mark.parametrize("text", [*AUTHOR["others"], "Voters blamed the Green Party for the price of bread."])
def test_no_author_is_read(text: str) -> None:
    assert authors(text) == ()


@pytest.mark.parametrize(
    ("act", "text", "actor"), [(a, t, n) for a, r in ONCE.items() for t, n in r["examples"].items()]
)
def test_act_is_read(act: str, text: str, actor: str) -> None:
    assert once(text, (actor, "Berg")) == ((actor, act),)


@pytest.mark.parametrize("text", [text for row in ONCE.values() for text in row["others"]])
def test_act_of_another_is_not_read(text: str) -> None:
    assert once(text, ("Holm",)) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Red Dawn", "Blue Dusk", False),
        ("Russia", "Ukraine", False),
        ("Northern League", "Northern League of Avalia", True),
        ("Islamic State", "IS", True),
        ("Moscow", "Russia", True),
        ("the Harbour Front", "Harbour Front", True),
    ],
)
def test_parties(one: str, other: str, same: bool) -> None:
    assert same_author(one, other) is same
    assert same_author(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Holm", "Berg", False), ("Ada Holm", "Holm", True), ("officials", "Berg", True), ("Kremlin", "Berg", True)],
)
def test_speakers(one: str, other: str, same: bool) -> None:
    assert same_speaker(one, other) is same


def test_quotations_of_several_words() -> None:
    assert [words for words, _ in quotations("He said “a road to nowhere” and “no”.")] == [
        ("a", "road", "to", "nowhere")
    ]
    assert quotations('"' * 5000) == ()
