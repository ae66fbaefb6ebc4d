"""Which articles tell nearly the same, by their rarer words."""

from __future__ import annotations

import pytest
from dating_help import document
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.dating.clues import Reading, read
from briefing.dating.likeness import TOP, likeness, voices

FLOOD = "The river Lenne flooded the cellars of Altena, and pumps were borrowed from Hagen."
PUMPS = "Pumps borrowed from Hagen emptied the cellars of Altena, which the Lenne had flooded."
CHESS = "A schoolgirl won the chess final against a retired postman."
GOATS = "Two goats ate the programme of the theatre before the curtain rose."


def readings(*texts: str, furniture: tuple[str, ...] = ()) -> list[Reading]:
    return [
        read(document(text, f"{n}.txt", furniture=tuple(part for part in furniture if part in text)), ())
        for n, text in enumerate(texts)
    ]


def test_articles_of_one_thing_find_each_other() -> None:
    found = likeness(readings(FLOOD, CHESS, PUMPS, GOATS))
    assert found[0][0][0] == 2
    assert found[2][0][0] == 0
    assert found[0][0][1] == pytest.approx(found[2][0][1])
    assert found[0][0][1] > 0.5
    assert all(other == 3 or value < 0.2 for other, value in found[1])


def test_a_text_in_copies_is_one_voice() -> None:
    longer = f"{FLOOD} {GOATS}"
    assert voices(readings(longer, CHESS, f"{longer} {PUMPS}", FLOOD, "")) == 3
    assert voices(readings(f"{FLOOD} {CHESS}", f"{FLOOD} {GOATS}")) == 2  # a sentence is not a text
    assert voices(()) == 0


def test_the_same_text_is_wholly_alike() -> None:
    ((other, value),) = likeness(readings(FLOOD, FLOOD))[0]
    assert other == 1
    assert value == pytest.approx(1)


def test_nothing_in_common() -> None:
    assert likeness(readings("Lenne Altena Hagen", "goats theatre curtain", "")) == ((), (), ())


def test_what_all_articles_say_tells_none_apart() -> None:
    texts = [f"Altena {word} {word}{word}" for word in ("abcd", "efgh", "ijkl", "mnop", "qrst", "uvwx", "yzab")]
    assert likeness(readings(*texts)) == ((),) * len(texts)


def test_furniture_makes_nothing_alike() -> None:
    menu = "Subscribe to the Altena Courier and win a bicycle."
    assert likeness(readings(f"{CHESS}\n\n{menu}", f"Lenne Hagen cellars\n\n{menu}", furniture=(menu,))) == ((), ())


def test_only_the_likest_are_named() -> None:
    found = likeness(readings(*[f"{FLOOD} {n}{n}{n}" for n in range(TOP + 3)], *["Chess and goats."] * 20))
    assert [len(others) for others in found] == [TOP] * (TOP + 3) + [0] * 20  # that of all the twenty is too common


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="abc 1.\n", max_size=40), min_size=1, max_size=6))
def test_likeness_is_between_0_and_1_and_never_of_oneself(texts: list[str]) -> None:
    found = likeness(readings(*texts))
    assert len(found) == len(texts)
    for number, others in enumerate(found):
        values = [round(value, 9) for _, value in others]
        assert values == sorted(values, reverse=True)
        for other, value in others:
            assert other != number
            assert 0 < value <= 1 + 1e-9
