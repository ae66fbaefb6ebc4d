"""The page made in a process beside this one: the same bytes, the same errors, and no page lost with it."""

from __future__ import annotations

import dataclasses
import os
import signal
import sys
from collections.abc import Callable

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
