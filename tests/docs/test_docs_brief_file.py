"""``docs/brief-file.md``: each of its briefs loads, and together they show every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pages import DOCS, blocks

from briefing.errors import BriefFileError
from briefing.job import distribution_keys, load_brief
from briefing.job.brief_file import KEYS
from briefing.job.recipients import read_list

PAGE = "brief-file.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("articles/one.txt", "articles/vote.md", "articles/page.html", "archive/2023/may.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("An article.\n", encoding="utf-8")
    (calendar,) = blocks(PAGE, "yaml calendar")
    (tmp_path / "calendar.yaml").write_text(calendar, encoding="utf-8")
    (listed,) = blocks(PAGE, "csv")
    (tmp_path / "list.csv").write_text(listed, encoding="utf-8")
    for name in ("mail.html", "mail.txt"):
        (tmp_path / name).write_text("{{ title }}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("text", blocks(PAGE, "yaml"))
def test_each_brief_loads(folder: Path, text: str) -> None:
    brief = folder / "ferries.yaml"
    brief.write_text(text, encoding="utf-8")
    job = load_brief(brief)
    assert job.sources
    assert job.distribution is None or not job.distribution.problems


def test_every_key_of_a_distribution_is_shown() -> None:
    (text,) = (text for text in blocks(PAGE, "yaml") if "distribution" in text)
    shown = yaml.safe_load(text)["distribution"]
    assert set(shown) == set(distribution_keys.KEYS)
    assert set(shown["smtp"]) == set(distribution_keys.SMTP_KEYS) - {"password_file"}  # in place of password_env


def test_the_yaml_list_is_read(tmp_path: Path) -> None:
    (listed,) = blocks(PAGE, "yaml readers")
    (tmp_path / "list.yaml").write_text(listed, encoding="utf-8")
    read = read_list(tmp_path / "list.yaml")
    assert [str(row.mailbox) for row in read.rows] == ["Reader Four <four@example.org>", "five@example.org"]
    assert read.problems == ()


def test_every_key_is_shown() -> None:
    shown = {key for text in blocks(PAGE, "yaml") for key in yaml.safe_load(text)}
    assert shown == set(KEYS) - {"date"}  # named in the text as another word for as_of


def test_the_fault_shown_is_the_one_that_comes(tmp_path: Path) -> None:
    (message,) = blocks(PAGE, "text")
    brief = tmp_path / "ferries.yaml"
    brief.write_text("sorces: articles/*.txt\n", encoding="utf-8")
    with pytest.raises(BriefFileError) as caught:
        load_brief(brief)
    first, last = message.strip().split("...")
    line = caught.value.problem.split("\n")[0].removeprefix(f"{tmp_path}/")
    assert line.startswith(first)
    assert line.endswith(last)


NESTED = {
    "sources": "[{path: articles/one.txt, x: 1}]",
    "period": "{x: 1}",
    "limits": "{x: 1}",
    "reading": "{x: 1}",
    "corrections": "[{drop: true, match: a, x: 1}]",
    "distribution": "{x: 1}",
    "smtp": "{x: 1}",
}


@pytest.mark.parametrize("key", NESTED)
def test_every_key_inside_a_key_is_documented(folder: Path, key: str) -> None:
    """What the fault of an unknown key allows is what the pages tell, all of it."""
    value = NESTED[key]
    brief = folder / "ferries.yaml"
    inner = f"distribution: {{smtp: {value}}}" if key == "smtp" else f"{key}: {value}"
    brief.write_text(("" if key == "sources" else "sources: articles/*.txt\n") + inner + "\n", encoding="utf-8")
    with pytest.raises(BriefFileError) as caught:
        load_brief(brief)
    (allowed,) = re.findall(r"found the key 'x'; allowed: ([^;\n]+)", caught.value.problem)
    pages = "".join((DOCS / page).read_text(encoding="utf-8") for page in (PAGE, "sources.md"))
    assert [word for word in allowed.split(", ") if not re.search(rf"[`{{ \n]{word}[`:]", pages)] == []
