"""What goes along while one brief file is read."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from briefing.job.files import Own
from briefing.job.folders import Folders
from briefing.job.nodes import Faults
from briefing.job.section import nearest
from briefing.model import Problem


@dataclass(slots=True)
class Reading:
    """What goes along while one brief file is read."""

    path: Path
    faults: Faults
    is_output: Own  # of an earlier run
    folders: Folders
    elsewhere: list[str] = field(default_factory=list)  # faults of the files that it names, a line each
    reads: list[Path] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """The folder to which paths of the brief are relative."""
        return self.path.parent

    def own(self) -> Own:
        """Return the test for what is no article: the brief, what it reads otherwise, and outputs."""
        known = {os.path.realpath(file) for file in (self.path, *self.reads)}
        return lambda path: path in known or self.is_output(path)


def near_file(path: Path, text: str) -> str:
    """Return the hint that names the file beside ``path`` which was probably meant, or nothing."""
    try:
        names = sorted(other.name for other in path.parent.iterdir())[:1000]
    except OSError:
        return ""
    near = nearest(path.name, names)
    return near.replace("did you mean '", f"did you mean '{text[: len(text) - len(path.name)]}") if near else ""
