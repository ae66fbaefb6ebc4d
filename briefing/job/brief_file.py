"""The keys of a brief file, one function a section."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from briefing.deliver.address import Mailbox, read_mailbox
from briefing.deliver.distribution import Distribution, InDoubt, Security, SmtpServer
from briefing.errors import BriefFileError
from briefing.job.calendar import read_calendar
from briefing.job.corrections import read_correction
from briefing.job.files import files_under, glob_files, is_glob, relative
from briefing.job.nodes import Faults, Mapping, Node, Scalar
from briefing.job.recipients import read_list
from briefing.job.record import Job, Source
from briefing.job.section import Section, describe, nearest, one_text, show
from briefing.job.slug import slug
from briefing.model import Correction, NamedEvent, Plan, Problem
from briefing.sources.declared import Declared, language_tag, web_address

KEYS = (
    *("name", "title", "sources", "topic", "period", "as_of", "date", "timezone", "language", "style", "limits"),
    *("names", "events", "sources_inside", "corrections", "distribution"),
)
SUBJECT = ("title", "as_of", "name")
"""What a subject may hold in braces."""


@dataclass(slots=True)
class Reading:
    """What goes along while one brief file is read."""

    path: Path
    faults: Faults
    elsewhere: list[str]  # faults of the files that it names, a line each
    reads: list[Path]
    notes: list[Problem]
    outputs: tuple[Path, ...] = ()  # of earlier runs

    @property
    def folder(self) -> Path:
        """The folder to which paths of the brief are relative."""
        return self.path.parent


def read_brief(root: Node, reading: Reading) -> Job:
    """Return the job that the YAML asks for; what is wrong with it is in ``reading``."""
    brief = Section(root, "", KEYS, reading.faults)
    name = brief.text("name", longest=200)
    plan, style, distribution = _plan(brief, reading), _style(brief, reading), _distribution(brief, reading)
    inside = brief.choice("sources_inside", ("full", "quoted", "none"))
    return Job(
        name=slug(name or fallback_name(reading.path)),
        sources=_sources(brief, reading),
        plan=plan,
        style=style,
        sources_inside=inside or ("quoted" if "distribution" in brief else "full"),
        distribution=distribution,
        brief=reading.path,
        reads=(reading.path, *reading.reads),
        notes=tuple(reading.notes),
    )


def fallback_name(path: Path) -> str:
    """Return the name of a brief that states none: its stem, or that of its folder for ``brief.yaml``."""
    return path.stem if path.stem != "brief" else path.absolute().parent.name or "briefing"


def _plan(brief: Section, reading: Reading) -> Plan:
    limits = (
        None
        if (node := brief.get("limits")) is None
        else Section(node, "limits", ("events", "bullets"), reading.faults)
    )
    as_of = brief.day("as_of")
    if "date" in brief:
        if "as_of" in brief:
            brief.refuse("date", "is another word for as_of; give one of them")
        as_of = as_of or brief.day("date")
    usual = Plan()
    return Plan(
        title=brief.text("title", longest=300),
        topic=brief.texts("topic"),
        period=_period(brief, reading.faults),
        as_of=as_of,
        timezone=_timezone(brief),
        language=_language(brief) or usual.language,
        events=(limits and limits.whole("events", 1, 1000)) or usual.events,
        bullets=(limits and limits.whole("bullets", 1, 1000)) or usual.bullets,
        names=_names(brief, reading.faults),
        calendar=_calendar(brief, reading),
        corrections=_corrections(brief, reading.faults),
    )


def _sources(brief: Section, reading: Reading) -> tuple[Source, ...]:
    if not brief.require("sources"):
        return ()
    found: dict[str, Source] = {}
    node = brief.get("sources")
    items = (
        (node,) if isinstance(node, Scalar) else brief.items("sources", "a list of paths, globs or mappings with path")
    )
    for n, item in enumerate(items, 1):
        here = f"sources[{n}]"
        declared, place = Declared(), item
        if isinstance(item, Mapping):
            section = Section(
                item, here, ("path", "publisher", "published", "url", "title", "author", "language"), reading.faults
            )
            if not section.require("path"):
                continue
            declared, place, here = _declared(section), section.get("path") or item, f"{here}.path"
        text = one_text(place, here, reading.faults)
        for file in _files(text, place, here, reading) if text else ():
            source = Source(file, relative(file, reading.folder), declared)
            known = found.get(source.path)
            found[source.path] = source if known is None else _both(known, source, place, here, reading.faults)
    if isinstance(node, (Scalar, Mapping)) or items:
        return tuple(sorted(found.values(), key=lambda source: source.path))
    brief.wrong("sources", "at least one path")
    return ()


def _both(known: Source, source: Source, place: Node, here: str, faults: Faults) -> Source:
    """A file that two items name: what one of them states holds, what both state must agree."""
    joined = source.declared.or_else(known.declared)
    if joined != known.declared.or_else(source.declared):
        faults.add(place, f"{here}: {show(source.path)} was named before, with other facts; name it once")
    return Source(source.file, source.path, joined)


def _files(text: str, place: Node, here: str, reading: Reading) -> tuple[Path, ...]:
    path = reading.folder / text
    own = (reading.path, *reading.reads, *reading.outputs)
    if path.is_dir():
        files, notes = files_under(path, own)
        reading.notes += notes
    elif path.is_file():
        files = (path,)
    elif is_glob(text):
        real = {os.path.realpath(file) for file in own}
        files = tuple(file for file in glob_files(reading.folder, text) if os.path.realpath(file) not in real)
        if not files:
            reading.faults.add(place, f"{here}: found {show(text)}; no file matches")
    else:
        files = ()
        reading.faults.add(place, f"{here}: found {show(text)}; there is no such file{_near(path, text)}")
    return files


def _near(path: Path, text: str) -> str:
    try:
        names = sorted(other.name for other in path.parent.iterdir())[:5000]
    except OSError:
        return ""
    near = nearest(path.name, names)
    return near.replace("did you mean '", f"did you mean '{text[: len(text) - len(path.name)]}") if near else ""


def _declared(section: Section) -> Declared:
    published = section.date("published")
    if published is not None and (published[0].start is None or published[0].end is None):
        section.wrong("published", "a day, or an interval with both ends")
    url, language = section.text("url", longest=2000), _language(section)
    if url is not None and web_address(url) is None:
        section.wrong("url", "an http or https address")
    return Declared(
        title=section.text("title", longest=500),
        publisher=section.text("publisher", longest=200),
        published=published[0] if published else None,
        published_note="the brief" if published else "",
        url=url,
        author=section.text("author", longest=200),
        language=language,
    )


def _period(brief: Section, faults: Faults) -> tuple[dt.date | None, dt.date | None]:
    node = brief.get("period")
    if node is None:
        return (None, None)
    section = Section(node, "period", ("from", "to"), faults)
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


def _language(section: Section) -> str | None:
    text = section.text("language", longest=40)
    tag = language_tag(text) if text else None
    if text and not tag:
        section.wrong("language", "a tag like en or pt-BR")
    return tag


def _style(brief: Section, reading: Reading) -> str:
    text = brief.text("style", longest=1000)
    if text is None:
        return "house"
    from briefing.render.style import style_names

    if text in style_names():
        return text
    path = reading.folder / text
    if "/" not in text and not text.endswith((".yaml", ".yml")):
        names = style_names()
        brief.wrong("style", f"{', '.join(names)}, or the path of a style file", nearest(text, names))
    elif not path.is_file():
        brief.refuse("style", f"found {show(text)}; there is no such file{_near(path, text)}")
    else:
        reading.reads.append(path)
    return str(path)


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
    if not path.is_file():
        brief.refuse("events", f"found {show(text)}; there is no such file{_near(path, text)}")
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


def _distribution(brief: Section, reading: Reading) -> Distribution | None:
    node = brief.get("distribution")
    if node is None:
        return None
    keys = ("from", "to", "files", "subject", "in_doubt", "smtp")
    section = Section(node, "distribution", keys, reading.faults)
    sender = _mailbox(section, "from") if section.require("from") else None
    recipients = _recipients(section, reading) if section.require("to", "files") else ()
    usual = Distribution(Mailbox(""), ())
    subject = section.text("subject", longest=300)
    if subject is not None:
        _check_subject(section, subject)
    doubt = section.choice("in_doubt", tuple(choice.value for choice in InDoubt))
    return Distribution(
        sender=sender or usual.sender,
        recipients=recipients,
        subject=subject or usual.subject,
        in_doubt=InDoubt(doubt) if doubt else usual.in_doubt,
        smtp=_smtp(section, reading.faults),
    )


def _mailbox(section: Section, key: str) -> Mailbox | None:
    text = section.text(key, longest=500)
    try:
        return read_mailbox(text) if text else None
    except ValueError as error:
        section.wrong(key, str(error))
        return None


def _recipients(section: Section, reading: Reading) -> tuple[Mailbox, ...]:
    found: list[Mailbox] = []
    node = section.get("to")
    nodes = (node,) if isinstance(node, Scalar) else section.items("to", "a list of addresses")
    for n, item in enumerate(nodes, 1):
        text = one_text(item, f"distribution.to[{n}]", reading.faults, longest=500)
        try:
            found += [read_mailbox(text)] if text else []
        except ValueError as error:
            reading.faults.add(item, f"distribution.to[{n}]: found {describe(item)}; allowed: {error}")
    for text in section.texts("files"):
        path = reading.folder / text
        if not path.is_file():
            section.refuse("files", f"found {show(text)}; there is no such file{_near(path, text)}")
            continue
        reading.reads.append(path)
        try:
            listed, faults = read_list(path)
        except BriefFileError as error:
            listed, faults = (), [str(error)]
        found += listed
        reading.elsewhere += faults
    return tuple({mailbox.key: mailbox for mailbox in reversed(found)}.values())[::-1]


def _check_subject(section: Section, subject: str) -> None:
    allowed = f"a text that may hold {', '.join('{' + name + '}' for name in SUBJECT)}"
    try:
        parts = list(Formatter().parse(subject))
    except ValueError:
        section.wrong("subject", allowed)
        return
    for _, name, form, conversion in parts:
        if name is not None and (name not in SUBJECT or form or conversion):
            section.wrong("subject", allowed, nearest(name, SUBJECT))
            return


def _smtp(distribution: Section, faults: Faults) -> SmtpServer | None:
    node = distribution.get("smtp")
    if node is None:
        return None
    keys = ("host", "port", "security", "user", "password_env")
    if isinstance(node, Mapping):
        for key, _ in node.entries:
            if key.text == "password":
                faults.add(
                    key,
                    "distribution.smtp: a password never stands in the file; password_env names its environment variable",
                )
        node = Mapping(tuple(entry for entry in node.entries if entry[0].text != "password"), node.line, node.column)
    smtp = Section(node, "distribution.smtp", keys, faults)
    host = smtp.text("host", longest=253) if smtp.require("host") else None
    if host is not None and not all(char.isalnum() or char in ".-:_" for char in host):
        smtp.wrong("host", "the name of a server, like mail.example.org")
    security = Security(smtp.choice("security", tuple(kind.value for kind in Security)) or "starttls")
    user, variable = smtp.text("user", longest=200), smtp.text("password_env", longest=200)
    if variable is not None and not (variable.isascii() and variable.isidentifier()):
        smtp.wrong("password_env", "the name of an environment variable")
    if user and security is Security.NONE and host not in ("localhost", "127.0.0.1", "::1"):
        smtp.refuse("user", "a password is not sent over an open connection; use security starttls or tls")
    usual = SmtpServer("", 0)
    return SmtpServer(
        host or "", smtp.whole("port", 1, 65535) or security.port, security, user, variable or usual.password_env
    )
