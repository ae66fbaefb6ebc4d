"""``init``: a brief for a folder as it lies there, which builds at once and is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.cli import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "Ferry news"
    (made / "more").mkdir(parents=True)
    for name, day in (("vote.txt", "2024-03-08"), ("more/talks.txt", "2024-03-09")):
        text = f"---\npublished: {day}\n---\nFerry crews voted on Thursday to end their strike.\n"
        (made / name).write_text(text, encoding="utf-8")
    (made / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    return made


def test_brief_builds_as_it_stands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", folder.name]) == 0
    captured = capsys.readouterr()
    assert captured.out == "Ferry news/brief.yaml\n"
    assert captured.err.splitlines()[:2] == ["found more/talks.txt", "found vote.txt"]
    assert "left out logo.png: " in captured.err
    assert captured.err.endswith("next: briefing build 'Ferry news'\n"), "to be copied as it stands"
    assert "#   briefing build 'Ferry news'\n" in (folder / "brief.yaml").read_text(encoding="utf-8")
    assert main(["build", folder.name]) == 0  # without the picture
    assert Path("out/ferry-news.pdf").read_bytes().startswith(b"%PDF")


def test_brief_is_never_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "brief.yaml").write_text("mine", encoding="utf-8")
    assert main(["init", folder.name]) == 2
    assert "Ferry news/brief.yaml: is there already and is left as it is" in capsys.readouterr().err
    assert (folder / "brief.yaml").read_text(encoding="utf-8") == "mine"


def test_folder_without_articles_gets_no_brief(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path)]) == 3
    assert list(tmp_path.iterdir()) == []
