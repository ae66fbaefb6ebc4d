"""``briefing explain``: every date told, by number, id or older id; nothing a terminal obeys."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.model import (
    Anchor,
    AnchorKind,
    Bullet,
    DateBasis,
    Direction,
    Document,
    Event,
    EventBasis,
    Evidence,
    Interval,
    Precision,
    Resolution,
    TimeExpression,
    Timeline,
    TimexType,
)
from briefing.model.edtf import parse_edtf
from briefing.timeline.file.store import dump_json, dump_yaml

DAY = Interval.day
MONDAY, _, _ = parse_edtf("2025-08-18")
FRIDAY, _, _ = parse_edtf("2025-08-22")


def expression(text: str, anchor: Anchor, rule: str, why: str, interval: Interval = MONDAY) -> TimeExpression:
    precision = Precision.DAY if interval.is_day else Precision.WITHIN
    return TimeExpression(
        text, (10, 10 + len(text)), TimexType.DATE, "2025-08-18", interval, precision, anchor, Direction.PAST, rule, why
    )


def timeline() -> Timeline:
    hash = "0" * 64
    a = Document(
        *("da", "a.txt", hash, hash, ""),
        published=FRIDAY,
        published_basis=DateBasis.INFERRED,
        evidence=(Evidence("Saturday, Aug. 23", "db", (4, 21), "23 August is a Saturday in 2014, 2025 and 2031."),),
    )
    b = Document(
        "db", "b.html", hash, hash, "", published=FRIDAY, published_basis=DateBasis.METADATA, published_note="meta tag"
    )
    c = Document("dc", "c.txt", hash, hash, "")
    dct, talks = Anchor(AnchorKind.DCT, FRIDAY), Anchor(AnchorKind.EVENT, MONDAY, label="talks")
    rows = [
        (
            "../2025-08-17",
            EventBasis.ORDER,
            "Summit ends",
            "da",
            expression("before", talks, "before", "It came first."),
        ),
        (
            "2025-08-18",
            EventBasis.TEXT,
            "Talks begin",
            "da",
            expression("on Monday", dct, "weekday-past", "The last Monday."),
        ),
        ("2025-08-22", EventBasis.DOCUMENT, "Chief arrives", "dc", None),
        ("2025-08-25", EventBasis.EDITOR, "Both meet", None, None),
    ]
    events = []
    for number, (date, basis, headline, source, found) in enumerate(rows):
        interval, precision, _ = parse_edtf(date)
        resolutions = (Resolution(source, found),) if source and found else ()
        bullet = Bullet(f"{headline}, says a passage.", source, (0, 30) if source else (0, 0))
        id = f"{date[-10:].replace('-', '')}-{number:08x}"
        documents = (source,) if source else ()
        made = Event(id, interval, precision, basis, headline, (bullet,), documents=documents, resolutions=resolutions)
        events.append(made)
    events[1] = replace(events[1], was=("20250818-99999999",))
    return Timeline((a, b, c), tuple(events))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "week.timeline.yaml"
    file.write_text(dump_yaml(timeline()), encoding="utf-8")
    return file


def test_everything_is_explained(
    path: Path, capsys: pytest.CaptureFixture[str], golden: Callable[[str, str], None]
) -> None:
    assert main(["explain", str(path)]) == 0
    golden("explain.txt", capsys.readouterr().out)


@pytest.mark.parametrize("event", ["2", "20250818-00000001", "id:20250818-00000001", "20250818-99999999", " 2 "])
def test_one_event_by_number_or_id(path: Path, event: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(path), event]) == 0
    out = capsys.readouterr().out
    assert out.startswith("2. Monday 18 August 2025: Talks begin\n")
    assert "Chief" not in out


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("0", "they are numbered from 1 to 4"),
        ("5", "they are numbered from 1 to 4"),
        ("20250818-00000009", "did you mean 20250818-0000000"),
        ("talks", "is no event"),
        ("٢", "is no event"),
        ("9" * 5000, "is no event"),
    ],
)
def test_unknown_event_is_wrong_usage(path: Path, event: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(path), event]) == 2
    told = capsys.readouterr()
    assert reason in told.err
    assert told.out == ""


def test_files_that_are_no_timeline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(tmp_path / "absent.yaml")]) == 2
    broken = tmp_path / "broken.yaml"
    for data in (b"events: [", b"\xff\xfe\x00", b"", b"[" * 100_000):
        broken.write_bytes(data)
        assert main(["explain", str(broken)]) == 3
        assert "broken.yaml" in capsys.readouterr().err


def test_json_is_read_and_an_empty_timeline_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "empty.json"
    file.write_text(dump_json(Timeline((), ())), encoding="utf-8")
    assert main(["explain", str(file)]) == 0
    assert capsys.readouterr().out == "The timeline holds no dated event.\n"


def test_terminal_is_not_obeyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evil = "\x1b]0;owned\x07\x9b31m\u202ered\r\nX\x00\u2028"
    whole = timeline()
    bullet = replace(whole.events[1].bullets[0], text=evil)
    found = replace(whole.events[1].resolutions[0].expression, text=evil, rule=evil, explanation=evil, value=evil)
    event = replace(whole.events[1], headline=evil, bullets=(bullet,), resolutions=(Resolution("da", found),))
    file = tmp_path / "evil.json"
    documents = tuple(replace(document, path=evil, published_note=evil) for document in whole.documents)
    file.write_text(dump_json(replace(whole, events=(event,), documents=documents)), encoding="utf-8")
    assert main(["explain", str(file)]) == 0
    out = capsys.readouterr().out
    assert all(character.isprintable() or character == "\n" for character in out)
    assert "\\x1b]0;owned" in out


def test_every_basis_has_its_sentence(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentences = set()
    for basis in EventBasis:
        changed = path.read_text(encoding="utf-8").replace("date_basis: text", f"date_basis: {basis}")
        path.write_text(changed, encoding="utf-8")
        assert main(["explain", str(path), "2"]) == 0
        sentences.add(re.sub(r"\s+", " ", capsys.readouterr().out.split("day: ")[1].split("- “")[0]))
        path.write_text(changed.replace(f"date_basis: {basis}", "date_basis: text"), encoding="utf-8")
    assert len(sentences) == len(EventBasis)
