"""Furniture of pages: what is labelled, and above all what is not.

An article is written with a margin: the reason before ``|`` is the label that the line must get, nothing before it
means that the line is the story's. Reasons may be cut short.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.model import Document
from briefing.sources.clean import label, site_lines
from briefing.sources.contents import read_documents
from briefing.sources.lines import paragraphs_of


def document(text: str, path: str = "a.txt") -> Document:
    (read,), _ = read_documents(text.encode(), path)
    return read


def bare(text: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"d{digest[:12]}", "a.txt", digest, digest, text)


def reason_at(read: Document, offset: int) -> str:
    return next((f.reason for f in read.furniture if f.span[0] <= offset < f.span[1]), "")


def margin(article: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Return the text of an article with a margin, and for each line its offset, words and expected label."""
    text, expected = "", []
    for line in article.strip("\n").split("\n"):
        reason, _, words = line.partition("|")
        if words.strip():
            expected.append((len(text) + len(words) - len(words.lstrip()) - 1, words.strip(), reason.strip()))
        text += words[1:] + "\n"
    return text, expected


ARTICLES = {
    "a list in the middle": """
                | Ferry crews end their strike
                |
byline          | By Jane Writer
                |
                | The ferries between the islands sailed again on Wednesday after nine days.
                |
list of other   | Related stories
list of other   | Storm damages the harbour of Port Ellen
list of other   | How the ferry company lost its money
                |
                | The union accepted an offer of four per cent, its chairman said.
                |
                | Crews had walked out over pay and rest times in the first week of March.
                |
link to another | Read more: Why the islands need two harbours
                |
                | A new timetable comes into force on 1 May.
""",
    "teasers at the end": """
                | Ferry crews end their strike
                | The ferries between the islands sailed again on Wednesday after nine days.
                | The union accepted an offer of four per cent, its chairman said.
list of other   | MORE FROM SCOTLAND
list of other   | Storm damages the harbour of Port Ellen
list of other   | Storm damages the harbour of Port Ellen
list of other   | A storm has damaged the harbour of Port Ellen and sunk two boats.
list of other   | BUSINESS Whisky prices fall for a third month
list of other   | Whisky prices fall for a third month
list of other   | Prices of whisky have fallen for the third month, a trade body says.
""",
    "teasers that follow a heading to the end": """
                | Ferry crews end their strike
                | The ferries between the islands sailed again on Wednesday after nine days.
                | The union accepted an offer of four per cent, its chairman said.
list of other   | More news
list of other   | Storm damages the harbour of Port Ellen
list of other   | A storm has damaged the harbour of Port Ellen and sunk two boats.
list of other   | Whisky prices fall for a third month
list of other   | Prices of whisky have fallen for the third month, a trade body says.
list of other   | Captain of the year is a woman
list of other   | For the first time the captain of the year is a woman, born on Islay.
copyright       | © 2024 Harbour Post
""",
    "subheadings and paragraphs after a list": """
                | Ferry crews end their strike
                | The ferries between the islands sailed again on Wednesday after nine days.
list of other   | Related
list of other   | How the strike of the ferry crews began
                | The crews of the ferry company had begun their strike over rest times.
subheading      | Offer of four per cent
                | The offer of four per cent was accepted by the union.
subheading      | New timetable in May
                | A new timetable will be made for May. The crews want to be heard.
                | So do the islands.
""",
    "the last paragraph after a list is the story's": """
                | Ferry crews end their strike
                | The ferries sailed again on Wednesday.
list of other   | Recommended
list of other   | A new timetable for the islands
                | The union of the islands will vote on the timetable in May.
""",
    "the title once more, a city, a section": """
                | Ferry crews end 'nine-day' strike
                |
repeated        | Ferry crews end 'nine-day' strike
                |
dateline        | GLASGOW
repeated        | Ferry crews end nine-day strike
                |
                | The ferries sailed again on Wednesday.
subheading      | What happens next
                | The union will vote on the timetable in May.
""",
    "before the title": """
navigation      | Skip to content
navigation      | Home > Scotland > Islands
                | Ferry crews end their strike
date line       | 12 March 2024, 10:15
                | The ferries between the islands sailed again on Wednesday after nine days.
caption         | Crews on the quay of Port Ellen (Photo: A. Writer)
                | The union accepted an offer of four per cent, its chairman said.
share bar       | Share
share bar       | Tweet
agency sign-off |
question        | Was this article helpful?
question        | Yes No
copyright       | © 2024 Harbour Post
""",
    "template code": """
                | Ferry crews end their strike
                | The ferries sailed again on Wednesday.
template        | Page.Items.First?.Headline?.Trim() Storm damages the harbour
list of other   | Storm damages the harbour
template        | {{ article.title }}
template        | [object Object]
template        | undefined
""",
    "a pitch, its list and its name": """
                | Ferry crews end their strike
                | The ferries sailed again on Wednesday.
                | "With your support we can win," the chairman told the crews.
donation        | Nobody but you pays for our journalism.
donation        | With your help we will go on to:
donation        | → ask where others are silent
donation        | → count what others guess
donation        | Harbour Post
""",
    "a chronology is no row of subheadings": """
                | The strike in dates
                | 4 March: Crews walk out
                | 6 March: Talks fail
                | 9 March: A mediator is named
                | 13 March: The strike ends
                | All of it cost the company two million pounds.
""",
    "wrapped by hand": """
                | Ferry crews end their strike
                |
                | The ferries between the islands sailed again on Wednesday, nine
                | days after crews had walked out over pay and rest times. The
                | NATO exercise off the coast was not affected, said the company
                | that runs them.
                |
subheading      | What happens next
                |
                | The union said that its members had accepted an offer of four
                | per cent.
""",
    "questions and answers": """
                | Interview with the captain
                | What did you see?
                | We saw the light and turned.
                | Were you afraid?
                | No. We had a good ship.
""",
    "points of a summary": """
                | Ferry crews end their strike
                | - Ferries sail again after nine days
                | - Union accepts four per cent
                | - New timetable in May
                | The ferries between the islands sailed again on Wednesday.
                | Ports that reopen:
                | 1. Port Ellen on the south coast
                | 2. Port Askaig on the east coast
                | 3. Brodick with its long new pier
""",
    "numbered headlines at the end": """
                | Ferry crews end their strike
                | The ferries between the islands sailed again on Wednesday.
list of other   | 1. Storm damages the harbour of Port Ellen
list of other   | 2. Whisky prices fall for a third month
list of other   | 3. Captain of the year is a woman
""",
    "markdown": """
                | # Ferry crews end their strike
                |
navigation      | *Reading time: 3 minutes*
                |
                | The ferries sailed again on Wednesday.
                |
subheading      | ## What happens next
                |
                | The union will vote on the timetable in May.
""",
}


