"""Sentences without a date of their own: what their article is about, whom they quote, what they go on with.

In that order a sentence takes the time of the same speaker's last dated words, of the sentence that it continues, or of
the event that its article reports. Nothing is dated by the article alone unless it belongs to that event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.model import Document, EventBasis, Interval, TimeExpression
from briefing.timeline.language.tokens import tokenize
from briefing.timeline.names.book import NameBook
from briefing.timeline.names.gazetteer import PERSON
from briefing.timeline.telling.belonging import belongs, continues
from briefing.timeline.telling.byitself import by_itself, is_state
from briefing.timeline.telling.chronology import opens_with_day
from briefing.timeline.telling.countback import counted_back
from briefing.timeline.telling.deeds import sorts
from briefing.timeline.telling.extract import dated, make, subject_clause
from briefing.timeline.telling.governing import governor
from briefing.timeline.telling.happenings import deed_of, named_in
from briefing.timeline.telling.headed import headed, headings
from briefing.timeline.telling.lead import is_fresh, lead_of, opening_of, widened
from briefing.timeline.telling.leaving import hangs_on, leaves_main, looks_back
from briefing.timeline.telling.records import Parsed, Telling
from briefing.timeline.telling.reference import leaning_on, pronouns, referring, spoken, with_topic

_TITLES = 4  # lines from the top that can be titles
_REACH = 3  # sentences over which a speaker is remembered
_SHORT = 31  # days of a time in which a sentence without a date can have an event of its own
_QUOTED = ('"', "“", "„")
_GOES_ON = 2  # ... over which the day that was told of goes on


@dataclass(frozen=True, slots=True)
class Story:
    """An article as tellings. ``follows[i]`` is the telling to whose event telling ``i`` belongs, or -1."""

    document: Document
    tellings: tuple[Telling, ...]
    follows: tuple[int, ...]
    leaning: dict[int, int]  # tellings of an unknown "it" or "they" -> the telling just before them
    undated: tuple[Parsed, ...]  # sentences that tell something, without a bound in time
    speakers: dict[int, str]  # sentence index -> who "he" or "she" is


def tell(document: Document, parsed: Sequence[Parsed], book: NameBook) -> Story:
    """Return the tellings of one article."""
    days = headings(parsed)
    body = [p for p in parsed if p.sentence.whole and (p.clauses or p.sentence.index in days or opens_with_day(p))]
    speakers = pronouns(body, _titled(document, book))
    body = [spoken(p, speakers) for p in body]
    titles = [p for p in parsed if not p.sentence.whole and p.sentence.paragraph <= _TITLES]
    teller = _Teller(document.published, body, opening_of(document, titles, body, book), speakers, days)
    teller.run()
    return Story(
        document, tuple(teller.tellings), tuple(teller.follows), teller.leaning, tuple(teller.undated), speakers
    )


def _titled(document: Document, book: NameBook) -> str | None:
    """Return the one person whom the title names."""
    people = {use.key for use in book.spot(tokenize(document.title or ""), document.id) if use.kind == PERSON}
    return people.pop() if len(people) == 1 else None


class _Teller:
    """Walks through an article and remembers who spoke last, and what the article is about."""

    def __init__(
        self,
        dct: Interval | None,
        body: Sequence[Parsed],
        opening: Telling | None,
        speakers: dict[int, str],
        days: Mapping[int, TimeExpression],
    ) -> None:
        self.dct, self.opening, self.body, self.speakers, self.days = dct, opening, body, speakers, days
        self.own = [
            tuple(self._referred(told, body[at - 1] if at else None) for told in self._told(p))
            for at, p in enumerate(body)
        ]
        self.lead = lead_of(body, self.own, dct, opening)
        self.tellings: list[Telling] = []
        self.follows: list[int] = []
        self.leaning: dict[int, int] = {}
        self.undated: list[Parsed] = []
        self.main: dict[int, int] = {}  # position of a sentence -> the telling that dates it
        self.spoken: dict[str, tuple[int, int]] = {}  # speaker -> telling, position of the last words
        self.scene: tuple[Interval, int] | None = None  # the last older day that was told of
        self.sequence: tuple[Interval, int] | None = None  # the last day that was told of, position of its sentence

    def _told(self, p: Parsed) -> tuple[Telling, ...]:
        """Return what a sentence dates itself; else it is of the day on the line above it."""
        day = self.days.get(p.sentence.index)
        found = dated(p, self.dct)
        return (*found, *counted_back(p, found, self.dct)) or (headed(p, day) if day is not None else ())

    def _referred(self, told: Telling, before: Parsed | None) -> Telling:
        return leaning_on(referring(with_topic(told, before), self.speakers), before)

    def run(self) -> None:
        """Fill ``tellings``, ``follows`` and ``undated``."""
        if self.lead is not None:
            told, at = self.lead
            self.main[at] = self._add(widened(told, self.opening))
        swallowed = {t.before.sentence.index for found in self.own for t in found if t.before}
        for at, p in enumerate(self.body):
            found = self._dated(at)
            if not found and at not in self.main and p.sentence.index not in swallowed:
                self._undated(at, p)
            elif found and at not in self.main:
                self._report_of(at, p, found)
            self._remember(at)
            self._go_on(at)

    def _add(self, told: Telling, target: int = -1) -> int:
        self.tellings.append(told)
        self.follows.append(target)
        return len(self.tellings) - 1

    def _dated(self, at: int) -> list[int]:
        """Add what the sentence dates itself; the lead is there already."""
        taken = (self.lead[0].focus, self.lead[0].interval) if self.lead and self.lead[1] == at else None
        found = [self._add(told) for told in self.own[at] if (told.focus, told.interval) != taken]
        last = self.main.get(at - 1, -1)
        if last >= 0 and at not in self.main:
            self.leaning.update({k: last for k in found if _leans(self.tellings[k])})
        return found

    def _report_of(self, at: int, p: Parsed, found: Sequence[int]) -> None:
        """Say what dates the sentence, and where it belongs when that is not the time of its main verb.

        A saying belongs where its speaker is. Else what has no date is of the day that is told of, when every event is
        asked for; under the date that its sentence has, its words are told already.
        """
        self.main[at] = max(found, key=lambda k: (self.tellings[k].role != "noun", -k))
        said = p.report is not None and all(self.tellings[k].role != "statement" for k in found)
        target = self._target(at, p) if said else -1
        if target >= 0:
            self._follow(p, target)
        elif self.dct is not None and leaves_main(p, [self.tellings[k] for k in found], nouns=True):
            self._lean(self.main[at], by_itself(p, self._day(at), self.dct))

    def _lean(self, target: int, alone: Telling | None) -> None:
        """Add an event of its own that stands under another one where not every event is asked for."""
        if alone is not None:
            self.leaning[self._add(alone)] = target

    def _undated(self, at: int, p: Parsed) -> None:
        target = self._target(at, p)
        state = self.dct is not None and is_state(p)
        if target >= 0 and not (state and self.tellings[target].lead):
            own = self._of_its_own(p, self.tellings[target])
            if own is not None:
                self._lean(target, own)
            else:
                self._follow(p, target)
            self.main[at] = target
        elif self.dct is None:
            self.undated.append(p)
        elif target >= 0:
            self._lean(target, by_itself(p, self.dct, self.dct))
            self.main[at] = target
        else:
            alone = by_itself(p, self.dct if state else self._day(at), self.dct)
            if alone is not None:
                self.main[at] = self._add(alone)

    def _of_its_own(self, p: Parsed, model: Telling) -> Telling | None:
        """Return a sentence of the time of ``model`` that tells another deed: "She is to appeal", after the verdict."""
        start, last = model.interval.start, model.interval.last
        if self.dct is None or start is None or last is None or (last - start).days > _SHORT:
            return None
        clause = subject_clause(p)
        if clause is None or p.sentence.text[:1] in _QUOTED or p.sentence.index < model.parsed.sentence.index:
            return None
        told = by_itself(p, model.interval, self.dct)
        if told is None or told.role == "state":
            return None
        named = named_in(p, (0, len(p.tokens)))
        return told if deed_of(told).acts and not named & (deed_of(model).happens | sorts(model.stems)) else None

    def _day(self, at: int) -> Interval:
        """Return the day of a sentence without a date: that of what is told, or the article's, if it looks back."""
        assert self.dct is not None
        day = self._told_day(at)
        later = (told.interval for told in self.own[at] if told.interval.is_day and not told.ahead)
        return self.dct if any(_begins(other) > _begins(day) for other in later) else day

    def _told_day(self, at: int) -> Interval:
        """Return the day on the line above, that of the scene, the told sequence, the report, the article."""
        assert self.dct is not None
        above = self.days.get(self.body[at].sentence.index)
        if above is not None and above.interval is not None:
            return above.interval
        if self.scene is not None and self.scene[1] == at - 1 and self._same_scene(at):
            return self.scene[0]
        if self.sequence is not None and at - self.sequence[1] <= _GOES_ON:
            return self.sequence[0]
        return self.tellings[0].interval if self.lead is not None else self.dct

    def _same_scene(self, at: int) -> bool:
        """Whether a sentence goes on with an older day: the same paragraph, in the past tense, nobody's saying."""
        p, before = self.body[at], self.body[at - 1]
        clause = subject_clause(p)
        together = p.sentence.paragraph == before.sentence.paragraph
        return together and p.report is None and clause is not None and clause.group.tense == "past"

    def _follow(self, p: Parsed, target: int) -> None:
        model = self.tellings[target]
        told = make(
            p,
            "context",
            (0, len(p.tokens)),
            model.interval,
            model.precision,
            model.basis,
            None,
            subject_clause(p),
            p.timed,
            self.dct,
        )
        self._add(replace(told, ahead=model.ahead), target)

    def _go_on(self, at: int) -> None:
        """Remember the day that the sentence tells of, where it is one of the last days."""
        told = self.tellings[self.main[at]] if at in self.main else None
        if told is None or told.role not in ("clause", "statement") or told.ahead or not told.interval.is_day:
            return
        if looks_back(told) or hangs_on(told.parsed, told):
            return  # "she had left on Tuesday" goes back; the story does not go on from there
        if told.basis is EventBasis.TEXT and is_fresh(told.interval, self.dct):
            self.sequence = told.interval, at
        elif told.basis is EventBasis.TEXT and told.parsed.report is None:
            self.scene = told.interval, at

    def _remember(self, at: int) -> None:
        speaker = self.body[at].report.speaker if self.body[at].report else None  # type: ignore[union-attr]
        if not speaker or at not in self.main:
            return
        target = self.main[at]
        if self.tellings[target].role == "statement" and self.tellings[target].speaker == speaker and target != 0:
            self.spoken[speaker] = (target, at)

    def _target(self, at: int, p: Parsed) -> int:
        """Return the telling to whose event an undated sentence belongs, or -1."""
        speaker = p.report.speaker if p.report else None
        if speaker and speaker in self.spoken and at - self.spoken[speaker][1] <= _REACH:
            return self.spoken[speaker][0]
        last = self.main.get(at - 1, -1)
        together = at > 0 and self.body[at - 1].sentence.paragraph == p.sentence.paragraph
        if (
            last >= 0
            and together
            and speaker in (None, self.tellings[last].speaker)
            and continues(p, self.tellings[last])
        ):
            return last
        who = self.speakers.get(p.sentence.index)
        if who and last >= 0 and together and who in self.tellings[last].principals:
            return last
        quoted = p.sentence.text[:1] in _QUOTED
        if quoted and p.report is None and last >= 0:
            return last
        if self.lead is None or self.opening is None:
            return -1
        return 0 if belongs(p, self.opening, quoted) else -1


def _leans(told: Telling) -> bool:
    """Whether the telling's subject is a pronoun that stands for nobody known."""
    if told.role not in ("clause", "statement") or told.principals or told.expression is None:
        return False
    clause = governor(told.parsed, told.parsed.token_range(told.expression.span))
    if clause is None or clause.subject is None or clause.group.passive:
        return False
    if told.parsed.report is not None and told.parsed.report.speaker:
        return False  # "Prosecutors: he took the money"
    first, last = clause.subject
    return last - first == 1 and told.parsed.tokens[first].lower in ("it", "they", "he", "she")


def _begins(interval: Interval) -> dt.date:
    return interval.start or dt.date.min
