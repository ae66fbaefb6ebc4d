"""Markdown (CommonMark): a timeline to paste into a page, in which no article's text is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.dates.wording import date_phrase
from briefing.model import Bullet, Document, Event, Interval, Status, Timeline

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#|~&!^$])")
_LINK = re.compile(r"(?i)(https?|ftp|mailto|javascript|data|file|xmpp)(:)|(www)(\.)|(@)")
_LEAD = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def dump_markdown(timeline: Timeline) -> str:
    """Return the timeline as headings, passages with numbered sources, and the list of sources."""
    numbers = {document.id: number for number, document in enumerate(timeline.documents, 1)}
    past = [event for event in timeline.events if not event.background and event.status is not Status.PLANNED]
    coming = [event for event in timeline.events if not event.background and event.status is Status.PLANNED]
    background = [event for event in timeline.events if event.background]
    lines = [f"# {_text(timeline.title or 'Timeline')}", ""]
    if timeline.as_of is not None:
        as_of = date_phrase(Interval.day(timeline.as_of), weekday=True, language=timeline.language)
        lines += [f"As of {as_of}" + (f", {_text(timeline.timezone)}" if timeline.timezone else ""), ""]
    for title, events in (("Timeline", past), ("Coming up", coming), ("Background", background)):
        if events:
            lines += [f"## {title}", "", *_events(events, numbers, timeline.language)]
    lines += ["## Sources", ""]
    lines += [f"{number}. {_source(document)}" for number, document in enumerate(timeline.documents, 1)]
    return "\n".join(lines).rstrip() + "\n"


def _events(events: list[Event], numbers: Mapping[str, int], language: str) -> Iterator[str]:
    for event in events:
        words = date_phrase(event.interval, event.precision, approximate=event.approximate, language=language)
        yield f"### {words[:1].upper()}{words[1:]}: {_text(event.headline)}"
        yield ""
        for bullet in event.bullets:
            yield f"- {_bullet(bullet, numbers)}"
        yield from [""] * bool(event.bullets)


def _bullet(bullet: Bullet, numbers: Mapping[str, int]) -> str:
    cited = sorted({numbers[id] for id in (bullet.document, *bullet.also) if id is not None and id in numbers})
    if not cited:
        return f"*Editor’s note:* {_text(bullet.text)}"
    words, done = "", 0
    for insertion in sorted(bullet.insertions, key=lambda insertion: insertion.at):
        words += f"{bullet.text[done : insertion.at].rstrip()} [{insertion.text}]"
        done = max(done, insertion.at)
        words += " " if bullet.text[done : done + 1].isalnum() else ""
    words += bullet.text[done:]
    return f"{_text(words)} (source {', '.join(str(number) for number in cited)})"


def _source(document: Document) -> str:
    parts = [document.title or document.path, document.publisher or "Outlet not stated"]
    parts += [date_phrase(document.published)] if document.published is not None else ["Date not known"]
    parts += [document.url] if document.url else []
    return _text(". ".join(parts))


def _text(text: str) -> str:
    """``text`` on one line, every character that Markdown could read as markup behind a backslash."""
    text = _UNSEEN.sub(" ", text)
    text = _MARKUP.sub(r"\\\1", text)
    text = _LINK.sub(
        lambda match: "".join(part if part.isalnum() else f"\\{part}" for part in match.groups() if part), text
    )
    return _LEAD.sub(_behind_backslash, text.lstrip())


def _behind_backslash(match: re.Match[str]) -> str:
    return f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}"
