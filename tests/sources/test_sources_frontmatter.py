"""Front matter: a few facts, typed by a person; hostile YAML is refused and named."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Interval
from briefing.sources.frontmatter import LONGEST, read_front_matter


def test_every_key() -> None:
    text = (
        "---\ntitle: 'Ferries: an end'\npublisher: Harbour Post\npublished: 2024-03-13\nurl: https://harbour.example/1\n"
        "author: [A. Writer, B. Reader]\nlanguage: en_GB\n---\nFerries sailed.\n"
    )
    front = read_front_matter(text)
    assert front is not None
    assert text[front.end :] == "Ferries sailed.\n"
    declared = front.declared
    assert declared.published == Interval.day(dt.date(2024, 3, 13))
    assert declared.published_note == "front matter, published"
    assert (declared.title, declared.publisher) == ("Ferries: an end", "Harbour Post")
    assert (declared.author, declared.language) == ("A. Writer, B. Reader", "en-GB")
    assert declared.url == "https://harbour.example/1"
    assert front.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ferries sailed.",
        "---\nFerries sailed.\n",  # no closing line
        "---\n\n---\nFerries sailed.",  # two rules
        "---\nA quotation stands here\n---\nFerries sailed.",
        "---\n- one\n- two\n---\nFerries sailed.",
        "--- title: x\n---\n",
        " ---\ntitle: x\n---\n",
        "---\ntitle: x\n" + "# filler\n" * (LONGEST // 9 + 1) + "---\nFerries sailed.",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert read_front_matter(text) is None


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("title: [a", "could not be read"),
        ("title: a\ntitle: b", "stands twice, again in line 3"),
        ("title: &a x\nauthor: *a", "anchors and aliases"),
        ("title: *a", "aliases"),
        ("[a]: b\ntitle: c", "a key is a list"),
        ("title: a\nx: " + "[" * 40 + "]" * 40, "nested too deeply"),
        ("title: a\nauthor: {first: b}", "'author' holds more than a text"),
        ("titel: a", "'titel' is not known"),
        ("title: a\npublished: 2022-02-30", "'2022-02-30', which is no date"),
        ("title: a\npublished: yesterday", "no date"),
        ("title: a\nurl: javascript:alert(1)", "url is no http"),
        ("title: a\nlanguage: the usual", "no language tag"),
        ("title: a\tb\u0007\nurl: x", "could not be read"),
    ],
)
def test_faults_are_named(block: str, words: str) -> None:
    front = read_front_matter(f"---\n{block}\n---\nFerries sailed.")
    assert front is not None
    assert any(words in reason for reason, _ in front.notes), front.notes


@pytest.mark.parametrize(("key", "near"), [("titel", "title"), ("date", "published"), ("lang", "language")])
def test_an_unknown_key_names_the_nearest(key: str, near: str) -> None:
    front = read_front_matter(f"---\n{key}: a\n---\nx")
    assert front is not None
    assert near in front.notes[0][1]


@pytest.mark.parametrize(
    ("value", "title"), [("NO", "NO"), ("12:30", "12:30"), ("~", None), ("''", None), ("2024", "2024")]
)
def test_scalars_stay_as_typed(value: str, title: str | None) -> None:
    front = read_front_matter(f"---\ntitle: {value}\n---\nx")
    assert front is not None
    assert front.declared.title == title


@given(st.text(max_size=120))
def test_any_block(block: str) -> None:
    text = f"---\n{block}\n---\nbody"
    front = read_front_matter(text)
    assert front is None or 0 < front.end <= len(text)
