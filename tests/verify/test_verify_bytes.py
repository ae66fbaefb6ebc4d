"""The same input gives the same bytes: whatever the hash seed, time zone, language and place of the folder."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from strike_articles import write_articles

from briefing.cli import main

ROOT = Path(__file__).resolve().parents[2]


def _built(folder: Path, out: Path, **environment: str) -> dict[str, str]:
    """Build a folder in a process of its own; return the hashes of what it wrote."""
    code = "import sys; from briefing.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", folder.name, "-o", str(out), "--quiet"],
        cwd=folder.parent,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def test_two_processes_in_two_places_write_the_same_bytes(tmp_path: Path) -> None:
    there = tmp_path / "elsewhere" / "deep" / "seeds"
    shutil.copytree(ROOT / "seeds", there)
    for place, path in enumerate(sorted(there.rglob("*.txt"), reverse=True)):
        os.utime(path, (1_000_000_000 + place, 1_000_000_000 + place))
    one = _built(ROOT / "seeds", tmp_path / "one", PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LANG="C")
    other = _built(
        there, tmp_path / "other", PYTHONHASHSEED="77", TZ="America/Adak", LANG="de_DE.UTF-8", LC_ALL="C.UTF-8"
    )
    assert one == other
    assert sorted(one) == ["kyiv-guarantees.pdf", "kyiv-guarantees.timeline.yaml"]


def _created(pdf: bytes) -> tuple[str, str]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return str(file.docinfo["/CreationDate"]), str(file.open_metadata()["xmp:CreateDate"])


def test_the_day_of_the_briefing_is_the_files_date(strike: bytes) -> None:
    assert _created(strike) == ("D:20250315000000Z", "2025-03-15T00:00:00Z")


def test_source_date_epoch_is_the_files_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = write_articles(tmp_path / "strike")
    assert main(["build", str(folder), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    pdf = tmp_path / "out" / "strike.pdf"
    assert _created(pdf.read_bytes()) == ("D:20231114221320Z", "2023-11-14T22:13:20Z")
    rendered = tmp_path / "rendered.pdf"
    timeline = tmp_path / "out" / "strike.timeline.yaml"
    assert main(["render", str(timeline), "--sources", str(folder), "-o", str(rendered), "--quiet"]) == 0
    assert _created(rendered.read_bytes()) == _created(pdf.read_bytes())
    assert main(["verify", str(pdf)]) == 0


@pytest.mark.parametrize("given", ["tomorrow", "1e9", "9" * 30])
def test_a_source_date_epoch_that_is_none_is_refused(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    folder = write_articles(tmp_path / "strike")
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
