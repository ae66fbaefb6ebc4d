"""On which side of its anchor a time lies, told from the words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.dates.rules import Table
from briefing.dates.tokens import BREAK
from briefing.model.time import Direction

_OPEN = re.compile(r"XXXX-(?:XX-\d\d|WXX-\d|\d\d|Q\d|H\d|SP|SU|FA|WI)|XXXX-WXX-WE")
_LEFT, _RIGHT, _NEAR, _WISH = 12, 8, 5, 6  # tokens looked at on either side
_FAR = 16  # tokens to a verb that looks ahead, when no clause begins between
_CLAUSE = 30  # tokens from the date that opens a sentence to the verb of its main clause
_PLACED = 6  # tokens from "is" to the day on which something is
_UNDOING = 4  # tokens from a planned day to the verb that undoes the plan
_Classes = Mapping[str, str]


def is_open(template: str) -> bool:
    """Whether a template leaves open on which side of its anchor the time lies."""
    return _OPEN.match(template) is not None


def look(table: Table, codes: str, first: int, last: int) -> tuple[Direction, tuple[str, ...]]:
    """Return the side on which the expression from ``first`` to ``last`` lies, and what its words add to that.

    "sure": the verb, or the word of a last day, stands right before it. "either": the event was called off, before its
    day or after. "eve": a weekday of this name that is tomorrow is rather meant than that of six days ago.
    """
    classes = table.classes
    announced = _is_announced(classes, codes, first)
    side, verb = (Direction.FUTURE, "") if announced else _before(classes, codes, first, last)
    if side is None:
        side = _after(classes, codes, first, last)
    if side is Direction.UNKNOWN and first and codes[first - 1] in classes["deadline"]:
        side = Direction.FUTURE  # "is closed through Wednesday"
    if side is Direction.PAST:
        sure = any(code in classes["past"] for code in codes[max(0, first - 2) : first])
        eve = verb != "" and _looks_on(classes, codes, first, last, verb)
        return side, ("sure",) * sure + ("eve",) * eve
    if side is Direction.FUTURE:
        if _is_undone(classes, codes, last):
            return Direction.UNKNOWN, ("either",)
        return side, ("sure",) if _is_last_day(classes, codes, first) else ()
    bound = first > 0 and codes[first - 1] in classes["bounds"]
    return side, () if verb or bound else ("eve",)


def _is_announced(classes: _Classes, codes: str, first: int) -> bool:
    """Whether the words right before it say that a time is to come: "until May", "a strike for Thursday"."""
    if first < 2:
        return False
    one, two = codes[first - 1], codes[first - 2]
    if one in classes["until"]:
        return two not in classes["sentence_end"] + BREAK
    if one in classes["to"]:
        return two in classes["past"]  # "extended to 16 November"
    if one in classes["wanted"] and two in classes["gathering"] + classes["calling"] + classes["arranged"]:
        return True
    return two in classes["gathering"] and _called_for(classes, codes, first - 2)


def _looks_on(classes: _Classes, codes: str, first: int, last: int, verb: str) -> bool:
    """Whether a past verb leaves room for a day to come: "prepared on Friday", "wrote before a vote on Friday"."""
    between = codes[max(0, first - _LEFT) : first].rpartition(verb)[2]
    if verb in classes["pointing"] or any(code in classes["appointed"] for code in between):
        return True
    owner = last < len(codes) and codes[last] in classes["possessive"]  # "a Friday deadline", "Friday's vote"
    after = first > 0 and codes[first - 1] in classes["compared"]
    return not after and any(code in classes["appointed"] for code in codes[last + owner : last + owner + 1])


def _is_last_day(classes: _Classes, codes: str, first: int) -> bool:
    """Whether the expression is a last day: "due by 1 December", "until May"."""
    return first > 0 and codes[first - 1] in classes["deadline"] + classes["until"]


def _before(classes: _Classes, codes: str, first: int, last: int) -> tuple[Direction | None, str]:
    """Return the side that the nearest verb before the expression tells, within the sentence, and that verb."""
    ends = classes["sentence_end"] + BREAK
    owner = last < len(codes) and codes[last] in classes["possessive"]  # "Monday's vote": a thing that is known
    near, far = (_NEAR, _NEAR) if owner else (_LEFT, _FAR)
    for index in range(first - 1, max(-1, first - 1 - near), -1):
        if codes[index] in ends:
            return None, ""
        side = _told_by(classes, codes, index, first)
        if side is not None:
            return side, codes[index]
    if any(code in classes["joint"] for code in codes[max(0, first - near) : first]):
        return None, ""
    for index in range(first - 1 - near, max(-1, first - 1 - far), -1):
        if codes[index] in ends + classes["joint"] + classes["comma"]:
            break
        if _told_by(classes, codes, index, first) is Direction.FUTURE:
            return Direction.FUTURE, codes[index]
    return None, ""


def _told_by(classes: _Classes, codes: str, index: int, first: int) -> Direction | None:
    """Return the side that the word at ``index`` tells, if it is the verb of the clause."""
    code, to = codes[index], classes["to"]
    if code in classes["ahead"] or (code in classes["intent"] and _to_do(classes, codes, index + 1, first)):
        return _of_modal(classes, codes, index)
    if _is_to(classes, codes, index):
        return Direction.FUTURE
    if code in classes["meet"] and index and codes[index - 1] in classes["unknown"]:
        return Direction.FUTURE  # "the leaders meet on Friday": a plan, told in the present
    if code in classes["present"] and index >= first - _PLACED and _stands_at(classes, codes, index, first):
        return Direction.FUTURE  # "the final is at 3 p.m. on Sunday"
    if code in classes["arranged"] and index == first - 2 and codes[first - 1] in classes["joining"]:
        return Direction.PAST  # "the record set in June"
    if not _is_past_verb(classes, codes, index):
        return None
    if index and codes[index - 1] in to + classes["linking"]:
        return None  # "expected to hit", "may stay closed": the verb before it tells
    if index and codes[index - 1] in classes["present"]:
        beside = all(code in classes["dayly"] for code in codes[index + 1 : first])
        return Direction.FUTURE if beside else Direction.UNKNOWN  # "are shut on Friday"; "is heard in May"
    if index > 1 and codes[index - 1] in classes["be"]:
        return Direction.FUTURE if codes[index - 2] in to else None  # "will be held": the modal tells
    if index > 1 and codes[index - 2] in classes["would"] + classes["will"] and codes[index - 1] not in classes["past"]:
        return None  # "will stay shut"
    return Direction.PAST


def _is_to(classes: _Classes, codes: str, index: int) -> bool:
    """Whether a plan is told: "is to meet on Friday", "was to speak on Friday"."""
    follows = index + 1 < len(codes) and codes[index + 1] in classes["to"]
    return follows and codes[index] in classes["present"] + classes["was"]


def _is_past_verb(classes: _Classes, codes: str, index: int) -> bool:
    """Whether a word of the past is a verb, and no adjective ("state-owned", "the flooded areas")."""
    halves = classes["-ed"] + classes["adjectival"]
    before = classes["dash"] + classes["article"] + classes["definite"]
    if index and codes[index - 1] in before and codes[index] in halves:
        return False
    return codes[index] in classes["past"]


def _stands_at(classes: _Classes, codes: str, index: int, first: int) -> bool:
    """Whether nothing but prepositions and an hour stands between a verb and the expression."""
    between = classes["joining"] + classes["hour"] + classes["clock"] + classes["ampm"]
    return all(code in between for code in codes[index + 1 : first]) and codes[first - 1] in classes["joining"]


def _of_modal(classes: _Classes, codes: str, index: int) -> Direction:
    """Return the side that a word that looks ahead tells.

    What was to come lies on either side when it is told in the pluperfect ("it had been due to expire on Friday").
    """
    before = codes[max(0, index - _WISH) : index]
    if codes[index] in classes["would"] and any(code in classes["knowing"] for code in before):
        return Direction.PAST  # "he knew that she would be there on Friday"
    if any(code in classes["had"] for code in before):
        return Direction.UNKNOWN
    denied = any(code in classes["negated"] for code in codes[max(0, index - _WISH) : index + 2])
    return Direction.PAST if denied and codes[index] in classes["could"] else Direction.FUTURE


def _to_do(classes: _Classes, codes: str, start: int, first: int) -> bool:
    """Whether "to" and a verb follow: "agreed to meet on Monday", not "agreed to a truce on Monday"."""
    return any(
        codes[index] in classes["to"] and codes[index + 1] not in classes["thing"]
        for index in range(start, min(start + _WISH - 1, first))
    )


def _called_for(classes: _Classes, codes: str, place: int) -> bool:
    """Whether what stands at ``place`` is called for: "has called for a protest on Saturday"."""
    return any(
        codes[index] in classes["calling"] and codes[index + 1] in classes["wanted"]
        for index in range(max(0, place - _WISH), place - 1)
    )


def _is_undone(classes: _Classes, codes: str, last: int) -> bool:
    """Whether the verb that follows undoes what was planned: "the march set for Saturday has been called off"."""
    for index in range(last + 1, min(len(codes), last + _UNDOING)):
        if codes[index - 1] in classes["was"] + classes["past"]:
            off = index + 1 < len(codes) and codes[index] in classes["calling"] and codes[index + 1] in classes["off"]
            if off or codes[index] in classes["undone"]:
                return True
        elif codes[index - 1] in classes["sentence_end"] + BREAK:
            return False
    return False


def _after(classes: _Classes, codes: str, first: int, last: int) -> Direction:
    """Return the side that the nearest verb after the expression tells, within the sentence."""
    ends = classes["sentence_end"] + BREAK
    due = first > 0 and codes[first - 1] in classes["deadline"]
    otherwise = Direction.FUTURE if due else Direction.UNKNOWN
    if last < len(codes) and codes[last] in classes["dash"]:
        return otherwise  # "March 5 - The council meets": an entry of a chronicle
    ahead = classes["ahead"]
    for index in range(last, min(len(codes), last + _reach(classes, codes, first, last))):
        if index == last + _RIGHT:
            ahead = classes["will"] + classes["would"]  # no more "the planned trip"
        if codes[index] in ends:
            break
        if codes[index] in ahead or (index == last and _is_to(classes, codes, index)):
            return Direction.FUTURE
        if _is_past_verb(classes, codes, index):
            return Direction.PAST
    return otherwise


def _reach(classes: _Classes, codes: str, first: int, last: int) -> int:
    """Return how far the verb may be: "In May, a week after the raid on the yard, it burned" tells it late."""
    ends = classes["sentence_end"] + BREAK
    opens = first < 2 or codes[first - 2] in ends or codes[first - 1] in ends
    return _CLAUSE if opens and last < len(codes) and codes[last] in classes["comma"] else _RIGHT
