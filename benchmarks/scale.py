"""What a corpus costs on a cluster: time, bytes and memory of each step, and of a million articles from them.

    python benchmarks/scale.py [--sizes 5 20 100 400] [--articles 1000000]

Runs the functions that workers run, one after another in one process, on invented articles: reading and tagging a
chunk, then one briefing of so many articles. Times are of the processor; bytes are what would travel; memory is the
most that a process held which made briefings of that size and nothing else.
"""

from __future__ import annotations

import argparse
import multiprocessing
import pickle
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from invented_articles import write_brief

from briefing.batch.cluster import SOURCES, order_of
from briefing.batch.share import Chunk, make_briefing, read_chunk
from briefing.build import Options
from briefing.job import load_brief

Result = TypeVar("Result")


def clocked(function: Callable[[], Result]) -> tuple[Result, float]:
    """Return a result and the processor seconds that it took."""
    begun = time.process_time()
    result = function()
    return result, time.process_time() - begun


def size(record: object) -> int:
    """Return the bytes that a record travels as."""
    return len(pickle.dumps(record, protocol=pickle.HIGHEST_PROTOCOL))


def measure(articles: int, rounds: int) -> dict[str, float]:
    """Return what one article costs in briefings of ``articles``, after one that loads the libraries."""
    sums: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for edition in range(rounds + 1):
            job = load_brief(write_brief(Path(scratch), 1000 * articles + edition, articles))
            (chunks, order), opening = clocked(lambda job=job: _opened(job))
            read, reading = clocked(lambda chunks=chunks: [read_chunk(chunk) for chunk in chunks])
            done, making = clocked(lambda order=order, read=read: make_briefing(order, read))
            if edition == 0:
                continue
            costs = {
                "open": opening,
                "read and tag": reading,
                "briefing": making,
                "out": sum(map(size, chunks)) + size(order),
                "between": sum(map(size, read)),
                "back": size(done),
            }
            for name, cost in costs.items():
                sums[name] = sums.get(name, 0) + cost / articles / rounds
    sums["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return sums


def _opened(job: object) -> tuple[list[Chunk], object]:
    chunks: list[Chunk] = []
    order = order_of(job, Options(), chunks.append)  # type: ignore[arg-type]
    return chunks, order


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="what a corpus costs")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 20, 100, 400])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"chunks of at most {SOURCES} articles; of each article, by size of briefing:")
    print("articles   open ms   read+tag ms   briefing ms   kB out   kB between   kB back   MB memory   core hours*")
    for articles in options.sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            cost = pool.apply(measure, (articles, options.rounds))
        seconds = options.articles * (cost["read and tag"] + cost["briefing"])
        print(
            f"{articles:8}{1000 * cost['open']:10.2f}{1000 * cost['read and tag']:14.2f}{1000 * cost['briefing']:14.1f}"
            f"{cost['out'] / 1000:9.1f}{cost['between'] / 1000:13.1f}{cost['back'] / 1000:10.1f}{cost['memory']:12.0f}"
            f"{seconds / 3600:14.1f}"
        )
    print(f"* of {options.articles:,} articles in briefings of that size")


if __name__ == "__main__":
    main()
