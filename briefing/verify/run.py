"""A PDF from its bytes to its checks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefing import __version__
from briefing.errors import BriefingError, TimelineError, VerifyError
from briefing.model import Brief, Timeline
from briefing.render.style import Style
from briefing.verify import container
from briefing.verify.attached import Attached, FileHash, check_sources
from briefing.verify.dates import check_dates
from briefing.verify.page import check_pages
from briefing.verify.passages import check_passages
from briefing.verify.record import Check, State, shortened
from briefing.verify.structure import Pages, read_pages
from briefing.verify.words import House

_NAME = "timeline.json"


@dataclass(frozen=True, slots=True)
class _File:
    """What was read from a PDF."""

    files: dict[str, bytes]
    pages: Pages
    title: str
    producer: str


def verify(
    data: bytes, styles: Iterable[Style], *, name: str = "", where: str = "the file", file_hash: FileHash | None = None
) -> tuple[Check, ...]:
    """Check a PDF against the timeline and the sources inside it.

    ``styles`` are those whose words the pages may have; ``name`` is that of the briefing; ``file_hash`` gives the
    SHA-256 of an article's file by its path, to be compared as well.

    Raises ``VerifyError`` for what cannot be read as a briefing at all.
    """
    with container.opened(data, where) as pdf:
        streams = container.Streams()
        files = container.attachments(pdf, streams)
        if _NAME not in files:
            raise VerifyError("holds no timeline", where, "give a PDF that briefing made")
        read = _File(files, read_pages(pdf, streams), container.title(pdf), container.producer(pdf))
    timeline, recorded = _timeline(read.files[_NAME], where)
    try:
        return (*_program(read.producer), recorded, *_checks(timeline, read, House(styles), name, file_hash))
    except (BriefingError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        # The timeline is a stranger's: days at the end of the calendar, a language that is none, spans without sense.
        problem = f"holds what no briefing says: {error}" if isinstance(error, BriefingError) else "contradicts itself"
        raise VerifyError(problem, f"{where}: {_NAME}", "the file inside was changed") from error


def _checks(timeline: Timeline, read: _File, house: House, name: str, file_hash: FileHash | None) -> Iterable[Check]:
    texts, sources = check_sources(timeline, read.files, file_hash)
    yield from sources
    yield from check_passages(timeline, texts)
    yield from check_dates(timeline, texts)
    yield from _pages(read, timeline, texts, house, name)


def _timeline(data: bytes, where: str) -> tuple[Timeline, Check]:
    """Return the timeline inside, and whether it is what its own hash says."""
    from briefing.timeline.file.store import dump_json, is_edited, load

    place = f"{where}: {_NAME}"
    try:
        text = data.decode("utf-8")
        timeline = load(text, where=place)
        written = dump_json(timeline)
    except UnicodeDecodeError as error:
        raise VerifyError("is not UTF-8", place, "the file inside was changed or cut off") from error
    except TimelineError as error:
        raise VerifyError(f"cannot be read: {error.problem}", error.where, "the file inside was changed") from error
    if is_edited(text):
        return timeline, Check(
            "timeline", _NAME, State.FALSE, "is not what its own content_sha256 says: it was changed"
        )
    if is_edited(text) or _digest(written) != _digest(text):
        return timeline, Check(
            "timeline", _NAME, State.FALSE, "is not as briefing writes it: its parts contradict each other"
        )
    return timeline, Check("timeline", _NAME, State.PROVEN, "fits its content_sha256")


def _digest(text: str) -> str:
    found = re.search(r'"content_sha256":\s*"([0-9a-f]{64})"', text[-400:])
    return found[1] if found else ""


def _program(producer: str) -> tuple[Check, ...]:
    """Return a check when the file is of another version, whose rules and words may be others."""
    if producer == f"briefing {__version__}":
        return ()
    made = f"made by {shortened(producer, 60)}" if producer else "does not say what made it"
    message = f"{made}; this is briefing {__version__}: what differs below may be a rule that was changed since"
    return (Check("program", "properties", State.ABSENT, message),)


def _pages(read: _File, timeline: Timeline, texts: dict[str, Attached], house: House, name: str) -> tuple[Check, ...]:
    from briefing.brief.compose import compose
    from briefing.timeline.choice.rank import salience

    def made(absent: str) -> Brief:
        documents = tuple(
            replace(document, text=texts[document.id].text if document.id in texts else absent)
            for document in timeline.documents
        )
        whole = replace(timeline, documents=documents)
        weights = {event.id: salience(event, whole) for event in whole.events}
        return compose(
            whole,
            name=name,
            attachment=lambda number: f"s{number}.txt" if f"s{number}.txt" in read.files else "",
            salience=weights.__getitem__,
        )

    brief = made(" ")
    if len(texts) < len(timeline.documents):  # the pages may say so: they were made without these sources
        brief = replace(brief, notices=tuple(dict.fromkeys((*made("").notices, *brief.notices))))
    whole = {
        document.id: texts[document.id].text if document.id in texts and texts[document.id].full else None
        for document in timeline.documents
    }
    return check_pages(read.pages, brief, timeline.events, house, whole, read.title)
