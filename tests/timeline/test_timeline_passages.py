"""How well a passage tells its day: it is short, and about what the articles are about."""

from __future__ import annotations

from dataclasses import replace

from timeline_records import bullet, document, event

from briefing.model import Timeline
from briefing.timeline.choice.passages import PassageWeights, passage_weights

PLAIN = "The ferry Aurora sank off Tavira on Friday."
TIDE = "The harbour cafes of Tavira sold twice as much tea."
LONG = (
    "The ferry Aurora sank off Tavira on Friday while a band played, a fact that guests of the hotels by the shore, who"
    " had come for the boat races of the week, for the sardines and for the lights, told and told again until late."
)
SOURCE = document(f"A ferry sank. {PLAIN} {TIDE} {LONG}", "ferry.txt")


def weigh(*, listed: str | None = None) -> PassageWeights:
    passages = [bullet(SOURCE, text) for text in (PLAIN, TIDE, LONG)]
    opening = event("2025-08-22", "Ferry sinks", bullet(SOURCE, "A ferry sank."), passages[0])
    places = {(SOURCE.id, passage.span[0]) for passage in passages if passage.text == listed}
    return passage_weights(Timeline((SOURCE,), (opening,)), places)


def test_a_passage_about_what_articles_open_with_tells_more() -> None:
    assert weigh()(bullet(SOURCE, PLAIN)) > 2 * weigh()(bullet(SOURCE, TIDE))


def test_a_long_passage_tells_less() -> None:
    assert weigh()(bullet(SOURCE, PLAIN)) > 1.2 * weigh()(bullet(SOURCE, LONG))


def test_a_line_of_a_chronology_tells_most() -> None:
    assert weigh(listed=TIDE)(bullet(SOURCE, TIDE)) > 2 * weigh()(bullet(SOURCE, TIDE))


def test_titles_count_as_openings_do() -> None:
    titled = replace(SOURCE, title="Tea for the harbour cafes of Tavira")
    assert passage_weights(Timeline((titled,), ()))(bullet(SOURCE, TIDE)) > passage_weights(Timeline((SOURCE,), ()))(
        bullet(SOURCE, TIDE)
    )


def test_words_that_say_nothing_weigh_alike() -> None:
    empty = passage_weights(Timeline((), ()))
    assert empty(bullet(SOURCE, PLAIN)) == empty(bullet(SOURCE, TIDE)) > 0
