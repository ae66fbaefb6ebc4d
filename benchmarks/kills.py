"""How often a killed ``briefing send`` loses a reader or serves one twice: never, over hundreds of kills.

python benchmarks/kills.py --kills 500
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from mail_kills import Desk, kill


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="half of them with resend, half with hold")
    parser.add_argument("--readers", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for in_doubt in ("resend", "hold"):
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(Path(folder), in_doubt, given.readers)
            began = time.perf_counter()
            with desk.postbox:
                told = kill(desk, given.kills // 2, given.seed)
        counts = ", ".join(f"{name} {count}" for name, count in told.items())
        print(f"{in_doubt}: {counts}; {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
