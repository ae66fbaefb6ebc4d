"""Which files are sources: the arguments themselves, and every regular file under the folders among them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.model import Problem
from briefing.sources.text import printable_line

_YAML = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read, and the name that it has in every output."""

    path: Path
    name: str  # POSIX, relative to the brief or the SOURCES argument


def gather(
    arguments: Sequence[Path], *, base: Path | None = None
) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Return the source files that ``arguments`` name, sorted by name, and what was left out.

    A file is a source, whatever it is called. A folder stands for every regular file under it, except hidden ones,
    links that lead out of it, YAML files (a brief, a calendar, a timeline: never an article) and PDF files that stand
    beside a timeline of the same name (an earlier briefing). What is left out is named in a note; a link to nothing,
    a folder that cannot be listed and an argument that does not exist are problems.

    Names are relative to ``base`` (the folder of a brief), else to the deepest folder that holds all arguments: for one
    folder, to that folder. No name holds a machine's path as long as the sources lie under one folder.
    """
    root = _absolute(base) if base is not None else _common(arguments)
    files: dict[str, SourceFile] = {}
    problems: list[Problem] = []
    for argument in arguments:
        found: Iterator[Path | Problem] = iter((argument,))
        if argument.is_dir():
            found = _walk(argument, root)
        elif not os.path.lexists(argument):
            found = iter((Problem(_shown(argument, root), "there is no such file", "check the path"),))
        for item in found:
            if isinstance(item, Problem):
                problems.append(item)
            else:
                name = _name(item, root)
                files.setdefault(name, SourceFile(item, name))
    return tuple(files[name] for name in sorted(files)), tuple(sorted(set(problems), key=str))


def _walk(folder: Path, root: str) -> Iterator[Path | Problem]:
    inside = os.path.realpath(folder)
    pending = [os.fspath(folder)]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield Problem(_shown(here, root), _reason(error), "give the folder read permission")
            continue
        names = {entry.name for entry in entries}
        for entry in entries:
            match _verdict(entry, names, inside):
                case "folder":
                    pending.append(entry.path)
                case "file":
                    yield Path(entry.path)
                case Problem() as problem:
                    yield Problem(_shown(entry.path, root), problem.message, problem.hint, problem.note)


def _verdict(entry: os.DirEntry[str], names: set[str], inside: str) -> str | Problem:
    """Return "file", "folder", "" for what is reached another way, or the reason to leave it out."""

    def note(message: str) -> Problem:
        return Problem("", message, "name it on the command line to read it all the same", note=True)

    try:
        if entry.name.startswith("."):
            return note("a hidden file is left out")
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if os.path.commonpath([inside, target]) != inside:
                return note("a link that leads out of the folder is left out")
            if not os.path.exists(target):
                return Problem("", "a link to a file that is not there", "mend or remove the link")
            if os.path.isdir(target):
                return ""
        if entry.is_dir():
            return "folder"
        if not stat.S_ISREG(entry.stat().st_mode):
            return note("neither a file nor a folder, and left out")
    except OSError as error:
        return Problem("", _reason(error), "give the file read permission")
    stem, suffix = os.path.splitext(entry.name)
    if suffix.lower() in _YAML:
        return note("a YAML file is no article and is left out")
    if suffix.lower() == ".pdf" and f"{stem}.timeline.yaml" in names:
        return note("a briefing made earlier is left out")
    return "file"


def _common(arguments: Sequence[Path]) -> str:
    folders = [_absolute(a) if a.is_dir() else os.path.dirname(_absolute(a)) for a in arguments]
    try:
        return os.path.commonpath(folders) if folders else os.getcwd()
    except ValueError:  # on two drives
        return os.getcwd()


def _absolute(path: Path) -> str:
    # abspath, not resolve: a link keeps the name that the user gave it.
    return os.path.abspath(path)


def _name(path: Path | str, root: str) -> str:
    name = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _shown(path: Path | str, root: str) -> str:
    return printable_line(_name(path, root))


def _reason(error: OSError) -> str:
    return f"cannot be read: {error.strerror or type(error).__name__}"