@pytest.mark.parametrize("name", ARTICLES)
def test_article(name: str) -> None:
    text, expected = margin(ARTICLES[name])
    (read,) = label([document(text)])
    labelled = [(words, reason_at(read, start + len(words) - 1)) for start, words, _ in expected]
    assert [words for words, reason in labelled if not reason] == [words for _, words, wanted in expected if not wanted]
    assert all(reason.startswith(wanted) for (_, reason), (_, _, wanted) in zip(labelled, expected, strict=True)), (
        labelled
    )


@pytest.mark.parametrize(
    "title",
    ["Explained: what the crews want", "Share prices", "Most read", "LATEST NEWS", "Search", "Recommended", "Oban"],
)
def test_a_title_that_is_stated_is_never_furniture(title: str) -> None:
    read = document(f"---\ntitle: {json.dumps(title)}\n---\n{title}\n\nThe ferries sailed again.\n\nOban is calm.\n")
    (labelled,) = label([read])
    assert reason_at(labelled, labelled.text.rindex(title, 0, labelled.text.index("The ferries"))) == ""
    assert reason_at(labelled, labelled.text.index("The ferries")) == ""


@pytest.mark.parametrize(
    ("line", "part", "reason"),
    [
        ("No deal for cooksThe cooks of the ferries are still on strike.", "No deal for cooks", "subheading"),
        ('"We are tired"Talks with the cooks will go on in April, they say.', '"We are tired"', "subheading"),
        ("Cooks hold outFerries sailed all the same, and nobody went hungry.", "", ""),  # "Ferries" is told below
        ("McDonald and his crew had nothing to say about it on the day.", "", ""),
        ("Old MacDonald had a farm and on that farm he had some cows.", "", ""),
        ("The new iPhone was sold on YouTube and eBay before it was made.", "", ""),
        ("Microsoft's LinkedIn said on Friday that it would hire forty people.", "", ""),
        ("The company said thatIt would pay. And then it did pay.", "", ""),
        ('He called it "a shame"And left.', "", ""),
        ("He spoke. No deal for cooksThe cooks of the ferries are still on strike.", "", ""),
        ("Fuel costs of nd.Genossenschaft and of the Harbour.Post rose again.", "", ""),
        ("They went on strike again. AFP/jw", "AFP/jw", "agency sign-off"),
        ("They went on strike again. (Reuters)", "(Reuters)", "agency sign-off"),
        ("They told it to Reuters.", "", ""),
        ("- The pier of Port Ellen will be repaired by June.", "-", "list mark"),
        ("**What was agreed.** Crews get four per cent.", "**What was agreed.**", "subheading"),
        ("**Jane Writer** sailed with them.", "", ""),
    ],
)
def test_parts_of_a_paragraph(line: str, part: str, reason: str) -> None:
    text = f"Ferry crews end their strike\nThe ferries sailed again.\n{line}\nNothing else was said.\n"
    (read,) = label([document(text)])
    start = text.index(line)
    inside = [f for f in read.furniture if start <= f.span[0] < start + len(line)]
    assert [(text[slice(*f.span)].strip(), f.reason) for f in inside] == ([(part, reason)] if part else [])


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("GLASGOW (Reuters) - The ferries sailed again.", "GLASGOW (Reuters) -"),
        ("Crews go back GLASGOW | Wed Mar 13, 2024 9:10am GMT GLASGOW (AFP) - Ferries sailed.", None),
        ("Glasgow, 13 March - The ferries sailed again.", "Glasgow, 13 March -"),
        ("GLASGOW — The ferries sailed again.", "GLASGOW —"),
        ("Glasgow. The ferries sailed again from Glasgow.", "Glasgow."),
        ("Glasgow. The ferries sailed again.", ""),
        ("Mr. Smith sailed, and so did Mr. Jones.", ""),
        ("Harbour Corp. The owners of Harbour Corp sailed.", ""),
        ("NATO said so - twice.", ""),
        ("The ferries (Reuters) sailed.", ""),
    ],
)
def test_dateline_before_the_first_sentence(opening: str, dateline: str | None) -> None:
    text = f"Ferry crews end their strike\n\n{opening}\n\nNothing else was said.\n"
    (read,) = label([document(text)])
    found = [text[slice(*f.span)] for f in read.furniture if f.reason == "dateline"]
    wanted = opening[: opening.index(" Ferries sailed.")] if dateline is None else dateline
    assert found == ([wanted] if wanted else [])


