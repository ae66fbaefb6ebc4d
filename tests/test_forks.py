"""Work spread over copies of this process: the same results, in order, whatever becomes of the copies."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from briefing import forks, pipeline
from briefing.build import Options, build_timeline
from briefing.forks import spread
from briefing.job import job_from_sources
from briefing.model import Interval
from briefing.timeline.file.store import dump_yaml

STORIES = Path(__file__).parent / "stories"
HERE = os.getpid()
ON_LINUX = sys.platform == "linux"


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies, though the one who runs the tests may have a thread beside this one."""
    if not ON_LINUX:
        pytest.skip("processes are copied on Linux")
    monkeypatch.setattr(forks, "_can_fork", lambda: True)


def whose(number: int) -> tuple[int, int]:
    return number, os.getpid()


@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 7, 40, 1000])
def test_results_come_in_the_order_of_the_items(processes: int, count: int) -> None:
    assert spread(lambda n: [n] * 300, range(count), processes) == [[n] * 300 for n in range(count)]


@dataclass(frozen=True, slots=True)
class Counted:
    """A record with a field that is made from the others."""

    words: tuple[str, ...]
    inner: Interval | None = None
    count: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "count", len(self.words))


@dataclass(frozen=True, slots=True)
class Lone:
    """A record of one field."""

    words: tuple[str, ...]


def test_records_are_packed_whole() -> None:
    day = Interval.day(dt.date(2024, 2, 29))
    records = [Counted(("a", "b"), day), Lone(("c",)), {"day": (day, day)}, Counted(())]
    found = pickle.loads(forks._packed(records))
    assert found == records
    assert [found[0].count, found[3].count] == [2, 0]
    assert found[2]["day"][0] is found[2]["day"][1]


@pytest.mark.usefixtures("forking")
def test_copies_are_made_anew_for_a_part_of_many_items(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, made = os.fork, list[int]()
    monkeypatch.setattr(os, "fork", lambda: made.append(1) or fork())
    assert spread(abs, range(2000), 2) == list(range(2000))
    assert len(made) == forks._ROUNDS
    made.clear()
    spread(abs, range(10), 2)
    assert len(made) == 1


@pytest.mark.usefixtures("forking")
def test_a_copy_does_a_part() -> None:
    gate = os.pipe()

    def wait(number: int) -> int:
        if os.getpid() == HERE:
            os.read(gate[0], 1)  # until a copy has done something
        else:
            os.write(gate[1], b"." * 40)
        return os.getpid()

    assert set(spread(wait, range(40), 2)) != {HERE}
    for end in gate:
        os.close(end)


@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: os.kill(os.getpid(), signal.SIGKILL)])
def test_what_a_copy_takes_along_is_done_here(end: Callable[[], None]) -> None:
    def double(number: int) -> int:
        if os.getpid() != HERE:
            end()
        return 2 * number

    assert spread(double, range(50), 3) == [2 * number for number in range(50)]


@pytest.mark.usefixtures("forking")
def test_what_cannot_travel_is_done_here() -> None:
    made = spread(lambda number: lambda: number, range(20), 2)
    assert [one() for one in made] == list(range(20))


@pytest.mark.usefixtures("forking")
def test_what_the_function_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        spread(lambda number: 1 // (number - 33), range(40), 2)


@pytest.mark.usefixtures("forking")
def test_nothing_is_left() -> None:
    before = os.listdir("/proc/self/fd")
    copies = {process for _, process in spread(whose, range(2000), 3)} - {HERE}
    with pytest.raises(ZeroDivisionError):
        spread(lambda number: 1 // number, range(40), 3)
    assert len(os.listdir("/proc/self/fd")) == len(before)
    assert not any(os.path.exists(f"/proc/{copy}") for copy in copies)


def test_beside_another_thread_nothing_is_copied() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert {process for _, process in spread(whose, range(40), 2)} == {HERE}
    finally:
        stop.set()
        thread.join()


def test_without_a_process_to_be_had_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError("no process to be had")

    monkeypatch.setattr(forks, "_can_fork", lambda: True)
    monkeypatch.setattr(os, "fork", refuse)
    assert {process for _, process in spread(whose, range(40), 2)} == {HERE}


@pytest.mark.usefixtures("forking")
def test_the_timeline_is_the_same_however_it_is_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MANY", 1)
    job = job_from_sources([STORIES / "earthquake"])
    alone = [build_timeline(job, Options())]
    spread_out = [build_timeline(job, Options(), each=partial(spread, processes=n)) for n in (2, 3)]
    assert {dump_yaml(timeline) for timeline, _ in alone} == {dump_yaml(timeline) for timeline, _ in spread_out}
    assert all(problems == alone[0][1] for _, problems in spread_out)
