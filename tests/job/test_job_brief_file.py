"""Brief files: what each key gives, and the exact message for each fault."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.deliver.address import Mailbox
from briefing.deliver.distribution import InDoubt, Security
from briefing.errors import BriefFileError
from briefing.job import Job, load_brief
from briefing.model import CorrectionKind, Interval, Precision
from briefing.sources.limits import USUAL

KEYS = (
    "name, title, sources, topic, period, as_of, date, timezone, language, style, limits, names, events, "
    "sources_inside, reading, handling, corrections, distribution"
)


def load(folder: Path, text: str) -> Job:
    folder.joinpath("articles").mkdir(exist_ok=True)
    for name in ("one.txt", "two.txt"):
        folder.joinpath("articles", name).write_text("An article.\n", encoding="utf-8")
    folder.joinpath("calendar.yaml").write_text('"Harbour summit": 2024-03-07\n', encoding="utf-8")
    folder.joinpath("list.csv").write_text("name,address\nReader Two,two@example.org\n", encoding="utf-8")
    brief = folder / "ferries.yaml"
    brief.write_text(text, encoding="utf-8")
    return load_brief(brief)


S = "sources: articles/*.txt\n"

FAULTS = [
    ("sorces: [a]\n", f"1:1: found the key 'sorces'; allowed: {KEYS}; did you mean 'sources'?"),
    ("sorces: [a]\n", "1:1: the key sources is missing"),
    (S + "title: A\ntitle: B\n", "3:1: the key 'title' stands twice, first in line 2"),
    (S + "title: [A]\n", "2:8: title: found a list; allowed: a text"),
    (S + "title: ''\n", "2:8: title: found an empty text; allowed: a text"),
    (S + 'title: "A\\nB"\n', r"2:8: title: found 'A\nB'; allowed: a text on one line, without control characters"),
    (S + "topic: {a: b}\n", "2:8: topic: found keys and values; allowed: a list of texts"),
    (S + "topic: [a, [b]]\n", "2:12: topic[2]: found a list; allowed: a text"),
    (S + "as_of: 2022-02-30\n", "2:8: as_of: '2022-02-30' is no day of the calendar"),
    (S + "as_of: 2022-02\n", "2:8: as_of: found '2022-02'; allowed: one day like 2025-08-22, of the years 2 to 9997"),
    (
        S + "as_of: 0001-01-01\n",
        "2:8: as_of: found '0001-01-01'; allowed: one day like 2025-08-22, of the years 2 to 9997",
    ),
    (S + "as_of: 12:30\n", "2:8: as_of: '12:30' is not a date like 2025-08-18, 2025-08, 2025 or 2025-08-18/2025-08-19"),
    (
        S + "as_of: [2022]\n",
        "2:8: as_of: found a list; allowed: a date like 2025-08-22, 2025-08, 2025 or 2025-08-18/2025-08-19",
    ),
    (S + "as_of: 2024-03-08\ndate: 2024-03-09\n", "3:7: date: is another word for as_of; give one of them"),
    (S + "period: 2024\n", "2:9: period: found '2024'; allowed: keys and values (from, to)"),
    (
        S + "period: {from: 2024-03-09, to: 2024-03-01}\n",
        "2:32: period.to: ends on 2024-03-01, before it begins on 2024-03-09",
    ),
    (
        S + "timezone: Europe/Kyjiv\n",
        "2:11: timezone: found 'Europe/Kyjiv'; allowed: a name like Europe/Kyiv (IANA time zones); "
        "did you mean 'Europe/Kyiv'?",
    ),
    (
        S + "timezone: ../../etc/passwd\n",
        "2:11: timezone: found '../../etc/passwd'; allowed: a name like Europe/Kyiv (IANA time zones)",
    ),
    (S + "handling: [TLP]\n", "2:11: handling: found a list; allowed: a text"),
    (
        S + f"handling: {'A' * 81}\n",
        "2:11: handling: found a text of 81 characters; allowed: up to 80",
    ),
    (S + "handlng: TLP\n", "2:1: found the key 'handlng'; allowed: " + KEYS + "; did you mean 'handling'?"),
    (S + "language: English!\n", "2:11: language: found 'English!'; allowed: a tag like en or pt-BR"),
    (S + "limits: {events: many}\n", "2:18: limits.events: found 'many'; allowed: a whole number from 1 to 1000"),
    (S + "limits: {events: 0}\n", "2:18: limits.events: found '0'; allowed: a whole number from 1 to 1000"),
    (
        S + "limits: {evnts: 3}\n",
        "2:10: limits: found the key 'evnts'; allowed: events, bullets; did you mean 'events'?",
    ),
    (S + "names: [Kyiv]\n", "2:8: names: found a list; allowed: house spellings, each with a list of others"),
    (S + "style: ./missing.yaml\n", "2:8: style: found './missing.yaml'; there is no such file"),
    (
        S + "events: calender.yaml\n",
        "2:9: events: found 'calender.yaml'; there is no such file; did you mean 'calendar.yaml'?",
    ),
    (
        S + "sources_inside: ful\n",
        "2:17: sources_inside: found 'ful'; allowed: full, quoted, none; did you mean 'full'?",
    ),
    (
        "sources: articles/missing-altogether.txt\n",
        "1:10: sources[1]: found 'articles/missing-altogether.txt'; there is no such file",
    ),
    (
        "sources: [articles/on.txt]\n",
        "1:11: sources[1]: found 'articles/on.txt'; there is no such file; did you mean 'articles/one.txt'?",
    ),
    ("sources: [articles/*.html]\n", "1:11: sources[1]: found 'articles/*.html'; no file matches"),
    (f"sources: {'x' * 999}\n", f"1:10: sources[1]: found '{'x' * 57}...'; there is no such file"),
    ("sources: []\n", "1:10: sources: found a list; allowed: at least one path"),
    (
        "sources: {path: a}\n",
        "1:10: sources: found keys and values; allowed: a list of paths, globs or mappings with path",
    ),
    ("sources: [{publisher: A}]\n", "1:11: sources[1]: the key path is missing"),
    (
        "sources: [{path: articles/one.txt, url: 'javascript:x'}]\n",
        "1:41: sources[1].url: found 'javascript:x'; allowed: an http or https address",
    ),
    (
        "sources: [{path: articles/one.txt, published: 2024-03-01/..}]\n",
        "1:47: sources[1].published: found '2024-03-01/..'; allowed: a day, or an interval with both ends",
    ),
    (
        "sources: [{path: articles/one.txt, title: A}, {path: articles/one.txt, title: B}]\n",
        "1:54: sources[2].path: 'articles/one.txt' was named before, with other facts; name it once",
    ),
    (S + "corrections: drop it\n", "2:14: corrections: found 'drop it'; allowed: a list of decisions"),
    (
        S + "corrections: [{match: a}]\n",
        "2:15: corrections[1]: the key date or drop or rename or merge or split is missing",
    ),
    (S + "corrections: [{drop: true}]\n", "2:15: corrections[1]: the key match or id is missing"),
    (S + "corrections: [{match: a, drop: yes}]\n", "2:32: corrections[1].drop: found 'yes'; allowed: true, false"),
    (
        S + "corrections: [{match: a, drop: true, rename: b}]\n",
        "2:32: corrections[1].drop: an event that is dropped cannot be changed as well",
    ),
    (
        S + "corrections: [{match: a, date: soon}]\n",
        "2:32: corrections[1].date: 'soon' is not a date like 2025-08-18, 2025-08, 2025 or 2025-08-18/2025-08-19",
    ),
    (
        S + "corrections: [{merge: [a]}]\n",
        "2:23: corrections[1].merge: found a list; allowed: a list of two texts or more, each a part of a headline or "
        "bullet",
    ),
    (
        S + "corrections: [{match: c, merge: [a, b]}]\n",
        "2:23: corrections[1].match: merge stands alone; give match in an item of its own",
    ),
    (S + "distribution: {to: a@example.org}\n", "2:15: distribution: the key from is missing"),
    (
        S + "distribution: {from: a@example.org, to: []}\n",
        "2:41: distribution.to: found a list; allowed: at least one address",
    ),
    (S + "distribution: {from: a@example.org}\n", "2:15: distribution: the key to or files is missing"),
    (
        S + "distribution: {from: desk, to: a@example.org}\n",
        "2:22: distribution.from: found 'desk'; allowed: an address like one@example.org",
    ),
    (
        S + 'distribution:\n  from: a@example.org\n  to:\n    - b@example.org\n    - "c@d.org\\nBcc: d@example.org"\n',
        r"6:7: distribution.to[2]: found 'c@d.org\nBcc: d@example.org'; allowed: a text on one line, "
        "without control characters",
    ),
    (
        S + 'distribution:\n  from: a@example.org\n  to: b@example.org\n  subject: "A\\r\\nBcc: d@example.org"\n',
        r"5:12: distribution.subject: found 'A\r\nBcc: d@example.org'; allowed: a text on one line, "
        "without control characters",
    ),
    (
        S + 'distribution: {from: a@example.org, to: b@example.org, subject: "{titel}"}\n',
        "2:65: distribution.subject: found '{titel}'; allowed: a text that may hold {title}, {as_of}, {name}; "
        "did you mean 'title'?",
    ),
    (
        S + 'distribution: {from: a@example.org, to: b@example.org, subject: "{title.__class__}"}\n',
        "2:65: distribution.subject: found '{title.__class__}'; allowed: a text that may hold {title}, {as_of}, {name}",
    ),
    (
        S + "distribution: {from: a@example.org, to: b@example.org, in_doubt: maybe}\n",
        "2:66: distribution.in_doubt: found 'maybe'; allowed: resend, hold",
    ),
    (
        S + "distribution: {from: a@example.org, files: lists.csv}\n",
        "2:44: distribution.files: found 'lists.csv'; there is no such file; did you mean 'list.csv'?",
    ),
    (
        S + "distribution: {from: a@example.org, to: b@example.org, smtp: {host: h, password: secret}}\n",
        "2:72: distribution.smtp: a password never stands in the file; name a variable in password_env, or a file in "
        "password_file",
    ),
    (
        S + "distribution: {from: a@example.org, to: b@example.org, smtp: {host: h, port: 99999}}\n",
        "2:78: distribution.smtp.port: found '99999'; allowed: a whole number from 1 to 65535",
    ),
    (
        S + "distribution: {from: a@example.org, to: b@example.org, smtp: {host: h, security: none, user: u}}\n",
        "2:94: distribution.smtp.user: a password is not sent over an open connection; use security starttls or tls",
    ),
]


@pytest.mark.parametrize(("text", "message"), FAULTS, ids=[message[:60] for _, message in FAULTS])
def test_fault_has_place_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BriefFileError) as caught:
        load(tmp_path, text)
    assert f"{tmp_path / 'ferries.yaml'}:{message}" in _messages(caught.value)


def _messages(error: BriefFileError) -> list[str]:
    # an unknown time zone far from every name gets a guess that depends on the machine's list of zones
    return [line.split("; did you mean")[0] if "passwd" in line else line for line in error.problem.split("\n")]


REFUSED = [
    ("", f":1:1: found nothing; allowed: keys and values ({KEYS})", True),
    ("a: &x 1\nb: *x\n", ":1:4: anchors and aliases (& and *) are not allowed (write the value out)", True),
    ("a: !!python/object:os.system x\n", ":1:4: tags (!) are not allowed (put the value in quotes)", True),
    ("a: [b\n", ":2:1: is not YAML: did not find expected ',' or ']' (look at what begins in line 1: brackets", False),
    ("a: b: c\n", ":1:5: is not YAML: mapping values are not allowed in this context (look at brackets", False),
    ("a: b\n\tc: d\n", "is not YAML: found a tab character that violates indentation (indent with blanks", False),
    ("a: 1\n---\nb: 2\n", ":2:1: holds more than one YAML document (remove the line ---)", True),
    ("? [a]\n: b\n", ":1:3: a key must be a text", True),
    ("a: " + "[" * 5000, "is nested more than 12 levels deep", True),
    ("a: b\nc: \x07\n", ":2: holds the character U+0007, which YAML forbids", True),
    ("- a\n", f":1:1: found a list; allowed: keys and values ({KEYS})", True),
    (
        "a: '" + "x" * 1_000_000 + "'",
        "is larger than 1,000,000 bytes, too large for a file of settings (look whether",
        False,
    ),
]


@pytest.mark.parametrize(("text", "message", "ends"), REFUSED, ids=[message[:50] for _, message, _ in REFUSED])
def test_hostile_yaml_is_refused(tmp_path: Path, text: str, message: str, ends: bool) -> None:
    with pytest.raises(BriefFileError) as caught:
        load(tmp_path, text)
    assert str(caught.value).endswith(message) if ends else message in str(caught.value)


def test_all_faults_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "nam: x\nsources: [articles/none.txt, articles/*.txt]\nas_of: never\nlimits: {events: x, bullets: y}\n"
    with pytest.raises(BriefFileError) as caught:
        load(tmp_path, text)
    places = [line.removeprefix(str(tmp_path)).split(": ")[0] for line in caught.value.problem.split("\n")]
    assert places == [f"/ferries.yaml:{place}" for place in ("1:1", "2:11", "3:8", "4:18", "4:30")]


FULL = """\
name: Ferry Strike
title: NO
sources:
  - articles/o*.txt
  - {path: articles/two.txt, publisher: Harbour Post, published: 2024-03-08, url: "https://example.org/a", language: no}
