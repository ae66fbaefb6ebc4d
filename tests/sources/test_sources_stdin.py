"""Standard input as a source of the commands."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from source_files import mail, zipped

from briefing.cli import main
from briefing.errors import BriefFileError
from briefing.job import job_from_sources
from briefing.sources.limits import USUAL

STORY = b"Pilots walk out\n\nThe pilots walked out on Monday, 12 May 2025, their union said.\n"


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> io.BytesIO:
    stream = io.BytesIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
    monkeypatch.chdir(tmp_path)
    return stream


def test_a_timeline_of_a_pipe(pipe: io.BytesIO, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    pipe.write(zipped({"a.eml": mail("Pilots", STORY.decode(), "Tue, 13 May 2025 09:30:00 +0000"), "b.txt": b"Ports."}))
    pipe.seek(0)
    assert main(["timeline", "-", "--quiet"]) == 0
    told = capfdbinary.readouterr().out.decode()
    assert "path: -#1" in told.replace('"', "").replace("'", "")
    assert "2025-05-12" in told


def test_a_briefing_of_a_pipe_and_a_folder(pipe: io.BytesIO, tmp_path: Path) -> None:
    pipe.write(STORY)
    pipe.seek(0)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Talks\n\nTalks began on Wednesday, 14 May 2025, in Oban.\n")
    assert main(["build", "-", "news", "--quiet"]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["news.pdf", "news.timeline.yaml"]


@pytest.mark.parametrize(("size", "words"), [(0, "is empty"), (USUAL.file + 1, "is too large")])
def test_what_is_refused(pipe: io.BytesIO, capsys: pytest.CaptureFixture[str], size: int, words: str) -> None:
    pipe.write(b"x" * size)
    pipe.seek(0)
    assert main(["build", "-"]) == 3
    assert words in capsys.readouterr().err


def test_a_brief_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text("sources: [a.txt]\n")
    with pytest.raises(BriefFileError, match="stands alone"):
        job_from_sources([tmp_path, Path("-")])


def test_a_file_of_that_name_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "-").write_bytes(STORY)
    monkeypatch.chdir(tmp_path)
    assert main(["build", ".", "--quiet"]) == 0
