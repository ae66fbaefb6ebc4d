"""What goes along while one brief file is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.job.nodes import Faults
from briefing.job.section import nearest
from briefing.model import Problem


@dataclass(slots=True)
class Reading:
    """What goes along while one brief file is read."""

    path: Path
    faults: Faults
    elsewhere: list[str]  # faults of the files that it names, a line each
    reads: list[Path]
    notes: list[Problem]
    outputs: tuple[Path, ...] = ()  # of earlier runs

    @property
    def folder(self) -> Path:
        """The folder to which paths of the brief are relative."""
        return self.path.parent


def near_file(path: Path, text: str) -> str:
    """Return the hint that names the file beside ``path`` which was probably meant, or nothing."""
    try:
        names = sorted(other.name for other in path.parent.iterdir())[:1000]
    except OSError:
        return ""
    near = nearest(path.name, names)
    return near.replace("did you mean '", f"did you mean '{text[: len(text) - len(path.name)]}") if near else ""
