"""From articles to a timeline: what always holds, whatever the articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_articles import FRIDAY, article, date, dates, everything, expressions, timeline

from briefing.model import Correction, CorrectionKind, Document, Furniture, NamedEvent, Plan, Status, Timeline
from briefing.model.edtf import parse_edtf
from briefing.timeline.build import build
from briefing.timeline.ids import event_id

DAM = (
    "Prime Minister Ana Reyes opened the Tavira dam on Thursday. She thanked the engineers. "
    "“It took nine years,” Reyes said.\n"
    "The first stone was laid in 2015. Work will end next month.\n"
    "Ministers met on Monday in Lisbon for talks on the price of water.\n"
    "Foreign Minister Paul Okafor told CNN on Tuesday that Spain had agreed to share the river."
)
WATER = (
    "The Tavira dam was opened by Ana Reyes on Thursday, and villagers sang.\n"
    "At talks in Lisbon on Monday, ministers set the price of water.\n"
    "Earlier this week, Okafor stated that Spain had agreed to share the river. "
    "He spoke of this following a summit held in Seville."
)


def test_events_of_two_articles() -> None:
    made = timeline(DAM, WATER)
    rows = {(date(e), len(e.documents), e.status, e.background) for e in made.events}
    assert rows == {
        ("2015", 1, Status.PAST, True),
        ("../2024-05-13", 1, Status.PAST, False),
        ("2024-05-13", 2, Status.PAST, False),
        ("2024-05-14", 2, Status.PAST, False),
        ("2024-05-16", 2, Status.PAST, False),
        ("2024-06", 1, Status.PLANNED, False),
    }
    assert made.as_of == FRIDAY


def test_passages_are_whole_and_stand_in_their_document() -> None:
    made = timeline(DAM, WATER, plan=everything())
    texts = {document.id: document.text for document in made.documents}
    for event in made.events:
        assert event.bullets
        assert {b.document for b in event.bullets} <= set(event.documents)
        for bullet in event.bullets:
            assert bullet.document is not None
            assert texts[bullet.document][slice(*bullet.span)] == bullet.text
            assert bullet.text[0].isupper() or not bullet.text[0].isalpha()
            assert bullet.text.rstrip("”\"'")[-1] in ".!?"
            assert all(0 <= i.at <= len(bullet.text) for i in bullet.insertions)


def test_dates_and_antecedents_are_added_in_brackets() -> None:
    made = timeline(DAM, plan=everything())
    added = {(b.text.split()[0], i.text) for e in made.events for b in e.bullets for i in b.insertions}
    assert ("Prime", "16 May") in added
    assert ("She", "Reyes") in added


def test_speaker_and_outlet() -> None:
    (bullet,) = [b for e in timeline(DAM).events for b in e.bullets if b.via]
    assert (bullet.speaker, bullet.via) == ("Okafor", "CNN")


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(4)))
def test_order_of_documents_does_not_matter(order: list[int]) -> None:
    documents = [article(DAM), article(WATER), article("Ana Reyes slept on Friday."), article("Paul Okafor ate.")]
    plan = everything()
    shuffled = [documents[k] for k in order]
    assert build(shuffled, expressions(shuffled), plan) == build(documents, expressions(documents), plan)


def test_ids_come_from_the_first_passage_and_keep_when_another_article_joins() -> None:
    made = timeline(DAM)
    longer = timeline(DAM, "Prime Minister Ana Reyes met nobody in Faro on Wednesday.")
    assert {e.id for e in made.events} < {e.id for e in longer.events}
    opened = next(e for e in made.events if date(e) == "2024-05-16")
    first = min(opened.bullets, key=lambda b: b.span)
    assert opened.id == event_id(opened.interval, opened.precision, first.text)


def test_furniture_is_left_out_with_its_reason() -> None:
    text = "Ana Reyes opened the dam on Thursday.\nRead also: Storm hits Faro on Tuesday."
    start = text.index("Read")
    document = replace(article(text), furniture=(Furniture((start, len(text)), "list of other stories"),))
    made = timeline(document)
    assert dates(made) == ["2024-05-16"]
    assert [(p.text[:9], p.reason) for p in made.left_out] == [("Read also", "list of other stories")]


def test_what_no_date_governs_is_no_event_of_the_article_date() -> None:
    text = "Ana Reyes opened the dam on Thursday.\n\nThe Daily Star indicated that Spain was buying water."
    made = timeline(text)
    assert dates(made) == ["2024-05-16"]
    assert [p.text[:14] for p in made.undated] == ["The Daily Star"]
    assert len(timeline(text, plan=everything()).events) == 2


def test_document_without_a_date() -> None:
    made = timeline(article("Ana Reyes opened the dam on Thursday. It was wet.", day=None))
    assert made.events == ()
    assert len(made.undated) == 2
    assert made.as_of is None


@pytest.mark.parametrize(
    ("first", "background"), [(dt.date(2024, 5, 1), False), (dt.date(2024, 5, 14), True), (None, False)]
)
def test_period(first: dt.date | None, background: bool) -> None:
    made = timeline("Ana Reyes opened the dam on 13 May 2024.", plan=Plan(period=(first, None)))
    assert [e.background for e in made.events] == [background]


def test_calendar_dates_what_order_leaves_open() -> None:
    interval, precision, _ = parse_edtf("2024-05-11")
    plan = Plan(calendar=(NamedEvent(("Seville summit",), interval, precision, "calendar.yaml"),))
    made = timeline(DAM, WATER, plan=plan)
    assert "2024-05-11" in dates(made)


def test_corrections_win() -> None:
    drop = Correction(CorrectionKind.DROP, ("price of water",))
    made = timeline(DAM, WATER, plan=Plan(corrections=(drop,)))
    assert "2024-05-13" not in dates(made)
    assert len(made.corrections) == 1


def test_house_spelling_of_the_brief() -> None:
    made = timeline(
        "Lena Kovac, the mayor of Kiev, said on Monday that Kiev slept. Kovac left.",
        plan=Plan(names=(("Kiev", "Kyiv"),)),
    )
    assert all("Kyiv" not in e.headline for e in made.events)


def test_one_agency_text_is_one_voice() -> None:
    wire = DAM + "\nVillagers came from far to see it, and many of them stayed until the lamps were lit along the wall."
    made = timeline(wire, wire.replace("far", "afar"), WATER)
    opened = next(e for e in made.events if date(e) == "2024-05-16")
    assert (len(opened.documents), opened.voices) == (3, 2)
    assert len({b.text for b in opened.bullets}) == len(opened.bullets)


def test_off_and_above_tell_where() -> None:
    assert [e.places for e in timeline("A ferry sank off Cape Holm on Tuesday.").events] == [("Cape Holm",)]
    assert [e.places for e in timeline("A fire broke out above Velsund on Tuesday.").events] == [("Velsund",)]
    assert [e.places for e in timeline("Snow cut off Velsund on Tuesday.").events] == [()]


def test_a_name_where_things_only_happen_acts_nowhere() -> None:
    made = timeline(
        "Ana Reyes opened the dam in Velsund on Monday.", "On Tuesday the bells of Velsund rang for Ana Reyes."
    )
    assert not [event for event in made.events if "Velsund" in event.actors]
    assert [event.places for event in made.events if date(event) == "2024-05-13"] == [("Velsund",)]
    made = timeline("Ana Reyes met the board in Velsund on Monday.", "On Tuesday Velsund told the board to pay.")
    assert [event.actors for event in made.events if "Velsund" in event.actors]


def test_title_is_the_brief_s_or_that_of_the_top_event() -> None:
    assert timeline(DAM, plan=Plan(title="Water")).title == "Water"
    assert timeline(DAM, WATER).title in {e.headline for e in timeline(DAM, WATER).events}


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("Reyes said on Monday. “”\"„'’(1987)-–—;:,\n\t.?! UN a\u200f\ufffd<b>"), max_size=200
    )
)
def test_any_text_gives_a_timeline(text: str) -> None:
    document: Document = article("Ana Reyes opened the dam on Monday.\n" + text)
    made: Timeline = timeline(document)
    for event in made.events:
        for bullet in event.bullets:
            assert document.text[slice(*bullet.span)] == bullet.text
