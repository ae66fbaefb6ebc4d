"""From paths on the command line to a job."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from briefing.errors import BriefFileError, one_line
from briefing.job.files import BRIEF_NAME, files_under, relative, written_into
from briefing.job.folders import Folders
from briefing.job.record import Job, Source
from briefing.job.slug import slug
from briefing.model import Problem


def load_brief(path: Path, *, output: Path | None = None, folders: Folders | None = None) -> Job:
    """Return the job of a brief file.

    Raises ``BriefFileError`` with every fault on a line of its own: ``file:line:column: what was found; what is
    allowed``. Paths in the brief are relative to its folder. What earlier runs wrote into ``output`` is no source. A
    run of many briefs gives ``folders``, so that each is listed once.
    """
    from briefing.job.brief_file import read_brief
    from briefing.job.nodes import Faults, read_text, read_yaml
    from briefing.job.reading import Reading

    reading = Reading(path, Faults(one_line(str(path))), written_into(output), folders or Folders())
    job = read_brief(read_yaml(read_text(path), one_line(str(path))), reading)
    if lines := reading.faults.lines() + reading.elsewhere:
        raise BriefFileError("\n".join(lines))
    return job


def job_from_sources(paths: Sequence[Path], *, output: Path | None = None, folders: Folders | None = None) -> Job:
    """Return the job of folders and files: one brief file, a folder that holds one, or plain articles.

    "-" is standard input, for a file of any format. ``output`` and ``folders`` are as for ``load_brief``. Paths in
    outputs are relative to the folder given, or to the one that holds everything given.
    Raises ``BriefFileError`` when a path is missing or a brief is not given alone.
    """
    piped, paths = "-" in map(str, paths), [path for path in paths if str(path) != "-"]
    missing = [_missing(path) for path in paths if not os.path.exists(path)]
    if missing or not (paths or piped):
        raise BriefFileError("\n".join(missing) or "give articles, a folder or a brief file")
    briefs = [brief for path in paths if (brief := brief_of(path)) is not None]
    if briefs:
        if len(paths) > 1 or piped:
            raise BriefFileError("is a brief and stands alone; use batch for several", str(briefs[0]))
        return load_brief(briefs[0], output=output, folders=folders)
    return _job_of_articles(paths, output, piped=piped)


def _job_of_articles(paths: Sequence[Path], output: Path | None, *, piped: bool) -> Job:
    found: dict[str, Source] = {}
    if piped:
        from briefing.sources.read import STANDARD_INPUT

        found["-"] = Source(STANDARD_INPUT, "-")
    if not paths:
        return Job("briefing", tuple(found.values()))
    root, is_output = _root(paths), written_into(output)
    notes: list[Problem] = []
    for path in paths:
        files, beside = files_under(path, is_output) if path.is_dir() else ((path,), ())
        notes += beside
        found |= {(key := relative(file, root)): Source(file, key) for file in files}
    return Job(slug(root.name or "briefing"), tuple(found[key] for key in sorted(found)), notes=tuple(notes))


def _root(paths: Sequence[Path]) -> Path:
    """Return the folder that holds all of ``paths``, which is the one that was given where there is but one."""
    homes = [os.path.abspath(path if path.is_dir() else path.parent) for path in paths]
    try:
        return Path(os.path.commonpath(homes))
    except ValueError:
        raise BriefFileError("the sources lie on different drives", str(paths[0])) from None


def _missing(path: Path) -> str:
    """Return what to tell of a path that leads to nothing."""
    from briefing.job.reading import near_file

    shown = one_line(str(path))
    if shown.startswith(("http:/", "https:/")):
        return f"{shown}: there is no such file or folder (nothing is fetched; save the page and give its file)"
    if path.is_symlink():
        return f"{shown}: is a link that leads nowhere (mend it, or give another path)"
    return f"{shown}: there is no such file or folder{near_file(path, str(path))}"


def brief_of(path: Path) -> Path | None:
    """Return the brief file that ``path`` is or holds, or None."""
    if path.is_dir():
        brief = path / BRIEF_NAME
        return brief if brief.is_file() else None
    return path if path.suffix in (".yaml", ".yml") else None


def check_names(jobs: Sequence[Job]) -> None:
    """Raise ``BriefFileError`` when two jobs would write files of one name."""
    first: dict[str, Job] = {}
    lines = []
    for job in jobs:
        if job.name in first:
            lines.append(f"{job.shown}: has the same NAME as {first[job.name].shown}: {job.name}")
        first.setdefault(job.name, job)
    if lines:
        raise BriefFileError("\n".join(lines), hint="give one of them another name")
