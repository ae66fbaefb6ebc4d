"""Which date governs which words."""

from __future__ import annotations

import pytest
from timeline_articles import dates, story, timeline

from briefing.model import Modality
from briefing.model.edtf import format_edtf


def told(text: str) -> list[tuple[str, str]]:
    return [(format_edtf(t.interval, t.precision), t.role) for t in story(text).tellings if t.role != "context"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Reyes visited Bern on Tuesday.", [("2024-05-14", "clause")]),
        (
            "Minister Ana Reyes said on Thursday that the talks, held on Monday, had failed.",
            [("2024-05-16", "statement"), ("2024-05-13", "noun")],
        ),
        ("Minister Ana Reyes, who hosted a dinner on Monday, said the talks had failed.", [("2024-05-13", "clause")]),
        ("Minister Ana Reyes praised Monday's talks in Bern.", [("2024-05-13", "noun")]),
        (
            "The clerk who was held on Monday and released on Tuesday has gone home.",
            [("2024-05-13", "clause"), ("2024-05-14", "clause")],
        ),
        (
            "The clerk who was held on Monday and freed on Tuesday said that she was tired.",
            [("2024-05-13", "clause"), ("2024-05-14", "clause")],
        ),
        ("Spain joined in 1986, and Austria followed in 1995.", [("1986", "clause"), ("1995", "clause")]),
        ("In the Harbour Treaty of 1987, Norway gave up the islands.", [("1987", "clause")]),
        ("The price has risen since March.", [("2024-03", "clause")]),
        ("The price is the lowest since 1997.", []),
        ("The committee meets every Friday to talk.", []),
        ("Ana Reyes has great plans for 2031.", []),
    ],
)
def test_dates_and_what_they_govern(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [row for row in told(text) if row[1] not in ("lead", "alone", "state")] == wanted


def test_article_date_only_for_what_the_article_reports() -> None:
    (lead,) = story("Ana Reyes has resigned as prime minister.").tellings
    assert (lead.lead, lead.role, lead.basis) == (True, "lead", "document")


@pytest.mark.parametrize(
    ("text", "ahead", "modality"),
    [
        ("Ana Reyes will visit Bern on Monday.", True, Modality.ASSERTED),
        ("Ana Reyes might visit Bern next week.", True, Modality.HYPOTHETICAL),
        ("The vote is scheduled for 2 June.", True, Modality.ASSERTED),
        ("Ana Reyes did not visit Bern on Tuesday.", False, Modality.NEGATED),
        ("Ana Reyes visited Bern on Tuesday.", False, Modality.ASSERTED),
    ],
)
def test_what_is_only_planned_possible_or_denied(text: str, ahead: bool, modality: Modality) -> None:
    (found,) = story(text).tellings
    assert (found.ahead, found.modality) == (ahead, modality)


def test_coming_days_count_from_the_day_they_were_spoken_of() -> None:
    rows = told("Officials told CNN on Tuesday that talks might take place in the coming days.")
    assert rows == [("2024-05-14", "statement"), ("2024-05-15/..", "clause")]


def test_undated_words_follow_their_speaker_or_the_story() -> None:
    found = story(
        "Prime Minister Ana Reyes visited Bern on Thursday. "
        "Foreign Minister Paul Okafor said on Tuesday that the border was closed. "
        "Okafor added that nobody would cross. Reyes said that she had slept well."
    )
    target = {t.parsed.sentence.index: found.follows[k] for k, t in enumerate(found.tellings) if t.role == "context"}
    assert found.tellings[target[2]].parsed.sentence.index == 1
    assert found.tellings[target[3]].lead


def test_article_without_a_date_dates_nothing() -> None:
    found = story("Ana Reyes visited Bern on Tuesday. She left happy.", day=None)
    assert found.tellings == ()
    assert [p.sentence.index for p in found.undated] == [0, 1]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Reyes left Oslo before 9 May.", "../2024-05-08"),
        ("Ana Reyes has promised to sell the yacht before Christmas.", "../2024-12-24"),
        ("The gas works were repaired after 1990.", "1991-01-01/.."),
        ("Shops closed before Monday's vote.", "2024-05-13"),
        ("The museum opened shortly before noon on Monday.", "2024-05-13"),
    ],
)
def test_before_and_after_a_date_are_open(text: str, wanted: str) -> None:
    assert wanted in dates(timeline(text))
