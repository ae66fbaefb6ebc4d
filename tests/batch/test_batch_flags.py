"""What ``build`` made with flags of its own is what ``send`` mails."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.cli import main

BRIEF = "sources: articles/*.txt\ndistribution: {from: desk@example.org, to: one@example.org}\n"


def test_send_mails_what_build_made_with_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    Path("ferries.yaml").write_text(BRIEF, encoding="utf-8")
    article = "---\npublished: 2024-03-08\n---\nFerry crews voted on Thursday to end their strike.\n"
    Path("articles/vote.txt").write_text(article, encoding="utf-8")
    assert main(["build", "ferries.yaml"]) == 0
    earlier = Path("out/ferries.timeline.yaml").rename("earlier.timeline.yaml")
    Path("articles/talks.txt").write_text(
        "---\npublished: 2024-03-09\n---\nThe harbour union met the owners in Oslo on Friday.\n", encoding="utf-8"
    )
    assert main(["build", "ferries.yaml", "--since", str(earlier)]) == 0
    pdf = Path("out/ferries.pdf").read_bytes()
    assert main(["send", "ferries.yaml", "--dry-run"]) == 0
    assert Path("out/ferries.pdf").read_bytes() == pdf
    message = Path("out/ferries.one@example.org.eml").read_text(encoding="ascii")
    assert "New since" in message
    assert "The harbour union met the owners" in message
    capsys.readouterr()
    assert main(["batch", "ferries.yaml"]) == 0  # which knows no such flag
    assert "ferries: made" in capsys.readouterr().err
    assert Path("out/ferries.pdf").read_bytes() != pdf
