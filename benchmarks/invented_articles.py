"""Invented articles: each edition is another story of a harbour, told by several papers, with dates to resolve."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

_PLACES = [
    *("Port Alder", "Kellworth", "Saint Brannoc", "Merrowbridge", "Tolvaney", "Ostrand", "Lindhaven", "Corriemouth"),
    *("Fennport", "Graywater", "Halmsund", "Marisville", "Norrholm", "Pellucid Bay", "Quenby", "Rosseter"),
]
_PEOPLE = [
    *("Minister Ingrid Lindqvist", "Mayor Tomas Kell", "harbour master Ruth Amadi", "engineer Paul Verhoeven"),
    *("union leader Dana Osei", "Judge Maria Tarn", "inspector Yusuf Demir", "owner Karl Brandt"),
    *("pilot Anneke Smit", "insurer Leo Marchetti", "Governor Hana Novak", "spokesman Ian Cole"),
]
_NEWS = [
    "opened an inquiry into the collision at {place}",
    "signed an agreement with the ferry line in {place}",
    "closed the swing bridge at {place} to trains",
    "announced that {number} workers would go on strike in {place}",
    "met the owners of the tug in {place}",
    "rejected the claim of {number} million crowns",
    "visited the damaged pier at {place}",
    "resigned from the board of the port of {place}",
    "approved {number} million crowns for the repair of the lock",
    "ordered the dredging of the channel below {place}",
    "sent {number} wagons of grain over the northern line",
    "arrested two men after the fire on the quay of {place}",
    "published a report on the {number} cracked piles",
    "won the vote on the new terminal in {place}",
]
_WHEN = [
    *("on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "yesterday", "last week", "on {day}"),
    *("earlier this week", "two days later", "on {day}", "last month", "in 2019", "on {day}", "three weeks ago"),
]
_SOON = ["next week", "on {later}", "next month", "tomorrow", "by the end of the month"]
_COLOUR = [
    "Nobody at the table spoke against it, and the letter seen by this paper gives no reason.",
    "The current at the lock is stronger than the charts say, as every pilot knows.",
    "Forty wagons wait outside the terminal, and the drivers sleep in their cabs.",
    "The steering gear had been overhauled, but the log does not show by whom.",
    '"We were told nothing, and we will not pay for the mistakes of others," {who} said.',
    "Divers cannot work when the tide runs out, which leaves them four hours of light.",
    "The cost is not known and will not be guessed before the inquiry has ended.",
    "Trains with grain take the longer way, and the mills pay for it.",
]
_OUTLETS = ("Alder Courier", "Harbour Gazette", "Example Agency", "The Lock Keeper", "Coast Record")


def articles(edition: int, count: int = 5) -> dict[str, str]:
    """Return ``count`` articles of edition number ``edition`` by file name: some 2 kB each, published within a week.

    What one paper tells, another tells in part, in its own order; no two editions say the same.
    """
    chance = random.Random(edition)
    first = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(330))
    told = [_event(chance, first) for _ in range(3 + 2 * count)]
    return {f"a{number}.txt": _article(chance, told, first, number) for number in range(count)}


def write_brief(folder: Path, edition: int, count: int = 5) -> Path:
    """Write a brief and its articles under ``folder``; return the brief file."""
    name = f"edition-{edition:07d}"
    place = folder / name
    place.mkdir(parents=True)
    for file, text in articles(edition, count).items():
        (place / file).write_text(text, encoding="utf-8")
    path = folder / f"{name}.yaml"
    path.write_text(f"sources: {name}/*.txt\n", encoding="utf-8")
    return path


def _event(chance: random.Random, first: dt.date) -> str:
    what = chance.choice(_NEWS).format(place=chance.choice(_PLACES), number=chance.randrange(2, 900))
    return f"{_capital(chance.choice(_PEOPLE))} {what} {_date(chance, _WHEN, first)}."


def _date(chance: random.Random, phrases: list[str], first: dt.date) -> str:
    before, after = first - dt.timedelta(days=chance.randrange(40)), first + dt.timedelta(days=8 + chance.randrange(40))
    return chance.choice(phrases).format(day=f"{before.day} {before:%B}", later=f"{after.day} {after:%B}")


def _article(chance: random.Random, told: list[str], first: dt.date, number: int) -> str:
    own = [_event(chance, first) for _ in range(6)]
    sentences = [*chance.sample(told, 9), *own]
    sentences += [line.format(who=chance.choice(_PEOPLE)) for line in chance.sample(_COLOUR, 8)]
    sentences.append(
        f"{_capital(chance.choice(_PEOPLE))} is to speak in {chance.choice(_PLACES)} {_date(chance, _SOON, first)}."
    )
    chance.shuffle(sentences)
    title = " ".join(own[0].split()[:9])
    published = first + dt.timedelta(days=chance.randrange(7))
    head = f"---\ntitle: {title!r}\npublisher: {_OUTLETS[number % len(_OUTLETS)]}\npublished: {published}\n---\n"
    paragraphs = [" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3)]
    return head + "\n\n".join(paragraphs) + "\n"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
