"""How many small briefs a warm pool makes in a second, what an unchanged one costs, and whether memory grows.

    python benchmarks/batch.py [--briefs 200] [--jobs 2] [--articles 5]
    python benchmarks/batch.py --briefs 1000        # memory after the first tenth and after the last

Every brief is another one, invented. "Warm" counts from the moment when a tenth of them is made, so that the start of
the workers is left out; "whole" counts it. Processor time and resident memory are those of the workers.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from pathlib import Path

from invented_articles import write_brief

from briefing.batch.cache import Cache
from briefing.batch.record import State
from briefing.batch.run import load_all, run
from briefing.batch.settings import Settings

_TICK = os.sysconf("SC_CLK_TCK")


def workers() -> dict[int, tuple[float, int]]:
    """Return processor seconds and resident kB of each worker."""
    found = {}
    for child in multiprocessing.active_children():
        assert child.pid is not None
        fields = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
        found[child.pid] = (
            (int(fields[11]) + int(fields[12])) / _TICK,
            int(fields[21]) * os.sysconf("SC_PAGESIZE") // 1024,
        )
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="small briefs on a warm pool")
    parser.add_argument("--briefs", type=int, default=200)
    parser.add_argument("--articles", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, out, cache = Path(scratch), Path(scratch, "out"), Cache(Path(scratch, "cache"))
        briefs = [write_brief(folder, edition, options.articles) for edition in range(options.briefs)]
        measure(briefs, out, cache, options.jobs)
        check(briefs, out, cache)


def measure(briefs: list[Path], out: Path, cache: Cache, jobs: int) -> None:
    """Build all of them and print the rates."""
    begun = time.perf_counter()
    loaded, bad = load_all(briefs, out)
    assert not bad
    print(f"{len(loaded)} briefs read in {time.perf_counter() - begun:.2f} s")
    tenth = max(1, len(briefs) // 10)
    last = len(briefs) - 2 * jobs  # while all workers are still at work
    for count, result in enumerate(run(loaded, Settings(out, cache=cache, workers=jobs)), 1):
        assert result.state is State.MADE, result
        if count == tenth:
            warm_at, early = time.perf_counter(), workers()
        elif count == last:
            late, at = workers(), time.perf_counter()
    done = time.perf_counter()
    count = last - tenth
    spent = sum(late[pid][0] - early[pid][0] for pid in late) / count
    kilobytes = sum(path.stat().st_size for path in out.glob("*.pdf")) / len(briefs) / 1000
    print(f"warm: {count / (at - warm_at):.2f} briefs a second, {spent:.3f} s of processor each")
    print(f"whole: {len(briefs) / (done - begun):.2f} briefs a second; a PDF of {kilobytes:.0f} kB each")
    for pid, (_, resident) in sorted(late.items()):
        print(
            f"memory of a worker: {early[pid][1] / 1000:.1f} MB after a tenth, {resident / 1000:.1f} MB after the last "
            f"({100 * (resident / early[pid][1] - 1):+.1f} %)"
        )


def check(briefs: list[Path], out: Path, cache: Cache) -> None:
    """Run again when nothing has changed, and print what that takes."""
    begun = time.perf_counter()
    loaded, _ = load_all(briefs, out)
    states = [result.state for result in run(loaded, Settings(out, cache=cache))]
    assert set(states) == {State.UNCHANGED}, set(states)
    print(f"unchanged: {len(states)} checked in {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
