"""Forms of English verbs, from a table of bases and the rules of spelling; no tagger is needed.

A form that the table does not know is taken for a verb only when its shape and its place say so (``shape``).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum

from briefing.timeline.language.lexicon import table, words

_VOWELS = "aeiou"


class Form(StrEnum):
    """What a verb form can be."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading of a word as a verb: "said" is the past of "say"."""

    base: str
    form: Form


def third(base: str) -> str:
    """Return the third person: "carry" gives "carries"."""
    special = {"be": "is", "have": "has", "do": "does", "go": "goes"}.get(base)
    if special:
        return special
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith("o"):
        return base + "es"
    return base + "s"


def past(base: str, doubled: bool = False) -> str:
    """Return the regular past: "plan", doubled, gives "planned"."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if doubled else "") + "ed"


def ing(base: str, doubled: bool = False) -> str:
    """Return the -ing form: "lie" gives "lying"."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and base != "be":
        return base[:-1] + "ing"
    return base + (base[-1] if doubled else "") + "ing"


def _british(base: str) -> bool:
    """Whether a verb has two pasts: "canceled" and "cancelled"."""
    return len(base) > 4 and base[-1] == "l" and base[-2] in _VOWELS and base[-3] not in _VOWELS


_DOUBLED_IRREGULAR = words("doubled")


@functools.cache
def _forms() -> dict[str, tuple[VerbForm, ...]]:
    rows = table("english")
    found: dict[str, list[VerbForm]] = {}

    def put(word: str, base: str, form: Form) -> None:
        reading = VerbForm(base, form)
        readings = found.setdefault(word, [])
        if reading not in readings:
            readings.append(reading)

    irregular: dict[str, list[str]] = rows["irregular"]
    regular = [*rows["regular"].split(), *(verb for verb in rows["reporting"] if " " not in verb)]
    for base, (simple, participle) in irregular.items():
        put(base, base, Form.BASE)
        put(third(base), base, Form.THIRD)
        put(simple, base, Form.PAST)
        put(participle, base, Form.PARTICIPLE)
        put(ing(base, base in _DOUBLED_IRREGULAR), base, Form.ING)
    for entry in regular:
        base, doubled = entry.rstrip("+"), entry.endswith("+")
        if base in irregular:
            continue
        put(base, base, Form.BASE)
        put(third(base), base, Form.THIRD)
        for twice in sorted({doubled, doubled or _british(base)}):
            for form in (Form.PAST, Form.PARTICIPLE):
                put(past(base, twice), base, form)
            put(ing(base, twice), base, Form.ING)
    for word, form in (("were", Form.PAST), ("is", Form.THIRD), ("are", Form.BASE), ("am", Form.BASE)):
        put(word, "be", form)
    return {word: tuple(readings) for word, readings in found.items()}


@functools.lru_cache(maxsize=100_000)
def readings(word: str) -> tuple[VerbForm, ...]:
    """Return what ``word`` (lower case) can be as a verb; empty when the table does not hold it.

    >>> [(r.base, r.form.value) for r in readings("held")]
    [('hold', 'past'), ('hold', 'participle')]
    """
    found = _forms().get(word, ())
    if not found and word.startswith("re-"):
        return tuple(VerbForm(f"re-{r.base}", r.form) for r in _forms().get(word[3:], ()))
    return found


_NO_VERBS = frozenset({"hundred", "sacred", "naked", "wicked", "hatred", "kindred", "beloved", "infrared"})


@functools.cache
def shape(word: str) -> tuple[VerbForm, ...]:
    """Return the readings of a word outside the table that ends like a past or an -ing form.

    >>> shape("reformatted")[0].form.value
    'past'
    """
    if word in _NO_VERBS:
        return ()
    if len(word) > 4 and word.endswith("ed") and not word.endswith("eed") and word.isalpha():
        base = _undo(word[:-2])
        return (VerbForm(base, Form.PAST), VerbForm(base, Form.PARTICIPLE))
    return ()


def _undo(stem: str) -> str:
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsfz":
        return stem[:-1]
    if stem.endswith("ong"):
        return stem  # "belonged", unlike "changed"
    needs_e = stem.endswith(("at", "iz", "is", "v", "c", "g", "u", "dl", "bl", "tl", "pl", "gl")) or (
        len(stem) > 2
        and stem[-1] not in "wxyaeiou"
        and stem[-2] in "aiou"
        and stem[-3] not in _VOWELS
        and len(stem) < 5
    )
    return stem + "e" if needs_e else stem


@functools.cache
def reporting() -> dict[str, bool]:
    """Return the one-word verbs of saying, each with whether its object is the listener ("told NBC")."""
    rows: dict[str, dict[str, bool]] = table("english")["reporting"]
    return {verb.rstrip("+"): bool(row.get("listener")) for verb, row in rows.items() if " " not in verb}


@functools.cache
def reporting_phrases() -> frozenset[tuple[str, str]]:
    """Return the verbs of saying that are two words: ("point", "out")."""
    pairs = (verb.split() for verb in table("english")["reporting"] if " " in verb)
    return frozenset((first, second) for first, second in pairs)


def present(word: str, plural: bool) -> str | None:
    """Return the present of a past form for its subject, or None when the table does not know the word.

    >>> present("took", plural=False), present("were", plural=True)
    ('takes', 'are')
    """
    lower = word.casefold()
    if lower in ("was", "were"):
        return "are" if plural else "is"
    if lower == "had":
        return "have" if plural else "has"
    if lower == "did":
        return "do" if plural else "does"
    options = readings(lower) or shape(lower)
    base = next((r.base for r in options if r.form in (Form.PAST, Form.PARTICIPLE, Form.ING)), None)
    if base is None:
        return None
    return base if plural else third(base)


_SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ions",
    "ion",
    "ings",
    "ing",
    "ers",
    "ies",
    "ied",
    "er",
    "ed",
    "es",
    "s",
    "e",
    "y",
)


@functools.lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return a rough stem, for comparing words only: "discussing" and "discussions" meet.

    >>> stem("discussing") == stem("discussions") == stem("discussed")
    True
    """
    known = readings(word)
    if known and known[0].form is not Form.BASE and known[0].base not in ("be", "have", "do"):
        word = known[0].base
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and not (suffix == "s" and word.endswith("ss")) and len(word) - len(suffix) >= 4:
            return word[: len(word) - len(suffix)]
    return word


@functools.cache
def stopwords() -> frozenset[str]:
    """Return the words that say nothing about what an event is."""
    classes = ("auxiliary", "modal", "determiner", "preposition", "conjunction", "subordinator", "pronoun", "adverb")
    return frozenset().union(*(words(name) for name in classes))
