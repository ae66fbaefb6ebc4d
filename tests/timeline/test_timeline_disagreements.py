"""Where sources differ: what must be shown, and as much that must not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from timeline_articles import article, timeline
from timeline_records import bullet, day, document, event, strike

from briefing.model import Disagreement, Document, Event, Interval, Modality, Resolution
from briefing.timeline.wording.disagreements import differing, disagreements


def told(*texts: str, published: tuple[str, ...] = (), speakers: tuple[str, ...] = ()) -> tuple[Event, list[Document]]:
    """One event that each text tells, an article apiece."""
    sources = [document(text, f"{number}.txt") for number, text in enumerate(texts)]
    for number, date in enumerate(published):
        sources[number] = replace(sources[number], published=Interval.day(day(date)))
    rows = [
        bullet(source, text, speaker=speakers[number] if speakers else None)
        for number, (source, text) in enumerate(zip(sources, texts, strict=True))
    ]
    return event("2019-03-12", "Bomb explodes in Avalia", *rows), sources


DIFFER = [
    ("Number killed", "A bomb killed 18 people.", "At least 20 people were killed by the bomb."),
    ("Number killed", "The bomb left 18 dead.", "Twenty-one people died in the blast."),
    ("Number injured", "The bomb wounded 40 people.", "About 80 people were injured."),
    ("Number arrested", "Police arrested 14 people.", "Six people were arrested."),
    ("Number aboard", "The ferry had 150 people on board.", "The ferry was carrying 180 people."),
    ("Magnitude", "A magnitude 6.3 earthquake shook Avalia.", "The quake had a magnitude of 6.8."),
    ("Price", "They paid 75 million euros.", "She moved in an 80 million euro deal."),
    ("Length of the sentence", "She was sentenced to 12 years.", "The court jailed her for 15 years."),
    ("Who did it", "Red Dawn claimed responsibility for the blast.", "The attack was carried out by Blue Dusk."),
    ("Who did it", "Officials blamed Red Dawn for the attack.", "The Reds have claimed responsibility for it: a bomb."),
]  # fmt: skip


@pytest.mark.parametrize(("topic", "one", "other"), DIFFER, ids=[f"{a} {b}" for _, a, b in DIFFER])
def test_sources_differ(topic: str, one: str, other: str) -> None:
    found, sources = told(one, other)
    (point,) = disagreements(found, sources)
    assert point.topic == topic
    assert {account.documents[0] for account in point.accounts} == {source.id for source in sources}
    for account in point.accounts:
        (source,) = [s for s in sources if s.id in account.documents]
        assert account.statement in source.text
    assert {p.topic: set(p.accounts) for p in disagreements(found, sources[::-1])} == {topic: set(point.accounts)}


AGREE = [
    ("A bomb killed at least 18 people.", "Twenty people were killed by the bomb."),
    ("A bomb killed 18 people.", "Eighteen people died."),
    ("A bomb killed 18 people.", "The bomb wounded 20 people."),
    ("A bomb killed 18 people.", "Three soldiers were killed by the bomb."),
    ("About 75 people were hurt.", "The bomb injured 75 people."),
    ("A bomb killed 18 people.", "The attack of 2005 killed 52 people."),
    ("A bomb killed 18 people.", "It was the worst attack since a raid killed 52 people."),
    ("A bomb killed 18 people.", "The bomb could have killed 200 people."),
    ("They paid 75 million euros.", "The club paid $87 million."),
    ("Holm called the bomb an outrage.", "Berg saw a tragedy in the bomb."),
    ("Red Dawn claimed responsibility for the blast.", "Officials blamed Red Dawn for the attack."),
    ("Holm blamed the Greens for the budget.", "Berg blamed the Reds for the budget."),
]


@pytest.mark.parametrize(("one", "other"), AGREE, ids=[f"{a} {b}" for a, b in AGREE])
def test_sources_do_not_differ(one: str, other: str) -> None:
    assert disagreements(*told(one, other)) == ()


def test_later_report_brings_a_count_up_to_date() -> None:
    texts = "A bomb killed 18 people.", "A bomb killed 20 people."
    assert disagreements(*told(*texts, published=("2019-03-12", "2019-03-13"))) == ()
    assert len(disagreements(*told(*texts, published=("2019-03-12", "2019-03-12")))) == 1


def test_article_that_gives_two_counts_is_no_side() -> None:
    one, other = document("A bomb killed 18 people. Then 2 people died.", "a"), document("20 people died.", "b")
    rows = (
        bullet(one, "A bomb killed 18 people."),
        bullet(one, "Then 2 people died."),
        bullet(other, "20 people died."),
    )
    assert disagreements(event("2019-03-12", "Bomb explodes", *rows), [one, other]) == ()


def test_accounts_gather_the_documents_that_agree() -> None:
    found, sources = told("A bomb killed 18 people.", "The bomb left 18 dead.", "20 people died.")
    (point,) = disagreements(found, sources)
    assert [len(account.documents) for account in point.accounts] == [2, 1]


def test_one_quotation_of_two_speakers() -> None:
    texts = "Holm called it “a road that leads nowhere”.", "It is “a road that leads nowhere”, said Berg."
    (point,) = disagreements(*told(*texts, speakers=("Holm", "Berg")))
    assert point.topic == "Who said it"
    assert [account.statement for account in point.accounts] == [
        "Holm: “a road that leads nowhere”",
        "Berg: “a road that leads nowhere”",
    ]
    assert disagreements(*told(*texts, speakers=("Holm", "Ada Holm"))) == ()
    assert disagreements(*told(*texts, speakers=("Holm", "officials"))) == ()


def apart(
    one: str, other: str, *, days: tuple[str, str] = ("2019-03-12", "2019-03-12"), **fields: object
) -> list[Disagreement]:
    """The points on which two events differ, each told by one article."""
    events, sources = [], []
    for text, date in zip((one, other), days, strict=True):
        source = document(text, text[:5])
        sources.append(source)
        events.append(event(date, text[:20], bullet(source, text), **fields))
    forward = differing(events, sources)
    assert {e.id: e.disagreements for e in forward} == {e.id: e.disagreements for e in differing(events[::-1], sources)}
    return [point for e in forward for point in e.disagreements]


def test_counts_of_one_happening_that_was_not_merged() -> None:
    one, other = (
        "A bomb exploded in a market of Torsk and killed 18.",
        "In Torsk 20 died as a bomb exploded in a market.",
    )
    (point,) = apart(one, other, places=("Torsk",))
    assert (point.topic, len(point.accounts)) == ("Number killed", 2)
    assert apart(one, other, places=("France",)) == []
    assert apart(one, other, places=("Torsk",), days=("2019-03-12", "2019-03-13")) == []
    assert apart(one, other, places=("Torsk",), modality=Modality.HYPOTHETICAL) == []
    assert apart(one, "In Torsk a coach crash on a hill killed 20.", places=("Torsk",)) == []


def test_price_of_one_person_told_twice() -> None:
    one, other = "Osten joined for a fee of 75 million euros.", "Osten moved in an 80 million euro deal."
    (point,) = apart(one, other, actors=("Osten",))
    assert point.topic == "Price"
    assert apart(one, other.replace("Osten", "Berg"), actors=("Osten",)) == []
    assert apart(one.replace("Osten", "France"), other.replace("Osten", "France"), actors=("France",)) == []
    assert apart("Osten met 75 people; 18 died.", "Osten met 80 people; 20 died.", actors=("Osten",)) == []


def test_days_of_what_happens_once() -> None:
    days = ("2019-03-12", "2019-03-13")
    (point,) = apart("Ada Holm died at home.", "Ada Holm died in hospital.", days=days, actors=("Holm",))
    assert point.topic == "Day of the death"
    assert [account.statement for account in point.accounts] == ["12 March 2019", "13 March 2019"]
    assert apart("Ada Holm spoke at home.", "Ada Holm spoke in Torsk.", days=days, actors=("Holm",)) == []
    assert apart("Holm resigned.", "Holm's aide resigned.", days=days, actors=("Holm",)) == []
    far = ("2019-03-12", "2019-06-12")
    assert apart("Holm resigned.", "Holm resigned again.", days=far, actors=("Holm",)) == []


def test_sentence_that_dates_the_event_counts_where_its_passage_is_not_shown() -> None:
    one = document("A bomb killed 18 people in Torsk on Monday.", "a.txt")
    other = document(
        "It rained. A bomb killed 20 people in Torsk on Monday. Five are left of 30 people killed.", "b.txt"
    )
    monday = strike().events[1].resolutions[0].expression
    start = other.text.index("on Monday")
    resolution = Resolution(other.id, replace(monday, span=(start, start + 9)))
    found = replace(event("2019-03-12", "Bomb", bullet(one, one.text)), documents=(one.id, other.id))
    assert disagreements(found, [one, other]) == ()
    (point,) = disagreements(replace(found, resolutions=(resolution,)), [one, other])
    assert [account.statement for account in point.accounts] == [
        "A bomb killed 18 people in Torsk on Monday",
        "A bomb killed 20 people in Torsk on Monday",
    ]


def test_statement_of_a_long_passage_is_its_clause() -> None:
    long = (
        "On a cold morning, while "
        + "many of the " * 15
        + "traders slept, a bomb killed 1,318 people, and the market burned."
    )
    found, sources = told(long, "A bomb killed 1,520 people.")
    (point,) = disagreements(found, sources)
    assert [account.statement for account in point.accounts] == [
        "a bomb killed 1,318 people",
        "A bomb killed 1,520 people",
    ]


def test_a_day_that_one_source_denies() -> None:
    made = timeline(
        "Talks between Norvia and its pilots broke down on Wednesday.",
        "The talks had broken down on Tuesday evening, two pilots said, not on Wednesday.",
    )
    (event,) = made.events
    (point,) = event.disagreements
    assert point.topic == "date"
    assert len(point.accounts) == 2
    assert len(event.documents) == 2


def test_a_denied_day_of_another_matter_joins_nothing() -> None:
    made = timeline(
        "Talks between Norvia and its pilots broke down on Wednesday.",
        "The bridge over the Lomar was closed on Tuesday, not on Wednesday.",
    )
    assert [len(event.documents) for event in made.events] == [1, 1]
    assert not any(event.disagreements for event in made.events)


@pytest.mark.parametrize(
    "denial",
    [
        "Governor Petra Lind denied on Wednesday that the Sura bridge was hit on Monday.",
        "The Sura bridge was not hit on Monday, the governor said.",
    ],
)
def test_what_one_source_tells_and_another_denies(denial: str) -> None:
    made = timeline("The Sura bridge was hit by a missile on Monday, the army said.", denial)
    (event,) = [event for event in made.events if event.disagreements]
    (point,) = event.disagreements
    assert point.topic == "Whether it happened"
    assert [account.statement for account in point.accounts] == [
        "The Sura bridge was hit by a missile on Monday, the army said",
        denial.rstrip("."),
    ]
    assert "not" not in event.headline.split()
    assert len(event.documents) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Sura bridge was hit on Monday.", "The Orlo dam was not hit on Monday."),
        ("The Sura bridge was hit on Monday.", "The Sura bridge was not repaired on Monday."),
        ("The Sura bridge was not hit on Monday.", "The governor denied that the Sura bridge was hit on Monday."),
        ("The Sura bridge was hit on Monday.", "Nobody denied that the Sura bridge was hit on Monday."),
        ("The Sura bridge was hit on Monday.", "The Sura bridge was not hit on Tuesday."),
    ],
)
def test_what_no_source_denies(one: str, other: str) -> None:
    assert not any(event.disagreements for event in timeline(one, other).events)


def test_an_article_that_tells_both_is_no_side() -> None:
    both = "The Sura bridge was hit on Monday, the army said. The Sura bridge was not hit on Monday, the governor said."
    assert not any(event.disagreements for event in timeline(both, "The Sura bridge was hit on Monday.").events)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (
            "The union walked out of talks in Orsk on Monday.",
            "The company walked out of talks in Orsk on Monday.",
            True,
        ),
        ("Rebels broke the ceasefire in Tarsk on Monday.", "The army broke the ceasefire in Tarsk on Monday.", True),
        (
            "The union walked out of talks in Orsk on Monday.",
            "Its guests walked out of talks in Orsk on Monday.",
            False,
        ),
        ("The union left the talks in Orsk on Monday.", "The company left the hearing in Orsk on Monday.", False),
        ("Rebels broke the ceasefire in Tarsk on Monday.", "The army broke the ceasefire in Tarsk on Tuesday.", False),
        ("Rebels shelled the port of Tarsk on Monday.", "The army rebuilt the port of Tarsk on Monday.", False),
    ],
)
def test_one_deed_put_on_two_sides(one: str, other: str, differ: bool) -> None:
    points = [point for event in timeline(one, other).events for point in event.disagreements]
    assert [point.topic for point in points] == ["Who did it"] * differ
    if differ:
        assert {account.statement + "." for account in points[0].accounts} == {one, other}


def test_two_tolls_of_one_blast_are_one_event_that_says_so() -> None:
    one = article("A blast at a mine near Zonguldak killed 18 miners on Tuesday.", path="a.txt")
    other = article("On Tuesday 20 miners were killed by a blast at a mine near Zonguldak.", path="b.txt")
    (event,) = timeline(one, other).events
    (point,) = event.disagreements
    assert point.topic == "Number killed"
    assert {account.documents for account in point.accounts} == {(one.id,), (other.id,)}


NUMBERS = yaml.safe_load((Path(__file__).parent / "timeline_numbers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("topic", "one", "other"), NUMBERS["differ"], ids=[row[0] for row in NUMBERS["differ"]])
def test_two_numbers_of_one_matter_are_one_event_that_says_so(topic: str, one: str, other: str) -> None:
    (found,) = timeline(one, other).events
    assert [point.topic for point in found.disagreements] == [topic]
    assert {account.statement + "." for account in found.disagreements[0].accounts} == {one, other}


@pytest.mark.parametrize(("name", "one", "other"), NUMBERS["apart"], ids=[row[0] for row in NUMBERS["apart"]])
def test_two_numbers_of_two_matters_are_two_events(name: str, one: str, other: str) -> None:
    found = timeline(one, other).events
    assert len(found) == 2, name
    assert not any(row.disagreements for row in found)
