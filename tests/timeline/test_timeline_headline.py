"""Headlines: words of the sources in their order, with a verb in the present, and never half a phrase."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from timeline_articles import article, timeline

from briefing.model import Timeline
from briefing.timeline.language.morphology import Form, readings, shape, third

CASES = yaml.load(
    (Path(__file__).parent / "timeline_headlines.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


@functools.cache
def told(text: str) -> Timeline:
    """Return the timeline of one case, for all that is asked of it."""
    return timeline(text)


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[row[1] for row in CASES])
def test_headline(text: str, wanted: str) -> None:
    assert told(text).events[0].headline == wanted


def test_title_of_the_article_that_reports_it() -> None:
    text = "Prime Minister Ana Reyes went to the flooded valley on Tuesday."
    made = timeline(article(text, title="Reyes Tours Flooded Valley | Example Daily"))
    assert made.events[0].headline == "Reyes tours flooded valley"


def test_title_that_is_no_sentence_is_not_taken() -> None:
    text = "Prime Minister Ana Reyes went to the flooded valley on Tuesday."
    made = timeline(article(text, title="The long road to the valley"))
    assert made.events[0].headline == "Reyes goes to the flooded valley"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _forms(word: str) -> set[str]:
    """A word and the present forms of the verb that it may be."""
    found = {word}
    for reading in readings(word) or shape(word):
        if reading.form in (Form.PAST, Form.PARTICIPLE, Form.ING):
            found |= {reading.base, third(reading.base)}
    if word in ("was", "were", "been"):
        found |= {"is", "are"}
    if word in ("had", "has"):
        found |= {"has", "have"}
    return found


@pytest.mark.parametrize("text", [row[0] for row in CASES])
def test_words_stand_in_the_source_in_that_order(text: str) -> None:
    for event in told(text).events:
        speaker, _, body = event.headline.rpartition(": ")
        assert set(_words(speaker)) <= set(_words(text))
        source = iter(_words(text))
        for word in _words(body):
            assert any(word in _forms(other) for other in source), (word, event.headline)


@pytest.mark.parametrize("text", [row[0] for row in CASES])
def test_no_headline_ends_in_the_middle(text: str) -> None:
    for event in told(text).events:
        assert not event.headline.endswith(("…", "...", ",", ":", " the", " a", " and", " of", " to", " that"))
        assert len(event.headline) <= 82


TWO_DATES = yaml.safe_load("""
- text: The former minister Ana Reyes was arrested on Monday and charged on Wednesday.
  wanted: [Reyes is arrested, Reyes is charged]
- text: Police arrested Ana Reyes on Monday and charged her on Wednesday.
  wanted: [Police arrest Ana Reyes, Police charge Ana Reyes]
- text: The clerk was held on Monday, questioned on Tuesday and freed on Wednesday.
  wanted: [Clerk is held, Clerk is questioned, Clerk is freed]
- text: Parliament will debate the bill on 20 May and vote on it on 22 May.
  wanted: [Parliament will debate the bill, Parliament will vote on the bill]
- text: The poll of 6 May and the run-off on 13 May have divided the country.
  wanted: [Poll divides the country, Run-off divides the country]
""")


@pytest.mark.parametrize("case", TWO_DATES, ids=[row["wanted"][0] for row in TWO_DATES])
def test_each_date_of_a_sentence_has_its_own_headline(case: dict[str, Any]) -> None:
    assert [event.headline for event in timeline(case["text"]).events] == case["wanted"]


def test_what_a_week_began_with_is_the_headline() -> None:
    text = "The week began on Monday with the Holm summit, at which Ines Holt received Petra Lind."
    assert timeline(text).events[0].headline == "Holm summit: Ines Holt receives Petra Lind"


def test_an_office_of_somebody_named_before_it_stays_an_office() -> None:
    text = "Velor chief Hanna Brix spoke on Monday. Brix, who took over as Velor's boss on 3 May, earned more."
    assert "Brix takes over as Velor's boss" in [event.headline for event in timeline(text).events]
