"""Batches on a real cluster of two workers: the same bytes as here, whoever dies; a clear word when there is none."""

from __future__ import annotations

import importlib.util
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster_of_two import Cluster, cluster

from briefing.batch import cluster as module
from briefing.batch.cache import Cache
from briefing.batch.record import State
from briefing.batch.run import load_all, run
from briefing.batch.settings import Settings
from briefing.cli import main

pytestmark = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="distributed is not installed")

HTML = """<html><head><title>Bridge opens</title><meta property="article:published_time" content="2024-03-09"></head>
<body><article><h1>Bridge opens</h1><p>The bridge in Kellworth opened on Friday after the strike. Mayor Tomas Kell spoke
to the crews on the quay, and the first ferry left an hour later with all its passengers.</p></article></body></html>"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "SOURCES", 2)  # so that a few articles make several chunks
    return tmp_path


def write(name: str, more: str = "") -> str:
    """Write a brief of articles of every sort: dated, undated, twice the same, a web page, keys, and noise."""
    articles = Path("articles", name)
    articles.mkdir(parents=True)
    texts = {
        "a.txt": "---\npublished: 2024-03-08\n---\nFerry crews voted on Thursday to end their strike.\n",
        "b.txt": f"Port Alder, 9 March 2024. The union of {name} met the owners on Friday in Oslo.\n",
        "c.txt": "The owners had met the union in Oslo on Friday, and spoke of the strike of Thursday.\n",
        "d.html": HTML,
        "e.txt": "---\npublished: 2024-03-08\n---\nFerry crews voted on Thursday to end their strike.\n",
        "f.yaml": "sources: nothing\n",
    }
    for file, text in texts.items():
        (articles / file).write_text(text, encoding="utf-8")
    for file in ("g.bin", "h.bin"):
        (articles / file).write_bytes(bytes(range(256)) * 9)
    Path(f"{name}.yaml").write_text(f"sources: articles/{name}/*\n{more}", encoding="utf-8")
    return f"{name}.yaml"


def files(out: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(out).iterdir())}


def test_same_bytes_and_words_as_on_one_machine(two: Cluster, capsys: pytest.CaptureFixture[str]) -> None:
    """Also for a brief with readers, whose chart is drawn as a picture, and for one whose style lies beside it."""
    Path("own.yaml").write_text("colours: {ink: '#000001'}\n", encoding="utf-8")
    readers = "distribution: {from: desk@example.org, to: one@example.org}\n"
    briefs = [write("north"), write("south", readers), write("west", "style: ./own.yaml\n")]
    told = []
    for out, more in (("here", ["--jobs", "1"]), ("there", ["--scheduler", two.address])):
        assert main(["batch", *briefs, "-o", out, "--json", *more]) == 1
        report = json.loads(capsys.readouterr().out.replace(f"{out}/", ""))
        told.append([report["problems"], [{**row, "seconds": 0} for row in report["briefs"]]])
    assert files("here") == files("there")
    assert len(files("here")) == 6
    assert told[0] == told[1]
    notes = [row["message"] for row in told[0][0] if row["note"]]
    assert sum("the same file as" in note for note in notes) == len(briefs)
    assert sum("holds YAML keys" in note for note in notes) == len(briefs)
    assert len([row for row in told[0][0] if not row["note"]]) == 2 * len(briefs)  # the noise
    assert main(["batch", *briefs, "-o", "there", "--json", "--scheduler", "tcp://127.0.0.1:9"]) == 1  # not even asked
    assert {row["state"] for row in json.loads(capsys.readouterr().out)["briefs"]} == {"unchanged"}


def test_worker_killed_in_the_middle_is_made_up_for(two: Cluster) -> None:
    briefs = [Path(write(f"brief{n}")) for n in range(4)]
    jobs, _ = load_all(briefs, Path("there"))
    states = []
    for result in run(jobs, Settings(Path("there"), cache=Cache(Path("records")), scheduler=two.address)):
        if not states:
            two.workers[0].kill()
        states.append(result.state)
    assert two.workers[0].wait(10) != 0
    assert states == [State.MADE] * 4
    for job in jobs:  # one by one, which takes no other process
        list(run([job], Settings(Path("here"), cache=Cache(Path("records")))))
    assert files("here") == files("there")


def test_worker_of_another_version_is_refused(
    two: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "this_program", lambda: "another")
    assert main(["batch", write("north"), "--scheduler", two.address]) == 3
    assert "a worker runs another version of briefing" in capsys.readouterr().err
    assert not Path("out").exists()


def test_brief_that_takes_too_long_is_given_up(two: Cluster, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", write("north"), "--scheduler", two.address, "--seconds", "0.1"]) in (1, 3)
    told = capsys.readouterr().err
    assert "took longer than 0.1 s" in told or "north: made" in told


def test_no_scheduler_is_said_in_bounded_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "_ANSWER", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections, and says nothing
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        assert main(["batch", write("north"), "--scheduler", address, "--log", "json"]) == 3
    assert time.monotonic() - began < 20
    told = json.loads(capsys.readouterr().err)
    assert (told["event"], told["where"], told["message"]) == ("refused", address, "does not answer")


def test_scheduler_without_workers_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "_ANSWER", 1.0)
    with cluster(tmp_path, workers=0) as empty:
        assert main(["batch", write("north"), "--scheduler", empty.address]) == 3
    assert "has no worker (start one: dask worker ADDRESS --nthreads 1)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--scheduler", "localhost"], "write it as tcp://HOST:PORT"),
        (["--scheduler", "tcp://localhost"], "write it as tcp://HOST:PORT"),
        (["--scheduler", "http://localhost:80"], "write it as tcp://HOST:PORT"),
        (["--scheduler", "tcp://localhost:8786", "--jobs", "2"], "--jobs counts processes of this machine"),
    ],
)
def test_wrong_usage(more: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", write("north"), *more]) == 2
    assert message in capsys.readouterr().err


def test_missing_library_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert main(["batch", write("north"), "--scheduler", "tcp://localhost:8786"]) == 2
    assert "pip install 'briefing[dask]'" in capsys.readouterr().err
