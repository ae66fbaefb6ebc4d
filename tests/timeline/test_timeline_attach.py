"""Sources back to a timeline: a passage is proven, found again, or an editor's note."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_records import strike

from briefing.model import Bullet, Insertion, Passage, Problem, Timeline
from briefing.timeline.file.attach import attach
from briefing.timeline.file.store import dump_yaml, load

TEXTS = {document.id: document.text for document in strike().documents}
GAZETTE, HARBOUR = (document.id for document in strike().documents)


def after(old: str, new: str, texts: dict[str, str] = TEXTS) -> tuple[Timeline, tuple[Problem, ...]]:
    """The strike after one change by hand, with its sources."""
    text = dump_yaml(strike())
    assert old in text
    return attach(load(text.replace(old, new, 1)), texts)


def walkout(timeline: Timeline) -> tuple[Bullet, ...]:
    return next(event for event in timeline.events if event.headline == "Dockers walk out").bullets


def test_unedited_file_with_its_sources_is_the_timeline_again() -> None:
    assert attach(load(dump_yaml(strike())), TEXTS) == (strike(), ())


def test_changed_words_are_an_editors_note() -> None:
    timeline, problems = after("Dockers walked out on Monday.", "Dockers left their cranes.")
    assert walkout(timeline)[0] == Bullet("Dockers left their cranes.", None, (0, 0))
    assert [problem.note for problem in problems] == [False], "a passage lost its source: exit code 1"
    assert "editor's note" in str(problems[0])


def test_a_source_that_tells_nothing_any_more_is_not_counted() -> None:
    timeline, _ = after("The strike that began on Monday has stopped every crane.", "Cranes stand.")
    event = timeline.events[1]
    assert (event.documents, event.voices) == ((HARBOUR,), 1)
    assert strike().events[1].documents == (HARBOUR, GAZETTE)


@pytest.mark.parametrize(
    ("words", "span", "at"),
    [
        ("walked out on Monday.", (8, 29), (20,)),  # the insertion stays before the full stop
        ("Dockers walked out on Monday", (0, 28), (28,)),
        ("Dockers walked", (0, 14), ()),
    ],
)
def test_shortened_passage_stays_a_quotation(words: str, span: tuple[int, int], at: tuple[int, ...]) -> None:
    timeline, problems = after("Dockers walked out on Monday.", words)
    found = walkout(timeline)[0]
    assert (found.document, found.span, problems) == (HARBOUR, span, ())
    assert tuple(insertion.at for insertion in found.insertions) == at


def test_quotation_added_without_offsets_is_found() -> None:
    timeline, problems = after(
        "    bullets:\n", f"    bullets:\n      - {{text: The port director, document: {HARBOUR}}}\n"
    )
    assert timeline.events[0].bullets[0].span == (30, 47)
    assert problems == ()


def test_note_bears_no_insertion() -> None:
    noted = replace(strike().events[0], bullets=(Bullet("Mine.", None, (3, 4), insertions=(Insertion(1, "x"),)),))
    timeline, _ = attach(replace(strike(), events=(noted,)), TEXTS)
    assert timeline.events[0].bullets == (Bullet("Mine.", None, (0, 0)),)


@pytest.mark.parametrize("texts", [{}, {HARBOUR: TEXTS[HARBOUR]}, TEXTS | {GAZETTE: TEXTS[GAZETTE] + " "}])
def test_passages_of_a_source_that_is_not_at_hand_stay(texts: dict[str, str]) -> None:
    timeline, problems = attach(load(dump_yaml(strike())), texts)
    assert [bullet.document for bullet in walkout(timeline)] == [HARBOUR, GAZETTE]
    assert not next(document for document in timeline.documents if document.id == GAZETTE).attached
    assert [(problem.where, problem.note) for problem in problems] == [("gazette.txt", False)] * (GAZETTE in texts)


def test_passage_of_another_length_is_a_note_even_without_its_source() -> None:
    timeline, _ = after("Dockers walked out on Monday.", "Dockers walked out.", {})
    assert walkout(timeline)[0].document is None


def test_audit_keeps_no_words_that_are_not_there() -> None:
    timeline, problems = after("expression: on Monday", "expression: on Sunday")
    assert timeline.events[1].resolutions == ()
    assert "“on Sunday”" in str(problems[0])


def test_undated_passage_that_is_not_there_is_left_out() -> None:
    false = replace(strike(), undated=(Passage("never said", HARBOUR, (0, 10), ""),))
    timeline, problems = attach(false, TEXTS)
    assert timeline.undated == ()
    assert len(problems) == 1


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([GAZETTE, HARBOUR]), st.text("abon ", max_size=12), st.integers(0, 200)), max_size=4
    ),
    st.lists(st.integers(0, 30), max_size=2),
)
def test_every_bullet_with_a_source_is_its_passage(edits: list[tuple[str, str, int]], at: list[int]) -> None:
    insertions = tuple(Insertion(place, "x") for place in at)
    bullets = tuple(Bullet(text, id, (start, start + len(text)), insertions=insertions) for id, text, start in edits)
    timeline, problems = attach(replace(strike(), events=(replace(strike().events[1], bullets=bullets),)), TEXTS)
    for old, new in zip(bullets, timeline.events[0].bullets, strict=True):
        assert new.text == old.text
        assert all(0 <= insertion.at <= len(new.text) for insertion in new.insertions)
        if new.document is not None:
            assert TEXTS[new.document][slice(*new.span)] == new.text
        else:
            assert old.text not in TEXTS[old.document or ""] or not old.text.strip()
    assert len(problems) == sum(bullet.document is None for bullet in timeline.events[0].bullets)
