"""One timeline of very many articles: seconds and memory for 625, 1,250, 2,500 and 5,000 articles of 3 kB.

    python benchmarks/large.py [--sizes 625 1250 2500 5000] [--seed N] [--keep FOLDER]

The articles are invented: some forty outlets follow one long dispute, a few happenings a day, each told by several
papers in other words, and recalled weeks later. Each size is measured in a process of its own that runs
``briefing timeline`` on every core that it may use (``taskset -c 0 python benchmarks/large.py`` is one). Linux only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

BYTES = 3000
A_DAY = 25  # articles
_LOOK = 0.3  # seconds between two looks at the memory
FIRST = dt.date(2023, 1, 9)

_FIRST_NAMES = [
    "Ada",
    "Bruno",
    "Carla",
    "Dario",
    "Elena",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Katya",
    "Lars",
    "Mira",
    "Nadia",
    "Oscar",
    "Petra",
]
_LAST_NAMES = [
    "Albright",
    "Brandvold",
    "Castellan",
    "Drummond",
    "Eklund",
    "Ferrant",
    "Galloway",
    "Haverkamp",
    "Iversen",
    "Jankowski",
    "Kessler",
    "Lindqvist",
    "Moreau",
    "Nordahl",
    "Okafor",
    "Petrossian",
    "Quarrington",
    "Rosendahl",
    "Szymanski",
    "Thornbury",
]
_PLACES = [
    "Aldermouth",
    "Brackwater",
    "Corvale",
    "Dunhaven",
    "Eastmere",
    "Fallowick",
    "Grenmark",
    "Harrowgate",
    "Islebridge",
    "Jorvanger",
    "Kelmouth",
    "Lowestrand",
]
_POSTS = ["Transport Minister", "Mayor", "union leader", "harbour master", "Judge", "Interior Minister", "commissioner"]
_BODIES = ["Lock Keepers Union", "River Authority", "Grain Board", "Coast Guard", "Northern Line", "Shippers Council"]
_HAPPENINGS = [
    ("{who} visited the flooded quarter of {place}", "a visit of {last} to {place}"),
    ("{who} resigned over the closed bridge at {place}", "the resignation of {last}"),
    ("police arrested {count} people at a march in {place}", "the arrests in {place}"),
    ("workers of the {body} walked out at {place}", "the strike at {place}"),
    ("a ferry with {count} passengers ran aground off {place}", "the accident off {place}"),
    ("the {body} and the owners signed an agreement in {place}", "the agreement of {place}"),
    ("a court in {place} fined the {body} {count} million crowns", "the ruling in {place}"),
    ("{who} met envoys of the {body} for talks in {place}", "the talks in {place}"),
    ("an explosion killed {count} people at a depot in {place}", "the explosion in {place}"),
    ("parliament passed a law that {last} had opposed, by {count} votes", "the vote on the law"),
]
_WHEN_TODAY = ["on {weekday}", "on {weekday} morning", "today", "late on {weekday}"]
_ASIDES = [
    "Nobody at the quay could say how long it would last, and the cafes stayed open until the lamps were lit.",
    "Freight has been sent over the mountain road, which doubles the journey and, as drivers say, triples the bill.",
    "The figures were not confirmed by anybody else, and two officials asked not to be named.",
    "Residents spoke of a winter without heating oil, of queues, and of a silence that is new to the harbour.",
    "The dispute goes back to a plan for a second lock that was never paid for.",
    "Insurers have raised their rates twice, and several owners keep their ships outside the strait.",
    "A letter seen by this paper asks for patience; it is signed by nobody.",
    "Economists expect that exports will fall by a tenth if the channel stays shut until summer.",
]
_SAYINGS = [
    "“We will not be hurried,” {last} said.",
    "{who} said that the government would pay for the damage.",
    "{who} told reporters that no decision had been made.",
    "A spokesman for the {body} said talks would go on next week.",
    "“There is no other way across,” {who} told the Corvale Courier.",
]


@dataclass(frozen=True, slots=True)
class _Happening:
    day: dt.date
    told: str
    named: str


def _story(days: int, chance: random.Random) -> list[_Happening]:
    """Return what happens: two or three happenings a day."""
    found = []
    for number in range(days):
        for _ in range(chance.randint(2, 3)):
            told, named = chance.choice(_HAPPENINGS)
            words = _words(chance)
            found.append(_Happening(FIRST + dt.timedelta(days=number), told.format(**words), named.format(**words)))
    return found


def _words(chance: random.Random) -> dict[str, str]:
    last = chance.choice(_LAST_NAMES)
    name = f"{_FIRST_NAMES[len(last) * 7 % len(_FIRST_NAMES)]} {last}"
    return {
        "who": f"{_POSTS[len(last) % len(_POSTS)]} {name}",
        "last": last,
        "place": chance.choice(_PLACES),
        "body": chance.choice(_BODIES),
        "count": str(chance.randint(3, 90)),
    }


def _article(day: dt.date, story: list[_Happening], chance: random.Random) -> str:
    """Return an article of ``day``: its news first, then what came before."""
    past = [one for one in story if one.day <= day]
    news = [one for one in past if one.day == day]
    lead = chance.choice(news)
    when = chance.choice(_WHEN_TODAY).format(weekday=day.strftime("%A"))
    title = _capital(lead.told)
    paragraphs = [_capital(f"{lead.told} {when}. ") + chance.choice(_ASIDES)]
    size = len(title) + len(paragraphs[0])
    while size < BYTES - 150:
        text = " ".join(_sentence(day, past, news, chance) for _ in range(chance.randint(2, 4)))
        paragraphs.append(text)
        size += len(text.encode()) + 2
    front = f'---\ntitle: "{title}"\npublisher: Paper {chance.randint(1, 40)}\npublished: "{day}"\n---\n'
    return front + "\n\n".join(paragraphs) + "\n"


def _sentence(day: dt.date, past: list[_Happening], news: list[_Happening], chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.25:
        return chance.choice(_ASIDES)
    if kind < 0.5:
        return _capital(chance.choice(_SAYINGS).format(**_words(chance)))
    if kind < 0.65:
        return _capital(f"{chance.choice(news).told} {chance.choice(_WHEN_TODAY).format(weekday=day.strftime('%A'))}.")
    one = chance.choice(past[-40:] if chance.random() < 0.8 else past)
    gap = (day - one.day).days
    if gap == 0:
        date = "today"
    elif gap == 1:
        date = "yesterday"
    elif gap < 6:
        date = f"on {one.day:%A}"
    else:
        date = f"on {one.day.day} {one.day:%B}" + (f" {one.day.year}" if one.day.year != day.year else "")
    if kind < 0.9:
        return _capital(f"{one.told} {date}.")
    return _capital(f"{chance.choice(_POSTS)}s still argue about {one.named} {date}.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def write(folder: Path, count: int, seed: int) -> int:
    """Write ``count`` articles into ``folder``; return their bytes."""
    chance = random.Random(seed)
    story = _story(count // A_DAY + 1, chance)
    total = 0
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = _article(FIRST + dt.timedelta(days=number // A_DAY), story, chance)
        total += len(text.encode())
        (folder / f"{number:05d}.txt").write_text(text, encoding="utf-8")
    return total


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: seconds on the clock and of processors, and MB of memory at its peak.

    ``memory`` is that of all its processes, what they share counted once; ``largest`` that of the largest alone.
    """

    seconds: float
    processor: float
    memory: int
    largest: int


