"""The keys of a brief that say what the briefing is about and how much it shows."""

from __future__ import annotations

import datetime as dt
import os

from briefing.errors import BriefFileError
from briefing.job.calendar import read_calendar
from briefing.job.corrections import read_correction
from briefing.job.nodes import Faults, Mapping
from briefing.job.reading import Reading, near_file
from briefing.job.section import Section, nearest, one_text, show
from briefing.model import Correction, NamedEvent, Plan
from briefing.model.plan import LONGEST_HANDLING
from briefing.sources.declared import language_tag


def read_plan(brief: Section, reading: Reading) -> Plan:
    """Return the plan; what a brief does not say is as in a folder without one."""
    limits = brief.section("limits", ("events", "bullets"))
    as_of = brief.day("as_of")
    if "date" in brief:
        if "as_of" in brief:
            brief.refuse("date", "is another word for as_of; give one of them")
        as_of = as_of or brief.day("date")
    usual = Plan()
    return Plan(
        title=brief.text("title", longest=300),
        topic=brief.texts("topic"),
        period=_period(brief),
        as_of=as_of,
        timezone=_timezone(brief),
        handling=brief.text("handling", longest=LONGEST_HANDLING),
        language=read_language(brief) or usual.language,
        events=(limits and limits.whole("events", 1, 1000)) or usual.events,
        bullets=(limits and limits.whole("bullets", 1, 1000)) or usual.bullets,
        names=_names(brief, reading.faults),
        calendar=_calendar(brief, reading),
        corrections=_corrections(brief, reading.faults),
    )


def _period(brief: Section) -> tuple[dt.date | None, dt.date | None]:
    section = brief.section("period", ("from", "to"))
    if section is None:
        return (None, None)
    first, last = section.date("from"), section.date("to")
    start, end = first[0].start if first else None, last[0].last if last else None
    if first and start is None:
        section.wrong("from", "a date with a beginning")
    if last and end is None:
        section.wrong("to", "a date with an end")
    if start and end and start > end:
        section.refuse("to", f"ends on {end}, before it begins on {start}")
    return (start, end)


def _timezone(brief: Section) -> str | None:
    name = brief.text("timezone", longest=100)
    if name is None:
        return None
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        zones = sorted(available_timezones())
        if zones:
            brief.wrong("timezone", "a name like Europe/Kyiv (IANA time zones)", nearest(name, zones))
    return name


def read_language(section: Section) -> str | None:
    """Return the language tag under ``language``."""
    text = section.text("language", longest=40)
    tag = language_tag(text) if text else None
    if text and not tag:
        section.wrong("language", "a tag like en or pt-BR")
    return tag


def _names(brief: Section, faults: Faults) -> tuple[tuple[str, ...], ...]:
    node = brief.get("names")
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        brief.wrong("names", "house spellings, each with a list of others")
        return ()
    houses = [one_text(key, "names", faults, longest=200) for key, _ in node.entries]
    section = Section(node, "names", [house for house in houses if house], faults)
    return tuple((house, *section.texts(house)) for house in dict.fromkeys(houses) if house)


def _calendar(brief: Section, reading: Reading) -> tuple[NamedEvent, ...]:
    text = brief.text("events")
    if text is None:
        return ()
    path = reading.folder / text
    if not os.path.isfile(path):
        brief.refuse("events", f"found {show(text)}; there is no such file{near_file(path, text)}")
        return ()
    reading.reads.append(path)
    try:
        rows, faults = read_calendar(path)
    except BriefFileError as error:
        rows, faults = (), [str(error)]
    reading.elsewhere += faults
    return rows


def _corrections(brief: Section, faults: Faults) -> tuple[Correction, ...]:
    items = brief.items("corrections", "a list of decisions")
    return tuple(
        correction
        for n, item in enumerate(items, 1)
        for correction in read_correction(item, f"corrections[{n}]", faults)
    )
