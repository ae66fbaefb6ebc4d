"""Which files a pattern means. A folder is listed once, however many patterns of however many briefs ask for it."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import translate
from pathlib import Path, PurePath

_WILD = re.compile(r"[*?\[]")


def is_glob(text: str) -> bool:
    """Whether ``text`` is a pattern and not a path."""
    return _WILD.search(text) is not None


class Folders:
    """What folders hold, as it was when it was first asked for. Make one for each run."""

    def __init__(self) -> None:
        self._names: dict[Path, Sequence[str]] = {}
        self._below: dict[Path, Sequence[Path]] = {}

    def matching(self, root: Path, pattern: str) -> tuple[Path, ...]:
        """Return the files under ``root`` that match ``pattern``, sorted; ``**`` is any number of folders.

        Hidden names match only a part that itself begins with a dot; ``**`` follows no links.
        """
        wanted = PurePath(pattern)
        places = {Path(wanted.anchor) if wanted.anchor else root}
        for part in (*wanted.parts[bool(wanted.anchor) :], *(["*"] if wanted.name == "**" else [])):
            if part == "**":
                places = {folder for place in places for folder in self._tree(place)}
            elif is_glob(part):
                places = set(self._fitting(places, part))
            else:
                places = {place / part for place in places}
        return tuple(sorted((path for path in places if os.path.isfile(path)), key=Path.as_posix))

    def _fitting(self, places: Iterable[Path], part: str) -> Iterator[Path]:
        """Yield what lies in ``places`` under a name that fits one part of a pattern."""
        fits = re.compile(translate(part)).match
        opening = _WILD.split(part, maxsplit=1)[0]
        for place in places:
            names = self._listed(place)
            for name in names[bisect_left(names, opening) :]:
                if not name.startswith(opening):
                    break
                if fits(name) and (part.startswith(".") or not name.startswith(".")):
                    yield place / name

    def _listed(self, folder: Path) -> Sequence[str]:
        """Return the names in a folder, sorted; none when it cannot be listed."""
        if folder not in self._names:
            try:
                self._names[folder] = sorted(os.listdir(folder))
            except OSError:
                self._names[folder] = ()
        return self._names[folder]

    def _tree(self, top: Path) -> Sequence[Path]:
        """Return a folder and every one below it that is not hidden."""
        if top not in self._below:
            found = []
            for folder, inside, _ in os.walk(top):
                inside[:] = [name for name in inside if not name.startswith(".")]
                found.append(Path(folder))
            self._below[top] = found
        return self._below[top]
