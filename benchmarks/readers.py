#!/usr/bin/env python3
"""Articles in ten formats, two thousand mixed files, and hostile files among good ones.

    python benchmarks/readers.py formats
    python benchmarks/readers.py mixed [--files 2000] [--kilobytes 50] [--processes 2]
    python benchmarks/readers.py hostile [--bad 200] [--good 20]

``formats`` writes one invented article in ten formats and compares what is read: events, dates, words. ``mixed`` writes
files of all ten, then reads each (its article found, dated, its furniture labelled) and tags its time expressions, in a
pool of processes. ``hostile`` runs ``briefing build`` on a folder of both. All files come from ``invented_files.py``.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import invented_files

from briefing.sources.declared import Declared


@dataclass(frozen=True)
class Source:
    """A file to read."""

    file: Path
    path: str = "story"
    declared: Declared = field(default_factory=Declared)


def formats(folder: Path) -> int:
    """Compare the events that are read from one article in ten formats."""
    from briefing.model import Plan
    from briefing.pipeline import make_timeline

    told: dict[str, object] = {}
    for name, write in invented_files.FORMATS.items():
        file = folder / f"story.{name}"
        file.write_bytes(write(*invented_files.article(1, 6_000)))
        events = make_timeline([Source(file)], Plan(events=None)).timeline.events
        told[name] = [(e.interval, e.precision, e.status, e.headline, [b.text for b in e.bullets]) for e in events]
        print(f"{name:6} {len(events):3} events, {len({e.interval for e in events}):3} dates")
    same = all(events == told["txt"] for events in told.values())
    print("the same events, dates and words from each" if same else "NOT the same from each")
    return 0 if same else 1


def read_and_tag(paths: list[str]) -> tuple[dict[str, list[float]], int, int]:
    """Read and tag files; return the processor time of each format, the expressions found, and the memory in kB."""
    from briefing.dates.find import find
    from briefing.dates.resolve import resolve
    from briefing.sources.clean import label
    from briefing.sources.contents import read_documents

    spent: dict[str, list[float]] = defaultdict(list)
    expressions = 0
    for path in paths:
        begun = time.process_time()
        documents, _ = read_documents(Path(path).read_bytes(), path)
        for document in label(documents):
            found = resolve(document.text, find(document.text), document.published)
            expressions += len(found)
        spent[path.rpartition(".")[2]].append(time.process_time() - begun)
    return dict(spent), expressions, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def mixed(folder: Path, files: int, kilobytes: int, processes: int) -> int:
    """Read and tag many files in a pool of processes."""
    forms = list(invented_files.FORMATS.items())
    paths = []
    for n in range(files):
        end, write = forms[n % len(forms)]
        path = folder / f"{n:05d}.{end}"
        size = kilobytes * 1000 - (2500 if end in ("html", "warc") else 0)
        path.write_bytes(write(*invented_files.article(n, size)))
        paths.append(str(path))
    print(
        f"{files} files, {sum(os.path.getsize(path) for path in paths) / 1e6:.0f} MB on disk (ZIP and Word are packed)"
    )
    chunks = [paths[at : at + 20] for at in range(0, len(paths), 20)]
    spent: dict[str, list[float]] = defaultdict(list)
    expressions, memory = 0, 0
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(read_and_tag, [paths[:10]] * processes))  # start-up does not count
        begun = time.perf_counter()
        for found, count, kilo in pool.map(read_and_tag, chunks):
            expressions += count
            memory = max(memory, kilo)
            for end, seconds in found.items():
                spent[end] += seconds
        taken = time.perf_counter() - begun
    print(f"{files / taken:.1f} files a second with {processes} processes; {expressions} expressions")
    print(f"{memory / 1000:.0f} MB at most in a process")
    busy = sum(map(sum, spent.values()))
    print(
        f"{files / busy:.1f} files in a second of one processor's time, {processes * files / busy:.1f} in {processes}"
    )
    print(
        "ms of it for a file: " + ", ".join(f"{end} {1000 * sum(s) / len(s):.0f}" for end, s in sorted(spent.items()))
    )
    return 0


def hostile(folder: Path, bad: int, good: int) -> int:
    """Build the briefing of a folder in which most files are hostile."""
    source = folder / "mixed"
    source.mkdir()
    names = []
    for name, data in invented_files.hostile(bad):
        (source / name).write_bytes(data)
        names.append(name)
    forms = list(invented_files.FORMATS.items())
    for n in range(good):
        end, write = forms[n % len(forms)]
        (source / f"good-{n:02d}.{end}").write_bytes(write(*invented_files.article(n, 3_000)))
    begun = time.perf_counter()
    command = [sys.executable, "-m", "briefing", "build", str(source), "-o", str(folder / "out")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - begun
    lines = [line.removeprefix("problem: ") for line in run.stderr.splitlines() if line.startswith("problem: ")]
    named = {name for name in names if any(line.startswith((f"{name}: ", f"{name}#")) for line in lines)}
    remedies = sum(line.endswith(")") for line in lines)
    print(f"{taken:.1f} s, exit code {run.returncode}, {len(named)} of {bad} files named")
    print(f"{remedies} of {len(lines)} messages have a remedy")
    print(
        f"the briefing is there: {(folder / 'out' / 'mixed.pdf').exists()}; good ones among the named: "
        f"{sum(line.startswith('good-') for line in lines)}"
    )
    reasons = Counter(line.split(": ", 1)[1].rpartition(" (")[0] for line in lines)
    for reason, count in reasons.most_common(40):
        print(f"  {count:4} {reason[:110]}")
    return 0 if len(named) == bad and run.returncode == 1 else 1


def main() -> int:
    """Run one measurement."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=["formats", "mixed", "hostile"])
    for name, usual in (("files", 2000), ("kilobytes", 50), ("processes", 2), ("bad", 200), ("good", 20)):
        arguments.add_argument(f"--{name}", type=int, default=usual)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.what == "formats":
            return formats(Path(folder))
        if options.what == "mixed":
            return mixed(Path(folder), options.files, options.kilobytes, options.processes)
        return hostile(Path(folder), options.bad, options.good)


if __name__ == "__main__":
    sys.exit(main())
