"""A first brief file for a folder of articles: complete, commented, and good to build as it stands."""

from __future__ import annotations

import glob
import json
import shlex
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefing.errors import one_line
from briefing.model import Document, Problem, Timeline
from briefing.model.edtf import format_edtf
from briefing.model.time import Precision

_MOST_LISTED = 40
_MOST_TOPICS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds: readable articles, and what is none."""

    folder: str  # as the user named it
    name: str  # the NAME that its files will have
    timeline: Timeline
    others: tuple[Problem, ...]  # what cannot be read, by path


def starter(found: Found) -> str:
    """Return the text of the brief file."""
    documents = sorted(found.timeline.documents, key=lambda document: document.path)
    patterns = source_patterns([document.file for document in documents], [other.where for other in found.others])
    topic = suggested_topic(found.timeline)
    as_of = found.timeline.as_of.isoformat() if found.timeline.as_of else "2025-08-22"
    return _TEXT.format(
        folder=one_line(shlex.quote(found.folder)),
        name=found.name,
        sources="\n".join(f"  - {_quoted(pattern)}" for pattern in patterns),
        found="\n".join(f"  #   {line}" for line in _listed([_told(document) for document in documents])),
        others="".join(f"  #   not an article: {one_line(f'{p.where}: {p.message}')}\n" for p in found.others),
        topic=", ".join(_quoted(word) for word in topic) if topic else "what it is about, a name that matters",
        as_of=as_of,
        language=found.timeline.language,
    )


def source_patterns(paths: Iterable[str], others: Collection[str] = ()) -> tuple[str, ...]:
    """Return globs that match all ``paths`` and, where that is possible, nothing of ``others``.

    Files of one folder with one ending become one pattern, which also takes what is added tomorrow.

    >>> source_patterns(["a.txt", "b.txt", "sub/c.html", "notes"])
    ('*.txt', 'notes', 'sub/*.html')
    """
    spared = {_pattern(path) for path in others}
    return tuple(sorted({path if (pattern := _pattern(path)) in spared else pattern for path in paths}))


def suggested_topic(timeline: Timeline) -> tuple[str, ...]:
    """Return what the articles share: the topic found, else the actors whom most sources name."""
    if timeline.topic:
        return timeline.topic[:_MOST_TOPICS]
    named: Counter[str] = Counter()
    for event in timeline.events:
        named.update({actor: len(event.documents) for actor in event.actors})
    return tuple(sorted(named, key=lambda actor: (-named[actor], actor))[:_MOST_TOPICS])


def _pattern(path: str) -> str:
    pure = PurePosixPath(path)
    if not pure.suffix:
        return path
    folder = "" if str(pure.parent) == "." else f"{glob.escape(str(pure.parent))}/"
    return f"{folder}*{glob.escape(pure.suffix)}"


def _told(document: Document) -> str:
    words = one_line(" ".join((document.title or " ".join(document.text.split())[:60]).split()))
    date = "no date"
    if document.published is not None:
        precision = Precision.DAY if document.published.is_day else Precision.SPAN
        date = f"{format_edtf(document.published, precision)}, {document.published_basis}"
    return f"{one_line(document.path)}: {words[:90]} ({date})"


def _listed(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MOST_LISTED
    return [*lines[:_MOST_LISTED], *([f"and {more} more"] if more > 0 else [])]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


_TEXT = """\
# The brief of this folder. Build it with:
#   briefing build {folder}
# Only sources is needed; every line that begins with # can be made to count by taking the # away.

# name: {name}   # of the files that are made: NAME.pdf and NAME.timeline.yaml
# title: A title of your own   # else the headline of the leading event

sources:   # paths or globs, relative to this file
{sources}
  # - {{path: page.html, publisher: Example Agency, published: "{as_of}", url: "https://example.org/page"}}
  # found when this file was written:
{found}
{others}
# topic: [{topic}]   # else found from what the articles share
# period: {{from: "{as_of}", to: "{as_of}"}}   # before it: background; after it: plans alone
# as_of: "{as_of}"   # the date of the briefing; else that of the newest article
# timezone: Europe/London
language: {language}
# style: house   # a name that briefing styles lists, or the path of a style file
# limits: {{events: 25, bullets: 4}}
# names: {{Kyiv: [Kiev]}}   # house spelling first
# events: calendar.yaml   # a file of named events and their dates, each on a line: "Name of the event": "2025-08-15"
# handling: "Embargoed until {as_of}, 06:00"   # a mark at head and foot of every page
# reading: {{file_mb: 20, pdf_pages: 500, seconds: 60, memory_mb: 2000}}   # at most, of one file
# sources_inside: full   # what is attached to the PDF: full, quoted, none

# Decisions that hold on every run; match is a part of a headline or of a passage.
# corrections:
#   - {{match: "part of a headline", date: "{as_of}"}}
#   - {{match: "part of a headline", rename: "A headline of your own"}}
#   - {{match: "part of a headline", drop: true}}
#   - {{merge: ["part of one headline", "part of another"]}}
#   - {{match: "part of a headline", split: ["words of one bullet", "words of another"]}}

# Who gets it by mail, with: briefing send {folder}
# distribution:
#   from: Desk <desk@example.org>
#   to: [Reader One <one@example.org>, two@example.org]
#   # files: [list.csv]   # columns address, name, tags
#   # tags: [press]   # of the rows of files, those with one of these
#   subject: "{{title}} - {{as_of}}"
#   # template: mail.html   # and text_template: mail.txt, in place of what ships
#   # unsubscribe: "mailto:desk@example.org?subject=leave"
#   # attachment_limit: 18   # MB; a larger PDF is not sent, or at link: "https://example.org/{{file}}"
#   in_doubt: resend   # or hold
#   smtp: {{host: mail.example.org, security: starttls, user: desk, password_env: BRIEFING_SMTP_PASSWORD}}
#   # also in smtp: port, password_file in place of password_env, per_minute
"""
