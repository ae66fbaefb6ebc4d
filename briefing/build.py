"""One job from its sources to its two files."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from briefing.deliver.files import write_atomic
from briefing.each import Each
from briefing.errors import BriefFileError, SourceError, TimelineError
from briefing.job import Job
from briefing.model import Brief, Document, Interval, Problem, Timeline
from briefing.pipeline import Reading, make_pdf, make_timeline
from briefing.render.beside import Render, render_here


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line adds to a brief."""

    given: dt.date | None = None  # --date
    as_of: dt.date | None = None
    style: str | None = None
    since: Path | None = None  # an earlier timeline file
    handling: str | None = None  # mark on every page


@dataclass(frozen=True, slots=True)
class Built:
    """A finished briefing, not yet written."""

    name: str
    brief: Brief
    timeline: Timeline
    pdf: bytes
    timeline_yaml: bytes
    problems: tuple[Problem, ...]

    @property
    def code(self) -> int:
        """0, or 1 when an input failed or nothing could be dated."""
        return 1 if any(not problem.note for problem in self.problems) else 0


def source_date() -> dt.datetime | None:
    """Return the time that SOURCE_DATE_EPOCH sets for the files' metadata, None where it is not set.

    Raises ``BriefFileError`` when it is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return None
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC)
    except (ValueError, OverflowError, OSError):
        problem = f"SOURCE_DATE_EPOCH is {given[:40]!r}, which is no number of seconds since 1970"
        raise BriefFileError(problem, hint="set it to one, or unset it") from None


def build_timeline(
    job: Job, options: Options, reading: Reading | None = None, each: Each | None = None
) -> tuple[Timeline, tuple[Problem, ...]]:
    """Return the timeline of a job, and what was met; ``each`` goes through its documents, where they are very many."""
    plan = replace(job.plan, as_of=options.as_of or job.plan.as_of, handling=options.handling or job.plan.handling)
    given = Interval.day(options.given) if options.given else None
    since = read_timeline(options.since) if options.since else None
    try:
        made = make_timeline(job.sources, plan, given=given, since=since, limits=job.limits, reading=reading, each=each)
    except SourceError as error:
        where = "" if "\n" in error.problem else job.shown  # each line of many names its file
        raise SourceError(error.problem, where, error.hint) from error
    problems = job.notes + made.problems
    if not made.timeline.events:
        problems += (
            Problem(job.shown, "no event could be dated", "give --date, or published in the articles or in the brief"),
        )
    return made.timeline, problems


def build(
    job: Job,
    options: Options,
    render: Render = render_here,
    *,
    reading: Reading | None = None,
    each: Each | None = None,
    created: Callable[[], dt.datetime | None] = source_date,
) -> Built:
    """Return PDF and timeline of a job; nothing is written.

    ``reading`` reads its sources, ``each`` goes through its documents where they are very many, ``render`` makes the
    pages, ``created`` tells the time in the PDF's metadata.
    """
    from briefing.timeline.file.store import dump_yaml

    timeline, problems = build_timeline(job, options, reading, each)
    brief, pdf = make_pdf(
        timeline,
        name=job.name,
        style=options.style or job.style,
        sources_inside=job.sources_inside,
        created=created(),
        render=render,
    )
    return Built(job.name, brief, timeline, pdf, dump_yaml(timeline).encode("utf-8"), problems)


class Files(Protocol):
    """What is written of a briefing."""

    @property
    def name(self) -> str: ...

    @property
    def pdf(self) -> bytes: ...

    @property
    def timeline_yaml(self) -> bytes: ...


def write(built: Files, folder: Path, *, overwrite: bool = False) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Write ``NAME.pdf`` and ``NAME.timeline.yaml``; return their paths, and a problem when an edited one stays.

    A timeline file that a person edited is never overwritten unless ``overwrite`` says so: the new one stands beside it
    as ``NAME.new.timeline.yaml``.
    """
    target = folder / f"{built.name}.timeline.yaml"
    problems: tuple[Problem, ...] = ()
    if not overwrite and _was_edited(target):
        fresh = folder / f"{built.name}.new.timeline.yaml"
        remedy = "briefing build --overwrite replaces it"
        problems = (Problem(str(target), f"was edited and stays; the new one is {fresh.name}", remedy),)
        target = fresh
    pdf = folder / f"{built.name}.pdf"
    write_atomic(pdf, built.pdf)
    write_atomic(target, built.timeline_yaml)
    return (pdf, target), problems


def _was_edited(path: Path) -> bool:
    from briefing.timeline.file.store import is_edited

    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    except (OSError, UnicodeDecodeError):
        return True  # not ours to replace
    return is_edited(text)


def read_timeline(path: Path) -> Timeline:
    """Return the timeline in a file. Raises ``TimelineError``."""
    from briefing.timeline.file.store import load

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise TimelineError(f"cannot be read: {error.strerror or error}", str(path), "give a timeline file") from error
    except UnicodeDecodeError as error:
        raise TimelineError("is not UTF-8 text", str(path), "give a timeline file that briefing wrote") from error
    return load(text, where=str(path))


def rebuild(
    path: Path, *, name: str, folders: tuple[Path, ...], style: str, render: Render = render_here
) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the PDF of a timeline file, with its sources where they are found in ``folders`` and unchanged."""
    from briefing.timeline.file.store import attach

    timeline = read_timeline(path)
    texts = _source_texts(folders, timeline.documents)
    problems = tuple(
        Problem(
            document.path,
            "source not attached: not found, or not the same file",
            "name its folder with --sources",
            note=True,
        )
        for document in timeline.documents
        if document.id not in texts
    )
    timeline, notes = attach(timeline, texts)
    _, pdf = make_pdf(timeline, name=name, style=style, created=source_date(), render=render)
    return pdf, problems + notes


def _source_texts(folders: tuple[Path, ...], documents: tuple[Document, ...]) -> dict[str, str]:
    """Return the texts by document id of the sources that lie under ``folders`` unchanged; each file is read once."""
    texts: dict[str, str] = {}
    files = dict.fromkeys((document.file, document.sha256) for document in documents)
    for folder in folders:
        for file, sha256 in files:
            for id, text in _file_texts(folder, file, sha256).items():
                texts.setdefault(id, text)
    return texts


def _file_texts(folder: Path, path: str, sha256: str) -> dict[str, str]:
    """Return the texts in a file under ``folder``; none when it is not there or its bytes are others."""
    from briefing.sources.beside import read_within
    from briefing.sources.names import disk_names

    root = folder.resolve()
    for name in disk_names(path):
        file = (root / name).resolve()
        if not file.is_relative_to(root) and ".." not in Path(path).parts:
            continue
        try:
            data = file.read_bytes()
            if hashlib.sha256(data).hexdigest() == sha256:
                return {document.id: document.text for document in read_within(data, path)[0]}
        except (OSError, SourceError):
            continue
    return {}
