#!/usr/bin/env python3
"""Count how long after the days, months and years that it names dated news appears.

    dating_tables.py BENCH [--without TOPIC]

Prints the table ``COUNTS`` of ``briefing/dating/tables.py``.
"""

from __future__ import annotations

import argparse
import bisect
import datetime as dt
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from dating import articles, document

from briefing.dates.find import find
from briefing.dating.clues import read
from briefing.dating.tables import AHEAD, EDGES, GAPS, HEAD, TEXT, Counts
from briefing.dating.weights import Said, said

HALF_YEAR = 183
WEEKDAYS = ("lead", "opening", "weekday", "weekday ahead", "possessive")


def step(days: int) -> int:
    """Return the place in a row of counts of a number of days."""
    return bisect.bisect_right(EDGES, days) - 1 if EDGES[0] <= days < EDGES[-1] else len(EDGES) - 1


def nearest(day: dt.date, month: int, number: int) -> int:
    """Return the days from the nearest day of that name to ``day``."""
    gaps = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            gaps.append((day - dt.date(year, month, number)).days)
        except ValueError:
            continue
    return min(gaps, key=abs)


def count(rows: list[tuple[dt.date, Said]]) -> Counts:
    """Return the rows of counts over dated articles."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for day, told in rows:
        for (kind, weekday), times in told.weekdays.items():
            found[kind][(day.isoweekday() - weekday) % 7] += times
        for date, (kind, _) in told.dated.items():
            found[f"dated {kind}"][step((day - date).days)] += 1
        for (month, number), (kind, _) in told.undated.items():
            found[f"undated {kind}"][step(nearest(day, month, number))] += 1
        for month in told.months:
            found["month"][(day.month - month) % 12] += 1
        for name, years in (("years told", told.told), ("years ahead", told.ahead)):
            for year in years:
                gap = day.year - year
                found[name][GAPS.index(gap) if gap in GAPS else len(GAPS)] += 1
    sizes = dict.fromkeys(WEEKDAYS, 7) | {"month": 12}
    sizes |= {f"{form} {kind}": len(EDGES) for form in ("dated", "undated") for kind in (HEAD, TEXT, AHEAD)}
    table = {name: tuple(found[name][n] for n in range(size)) for name, size in sizes.items()}
    for name in ("years told", "years ahead"):
        table[name] = (*(found[name][n] for n in range(len(GAPS) + 1)), len(rows))
    return table


@cache
def said_of(text: str) -> Said:
    """Return what a text says of time."""
    own = document(text)
    return said(read(own, find(text)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--without", default="-")
    options = parser.parse_args()
    kept = {text: day for topic, day, text in articles(options.bench) if options.without not in topic}
    for name, row in count([(day, said_of(text)) for text, day in kept.items()]).items():
        print(f"    {name!r}: {row},")


if __name__ == "__main__":
    main()
