"""The timeline file: it comes back as it was, a person may change it, and what is wrong is said with its line."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from timeline_records import TRAPS, event, strike, timelines

from briefing.errors import TimelineError
from briefing.model import EventBasis, Interval, Precision, Status, Timeline
from briefing.timeline.file.store import dump_json, dump_yaml, is_edited, load, schema

DUMPS = pytest.mark.parametrize("dump", [dump_yaml, dump_json], ids=["yaml", "json"])
VALIDATOR = jsonschema.Draft202012Validator(schema())
Dump = Callable[[Timeline], str]


def bare(timeline: Timeline) -> Timeline:
    """The timeline without the texts of its documents, which the file does not hold."""
    return replace(timeline, documents=tuple(replace(document, text="") for document in timeline.documents))


def test_yaml_reads_like_this(golden: Callable[[str, str], None]) -> None:
    golden("strike.timeline.yaml", dump_yaml(strike()))


def test_schema_is_published() -> None:
    published = Path(__file__).resolve().parents[2] / "docs" / "timeline.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == schema()


@DUMPS
def test_how_many_events_were_not_shown_comes_back(dump: Dump) -> None:
    assert "not_shown" not in dump(strike())
    assert load(dump(replace(strike(), not_shown=7))).not_shown == 7


@DUMPS
def test_file_from_before_there_were_origins_loads(dump: Dump) -> None:
    documents = tuple(replace(document, origins=()) for document in strike().documents)
    old = replace(strike(), documents=documents)
    assert "origins" not in dump(old)
    assert load(dump(old)) == bare(old)


@DUMPS
def test_comes_back_as_it_was(dump: Dump) -> None:
    assert load(dump(strike())) == bare(strike())
    assert not is_edited(dump(strike()))


@settings(max_examples=60, deadline=None)
@given(timelines())
@example(Timeline((), ()))
def test_any_timeline_comes_back_as_it_was(timeline: Timeline) -> None:
    for dump in (dump_yaml, dump_json):
        text = dump(timeline)
        assert load(text) == timeline
        assert not is_edited(text)
        assert all(c.isprintable() or c in "\n\u00a0\u2009\u202f" for c in text)
    data = json.loads(dump_json(timeline))
    VALIDATOR.validate(data)


@pytest.mark.parametrize(("years", "precision"), [(9, Precision.DECADE), (99, Precision.CENTURY), (1, Precision.YEAR)])
def test_first_years_of_the_calendar_come_back(years: int, precision: Precision) -> None:
    interval = Interval(dt.date(1, 1, 1), dt.date(years + 1, 1, 1))
    timeline = Timeline((), (replace(event("2025", "Long ago"), interval=interval, precision=precision),))
    assert load(dump_yaml(timeline)) == timeline


@pytest.mark.parametrize("trap", TRAPS)
def test_yaml_has_no_traps(trap: str) -> None:
    timeline = Timeline((), (event("2025-08-18", trap, actors=(trap, "x")),), topic=(trap,), title=trap)
    text = dump_yaml(timeline)
    assert load(text) == timeline
    assert yaml.safe_load(text)["events"][0]["headline"] == trap  # any other reader sees the same


def test_schema_is_a_schema_and_refuses_what_is_wrong() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    data = json.loads(dump_json(strike()))
    for change in ({"evnets": []}, {"events": [{"headline": "no date"}]}, {"format": "other/1"}):
        with pytest.raises(jsonschema.ValidationError):
            VALIDATOR.validate(data | change)


DAMAGE = [
    "",
    "\n",
    ": ",
    "- ",
    "'",
    '"',
    "{",
    "]",
    "0",
    "-1",
    "null",
    "true",
    "x",
    "\t",
    "&a ",
    "*a",
    "!t ",
    "..",
    "~",
    *TRAPS,
]
SAME = {
    "a comment": lambda text: text.replace("\nevents:", "\n# checked by me\nevents:"),
    "no comments": lambda text: re.sub(r"(?m)^#.*\n", "", text),
    "blank lines": lambda text: text.replace("\n", "\n\n", 30),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "other quotes": lambda text: text.replace("'2025-08-18'", '"2025-08-18"'),
    "no quotes": lambda text: text.replace("'2025-08-18'", "2025-08-18").replace("'1994'", "1994"),
    "written anew by another program": lambda text: yaml.safe_dump(yaml.safe_load(text), width=40),
    "as JSON": lambda text: json.dumps(yaml.safe_load(text), indent=1),
}
OTHER = {
    "a date": lambda text: text.replace("date: '2025-08-18'", "date: '2025-08-19'", 1),
    "an end": lambda text: text.replace("end: '2025-08-18'", "end: '2025-08-19'", 1),
    "a headline": lambda text: text.replace("Dockers walk out", "Dockers leave"),
    "a letter of a passage": lambda text: text.replace("every crane.", "every Crane."),
    "a source": lambda text: text.replace("gazette.txt", "gazette2.txt"),
    "an event less": lambda text: text[: text.index("  - id: '20250825")] + text[text.index("undated:") :],
    "no hash": lambda text: text[: text.index("content_sha256:")],
    "broken YAML": lambda text: text.replace("events:", "events", 1),
    "nothing": lambda text: "",
}


@pytest.mark.parametrize("name", SAME)
def test_layout_is_no_edit(name: str) -> None:
    text = SAME[name](dump_yaml(strike()))
    assert text != dump_yaml(strike())
    assert not is_edited(text)
    assert load(text) == bare(strike())


@pytest.mark.parametrize("name", OTHER)
def test_content_is_an_edit(name: str) -> None:
    text = OTHER[name](dump_yaml(strike()))
    assert text != dump_yaml(strike())
    assert is_edited(text)


def edited(old: str, new: str) -> Timeline:
    """The strike after one change by hand."""
    text = dump_yaml(strike())
    assert old in text
    return load(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("date", "interval", "precision"),
    [
        ("2025-08-19", Interval.day(dt.date(2025, 8, 19)), Precision.DAY),
        ("2025-08", Interval(dt.date(2025, 8, 1), dt.date(2025, 9, 1)), Precision.MONTH),
        ("../2025-08-17", Interval(None, dt.date(2025, 8, 18)), Precision.BEFORE),
        ("2025-08-19/..", Interval(dt.date(2025, 8, 19), None), Precision.AFTER),
        ("2025-08-18/2025-08-21", Interval(dt.date(2025, 8, 18), dt.date(2025, 8, 22)), Precision.SPAN),
    ],
)
def test_date_alone_is_enough(date: str, interval: Interval, precision: Precision) -> None:
    timeline = edited("date: '2025-08-18'\n", f"date: {date}\n")
    found = next(event for event in timeline.events if event.headline == "Dockers walk out")
    assert (found.interval, found.precision, found.date_basis) == (interval, precision, EventBasis.EDITOR)
    assert len(found.bullets) == 2


def test_date_moved_beyond_as_of_is_planned_and_sorted() -> None:
    timeline = edited("date: '1994'\n", "date: '2025-09-01'\n")
    assert timeline.events[-1].status is Status.PLANNED
    assert timeline.events[-1].date_basis is EventBasis.EDITOR


def test_precision_alone_can_be_corrected() -> None:
    within = edited("date: '2025-08-18'\n", "date: '2025-08-18/2025-08-21'\n")
    text = dump_yaml(within).replace("precision: span", "precision: within", 1)
    assert any(event.precision is Precision.WITHIN for event in load(text).events)


def test_event_and_bullet_added_with_few_keys() -> None:
    timeline = edited(
        "events:\n",
        "events:\n  - date: 2025-08-20\n    headline: Minister calls both sides\n    bullets: [I was told so.]\n",
    )
    added = timeline.events[2]
    assert re.fullmatch(r"20250820-[0-9a-f]{8}", added.id)
    assert (added.headline, added.date_basis) == ("Minister calls both sides", EventBasis.EDITOR)
    assert [(bullet.text, bullet.document) for bullet in added.bullets] == [("I was told so.", None)]


def test_event_copied_with_its_id_gets_its_own() -> None:
    text = dump_yaml(strike())
    first, rest = text.index("  - id: '20250825"), text.index("undated:")
    copy = text[first:rest].replace("2025-08-25", "2025-08-26").replace("again", "once more")
    events = load(text[:rest] + copy + text[rest:]).events
    assert len({event.id for event in events}) == len(events) == 4


def test_deleted_and_reordered_events() -> None:
    data = yaml.safe_load(dump_yaml(strike()))
    data["events"] = [data["events"][2], data["events"][1]]
    data["events"][1]["bullets"].reverse()
    timeline = load(yaml.safe_dump(data))
    assert [event.headline for event in timeline.events] == ["Dockers walk out", "Both sides meet again"]
    assert timeline.events[0].bullets[0].text.startswith("The strike")


FAULTS = [  # what stands there, what a person makes of it, the line's own words, the reason, the remedy
    ("date: '2025-08-18'", "date: '18 August'", "is not a date like", "also allowed"),
    ("date: '2025-08-18'", "date: '2025-02-30'", "no day of the calendar", "also allowed"),
    ("date: '2025-08-18'", "date: '9999-12-31'", "cannot be read", "also allowed"),
    ("date: '2025-08-18'", "date: '../9999-12-31'", "cannot be read", "also allowed"),
    ("end: '2025-08-18'", "end: '9999-12-31'", "not a day", "like 2025-08-18"),
    ("date: '2025-08-18'", "date: [2025]", "not a text", "in quotes"),
    ("precision: day", "precision: days", "is 'days'", "allowed: day, span"),
    ("background: true", "background: 'yes'", "neither true nor false", "write true"),
    ("headline: Dockers walk out", "headlin: Dockers walk out", "no key of a timeline file", "did you mean headline?"),
    ("start: '2025-08-18'", "start: '2025-8-18'", "not a day", "like 2025-08-18"),
    ("voices: 2", "voices: two", "not a number", "digits"),
    ("title: Dockers walk out", "title: [a, b]", "not a text", "quotes"),
    ("{title: first line", "{titel: first line", "no key of a timeline file", "did you mean title?"),
    ("origins: {title: first line of the article}", "origins: by hand", "not a mapping", "allowed: author, language"),
    ("status: planned", "status: [planned", "is no YAML", "check"),
    ("status: planned", "status: &x planned", "anchor or alias", "quotes"),
    ("status: planned", "status: !!python/name:os.system x", "tag", "remove"),
    ("status: planned", "id: x", "twice", "keep one"),
    ("start: 19\n", "start: 29\n", "lies before start", "count characters"),
    ("format: briefing.timeline/1", "format: briefing.timeline/9", "is not briefing.timeline/1", "that briefing wrote"),
    ("change: null", "change: old", "'old'", "allowed: new"),
]


@pytest.mark.parametrize(("old", "new", "reason", "remedy"), FAULTS, ids=[fault[1] for fault in FAULTS])
def test_fault_is_named_with_line_reason_and_remedy(old: str, new: str, reason: str, remedy: str) -> None:
    text = dump_yaml(strike()).replace("format: 'briefing", "format: briefing").replace("timeline/1'", "timeline/1")
    assert old in text
    wrong = text.replace(old, new, 1)
    with pytest.raises(TimelineError) as caught:
        load(wrong, where="strike.timeline.yaml")
    message = str(pickle.loads(pickle.dumps(caught.value)))
    found = re.match(r"strike\.timeline\.yaml:(\d+): ", message)
    assert found
    line = text[: text.index(old)].count("\n") + 1
    assert abs(int(found[1]) - line) <= (1 if "YAML" in reason else 9 if reason == "twice" else 1)
    assert reason in message
    assert remedy in message
    assert "\n" not in message


def test_source_that_is_not_listed_is_named() -> None:
    text = dump_yaml(strike())
    id = strike().documents[0].id
    with pytest.raises(TimelineError, match="not under documents"):
        load(text.replace(f"  - id: {id}", "  - id: dffffffffffff"))


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "a", "1", "null", "---\n---\n", "{", '{"format": "briefing.timeline/1"', '{"a": 1, "a": 2}'),
        *("[" * 90000, "- " * 90000, "{a: " * 90000, '{"a":' * 90000, "a: &a [*a]", "? [a]\n: b", "\ud800", "\x00"),
        "%YAML 9.9\n---",
        'format: briefing.timeline/1\nevents: {"a": 1}',
        "format: briefing.timeline/1\nevents: [3]",
        "format: briefing.timeline/1\nevents: [{date: '9999', headline: x}]",
        '{"format": "briefing.timeline/1", "events": [{"date": NaN, "headline": 1e999}]}',
        f'{{"format": {"9" * 5000}}}',
        f"format: briefing.timeline/1\nevents: [{{date: '2025', headline: x, voices: {'9' * 5000}}}]",
    ],
    ids=lambda text: repr(text[:30]),
)  # fmt: skip
def test_hostile_file_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(TimelineError, match=r"^bad\.yaml"):
        load(text, where="bad.yaml")
    assert is_edited(text)


@settings(max_examples=30, deadline=None)
@given(timelines())
def test_reading_asks_for_what_the_schema_asks_for(timeline: Timeline) -> None:
    data = json.loads(dump_json(timeline))
    for found in data["events"]:
        for key in [key for key in found if key not in schema()["$defs"]["event"]["required"]]:
            del found[key]
    VALIDATOR.validate(data)
    assert len(load(json.dumps(data)).events) <= len(timeline.events)


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from([dump_yaml(strike()), dump_json(strike())]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(DAMAGE)), min_size=1, max_size=3),
)
def test_damaged_file_is_read_or_refused_by_name(text: str, damage: list[tuple[float, int, str]]) -> None:
    for place, length, new in damage:
        start = int(place * len(text))
        text = text[:start] + new + text[start + length :]
    is_edited(text)
    timeline = refusal = None
    try:
        timeline = load(text, where="x.yaml")
    except TimelineError as error:
        refusal = error
    if timeline is not None:
        assert load(dump_yaml(timeline)) == timeline
    if refusal is not None:
        assert str(refusal).startswith("x.yaml")
        assert refusal.hint


PAGE = (Path(__file__).resolve().parents[2] / "docs" / "timeline-file.md").read_text(encoding="utf-8")


def test_every_key_and_word_is_documented() -> None:
    records = {"timeline": schema(), **schema()["$defs"]}
    words = {key for record in records.values() for key in record["properties"]}
    words |= set(
        records["event"]["properties"]["precision"]["enum"] + records["event"]["properties"]["date_basis"]["enum"]
    )
    assert not [word for word in words if f"`{word}`" not in PAGE]


def test_documented_dates_are_read_as_documented() -> None:
    rows = re.findall(r"(?m)^\| [^|`]+ \| (`[^|]+) \| (`[^|]+) \|$", PAGE)
    assert len(rows) == 7
    for dates, precisions in rows:
        allowed = [Precision(word) for word in re.findall(r"`(.+?)`", precisions)]
        for date in re.findall(r"`(.+?)`", dates):
            text = dump_yaml(Timeline((), (event("1900", "x"),))).replace("date: '1900'", f"date: '{date}'")
            (read,) = load(text).events
            assert read.precision in (*allowed, Precision.SPAN), date


def test_documented_addition_is_enough() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    timeline = load(dump_yaml(strike()).replace("events:\n", f"events:\n{block}", 1))
    assert timeline.events[2].headline == "Minister calls both sides"
