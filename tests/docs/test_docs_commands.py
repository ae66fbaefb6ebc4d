"""``docs/commands.md`` tells each command and option, and its examples parse; every page's links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
from pages import DOCS, blocks

from briefing.cli import COMMANDS

PAGE = "commands.md"
ROOT = DOCS.parent
PAGES = (ROOT / "README.md", ROOT / "SECURITY.md", ROOT / "benchmarks" / "README.md", *sorted(DOCS.glob("*.md")))
SECTIONS = dict(re.findall(r"(?ms)^## (\w+)\n(.*?)(?=^## |\Z)", (DOCS / PAGE).read_text(encoding="utf-8")))
EXAMPLES = [line for block in blocks(PAGE, "sh") for line in block.splitlines()]
EVERYWHERE = {"--quiet", "--json", "--help"}
"""Told once, for all commands."""


def command_of(name: str) -> click.Command:
    found = import_module(f"briefing.commands.{name}").command
    assert isinstance(found, click.Command)
    return found


def options(command: click.Command) -> Iterator[str]:
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from options(inner)
    yield from (
        name for given in command.params if isinstance(given, click.Option) for name in given.opts if name[:2] == "--"
    )


def test_each_command_has_its_section_and_the_readme_its_row() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert sorted(set(SECTIONS) & set(COMMANDS)) == sorted(COMMANDS)
    assert [name for name in COMMANDS if f"`briefing {name}" not in readme] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_is_told_and_each_told_is_one(name: str) -> None:
    real = set(options(command_of(name)))
    told = set(re.findall(r"--[a-z][a-z-]+", SECTIONS[name]))
    assert real - EVERYWHERE - told == set()
    assert told - real == set()


@pytest.mark.parametrize("line", EXAMPLES)
def test_each_example_parses(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program, name, *words = shlex.split(line.partition(" > ")[0])
    assert program == "briefing"
    for word in words:  # what an example reads is there
        path = Path(word)
        path.parent.mkdir(parents=True, exist_ok=True)
        if word == "articles":
            path.mkdir(exist_ok=True)
        elif path.suffix:
            path.touch()
    command = command_of(name)
    if isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    command.make_context(name, words)


def test_the_report_shown_is_the_one_that_comes(capsys: pytest.CaptureFixture[str]) -> None:
    from briefing.commands.report import Report

    (shown,) = blocks(PAGE, "text")
    Report(as_json=True, outputs=["out/articles.pdf", "out/articles.timeline.yaml"]).finish()
    assert capsys.readouterr().out == shown


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"(?m)^#+ (.*)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_each_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        file, _, anchor = link.partition("#")
        if "://" not in link:
            there = page.parent / file if file else page
            assert there.exists(), link
            assert not anchor or anchor in anchors(there), link


def test_each_page_is_found_from_the_readme() -> None:
    links = re.findall(r"\]\(([^)#\s]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {f"docs/{page.name}" for page in DOCS.glob("*.md")} - set(links) == set()
