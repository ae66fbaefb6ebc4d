"""The few words by which a text betrays when it was written, beside its time expressions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from briefing import resources

_CLASSES = (
    *("ahead", "be", "until", "told", "passive", "since", "within", "began", "other", "last", "aside", "earlier"),
    *("year", "into", "running", "saying", "small"),
)


@dataclass(frozen=True, slots=True)
class Language:
    """Words of one language, lower case, as ``words/en.yaml`` lists them."""

    weekdays: dict[str, int]  # names and abbreviations; Monday is 1
    ahead: frozenset[str]  # make a time in their sentence a time to come, or leave it open
    to: str
    be: frozenset[str]  # before "to", make a time to come: "is to open in 1998"
    until: frozenset[str]  # before a year, look ahead or say nothing about now
    told: frozenset[str]  # past-tense forms that do not end like regular ones
    told_ending: str
    passive: frozenset[str]  # before such a form, make it no past: "to be held"
    since: frozenset[str]  # before a time, put its beginning in the past
    within: frozenset[str]  # before a year, make it a time: "in 1998"
    began: frozenset[str]  # words of a beginning: "the war that began in 1998"
    other: frozenset[str]  # before a weekday, say which week: "last Monday"
    last: frozenset[str]  # those of them that put it in the week before, or in the days just gone
    aside: frozenset[str]  # begin a clause that tells of another time than its sentence
    earlier: frozenset[str]  # put a verb before what is told around it: "had said"
    nights: frozenset[str]  # expressions for the night before the day of publication
    ordinals: dict[str, int]  # "fourth" in "its fourth year"
    numbers: dict[str, int]  # "three" in "three years into"
    year: frozenset[str]
    into: frozenset[str]
    running: frozenset[str]  # before "fourth year", say that it is going on
    saying: frozenset[str]
    small: frozenset[str]  # capitalised at the start of a sentence, and no name

    def tells_past(self, word: str) -> bool:
        """Whether a word is a verb in the past; "tax-exempted" is none."""
        return word in self.told or (word.endswith(self.told_ending) and "-" not in word)


def language_of(tag: str | None) -> Language:
    """Return the words for a BCP 47 tag; English for a language that has no table yet."""
    code = (tag or "en").split("-")[0].lower()
    return _read(code if code.isalpha() and code.isascii() else "en")


@cache
def _read(code: str) -> Language:
    try:
        table = resources.table(f"dating/words/{code}.yaml")
    except FileNotFoundError:
        return _read("en")
    return Language(
        weekdays=table["weekdays"],
        to=table["to"],
        told_ending=table["told_ending"],
        nights=frozenset(table["nights"]),
        ordinals=_numbered(table["ordinals"], 2),
        numbers=_numbered(table["numbers"], 1),
        **{name: frozenset(table[name].split()) for name in _CLASSES},
    )


def _numbered(words: str, first: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), first)}
