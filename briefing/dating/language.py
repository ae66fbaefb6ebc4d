"""The few words by which a text betrays when it was written, beside its time expressions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Words of one language, lower case."""

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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ORDINALS = (
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

ENGLISH = Language(
    weekdays={name: number for number, name in enumerate(_WEEKDAYS, 1)}
    | {name[:3]: number for number, name in enumerate(_WEEKDAYS, 1)}
    | {"tues": 2, "thur": 4, "thurs": 4},
    ahead=_words(
        """
        will shall would could may might can should must won't won’t tomorrow next upcoming coming
        forthcoming scheduled due expected expects expect planned plans plan planning set slated forecast
        forecasts projected projects target targets targeted goal aims aim ahead deadline if unless intends
        hopes hope
        """
    ),
    to="to",
    be=_words("is are was were"),
    until=_words("by until till through before beyond fiscal than"),
    told=_words(
        """
        was were had did began became came went took gave held met said told won lost fell rose hit left led
        made sent saw spoke struck broke brought built bought sold fought found got grew kept knew paid ran
        shot sat stood swore threw wrote died
        """
    ),
    told_ending="ed",
    passive=frozenset({"be", "get"}),
    since=frozenset({"since"}),
    within=frozenset({"in", "during"}),
    began=_words(
        """
        began begun begin beginning start started starting launch launched launching invaded invasion
        outbreak erupted erupting since founded
        """
    ),
    other=_words("last next this previous following coming past every each until by"),
    last=frozenset({"last"}),
    aside=_words("who which that when whose where after before since while because as until"),
    earlier=frozenset({"had"}),
    nights=frozenset({"last night"}),
    ordinals={word: number for number, word in enumerate(_ORDINALS, 2)},
    numbers={word: number for number, word in enumerate(_NUMBERS, 1)},
    year=frozenset({"year", "years"}),
    into=frozenset({"into"}),
    running=frozenset({"its", "the", "a", "their"}),
    saying=_words("said says say told announced reported according added"),
    small=_words(
        """
        the a an and but or in on at for from with by as of to it its he she they we his her their this that
        these those when while after before there what who how why if not no also more most all some one two
        new
        """
    ),
)

_LANGUAGES = {"en": ENGLISH}


def language_of(tag: str | None) -> Language:
    """Return the words for a BCP 47 tag; English for a language that has no record yet."""
    return _LANGUAGES.get((tag or "en").split("-")[0].lower(), ENGLISH)
