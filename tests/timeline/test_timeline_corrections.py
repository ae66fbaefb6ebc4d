"""A person's decisions: they find their event, they win, and they are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_records import bullet, document, event

from briefing.model import (
    Anchor,
    AnchorKind,
    Correction,
    CorrectionKind,
    Direction,
    Event,
    EventBasis,
    Interval,
    Modality,
    Precision,
    Resolution,
    Status,
    TimeExpression,
    TimexType,
)
from briefing.model.edtf import parse_edtf
from briefing.timeline.corrections import Applied, apply
from briefing.timeline.ids import sort_key

NEWS = document(
    "The minister’s visit to Riga lasted an hour. A port strike began on Monday. "
    "The strike committee refuses talks. On Friday the committee spoke of a swindle.",
    "news.txt",
)
WIRE = document("Riga saw a visit by the minister. Cranes stopped at noon.", "wire.txt")


def resolved(words: str, day: str) -> Resolution:
    interval = Interval.day(dt.date.fromisoformat(day))
    start = NEWS.text.index(words)
    anchor = Anchor(AnchorKind.DCT)
    span = (start, start + len(words))
    return Resolution(
        NEWS.id,
        TimeExpression(
            words, span, TimexType.DATE, day, interval, Precision.DAY, anchor, Direction.PAST, "weekday-past", ""
        ),
    )


VISIT = event(
    "2025-08-20",
    "Minister visits Riga",
    bullet(NEWS, "The minister’s visit to Riga lasted an hour."),
    actors=("Minister",),
)
STRIKE = event(
    "2025-08-18",
    "Strike begins in port",
    bullet(NEWS, "A port strike began on Monday."),
    bullet(NEWS, "The strike committee refuses talks."),
    bullet(NEWS, "On Friday the committee spoke of a swindle."),
    resolutions=(resolved("on Monday", "2025-08-18"), resolved("On Friday", "2025-08-22")),
    voices=3,
    actors=("Committee",),
)
CALL = event(
    "2025-08/2025-09", "Minister visited", bullet(WIRE, "Riga saw a visit by the minister."), precision=Precision.WITHIN
)
CRANES = event("2025-08-19", "Cranes stop", bullet(WIRE, "Cranes stopped at noon."), modality=Modality.HYPOTHETICAL)
EVENTS = (STRIKE, CRANES, VISIT, CALL)


def corrected(kind: str, *match: str, date: str = "", text: str = "", parts: tuple[str, ...] = ()) -> Applied:
    interval, precision = parse_edtf(date)[:2] if date else (None, None)
    correction = Correction(CorrectionKind(kind), match, interval, precision, text, parts, "brief.yaml:9:5")
    found = apply(EVENTS, (correction,), as_of=dt.date(2025, 8, 22))
    assert list(found[0]) == sorted(found[0], key=sort_key)
    assert all(note.note and note.where == "brief.yaml:9:5" and note.hint for note in found[1])
    return found


def headlines(events: tuple[Event, ...]) -> list[str]:
    return [event.headline for event in events]


# What a text matches

MATCHES = [  # text, headlines of the events that rename takes
    ("strike", ["Strike begins in port"]),
    ("CRANES", ["Cranes stop"]),
    ("minister's visit to  riga", ["Minister visits Riga"]),  # a passage, whatever its quotation mark and spaces
    ("refuses talks", ["Strike begins in port"]),
    ("minister", ["Minister visits Riga", "Minister visited"]),
    ("stop", ["Cranes stop"]),
    ("strike b", ["Strike begins in port"]),
    ("visit", ["Minister visits Riga", "Minister visited"]),
    (f"id:{CRANES.id}", ["Cranes stop"]),
    (f" ID: {CRANES.id} ", ["Cranes stop"]),
    ("id:cranes", []),
    ("harbour", []),
    ("", []),
    (" ", []),
]


@pytest.mark.parametrize(("text", "wanted"), MATCHES)
def test_match(text: str, wanted: list[str]) -> None:
    events, notes, words = corrected("rename", text, text="X")
    old = {event.id: event.headline for event in EVENTS}
    assert sorted(old[event.id] for event in events if event.headline == "X") == sorted(wanted)
    assert len(notes) == (len(wanted) != 1)
    assert len(words) == len(wanted)


def test_headline_comes_before_passages_except_for_drop() -> None:
    assert headlines(corrected("drop", "strike")[0]) == headlines(corrected("drop", "port")[0])
    both = (replace(VISIT, headline="Riga waits"), CALL)
    drop = Correction(CorrectionKind.DROP, ("riga",))
    assert apply(both, (drop,))[0] == ()
    rename = Correction(CorrectionKind.RENAME, ("riga",), text="X")
    assert [e.headline for e in apply(both, (rename,))[0]].count("X") == 1


def test_older_id_still_matches() -> None:
    moved, _, _ = corrected("date", "cranes", date="2025-08-21")
    again, notes, _ = apply(moved, (Correction(CorrectionKind.RENAME, (f"id:{CRANES.id}",), text="X"),))
    assert "X" in headlines(again)
    assert notes == ()


# What is done


def test_date_wins_and_is_told() -> None:
    events, notes, words = corrected("date", "cranes", date="2025-08-25/2025-08-31")
    moved = events[-1]
    assert (moved.headline, moved.interval) == ("Cranes stop", Interval(dt.date(2025, 8, 25), dt.date(2025, 9, 1)))
    assert (moved.date_basis, moved.precision, moved.status) == (EventBasis.EDITOR, Precision.SPAN, Status.PLANNED)
    assert (moved.id, moved.was) == (f"20250825-{CRANES.id[-8:]}", (CRANES.id,))
    assert notes == ()
    assert words == ("“Cranes stop”: dated 25–31\u00a0August\u00a02025, where we had 19\u00a0August\u00a02025.",)


def test_date_confirmed_keeps_the_id() -> None:
    events, _, words = corrected("date", "cranes", date="2025-08-19")
    found = next(event for event in events if event.headline == "Cranes stop")
    assert (found.id, found.was, found.date_basis) == (CRANES.id, (), EventBasis.EDITOR)
    assert len(words) == 1


def test_of_several_a_date_goes_to_those_that_leave_room_for_it() -> None:
    events, notes, words = corrected("date", "minister", date="2025-08-21")
    assert {e.headline: e.date_basis for e in events if e.headline.startswith("Minister")} == {
        "Minister visits Riga": EventBasis.TEXT,
        "Minister visited": EventBasis.EDITOR,
    }
    assert (notes, len(words)) == ((), 1)
    events, notes, words = corrected("date", "minister", date="2025-10-01")
    assert sum(event.date_basis is EventBasis.EDITOR for event in events) == 2
    assert (len(notes), len(words)) == (1, 2)


def test_events_that_rest_on_one_passage_keep_ids_of_their_own() -> None:
    said = replace(event("2025-08-22/..", "Minister announces visit", *VISIT.bullets), headline="Visit is announced")
    assert said.id[8:] == VISIT.id[8:]
    steps = (Correction(CorrectionKind.DATE, ("announced",), *parse_edtf("2025-08-20")[:2]),)
    events, _, _ = apply((VISIT, said), steps)
    assert len({event.id for event in events}) == 2


def test_drop_takes_all_that_match() -> None:
    events, notes, words = corrected("drop", "minister")
    assert headlines(events) == ["Strike begins in port", "Cranes stop"]
    assert notes == ()
    assert len(words) == 2


def test_rename() -> None:
    events, _, words = corrected("rename", "cranes stopped", text="Port is still")
    assert next(event for event in events if event.id == CRANES.id).headline == "Port is still"
    assert words == ("“Port is still”: the headline of what we called “Cranes stop”.",)


def test_merge_keeps_the_exact_date_all_passages_and_all_ids() -> None:
    events, notes, words = corrected("merge", "minister visited", "minister visits")
    assert headlines(events) == ["Strike begins in port", "Cranes stop", "Minister visited"]
    one = events[-1]
    assert one.interval == VISIT.interval
    assert one.bullets == (*CALL.bullets, *VISIT.bullets)
    assert set(one.documents) == {NEWS.id, WIRE.id}
    assert one.was == (CALL.id, VISIT.id)
    assert one.id.startswith("20250820-")
    assert (one.voices, one.actors, one.disagreements) == (1, ("Minister",), ())
    assert notes == ()
    assert words == ("“Minister visited”: one event with “Minister visits Riga”.",)


def test_merge_shows_dates_that_exclude_each_other() -> None:
    events, _, _ = corrected("merge", "port strike", "cranes stop")
    one = next(event for event in events if event.headline == STRIKE.headline)
    assert (one.interval, one.id, one.was) == (STRIKE.interval, STRIKE.id, (CRANES.id,))
    (difference,) = one.disagreements
    assert [(account.statement, account.documents) for account in difference.accounts] == [
        ("18\u00a0August\u00a02025", (NEWS.id,)),
        ("19\u00a0August\u00a02025", (WIRE.id,)),
    ]
    assert one.modality is Modality.ASSERTED


@pytest.mark.parametrize(
    ("texts", "notes"), [(("cranes", "harbour"), 2), (("cranes", "cranes stopped"), 1), (("a harbour", "b harbour"), 2)]
)
def test_merge_of_less_than_two_is_a_note(texts: tuple[str, ...], notes: int) -> None:
    events, told, words = corrected("merge", *texts)
    assert set(events) == set(EVENTS)
    assert (len(told), words) == (notes, ())


def test_merge_of_several_takes_every_match() -> None:
    events, _, _ = corrected("merge", "minister", "cranes")
    assert headlines(events) == ["Strike begins in port", "Minister visits Riga"]


def test_split_gives_each_part_its_passages_and_its_date() -> None:
    events, notes, words = corrected("split", "strike begins", parts=("refuses", "SWINDLE"))
    parts = [event for event in events if event.bullets[0].document == NEWS.id and event.headline != VISIT.headline]
    parts.sort(key=lambda part: part.bullets[0].span)
    assert [(part.interval.start, len(part.bullets), len(part.resolutions)) for part in parts] == [
        (dt.date(2025, 8, 18), 1, 1),
        (dt.date(2025, 8, 18), 1, 0),
        (dt.date(2025, 8, 22), 1, 1),
    ]
    rest, swindle = next(part for part in parts if part.id == STRIKE.id), parts[-1]
    assert (rest.headline, rest.was) == (STRIKE.headline, ())
    assert (swindle.headline, swindle.was) == ("On Friday the committee spoke of a swindle.", (STRIKE.id,))
    assert swindle.date_basis is EventBasis.TEXT
    assert swindle.voices == 1
    assert len({event.id for event in events}) == len(events)
    assert notes == ()
    assert len(words) == 1


@pytest.mark.parametrize("parts", [("harbour",), ("o",), ()])
def test_split_that_divides_nothing_is_a_note(parts: tuple[str, ...]) -> None:
    events, notes, words = corrected("split", "strike begins", parts=parts)
    assert set(events) == set(EVENTS)
    assert (len(notes), words) == (1, ())


def test_corrections_follow_each_other() -> None:
    steps = (
        Correction(CorrectionKind.SPLIT, ("strike begins",), parts=("swindle",)),
        Correction(CorrectionKind.RENAME, ("swindle",), text="Committee speaks of swindle"),
        Correction(CorrectionKind.DROP, ("refuses",)),
        Correction(CorrectionKind.MERGE, ("minister visits", "minister visited")),
    )
    events, notes, words = apply(EVENTS, steps)
    assert headlines(events) == ["Cranes stop", "Minister visits Riga", "Committee speaks of swindle"]
    assert notes == ()
    assert len(words) == 4
    assert apply(EVENTS, ()) == (tuple(sorted(EVENTS, key=sort_key)), (), ())


texts = st.sampled_from(["minister", "strike", "riga", "committee", "cranes", "o", "x", "", "monday", f"id:{VISIT.id}"])
anything = st.builds(
    Correction,
    st.sampled_from(CorrectionKind),
    st.lists(texts, min_size=1, max_size=3).map(tuple),
    st.just(VISIT.interval),
    st.just(VISIT.precision),
    texts.map(lambda text: f"New {text}"),
    st.lists(texts, max_size=3).map(tuple),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(anything, max_size=5), st.permutations(EVENTS))
def test_corrections_lose_nothing_but_what_is_dropped(steps: list[Correction], events: list[Event]) -> None:
    found, notes, words = apply(events, steps, as_of=dt.date(2025, 8, 22))
    assert list(found) == sorted(found, key=sort_key)
    assert len({event.id for event in found}) == len(found)
    assert all(note.note for note in notes)
    assert len(notes) + len(words) >= len(steps) - sum(step.kind is CorrectionKind.DROP for step in steps)
    if not any(step.kind is CorrectionKind.DROP for step in steps):
        passages = sorted((b.document or "", b.span) for event in events for b in event.bullets)
        assert sorted((b.document or "", b.span) for event in found for b in event.bullets) == passages
        known = {event.id for event in events}
        assert known <= {id for event in found for id in (event.id, *event.was)}
