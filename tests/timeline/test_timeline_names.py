"""One name for each actor and place, by lists and by what the documents say; never by likeness."""

from __future__ import annotations

import pytest

from briefing.timeline.language.tokens import tokenize
from briefing.timeline.names.book import NameBook, build_book

REPORT = [
    "Norwegian Foreign Minister Kari Lund met NATO Secretary General Piet Vermeer in Kiev.",
    "Lund said that the World Harbour Fund (WHF) would pay.",
    "The NATO chief thanked the Norwegian foreign minister, and the head of NATO left.",
    "Anna Kowalski, the president of Poland, said nothing.",
]


def book(*sentences: str, names: tuple[tuple[str, ...], ...] = ()) -> NameBook:
    return build_book([("d1", [tokenize(text) for text in sentences])], names)


def spotted(made: NameBook, text: str) -> list[str]:
    return [use.key for use in made.spot(tokenize(text), "d1")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kari Lund and Lund are one.", ["Lund", "Lund"]),
        ("In Kyiv, Kiev, Kyjiw.", ["Kyiv", "Kyiv", "Kyiv"]),
        ("Nato and NATO agreed.", ["NATO", "NATO"]),
        ("The NATO chief spoke.", ["Vermeer"]),
        ("They asked the head of NATO.", ["Vermeer"]),
        ("They asked the Norwegian foreign minister.", ["Lund"]),
        ("The Polish president spoke.", ["Kowalski"]),
        ("The WHF paid.", ["World Harbour Fund"]),
        ("He lives in the Norwegian capital.", ["Oslo"]),
        ("Niger and Nigeria differ, as Iran and Iraq do.", ["Niger", "Nigeria", "Iran", "Iraq"]),
        ("It happened on Monday in May.", []),
        ("They fear that the West gives in, and so does the Dutchman.", []),
        ("Troops left the West Bank and the Republic of Orsk.", ["West Bank", "Republic of Orsk"]),
        ("Selenskyj and Zelenskyy are one.", ["Zelensky", "Zelensky"]),
        ("The U.S. and the United States, the US.", ["United States"] * 3),
    ],
)
def test_spot(text: str, wanted: list[str]) -> None:
    assert spotted(book(*REPORT), text) == wanted


def test_office_that_two_hold_is_nobody() -> None:
    made = book("French President Emile Roux left.", "French President Claire Petit came.")
    assert spotted(made, "The French president spoke.") == ["France"]


def test_names_of_the_brief_come_first() -> None:
    made = book(*REPORT, names=(("Kiev", "Kyiv"), ("Lundh", "Lund")))
    assert spotted(made, "Lund was in Kyiv.") == ["Lundh", "Kiev"]


def test_two_people_with_one_surname_stay_two() -> None:
    made = book("President Boris Adler left.", "Minister Greta Adler came.", "Adler said no.")
    assert spotted(made, "Boris Adler saw Greta Adler.") == ["Boris Adler", "Greta Adler"]


def test_order_of_documents_does_not_matter() -> None:
    texts = [(f"d{k}", [tokenize(text)]) for k, text in enumerate(REPORT)]
    one, other = build_book(texts), build_book(texts[::-1])
    probe = tokenize("The NATO chief met Lund, Kowalski and the WHF in Kiev.")
    assert [u.key for u in one.spot(probe)] == [u.key for u in other.spot(probe)]


@pytest.mark.parametrize(
    ("sentences", "one"),
    [
        (("William Croft said no.", "They saw Bill Croft.", "They thanked Croft."), True),
        (("Minister Sergei Orlov spoke.", "Minister Sergey Orlov left."), True),
        (("Minister J. Orlov spoke.", "Minister Jan Orlov left."), True),
        (("Minister Mary Orlov spoke.", "Minister Michael Orlov left."), False),
        (("Minister Andy Croft spoke.", "Minister Billy Croft left."), False),
    ],
)
def test_given_names_of_one_person(sentences: tuple[str, ...], one: bool) -> None:
    made = book(*sentences)
    people = {name for text in sentences for name in spotted(made, text)}
    assert (len(people) == 1) == one, people


def test_short_name_in_quotation_marks_is_that_persons() -> None:
    made = book('Former boxer Earvin "Magic" Croft spoke.', "They saw Magic Croft, Croft and Andy Croft.")
    assert spotted(made, "Earvin Croft, Magic Croft and Andy Croft.") == ["Earvin Croft"] * 2 + ["Andy Croft"]
    assert spotted(made, 'They saw Earvin "Magic" Croft.') == ["Earvin Croft"]


def test_words_that_describe_are_no_names() -> None:
    made = book("They sold a Greek-owned tanker to London-based Norair and the Coca-Cola plant.")
    assert spotted(made, "A Greek-owned tanker of London-based Norair, and Coca-Cola.") == ["Norair", "Coca-Cola"]
