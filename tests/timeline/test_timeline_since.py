"""Against an earlier timeline: new, changed, gone, and ids that stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from timeline_records import bullet, document, event, strike, timelines

from briefing.model import Bullet, Event, Timeline
from briefing.timeline.choice.since import compare
from briefing.timeline.file.store import dump_yaml, load

COURIER = document("The dockers of the port walked out. A judge ordered them back on 27 August.", "courier.txt")
OLD = strike()
AGREEMENT, WALKOUT, MEETING = OLD.events
JUDGE = event("2025-08-27", "Judge orders dockers back", bullet(COURIER, "A judge ordered them back on 27 August."))


def today(*events: Event) -> Timeline:
    return replace(OLD, documents=(*OLD.documents, COURIER), events=events, as_of=dt.date(2025, 8, 23))


def test_nothing_changed() -> None:
    again = compare(OLD, load(dump_yaml(OLD)))
    assert again == replace(OLD, since=OLD.as_of)


def test_new_and_gone() -> None:
    found = compare(today(AGREEMENT, WALKOUT, JUDGE), OLD)
    assert [event.change for event in found.events] == [None, None, "new"]
    assert found.gone == ("Both sides meet again",)
    assert found.since == dt.date(2025, 8, 22)


def test_event_that_is_found_and_not_shown_is_not_gone() -> None:
    found = compare(replace(today(AGREEMENT, JUDGE), hidden=(WALKOUT,)), OLD)
    assert found.gone == ("Both sides meet again",)
    assert [event.id for event in found.hidden] == [WALKOUT.id]


def test_event_not_shown_keeps_its_id_from_another() -> None:
    first, second = WALKOUT.bullets
    other = event("2025-08-18", "Cranes stop", second)
    hidden = event("2025-08-18", "Walkout", first, second)
    found = compare(replace(today(other), hidden=(hidden,)), OLD)
    assert (found.events[0].id, found.events[0].change) == (other.id, "changed")


def test_date_that_moved_is_changed_and_keeps_the_id() -> None:
    moved = event("2025-08-17", "Walkout", *WALKOUT.bullets)
    assert moved.id != WALKOUT.id
    found = compare(today(AGREEMENT, moved, MEETING), OLD).events[1]
    assert (found.id, found.change, found.was) == (WALKOUT.id, "changed", ())


def test_new_source_changes_an_event_whatever_its_first_passage() -> None:
    told = event("2025-08-18", "Walkout", bullet(COURIER, "The dockers of the port walked out."), *WALKOUT.bullets)
    found = compare(today(AGREEMENT, told, MEETING), OLD).events[1]
    assert (found.id, found.change) == (WALKOUT.id, "changed")


def test_another_passage_of_a_known_source_is_no_news() -> None:
    harbour = OLD.documents[1]
    told = replace(WALKOUT, bullets=(bullet(harbour, "talks would go on this week"), *WALKOUT.bullets))
    assert compare(today(AGREEMENT, told, MEETING), OLD).events[1].change is None


def test_passage_cut_otherwise_is_found_by_its_place() -> None:
    shorter = bullet(OLD.documents[1], "walked out on Monday")
    found = compare(today(AGREEMENT, event("2025-08-18", "Walkout", shorter), MEETING), OLD).events[1]
    assert found.id == WALKOUT.id


def test_same_words_in_a_file_saved_anew_are_found() -> None:
    anew = Bullet(MEETING.bullets[0].text, COURIER.id, (900, 935))
    found = compare(today(AGREEMENT, WALKOUT, event("2025-08-25", "Meeting", anew)), OLD).events[2]
    assert found.id == MEETING.id


def test_two_that_became_one_keep_both_ids() -> None:
    one = replace(WALKOUT, bullets=(*WALKOUT.bullets, *MEETING.bullets))
    found = compare(today(AGREEMENT, one), OLD)
    assert (found.events[1].id, found.events[1].was) == (WALKOUT.id, (MEETING.id,))
    assert found.gone == ()


def test_one_that_became_two_gives_its_id_once() -> None:
    first, second = WALKOUT.bullets
    parts = (event("2025-08-18", "Walkout", first), event("2025-08-19", "Cranes stop", second))
    found = compare(today(*parts), OLD).events
    assert [part.change for part in found] == [None, "changed"]
    assert [part.id for part in found] == [WALKOUT.id, parts[1].id]


def test_event_moved_by_a_correction_is_found_among_those_of_one_passage() -> None:
    said = event("2025-08-19", "Meeting is announced", *MEETING.bullets)
    before = replace(OLD, events=(said, MEETING))
    moved = replace(MEETING, id=f"20250830-{MEETING.id[9:]}", was=(MEETING.id,), headline="Meeting is put off")
    found = compare(replace(OLD, events=(moved, said)), before).events
    assert [event.id for event in found] == [MEETING.id, said.id]


def test_older_ids_are_remembered_over_editions() -> None:
    renamed = replace(WALKOUT, id="20250818-00000000", was=(WALKOUT.id,))
    found = compare(OLD, replace(OLD, events=(renamed,))).events[1]
    assert (found.id, found.was) == ("20250818-00000000", (WALKOUT.id,))


@settings(max_examples=30, deadline=None)
@given(timelines(), timelines())
def test_ids_stay_unique_and_comparison_is_stable(timeline: Timeline, earlier: Timeline) -> None:
    found = compare(timeline, earlier)
    assert len({event.id for event in found.events}) == len(found.events)
    assert len(found.events) == len(timeline.events)
    again = compare(found, found)
    assert [event.id for event in again.events] == [event.id for event in found.events]
    assert again.gone == ()
    assert all(event.change is None for event in again.events)
