"""The job: everything that a brief file, or a folder without one, asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from briefing.deliver.distribution import Distribution
from briefing.model import Plan, Problem
from briefing.sources.declared import Declared
from briefing.sources.limits import USUAL, Limits


@dataclass(frozen=True, slots=True)
class Source:
    """An article to read: its file, its path in outputs, and what the brief states about it."""

    file: Path
    path: str  # POSIX, relative to the brief file or the SOURCES argument
    declared: Declared = field(default_factory=Declared)


@dataclass(frozen=True, slots=True)
class Job:
    """One briefing to make. ``name`` is that of its files: ``NAME.pdf``, ``NAME.timeline.yaml``."""

    name: str
    sources: tuple[Source, ...]  # sorted by path, each file once
    plan: Plan = field(default_factory=Plan)
    style: str = "house"  # a name, or the path of a style file
    sources_inside: str = "full"  # full, quoted, none
    distribution: Distribution | None = None
    limits: Limits = USUAL  # of what is read of one file
    brief: Path | None = None  # the brief file
    reads: tuple[Path, ...] = ()  # what was read beside the sources: brief, calendar, lists, style
    notes: tuple[Problem, ...] = ()  # what was skipped

    @property
    def shown(self) -> str:
        """What the job is called in messages: its brief file, else its name."""
        return str(self.brief) if self.brief is not None else self.name
