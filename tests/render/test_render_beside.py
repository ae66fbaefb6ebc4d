"""The page made in a process beside this one: the same bytes, the same errors, and no page lost with it."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import child
from briefing.errors import BriefingError
from briefing.model import Brief
from briefing.render import beside
from briefing.render.attachment import Attachment
from briefing.render.pdf import render
from briefing.render.style import load_style

HOUSE = load_style("house")
FILES = (Attachment("s1.txt", "text/plain", b"Trains ran again.", "Source", "Source 1"),)


@pytest.fixture
def a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that has not drawn yet, with a core to spare."""
    monkeypatch.setattr(beside, "_pays", lambda: True)


@pytest.fixture
def one_event(cases: dict[str, Callable[[], Brief]]) -> Brief:
    return cases["one-event"]()


@pytest.mark.usefixtures("a_new_process")
def test_the_same_bytes(one_event: Brief) -> None:
    with beside.renderer() as draw:
        assert draw is not beside.render_here
        assert draw(one_event, HOUSE, FILES) == render(one_event, HOUSE, FILES)


@pytest.mark.usefixtures("a_new_process")
def test_its_errors_are_raised_here(one_event: Brief) -> None:
    style = dataclasses.replace(HOUSE, fonts=dataclasses.replace(HOUSE.fonts, sans="no-such-font.ttf"))
    with beside.renderer() as draw, pytest.raises(BriefingError):
        draw(one_event, style, ())


@pytest.mark.usefixtures("a_new_process")
def test_a_page_is_not_lost_with_its_process(one_event: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = child.Child.begin

    def killed(self: child.Child, *arguments: object) -> None:
        begin(self, *arguments)
        os.kill(self.process, signal.SIGKILL)

    monkeypatch.setattr(child.Child, "begin", killed)
    with beside.renderer() as draw:
        assert draw(one_event, HOUSE, FILES) == render(one_event, HOUSE, FILES)


@pytest.mark.usefixtures("a_new_process")
def test_without_processes_it_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("briefing.child.subprocess.Popen", refuse)
    with beside.renderer() as draw:
        assert draw is beside.render_here


def test_one_core_or_a_process_that_has_drawn_needs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0}, raising=False)
    monkeypatch.delitem(sys.modules, "matplotlib", raising=False)
    with beside.renderer() as draw:
        assert draw is beside.render_here
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    assert beside._pays()
    monkeypatch.setitem(sys.modules, "matplotlib", sys)
    with beside.renderer() as draw:
        assert draw is beside.render_here


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no folder in which a process works")
@pytest.mark.parametrize("start", ["", "import os; os.sched_setaffinity(0, {0});"], ids=["any", "one core"])
def test_from_a_folder_that_was_deleted(tmp_path: Path, start: str) -> None:
    if start and not hasattr(os, "sched_setaffinity"):
        pytest.skip("no way to keep to one core")
    gone = tmp_path / "gone"
    gone.mkdir()
    (tmp_path / "rail.txt").write_text("Trains ran again on Monday, 11 March 2024.\n", encoding="utf-8")
    arguments = ["build", str(tmp_path / "rail.txt"), "-o", str(tmp_path / "out"), "--quiet"]
    program = f"import os; os.rmdir({str(gone)!r}); {start} from briefing.cli import main; exit(main({arguments!r}))"
    done = subprocess.run([sys.executable, "-c", program], cwd=gone, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1
