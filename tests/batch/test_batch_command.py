"""``batch`` on real articles: the same bytes as ``build``, what it says, and what a kill leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.cli import main

ARTICLES = {
    "vote.txt": "---\npublished: 2024-03-08\n---\nFerry crews voted on Thursday to end their strike.\n",
    "talks.txt": "---\npublished: 2024-03-09\n---\nThe harbour union met the owners on Friday in Oslo.\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str) -> str:
    folder = Path("articles", name)
    folder.mkdir(parents=True)
    for file, text in ARTICLES.items():
        (folder / file).write_text(f"{text}It was the strike called {name}.\n", encoding="utf-8")
    Path(f"{name}.yaml").write_text(f"sources: articles/{name}/*.txt\n", encoding="utf-8")
    return f"{name}.yaml"


def files(out: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(out).iterdir())}


def test_same_bytes_as_build_whatever_the_workers(capsys: pytest.CaptureFixture[str]) -> None:
    briefs = [write(name) for name in ("north", "south", "west")]
    for brief in briefs:
        assert main(["build", brief, "-o", "built"]) == 0
    assert main(["batch", *briefs, "-o", "two", "--jobs", "2"]) == 0
    assert main(["batch", *reversed(briefs), "-o", "one", "--jobs", "1"]) == 0
    assert files("built") == files("two") == files("one")
    capsys.readouterr()
    assert main(["batch", *briefs, "-o", "two"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        f"two/{name}.{end}" for name in ("north", "south", "west") for end in ("pdf", "timeline.yaml")
    ]
    assert captured.err.splitlines() == [
        *(f"[{n}/3] {name}: unchanged" for n, name in enumerate(("north", "south", "west"), 1)),
        "3 briefs: 3 unchanged",
    ]


def test_report_names_what_failed_and_the_rest_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    good, hurt = write("good"), write("hurt")
    Path("articles/hurt/noise.txt").write_bytes(bytes(range(256)) * 9)
    Path("bad.yaml").write_text("sources: articles/good/*.txt\ntitel: Ferries\n", encoding="utf-8")
    Path("empty").mkdir()
    assert main(["batch", good, hurt, "bad.yaml", "empty", "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    report = json.loads(captured.out)
    assert {row["brief"]: row["state"] for row in report["briefs"]} == {
        "good.yaml": "made",
        "hurt.yaml": "made",
        "bad.yaml": "bad brief",
        "empty": "failed",
    }
    assert sorted(problem["where"] for problem in report["problems"]) == [
        "articles/hurt/noise.txt",
        "bad.yaml:2:1",
        "empty",
    ]
    assert sorted(files("out")) == ["good.pdf", "good.timeline.yaml", "hurt.pdf", "hurt.timeline.yaml"]


@pytest.mark.parametrize(
    ("brief", "code"), [("sources: [none.txt]\n", 2), ("titel: x\n", 2), ("sources: noise.bin\n", 3)]
)
def test_nothing_made(brief: str, code: int) -> None:
    Path("noise.bin").write_bytes(bytes(range(256)) * 9)
    Path("one.yaml").write_text(brief, encoding="utf-8")
    assert main(["batch", "one.yaml"]) == code
    assert not Path("out").exists()


def test_edited_timeline_stays_and_is_told_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    brief = write("north")
    assert main(["batch", brief]) == 0
    timeline = Path("out/north.timeline.yaml")
    edited = timeline.read_text(encoding="utf-8").replace("headline: ", "headline: Edited ", 1)
    timeline.write_text(edited, encoding="utf-8")
    for state in ("made", "unchanged"):
        capsys.readouterr()
        assert main(["batch", brief]) == 1
        told = capsys.readouterr().err
        assert f"north: {state}" in told
        assert "was edited and stays" in told
        assert timeline.read_text(encoding="utf-8") == edited


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_stopped_run_leaves_whole_files_and_no_worker(number: signal.Signals) -> None:
    briefs = [write(f"brief{n}") for n in range(9)]
    command = [str(Path(sys.executable).parent / "briefing"), "batch", *briefs, "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()  # the first brief is made
        workers = _children(process.pid)
        process.send_signal(number)
        process.wait(30)
        _wait_for_the_end_of(workers)
    assert 0 < len(list(Path("out").glob("*.pdf"))) < len(briefs)
    assert main(["batch", *briefs, "--jobs", "1"]) == 0
    for brief in briefs:
        assert main(["build", brief, "-o", "again"]) == 0
    again = files("again")
    assert {name: data for name, data in files("out").items() if not name.startswith(".")} == again


def test_two_runs_at_once_do_each_other_no_harm() -> None:
    briefs = [write(f"brief{n}") for n in range(3)]
    command = [str(Path(sys.executable).parent / "briefing"), "batch", "--force", "--quiet", "--jobs", "1"]
    both = [subprocess.Popen([*command, *order]) for order in (briefs, briefs[::-1])]
    assert [process.wait(60) for process in both] == [0, 0]
    for brief in briefs:
        assert main(["build", brief, "-o", "again"]) == 0
    assert files("out") == files("again")


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in listed.read_text().split()] if listed.exists() else []


def _wait_for_the_end_of(workers: list[int]) -> None:
    for _ in range(100):
        if not any(_alive(pid) for pid in workers):
            return
        time.sleep(0.05)
    pytest.fail("a worker outlives its parent")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
