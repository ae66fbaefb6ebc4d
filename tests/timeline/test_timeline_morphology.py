"""Verb forms from a table and the rules of spelling."""

from __future__ import annotations

import pytest

from briefing.timeline.language.morphology import Form, ing, past, present, readings, shape, stem, third


@pytest.mark.parametrize(
    ("word", "plural", "wanted"),
    [
        ("visited", False, "visits"),
        ("visited", True, "visit"),
        ("took", False, "takes"),
        ("was", False, "is"),
        ("were", True, "are"),
        ("had", False, "has"),
        ("carried", False, "carries"),
        ("planned", False, "plans"),
        ("taking", False, "takes"),
        ("went", False, "goes"),
        ("yesterday", False, None),
    ],
)
def test_present(word: str, plural: bool, wanted: str | None) -> None:
    assert present(word, plural) == wanted


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("carry", ("carries", "carried", "carrying")),
        ("lie", ("lies", "lied", "lying")),
        ("agree", ("agrees", "agreed", "agreeing")),
        ("push", ("pushes", "pushed", "pushing")),
    ],
)
def test_regular_forms(base: str, forms: tuple[str, str, str]) -> None:
    assert (third(base), past(base), ing(base)) == forms


def test_word_outside_the_table_by_its_shape() -> None:
    assert readings("reseeded") == ()
    assert [reading.form for reading in shape("digitised")] == [Form.PAST, Form.PARTICIPLE]
    assert shape("speed") == shape("red") == ()


@pytest.mark.parametrize(
    "words",
    [("discussing", "discussions", "discussed"), ("meeting", "met", "meets"), ("attack", "attacks", "attacked")],
)
def test_related_words_share_a_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize(("one", "other"), [("niger", "nigeria"), ("iran", "iraq"), ("general", "generation")])
def test_unrelated_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_verb_that_ends_in_l_has_a_british_past() -> None:
    assert {readings(word)[0].base for word in ("cancelled", "canceled", "cancelling")} == {"cancel"}
    assert readings("killed")[0].base == "kill"
