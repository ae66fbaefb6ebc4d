"""On which side of its anchor a time lies, told from the words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.dates.rules import Table
from briefing.dates.tokens import BREAK
from briefing.model.time import Direction

_OPEN = re.compile(r"XXXX-(?:XX-\d\d|WXX-\d|\d\d|Q\d|H\d|SP|SU|FA|WI)|XXXX-WXX-WE")
_LEFT, _RIGHT, _NEAR, _WISH = 12, 8, 5, 6  # tokens looked at on either side


def is_open(template: str) -> bool:
    """Whether a template leaves open on which side of its anchor the time lies."""
    return _OPEN.match(template) is not None


def is_sure(table: Table, codes: str, first: int) -> bool:
    """Whether a verb in the past stands right before the expression, but for one word: "ended on 15 January"."""
    return any(code in table.classes["past"] for code in codes[max(0, first - 2) : first])


def is_due(table: Table, codes: str, first: int) -> bool:
    """Whether the expression is a last day: "due by 1 December", "until May"."""
    return first > 0 and codes[first - 1] in table.classes["deadline"] + table.classes["until"]


def look(table: Table, codes: str, first: int, last: int) -> Direction:
    """Return past or future by the nearest verb before the expression, else after it, within the sentence.

    What was to come lies on either side when it is told in the pluperfect ("it had been due to expire on Friday").
    """
    classes = table.classes
    past, ahead, had, to = classes["past"], classes["ahead"], classes["had"], classes["to"]
    ends = classes["sentence_end"] + BREAK
    if first > 1 and codes[first - 1] in classes["until"] and codes[first - 2] not in ends:
        return Direction.FUTURE
    if first > 1 and codes[first - 1] in to and codes[first - 2] in past:
        return Direction.FUTURE  # "extended to 16 November"
    if first > 1 and codes[first - 2] in classes["gathering"] and _called_for(classes, codes, first - 2):
        return Direction.FUTURE
    if (
        first > 1
        and codes[first - 1] in classes["wanted"]
        and codes[first - 2] in classes["gathering"] + classes["calling"]
    ):
        return Direction.FUTURE  # "a strike for Thursday"
    owner = last < len(codes) and codes[last] in classes["possessive"]  # "Monday's vote": a thing that is known
    for index in range(first - 1, max(-1, first - 1 - (_NEAR if owner else _LEFT)), -1):
        code = codes[index]
        if code in ends:
            break
        if code in ahead or (
            code in classes["intent"] and _to_do(classes, codes, index + 1, min(index + _WISH, first))
        ):
            before = codes[max(0, index - 6) : index]
            early = any(c in had for c in before)
            if code in classes["would"] and any(c in classes["knowing"] for c in before):
                return Direction.PAST  # "he knew that she would be there on Friday"
            denied = code in classes["could"] and any(
                c in classes["negated"] for c in codes[max(0, index - _WISH) : index + 2]
            )
            if early:  # "it had been expected to run into April": on either side
                return Direction.UNKNOWN
            return Direction.PAST if denied else Direction.FUTURE
        if code in classes["present"] and codes[index + 1] in to:
            return Direction.FUTURE  # "is to meet on Friday"
        if code in classes["was"] and codes[index + 1] in to:
            return Direction.FUTURE  # "was to speak on Friday"
        if code in past:
            if index and codes[index - 1] in classes["present"]:
                return Direction.UNKNOWN  # "is heard in May"
            if index > 1 and codes[index - 1] in classes["be"]:
                if codes[index - 2] in to:
                    return Direction.FUTURE
                continue  # "will be held": the modal tells
            if index > 1 and codes[index - 2] in classes["would"] + classes["will"] and codes[index - 1] not in past:
                continue  # "will stay shut"
            return Direction.PAST
    due = first > 0 and codes[first - 1] in classes["deadline"]
    return _after(classes, codes, last, Direction.FUTURE if due else Direction.UNKNOWN)


def _to_do(classes: Mapping[str, str], codes: str, first: int, last: int) -> bool:
    """Whether "to" and a verb follow: "agreed to meet on Monday", not "agreed to a truce on Monday"."""
    return any(
        codes[index] in classes["to"] and codes[index + 1] not in classes["thing"] for index in range(first, last)
    )


def _called_for(classes: Mapping[str, str], codes: str, place: int) -> bool:
    """Whether what stands at ``place`` is called for: "has called for a protest on Saturday"."""
    return any(
        codes[index] in classes["calling"] and codes[index + 1] in classes["wanted"]
        for index in range(max(0, place - _WISH), place - 1)
    )


def _after(classes: Mapping[str, str], codes: str, last: int, otherwise: Direction) -> Direction:
    """Return past or future by the nearest verb after the expression, within the sentence."""
    ends = classes["sentence_end"] + BREAK
    if last < len(codes) and codes[last] in classes["dash"]:
        return otherwise  # "March 5 - The council meets": an entry of a chronicle
    for index in range(last, min(len(codes), last + _RIGHT)):
        code = codes[index]
        if code in ends:
            break
        if code in classes["ahead"]:
            return Direction.FUTURE
        if code in classes["past"]:
            return Direction.PAST
    return otherwise