def test_lines_that_articles_share() -> None:
    agency = "The strike is the longest in the history of the company, which was founded in 1851."
    pitch = "You can read all that we know about the islands in one place."
    bodies = ["The ferries sailed again.", "A storm came up.", "Whisky became cheaper."]
    texts = [f"Story {n}\n{body}\n{agency}\nOur house, our rules\n{pitch}\n" for n, body in enumerate(bodies)]
    for shuffled in (texts, texts[::-1]):
        for read in label([document(text, f"{n}.txt") for n, text in enumerate(shuffled)]):
            reasons = [reason_at(read, read.text.index(words)) for words in (agency, "Our house", pitch)]
            assert reasons == ["", "repeated on every page", "repeated on every page"]


@pytest.mark.parametrize(("count", "title"), [(2, "Harbour Post"), (3, "Story 0")])
def test_a_first_line_on_every_page_is_no_title(count: int, title: str) -> None:
    bodies = ["The ferries sailed again.", "A storm came up.", "Whisky became cheaper."][:count]
    read = label([document(f"Harbour Post\nStory {n}\n{body}\n", f"{n}.txt") for n, body in enumerate(bodies)])
    assert read[0].title == title


def test_copies_of_one_article_share_their_story() -> None:
    text = "Story\nThe ferries sailed again.\nWe were there, and you were not.\nOur house, our rules\n"
    copies = [document(text + "\n" * n, f"{n}.txt") for n in range(4)]
    assert site_lines(paragraphs_of(copy) for copy in copies) == frozenset()


def test_title_is_the_first_line_of_the_story() -> None:
    (read,) = label([document("Skip to content\nFerry crews end their strike\nThe ferries sailed.\n")])
    assert read.title == "Ferry crews end their strike"


PIECES = st.sampled_from(
    (
        *(
            "Ferry crews end their strike",
            "The ferries sailed again on Wednesday.",
            "Share",
            "WORLD",
            "KYIV",
            "a",
            "---",
        ),
        *(
            "1. Storm damages the harbour",
            "Storm damages the harbour",
            "Support our journalism today.",
            "{{x}}",
            "\u00a0",
        ),
        *(
            "LATEST NEWS",
            "They left. dpa",
            "No deal yetThe talks go on in the town.",
            "GLASGOW (AFP) - Ferries sailed.",
        ),
    )
)


@given(st.lists(PIECES | st.text(max_size=40), max_size=30).map("\n".join))
@example("Ferry crews end their strike\na\n{{x}}\nNo deal yetThe talks go on in the town.")  # two labels on one line
def test_any_text(text: str) -> None:
    (read,) = label([bare(text)])
    assert read.text == text
    ends = 0
    for furniture in read.furniture:
        start, end = furniture.span
        assert ends <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert furniture.reason
        ends = end
    assert label([read]) == (read,)


@given(st.lists(st.lists(PIECES, max_size=8).map("\n".join), max_size=5, unique=True))
def test_order_of_documents_does_not_matter(texts: list[str]) -> None:
    documents = [dataclasses.replace(bare(text), path=f"{n}.txt") for n, text in enumerate(texts)]
    assert set(label(documents)) == set(label(documents[::-1]))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        " ",
        "\n",
        "Storm damages the harbour\n",
        "1. Storm hits us\n",
        "x. ",
        "LATEST\n",
        "LATEST\nStorm hits.\n",
        "aB",
        '"',
        "A. ",
        "\u00a0\n",
    ],
)
def test_work_grows_with_the_text(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    label([bare(text)])
    assert time.process_time() - start < 30  # a guard against hanging, no measure of speed
