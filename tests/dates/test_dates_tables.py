"""Every row of every table: its examples, its near misses, and that nothing but this row does its work."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from briefing import resources
from briefing.dates import rules
from briefing.dates.api import as_interval
from briefing.dates.find import find_in
from briefing.dates.resolve import resolve_with
from briefing.dates.rules import Table, load
from briefing.errors import RuleError
from briefing.model import Interval, TimeExpression

LANGUAGES = ("en", "de", "und")
SOURCES = {language: resources.table(f"dates/tables/{language}.yaml") for language in LANGUAGES}
ROWS = [
    pytest.param(language, row, id=f"{language}-{row['name']}")
    for language in LANGUAGES
    for row in SOURCES[language]["rows"]
]


def read(table: Table, text: str) -> tuple[TimeExpression, ...]:
    return resolve_with(table, text, find_in(table, text), as_interval(table.anchor))


def outcome(table: Table, text: str) -> list[tuple[str, str, str, Interval | None, Interval | None]]:
    return [(e.text, e.type, e.value, e.interval, e.range) for e in read(table, text)]


def without(table: Table, name: str) -> Table:
    """Return the table without one of its rows."""
    number = next(number for number, row in enumerate(table.rows) if row.name == name)
    by_first = {first: tuple(n for n in numbers if n != number) for first, numbers in table.by_first.items()}
    return replace(table, by_first=by_first, by_pair={}, meanings={})


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_row_finds_its_examples_leaves_its_near_misses_and_is_needed(language: str, row: dict[str, Any]) -> None:
    table, name = load(language), row["name"]
    assert len(row["examples"]) >= 2
    assert len(row["counter"]) >= 2
    for text, value in row["examples"].items():
        found = read(table, text)
        assert [e.value for e in found] == (value if isinstance(value, list) else [value]), text
        assert name in {e.rule for e in found}, text
    for text in row["counter"]:
        assert name not in {m.rule for m in find_in(table, text)}, text
    smaller = without(table, name)
    assert any(outcome(table, text) != outcome(smaller, text) for text in row["examples"]), "nothing is lost without it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_unique(language: str) -> None:
    names = [row["name"] for row in SOURCES[language]["rows"]]
    assert sorted(set(names)) == sorted(names)


SMALL = """
language: xx
anchor: "2024-03-13"
classes: {weekday: {Monday: 1}}
rows:
  - {name: weekday, pattern: "{weekday}", type: DATE, value: "XXXX-WXX-{weekday}"}
"""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"{weekday}",', '"{weekdays}",', "no class or macro is called 'weekdays'"),
        ('"{weekday}",', '"({weekday}",', "'(' is not closed"),
        ('"{weekday}",', '"{weekday}?",', "can match nothing at all"),
        ("type: DATE", "type: DAY", "'DAY' is not a valid TimexType"),
        ("WXX-{weekday}", "WXX-{month}", "'month' is used but not in the pattern"),
        ("type: DATE,", "type: DATE, vlaue: 1,", "unknown key 'vlaue'"),
        ("type: DATE, ", "", "type is missing"),
        ('"XXXX-WXX-{weekday}"', '["1", "2"]', "0 marks but 2 values"),
    ],
)
def test_wrong_row_is_named(old: str, new: str, problem: str) -> None:
    assert old in SMALL
    with pytest.raises(RuleError) as caught:
        rules.build(yaml.safe_load(SMALL.replace(old, new)), "xx.yaml")
    assert str(caught.value).startswith("xx.yaml: row weekday: ")
    assert problem in str(caught.value)


def test_unknown_language_still_reads_plain_dates() -> None:
    assert [m.template for m in find_in(load("fi"), "Kokous 2019-05-03 ja 1999.")] == ["2019-05-03", "1999"]


def test_tag_of_a_region_is_its_language() -> None:
    assert load("en-GB") is load("en")


def test_word_that_is_no_tag_is_refused() -> None:
    with pytest.raises(RuleError, match="no language tag"):
        load("../en")
