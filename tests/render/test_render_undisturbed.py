"""matplotlib apart from the machine: nothing is said, nothing is left, and the surroundings are as they were."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

import pytest

from briefing.render.undisturbed import undisturbed


def test_nothing_is_said_and_the_level_is_as_before(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("matplotlib.somewhere")
    with undisturbed():
        log.warning("no home")
    log.warning("heard")
    assert [record.message for record in caplog.records] == ["heard"]


def test_a_window_system_is_asked_for_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "nonsense")
    with undisturbed():
        assert "MPLBACKEND" not in os.environ
    assert os.environ["MPLBACKEND"] == "nonsense"


def test_a_folder_made_for_want_of_a_home_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    monkeypatch.setattr("briefing.render.undisturbed.atexit.unregister", lambda _: None)
    with undisturbed():
        (tmp_path / "matplotlib-x").mkdir()
        os.environ["MPLCONFIGDIR"] = str(tmp_path / "matplotlib-x")
    assert "MPLCONFIGDIR" not in os.environ
    assert not list(tmp_path.iterdir())


def test_a_folder_of_the_user_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: pytest.fail("removed"))
    with undisturbed():
        pass
    assert os.environ["MPLCONFIGDIR"] == str(tmp_path)
