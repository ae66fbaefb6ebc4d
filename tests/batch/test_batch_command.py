"""``batch`` on real articles: the same bytes as ``build``, what it says, and what a kill leaves behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli import main

BRIEFING = str(Path(sys.executable).parent / "briefing")
ARTICLES = {
    "vote.txt": "---\npublished: 2024-03-08\n---\nFerry crews voted on Thursday to end their strike.\n",
    "talks.txt": "---\npublished: 2024-03-09\n---\nThe harbour union met the owners on Friday in Oslo.\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, more: str = "") -> str:
    folder = Path("articles", name)
    folder.mkdir(parents=True)
    for file, text in ARTICLES.items():
        (folder / file).write_text(f"{text}It was the strike called {name}.\n", encoding="utf-8")
    Path(f"{name}.yaml").write_text(f"sources: articles/{name}/*.txt\n{more}", encoding="utf-8")
    return f"{name}.yaml"


def write_many(count: int) -> list[str]:
    """Write briefs without a chart, whose library takes each worker longest to load."""
    Path("plain.yaml").write_text("sections: [bottom_line, timeline, sources, annex]\n", encoding="utf-8")
    return [write(f"brief{n}", "style: ./plain.yaml\n") for n in range(count)]


def files(out: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(out).iterdir())}


def test_same_bytes_as_build_whatever_the_workers(capsys: pytest.CaptureFixture[str]) -> None:
    briefs = [write(name) for name in ("north", "south", "west")]
    for brief in briefs:
        assert main(["build", brief, "-o", "built"]) == 0
    assert main(["batch", *briefs, "-o", "two", "--jobs", "2"]) == 0
    for brief in reversed(briefs):
        assert main(["batch", brief, "-o", "one"]) == 0  # one alone is made in this process
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
    assert main(["batch", good, hurt, "bad.yaml", "empty", "--json", "--jobs", "1"]) == 1
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


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, bytes]]:
    """The files of a brief that ``write`` wrote, as ``build`` makes them; each is built once."""
    folder = tmp_path_factory.mktemp("expected")

    def built(brief: str) -> dict[str, bytes]:
        name = brief.removesuffix(".yaml")
        if not (folder / f"{name}.pdf").exists():
            assert main(["build", brief, "-o", str(folder), "--quiet"]) == 0
        return {f"{name}.{end}": (folder / f"{name}.{end}").read_bytes() for end in ("pdf", "timeline.yaml")}

    return built


@pytest.mark.parametrize(
    ("number", "everybody", "code"),
    [
        pytest.param(signal.SIGINT, True, 130, id="Ctrl-C, which a terminal sends to every process"),
        pytest.param(signal.SIGTERM, False, 143, id="SIGTERM"),
        pytest.param(signal.SIGTERM, True, 143, id="SIGTERM to every process, as systemd does"),
        pytest.param(signal.SIGKILL, False, -9, id="SIGKILL"),
    ],
)
def test_stopped_run_leaves_whole_files_and_goes_on_when_started_again(
    number: signal.Signals,
    everybody: bool,
    code: int,
    expected: Callable[[str], dict[str, bytes]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    briefs = write_many(12)
    command = [BRIEFING, "batch", *briefs, "--jobs", "2", "--log", "json"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        lines = [process.stderr.readline()]  # the first brief is made
        workers = _children(process.pid)
        if everybody:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        lines += process.stderr.readlines()
        assert process.wait(30) == code
        _wait_for_the_end_of(workers)
    told = [json.loads(line) for line in lines if number is not signal.SIGKILL or line.startswith("{")]
    made = [row["name"] for row in told if row["event"] == "brief" and row["state"] == "made"]
    assert 0 < len(made) < len(briefs)
    for name in made:
        assert expected(f"{name}.yaml").items() <= files("out").items()
    if number is not signal.SIGKILL:
        end = told[-1]
        assert (end["event"], end["made"], end["code"]) == ("end", len(made), code)
        assert end["made"] + end["failed"] + end["not_begun"] == end["briefs"] == len(briefs)
        assert not [name for name in files("out") if name.startswith(".")]
    if number is not signal.SIGTERM:  # the same as after Ctrl-C
        kept = set(made) if number is signal.SIGINT else set(made[:1])
        capsys.readouterr()
        assert main(["batch", *briefs, "--log", "json", "--jobs", "1"]) == 0
        rows = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
        states = {row["name"]: row["state"] for row in rows if row["event"] == "brief"}
        assert kept <= {name for name, state in states.items() if state == "unchanged"}
        _assert_whole(briefs, expected)


def _assert_whole(briefs: list[str], expected: Callable[[str], dict[str, bytes]]) -> None:
    whole = {name: data for brief in briefs for name, data in expected(brief).items()}
    assert {name: data for name, data in files("out").items() if not name.startswith(".")} == whole


def test_two_runs_at_once_do_each_other_no_harm(
    expected: Callable[[str], dict[str, bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    briefs = write_many(3)
    command = [BRIEFING, "batch", "--force", "--quiet", "--jobs", "1"]
    both = [subprocess.Popen([*command, *order]) for order in (briefs, briefs[::-1])]
    assert [process.wait(60) for process in both] == [0, 0]
    assert files("out") == {name: data for brief in briefs for name, data in expected(brief).items()}
    assert main(["batch", *briefs]) == 0
    assert capsys.readouterr().err.endswith("3 briefs: 3 unchanged\n")


def test_limits_of_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    brief = write("north")
    command = [BRIEFING, "batch", brief, "--seconds", "0.1", "--log", "key=value"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # a new process loads libraries first
    assert done.returncode == 3
    assert done.stdout == ""
    first, second, third = done.stderr.splitlines()
    assert re.fullmatch(
        r"level=error event=brief brief=north\.yaml name=north state=failed seconds=0\.\d+ documents=0 events=0 "
        r"problems=1 notes=0",
        first,
    )
    assert second == (
        "level=warning event=problem brief=north.yaml where=north.yaml "
        'message="took longer than 0.1 s and was stopped" hint="give it fewer articles, or more with --seconds"'
    )
    assert third == ("level=error event=end briefs=1 made=0 unchanged=0 failed=1 bad_brief=0 not_begun=0 code=3")
    assert main(["batch", brief, "--memory", "10"]) == 2
    assert "--memory" in capsys.readouterr().err


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
