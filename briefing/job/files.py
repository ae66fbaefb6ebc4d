"""Which files a folder, a glob or a list of paths means: always the same ones, in the same order."""

from __future__ import annotations

import functools
import os
import re
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import translate
from pathlib import Path, PurePath

from briefing.model import Problem

BRIEF_NAME = "brief.yaml"
_TIMELINE = ".timeline.yaml"
_WILD = re.compile(r"[*?\[]")
_SETTLED = 2_000_000_000  # nanoseconds without a change, after which the next change has another time


def relative(path: Path, root: Path) -> str:
    """Return ``path`` as it stands in outputs: POSIX, seen from ``root``."""
    return Path(os.path.relpath(path, root)).as_posix()


def files_under(folder: Path, skip: Iterable[Path] = ()) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Return every regular file under ``folder``, sorted by path, and a note on each thing set aside.

    Hidden files and folders, links that leave ``folder`` and what is no regular file are set aside and named; ``skip``
    names files that the program itself writes or reads otherwise. A link to a folder inside is no second place: what it
    leads to is found where it lies.
    """
    home = Path(os.path.realpath(folder))
    own = {os.path.realpath(path) for path in skip}
    found: list[Path] = []
    notes: list[Problem] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: notes.append(_unreadable(error))):
        for name in sorted(folders):
            path = Path(place, name)
            if name.startswith("."):
                folders.remove(name)
                notes.append(_aside(path, "a hidden folder"))
            elif not Path(os.path.realpath(path)).is_relative_to(home):
                notes.append(_aside(path, "a link that leaves the folder"))
        for name in names:
            path = Path(place, name)
            target = Path(os.path.realpath(path))
            if str(target) in own:
                continue
            if name.startswith("."):
                notes.append(_aside(path, "a hidden file"))
            elif not target.is_relative_to(home):
                notes.append(_aside(path, "a link that leaves the folder"))
            elif not path.is_file():
                notes.append(_aside(path, "not a regular file"))
            else:
                found.append(path)
    return tuple(sorted(found, key=Path.as_posix)), tuple(sorted(notes, key=lambda note: note.where))


def outputs_in(folder: Path) -> tuple[Path, ...]:
    """Return the real paths of what earlier runs wrote into ``folder``, so that it is never read as an article."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(_TIMELINE))
    except OSError:
        return ()
    real = Path(os.path.realpath(folder))
    return (*(real / name for name in names), *(real / f"{name.removesuffix(_TIMELINE)}.pdf" for name in names))


def is_glob(text: str) -> bool:
    """Whether ``text`` is a pattern and not a path."""
    return any(char in text for char in "*?[")


def glob_files(root: Path, pattern: str) -> tuple[Path, ...]:
    """Return the files under ``root`` that match ``pattern``, sorted; ``**`` is any number of folders.

    Hidden names match only a part that itself begins with a dot; ``**`` follows no links.
    """
    wanted = PurePath(pattern)
    places = {Path(wanted.anchor) if wanted.anchor else root}
    for part in (*wanted.parts[bool(wanted.anchor) :], *(["*"] if wanted.name == "**" else [])):
        if part == "**":
            places = {folder for place in places for folder in _folders(place)}
        elif is_glob(part):
            places = {path for place in places for path in _matching(place, part)}
        else:
            places = {place / part for place in places}
    return tuple(sorted((path for path in places if os.path.isfile(path)), key=Path.as_posix))


def _matching(place: Path, part: str) -> Iterator[Path]:
    matches = re.compile(translate(part)).match
    opening = _WILD.split(part, maxsplit=1)[0]
    names = _names(place)
    for name in names[bisect_left(names, opening) :]:
        if not name.startswith(opening):
            break
        if matches(name) and (part.startswith(".") or not name.startswith(".")):
            yield place / name


def _names(folder: Path) -> Sequence[str]:
    """Return what a folder holds, sorted; none when it cannot be listed. Many briefs ask for one folder."""
    try:
        found = os.stat(folder)
        if time.time_ns() - found.st_mtime_ns > _SETTLED:
            return _listed(os.fspath(folder), (found.st_dev, found.st_ino, found.st_mtime_ns))
        return sorted(os.listdir(folder))
    except OSError:
        return ()


@functools.lru_cache(maxsize=32)
def _listed(folder: str, state: tuple[int, int, int]) -> Sequence[str]:
    """Return the names in a folder, which are the same as long as its state is."""
    return sorted(os.listdir(folder))


def _folders(place: Path) -> Iterator[Path]:
    for folder, names, _ in os.walk(place):
        names[:] = [name for name in names if not name.startswith(".")]
        yield Path(folder)


def _aside(path: Path, what: str) -> Problem:
    return Problem(str(path), f"is {what} and was skipped", note=True)


def _unreadable(error: OSError) -> Problem:
    return Problem(str(error.filename), f"cannot be listed: {error.strerror or error}", "give read permission")
