"""What the articles are about: their titles and openings decide, copies and plans count for less."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing.model import Bullet, Document, Event, EventBasis, Interval, Modality, Precision, Status
from briefing.timeline.choice.central import announces, central, leads, leans

DAY = dt.date(2024, 5, 16)


def event(id: str, headline: str, *bullets: tuple[str, int, str], voices: int | None = None) -> Event:
    documents = tuple(dict.fromkeys(document for document, _, _ in bullets))
    return Event(
        id=id,
        interval=Interval.day(DAY),
        precision=Precision.DAY,
        date_basis=EventBasis.TEXT,
        status=Status.PAST,
        headline=headline,
        documents=documents,
        voices=len(documents) if voices is None else voices,
        bullets=tuple(Bullet(text, document, (at, at + len(text))) for document, at, text in bullets),
    )


def article(id: str, title: str | None) -> Document:
    return Document(id=id, path=f"{id}.txt", sha256=id, text_sha256=id, text="", title=title)


def order(events: list[Event], documents: list[Document]) -> list[str]:
    weight = central(events, documents)
    return sorted(weight, key=lambda id: -weight[id])


VISIT = event("visit", "Minister tours the valley", ("a", 400, "The minister toured the valley."), ("b", 0, "He came."))
FLOOD = event("flood", "Flood destroys bridge", ("a", 0, "A flash flood destroyed the bridge at Orn."))


def test_titles_lead_where_voices_do_not() -> None:
    documents = [article("a", "Flood destroys bridge at Orn"), article("b", "After the flood, the mud of Orn")]
    assert order([VISIT, FLOOD], documents) == ["flood", "visit"]


def test_a_compound_meets_its_last_part() -> None:
    quake = event("quake", "Earthquake hits Orn", ("a", 90, "An earthquake hit Orn."))
    aid = event("aid", "Council sends aid", ("a", 190, "The council sent aid."))
    assert order([aid, quake], [article("a", "Quake: what is known")]) == ["quake", "aid"]


def test_the_first_passage_stands_for_a_title() -> None:
    assert order([VISIT, FLOOD], [article("a", None), article("c", None)]) == ["flood", "visit"]


def test_copies_are_one_voice_and_plans_count_for_less() -> None:
    two = event("two", "Dam opens", ("a", 0, "The dam opened."), ("b", 0, "The dam opened."))
    copied = replace(two, id="copied", voices=1)
    planned = replace(two, id="planned", status=Status.PLANNED)
    denied = replace(two, id="denied", modality=Modality.NEGATED)
    weight = central([two, copied, planned, denied], [article("a", "Dam opens"), article("b", "Valley")])
    assert weight["two"] > weight["copied"]
    assert weight["two"] > weight["planned"] == weight["denied"]


def test_the_order_of_events_and_documents_does_not_matter() -> None:
    documents = [article("a", "Flood destroys bridge at Orn"), article("b", "Minister sees the valley")]
    assert central([VISIT, FLOOD], documents) == central([FLOOD, VISIT], documents[::-1])


def test_nothing_to_weigh() -> None:
    assert central([], [article("a", "Flood")]) == {}
    assert central([event("x", "Flood")], []) == {"x": 0.0}


@pytest.mark.parametrize(
    ("headline", "stands"),
    [("Flood destroys bridge", True), ("It destroys bridge", False), ("Mayor: they will pay", False)],
)
def test_what_stands_over_a_briefing(headline: str, stands: bool) -> None:
    assert leads(replace(FLOOD, headline=headline)) is stands


def test_what_is_announced_leads_while_it_lies_ahead() -> None:
    ahead = replace(FLOOD, headline="Bridge will reopen")
    assert announces(ahead.headline)
    assert not leads(ahead)
    assert leads(replace(ahead, status=Status.PLANNED))
    assert leans("But")
    assert not leans("Butler")
