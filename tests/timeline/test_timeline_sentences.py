"""Sentences of an article: whole ones, without furniture, whatever a scraper did to its lines."""

from __future__ import annotations

import pytest

from briefing.model import Document, Furniture
from briefing.timeline.language.sentences import sentences


def spoken(text: str, *furniture: str) -> list[str]:
    spans = tuple(
        Furniture((text.index(part), text.index(part) + len(part)), "front matter" if part[:3] == "---" else "notice")
        for part in furniture
    )
    document = Document("d1", "a.txt", "", "", text, furniture=spans)
    found = sentences(document)
    assert all(text[slice(*sentence.span)] == sentence.text for sentence in found)
    return [sentence.text for sentence in found if sentence.whole]


@pytest.mark.parametrize(
    ("text", "furniture", "wanted"),
    [
        ("Crews met.\nThey agreed.", (), ["Crews met.", "They agreed."]),
        ("Crews met on 6 May. Owners agreed.", (), ["Crews met on 6 May.", "Owners agreed."]),
        ("Crews met with Prof. Lee. Owners agreed.", (), ["Crews met with Prof. Lee.", "Owners agreed."]),
        (
            "---\nurl: a\nlanguage: en\n---\nCrews met.\nThey agreed.",
            ("---\nurl: a\nlanguage: en\n---",),
            ["Crews met.", "They agreed."],
        ),
        (
            "The ferries sailed on Wednesday, nine\ndays after crews had walked\nout. They\nagreed at last.",
            (),
            ["The ferries sailed on Wednesday, nine\ndays after crews had walked\nout.", "They\nagreed at last."],
        ),
        ("OSLO. Crews met. dpa\n\nShare\n\nThey agreed.", ("OSLO.", "dpa", "Share"), ["Crews met.", "They agreed."]),
        (
            "No deal yetCrews met on\nmonday and they\nagreed.",
            ("No deal yet",),
            ["Crews met on\nmonday and they\nagreed."],
        ),
    ],
)
def test_sentences(text: str, furniture: tuple[str, ...], wanted: list[str]) -> None:
    assert spoken(text, *furniture) == wanted
