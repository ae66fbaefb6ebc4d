"""Who says so, and to which outlet."""

from __future__ import annotations

import pytest
from timeline_articles import story


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Minister Kari Lund told CNN on Wednesday that the border was open.", "Lund", "CNN"),
        ('"The border is open," Minister Kari Lund said on Wednesday.', "Lund", None),
        ('"The border is open," said Minister Kari Lund on Wednesday.', "Lund", None),
        ("The border is open, Minister Kari Lund declared on Wednesday in an interview with the BBC.", "Lund", "BBC"),
        ("According to Minister Kari Lund, the border opened on Wednesday.", "Lund", None),
        ("Norway's foreign minister, Kari Lund, said on Wednesday that the border was open.", "Lund", None),
        ("Health officials said on Wednesday that the fever had gone.", "Health officials", None),
        ("Minister Kari Lund used a dinner on Wednesday to say that the border was open.", "Lund", None),
        ("Kari Lund, asked by CNN on Wednesday, knew of no plan.", "Kari Lund", "CNN"),
        ("Minister Kari Lund told Ana Reyes on Wednesday that the border was open.", "Lund", None),
        ("Minister Kari Lund opened the bridge on Wednesday.", None, None),
    ],
)
def test_speaker(text: str, speaker: str | None, via: str | None) -> None:
    (told,) = story(text).tellings
    assert (told.speaker, told.via) == (speaker, via)


def test_he_is_the_one_who_spoke_before() -> None:
    found = story("Minister Per Lund visited Oslo on Wednesday. He said that the border was open.")
    assert found.speakers == {1: "Lund"}
    assert found.tellings[1].speaker == "Lund"


def test_he_is_nobody_when_two_could_be_meant() -> None:
    found = story(
        "Per Lund met Jan Falk in Oslo on Wednesday, said Lund, said Falk. The two left. He said that it rained."
    )
    assert found.speakers == {}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A statement from Velor Systems on Wednesday said that the plant was closed.", "Velor Systems"),
        ("According to figures released on Wednesday by the Velor Institute, the river rose.", "Velor Institute"),
        ("The exchange said on Wednesday that trading had stopped.", "exchange"),
        ("Minister Kari Lund, in remarks to a meeting on Wednesday, said the Oslo fleet must leave.", "Lund"),
        ("Airline shares responded on Wednesday and fell.", None),
    ],
)
def test_speaker_that_is_no_person(text: str, speaker: str | None) -> None:
    assert story(text).tellings[0].speaker == speaker


FIRM = "Velor Brewing Company"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The brewer said on Wednesday that more would follow.", FIRM),
        ("More would follow, it said on Wednesday.", FIRM),
        ("A spokesman said on Wednesday that more would follow.", f"{FIRM} spokesman"),
    ],
)
def test_who_speaks_for_the_firm_named_before(text: str, speaker: str) -> None:
    assert story(f"{FIRM} closed two pubs on Monday. {text}").tellings[-1].speaker == speaker


def test_the_company_is_nobody_when_two_are_named() -> None:
    told = story(f"{FIRM} sued Harrow Bank on Monday. The company said on Wednesday that it was sorry.").tellings
    assert told[-1].speaker == "company"
