"""Cold starts as ratios within one run: what a person waits for beside what the libraries alone cost.

    python benchmarks/startup.py [FOLDER_OF_ARTICLES] [--rounds N]

Compares, each in a new process with byte-compiled modules, medians of N rounds taken in turn:
``briefing --help`` and ``--version`` with ``python -c "import click"``; ``briefing build FOLDER`` with the imports that
every build needs; ``briefing dates`` on one small file with a bare Python.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = "import matplotlib.figure, reportlab.platypus, pikepdf, dateparser"


def seconds(command: list[str]) -> float:
    """Return the wall time of one run of ``command``, in seconds."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    elapsed = time.perf_counter() - begun
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}")
    return elapsed


def medians(commands: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Return the median seconds of each command; one warm-up round, then all in turn."""
    for command in commands.values():
        seconds(command)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(seconds(command))
    return {name: statistics.median(values) for name, values in taken.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="cold starts as ratios")
    parser.add_argument("folder", nargs="?", default=str(ROOT / "seeds"))
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    python = sys.executable
    with tempfile.TemporaryDirectory() as scratch:
        small = Path(scratch, "small.txt")
        small.write_text("The minister resigned on Friday.\n", encoding="utf-8")
        measured = medians(
            {
                "bare python": [python, "-c", "pass"],
                "import click": [python, "-c", "import click"],
                "imports of a build": [python, "-c", IMPORTS],
                "--help": [python, "-m", "briefing", "--help"],
                "--version": [python, "-m", "briefing", "--version"],
                "dates": [python, "-m", "briefing", "dates", str(small), "--date", "2025-08-22"],
                "build": [python, "-m", "briefing", "build", options.folder, "-o", scratch, "--overwrite", "--quiet"],
            },
            options.rounds,
        )
    for name, value in measured.items():
        print(f"{name:20} {value:7.3f} s")
    click = measured["import click"]
    print(f"--help / import click        {measured['--help'] / click:5.2f}   (at most 1.30)")
    print(f"--version / import click     {measured['--version'] / click:5.2f}   (at most 1.30)")
    print(f"build / its imports          {measured['build'] / measured['imports of a build']:5.2f}   (at most 1.80)")
    print(f"dates - bare python          {measured['dates'] - measured['bare python']:5.2f} s (at most 0.25)")


if __name__ == "__main__":
    main()
