"""Which files a folder means: always the same ones, in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from briefing.model import Problem

BRIEF_NAME = "brief.yaml"
_TIMELINE = ".timeline.yaml"

Own = Callable[[str], bool]
"""Tells of a real path whether it is a file that the program itself writes, or reads otherwise."""


def relative(path: Path, root: Path) -> str:
    """Return ``path`` as it stands in outputs: POSIX, seen from ``root``."""
    return Path(os.path.relpath(path, root)).as_posix()


def files_under(folder: Path, is_own: Own) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Return every regular file under ``folder``, sorted by path, and a note on each thing set aside.

    Hidden files and folders, links that leave ``folder`` and what is no regular file are set aside and named, the
    program's own files without a word. A link to a folder inside is no second place: what it leads to is found where it
    lies.
    """
    home = Path(os.path.realpath(folder))
    found: list[Path] = []
    notes: list[Problem] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: notes.append(_unreadable(error))):
        for path in (Path(place, name) for name in folders):
            if what := _out_of_sight(path, "folder", os.path.realpath(path), home):
                notes.append(_aside(path, what))
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(place, name) for name in names):
            real = os.path.realpath(path)
            if is_own(real):
                continue
            if what := _out_of_sight(path, "file", real, home) or ("" if path.is_file() else "not a regular file"):
                notes.append(_aside(path, what))
            else:
                found.append(path)
    return tuple(sorted(found, key=Path.as_posix)), tuple(sorted(notes, key=lambda note: note.where))


def written_into(folder: Path | None) -> Own:
    """Return the test for what earlier runs wrote into ``folder``, so that it is never read as an article."""
    home = None if folder is None else os.path.realpath(folder)

    def is_output(path: str) -> bool:
        place, name = os.path.split(path)
        if place != home:
            return False
        stem = name.removesuffix(".pdf")
        return name.endswith(_TIMELINE) or (stem != name and os.path.exists(os.path.join(place, stem + _TIMELINE)))

    return is_output


def _out_of_sight(path: Path, kind: str, real: str, home: Path) -> str:
    """Return why what lies at ``path``, really at ``real``, is not looked at in a walk of ``home``; or nothing."""
    if path.name.startswith("."):
        return f"a hidden {kind}"
    return "" if Path(real).is_relative_to(home) else "a link that leaves the folder"


def _aside(path: Path, what: str) -> Problem:
    return Problem(str(path), f"is {what} and was skipped", note=True)


def _unreadable(error: OSError) -> Problem:
    return Problem(str(error.filename), f"cannot be listed: {error.strerror or error}", "give read permission")