topic: [ferries, 12:30]
period: {from: 2023, to: 2024-03}
as_of: 2024-03-08
timezone: Europe/Oslo
language: en
handling: "TLP:AMBER"
limits: {events: 15}
names: {Bergen: [Bjørgvin]}
events: calendar.yaml
corrections:
  - {match: strike, date: "2024-03-25/2024-03-31", rename: Strike begins}
  - {id: 20240301-0a1b2c3d, drop: true}
  - {merge: [talks, summit]}
  - {match: ferries, split: [north, south]}
distribution:
  from: Desk <desk@example.org>
  to: [Reader One <one@example.org>, ONE@example.org]
  files: [list.csv]
  in_doubt: hold
  smtp: {host: mail.example.org, security: tls, user: desk}
"""


def test_every_key_reaches_the_job(tmp_path: Path) -> None:
    job = load(tmp_path, FULL)
    plan = job.plan
    assert (job.name, plan.title, plan.topic) == ("ferry-strike", "NO", ("ferries", "12:30"))
    assert [source.path for source in job.sources] == ["articles/one.txt", "articles/two.txt"]
    declared = job.sources[1].declared
    assert (declared.publisher, declared.language) == ("Harbour Post", "no")
    assert declared.published == Interval.day(dt.date(2024, 3, 8))
    assert plan.period == (dt.date(2023, 1, 1), dt.date(2024, 3, 31))
    assert (plan.as_of, plan.timezone, plan.events, plan.bullets) == (dt.date(2024, 3, 8), "Europe/Oslo", 15, 4)
    assert plan.names == (("Bergen", "Bjørgvin"),)
    assert [(row.names, row.source) for row in plan.calendar] == [(("Harbour summit",), "calendar.yaml")]
    assert (job.sources_inside, plan.handling) == ("quoted", "TLP:AMBER")
    assert job.reads == tuple(tmp_path / name for name in ("ferries.yaml", "calendar.yaml", "list.csv"))


def test_limits_of_reading(tmp_path: Path) -> None:
    job = load(tmp_path, S + "reading: {file_mb: 3, pdf_pages: 7, seconds: 9}\n")
    assert job.limits == replace(USUAL, file=3_000_000, pages=7, seconds=9)
    assert load(tmp_path, S).limits == USUAL


def test_corrections_carry_their_place(tmp_path: Path) -> None:
    found = load(tmp_path, FULL).plan.corrections
    assert [(c.kind, c.match, c.where) for c in found] == [
        (CorrectionKind.DATE, ("strike",), "ferries.yaml:16:5"),
        (CorrectionKind.RENAME, ("strike",), "ferries.yaml:16:5"),
        (CorrectionKind.DROP, ("id:20240301-0a1b2c3d",), "ferries.yaml:17:5"),
        (CorrectionKind.MERGE, ("talks", "summit"), "ferries.yaml:18:5"),
        (CorrectionKind.SPLIT, ("ferries",), "ferries.yaml:19:5"),
    ]
    assert (found[0].interval, found[0].precision) == (
        Interval.closed(dt.date(2024, 3, 25), dt.date(2024, 3, 31)),
        Precision.SPAN,
    )
    assert (found[1].text, found[4].parts) == ("Strike begins", ("north", "south"))


def test_distribution_names_each_reader_once(tmp_path: Path) -> None:
    distribution = load(tmp_path, FULL).distribution
    assert distribution is not None
    assert distribution.sender == Mailbox("desk@example.org", "Desk")
    assert distribution.recipients == (
        Mailbox("one@example.org", "Reader One"),
        Mailbox("two@example.org", "Reader Two"),
    )
    assert distribution.in_doubt is InDoubt.HOLD
    assert distribution.smtp is not None
    assert (distribution.smtp.port, distribution.smtp.security) == (465, Security.TLS)


@pytest.mark.parametrize("bare", ["2024-03-08", '"2024-03-08"', "'2024-03-08'"])
def test_dates_may_be_quoted_or_bare(tmp_path: Path, bare: str) -> None:
    assert load(tmp_path, f"{S}as_of: {bare}\n").plan.as_of == dt.date(2024, 3, 8)
    assert load(tmp_path, f"{S}date: {bare}\n").plan.as_of == dt.date(2024, 3, 8)


def test_faults_of_named_files_are_reported_with_their_own_lines(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("Summit: soon\nsummit: 2024-03-07\nTalks: [1]\n", encoding="utf-8")
    (tmp_path / "bad.csv").write_text("name\nReader One\n", encoding="utf-8")
    text = f"{S}events: bad.yaml\ndistribution: {{from: a@example.org, files: bad.csv}}\n"
    with pytest.raises(BriefFileError) as caught:
        load(tmp_path, text)
    assert caught.value.problem.replace(str(tmp_path), "").split("\n") == [
        "/bad.yaml:1:9: 'Summit': 'soon' is not a date like 2025-08-18, 2025-08, 2025 or 2025-08-18/2025-08-19",
        "/bad.yaml:2:1: the event 'summit' stands twice, first in line 1",
        "/bad.yaml:3:8: 'Talks': found a list; allowed: a date like 2025-08-15",
        "/bad.csv:1:1: found the columns 'name'; one must be called address",
    ]


def test_brief_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_bytes(b"name: x\ntitle: caf\xe9\n")
    with pytest.raises(BriefFileError, match=r"b\.yaml:2: is not UTF-8 \(save it as UTF-8\)"):
        load_brief(path)


def test_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert load(tmp_path, "\ufeff" + S).sources