def measure(folder: Path, output: Path) -> Measured:
    """Run ``briefing timeline`` over a folder, in a process of its own."""
    command = [sys.executable, "-m", "briefing", "timeline", str(folder), "-o", str(output), "--quiet"]
    begun = time.perf_counter()
    process = subprocess.Popen(command)
    peak = 0
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        peak = max(peak, sum(map(_memory, _family(process.pid))))
        time.sleep(_LOOK)
    elapsed = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"ended with {os.waitstatus_to_exitcode(status)}")
    return Measured(elapsed, used.ru_utime + used.ru_stime, peak // 1024, used.ru_maxrss // 1024)


def _family(process: int) -> list[int]:
    """Return a process and all that it started."""
    try:
        started = [Path(task, "children").read_text().split() for task in Path(f"/proc/{process}/task").iterdir()]
    except OSError:
        return []
    return [process, *(member for row in started for child in row for member in _family(int(child)))]


def _memory(process: int) -> int:
    """Return the kB that a process holds; of a page that several share, its part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="one timeline of very many articles")
    parser.add_argument("--sizes", type=int, nargs="+", default=[625, 1250, 2500, 5000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the articles")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for size in options.sizes:
            folder = (options.keep or Path(scratch)) / str(size)
            total = write(folder, size, options.seed)
            run = measure(folder, Path(scratch, "out.yaml"))
            print(
                f"{size:6,} articles  {total / 1e6:5.1f} MB  {run.seconds:6.1f} s  processors {run.processor:6.1f} s  "
                f"{run.processor / size * 1000:5.1f} ms each  {run.memory} MB, the largest process {run.largest} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
