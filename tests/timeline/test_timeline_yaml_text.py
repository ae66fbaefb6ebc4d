"""YAML for a person: any data come back, every other reader agrees, and no text grows or runs."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_records import TRAPS, texts

from briefing.timeline.file.yaml_text import WIDTH, Data, YamlError, emit, parse, scalar

keys = st.sampled_from(["a", "text", "start", "x_y", "document"])
leaves = texts | st.integers(-(10**15), 10**15) | st.booleans() | st.none()
mappings: st.SearchStrategy[dict[str, Data]] = st.recursive(
    st.dictionaries(keys, leaves | st.lists(leaves, max_size=3), max_size=4),
    lambda inner: st.dictionaries(keys, leaves | inner | st.lists(leaves | inner, max_size=3), max_size=4),
    max_leaves=12,
)


@settings(max_examples=50, deadline=None)
@given(mappings, texts)
def test_data_come_back(data: dict[str, Data], comment: str) -> None:
    text = emit(data, comment if comment.isprintable() else "")
    assert parse(text)[0] == (data or None)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(keys, st.lists(st.dictionaries(keys, texts | st.none(), min_size=1), max_size=3), min_size=1))
def test_other_readers_agree(data: dict[str, Data]) -> None:
    assert yaml.safe_load(emit(data)) == data


@pytest.mark.parametrize("text", TRAPS)
def test_scalar_stands_on_one_line_and_hides_nothing(text: str) -> None:
    written = scalar(text)
    assert len(written.splitlines()) == 1
    assert all(character.isprintable() or character == "\u00a0" for character in written)
    assert parse(f"a: {written}")[0] == {"a": text}
    assert parse(emit({"a": [text, text]}))[0] == {"a": [text, text]}


def test_long_text_is_folded_between_words() -> None:
    text = "The port, said its director, has been closed since noon; nobody knows why. " * 4
    data: dict[str, Data] = {"events": [{"bullets": [{"text": text.strip()}]}]}
    lines = emit(data).splitlines()
    assert max(len(line) for line in lines) <= WIDTH
    assert len(lines) > 3
    assert parse("\n".join(lines))[0] == data


def test_lines_are_known() -> None:
    _, lines = parse("# comment\na: 1\nb:\n  - c: 2\n    d: [x,\n      y]\n")
    assert {path: lines[path] for path in [("a",), ("b",), ("b", 0), ("b", 0, "d"), ("b", 0, "d", 1)]} == {
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 0, "d"): 5,
        ("b", 0, "d", 1): 6,
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("12:30", "12:30"),
        ("2025-08-18", "2025-08-18"),
        ("2025", 2025),
        ("-3", -3),
        ("007", "007"),
        ("1e3", "1e3"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("9" * 40, "9" * 40),
        ("true", True),
        ("yes", "yes"),
        ("~", None),
        ("", None),
        ("'~'", "~"),
        ("<<", "<<"),
    ],
)
def test_plain_words_mean_what_they_say(text: str, value: Data) -> None:
    assert parse(f"a: {text}")[0] == {"a": value}


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb: &x 2", 2, "anchor or alias"),
        ("a: *x", 1, "anchor or alias"),
        ("a: !!int '1'", 1, "tag"),
        ("a: !x {}", 1, "tag"),
        ("a: 1\n---\na: 2", 2, "second document"),
        ("a: 1\nb: 2\na: 3", 3, "twice"),
        ("{[a]: 1}", 1, "as key"),
        ("a:\n\t- b", 2, "no YAML"),
        ("a: 'b", 1, "no YAML"),
        ("a: \x07", 1, "no YAML"),
        ("[" * 33, 1, "nested"),
    ],
)
def test_what_is_refused(text: str, line: int, problem: str) -> None:
    with pytest.raises(YamlError, match=problem) as caught:
        parse(text)
    assert caught.value.line == line
    assert caught.value.hint
