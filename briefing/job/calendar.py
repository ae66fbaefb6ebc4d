"""Calendars: named events and their dates."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import one_line
from briefing.job.nodes import Faults, Mapping, Scalar, read_text, read_yaml
from briefing.job.section import describe, one_text, show
from briefing.model import NamedEvent
from briefing.model.edtf import parse_edtf


def read_calendar(path: Path) -> tuple[tuple[NamedEvent, ...], list[str]]:
    """Return the rows of a calendar file (``"Alaska summit": 2025-08-15``), and its faults, a line each.

    Raises ``BriefFileError`` when the file cannot be read or is not YAML.
    """
    shown = one_line(str(path))
    faults = Faults(shown)
    root = read_yaml(read_text(path), shown)
    if not isinstance(root, Mapping):
        faults.add(root, f"found {describe(root)}; allowed: names of events, each with its date")
        return (), faults.lines()
    rows: list[NamedEvent] = []
    first: dict[str, int] = {}
    for key, value in root.entries:
        name = one_text(key, "the name of an event", faults, longest=200)
        if name is None:
            continue
        folded = " ".join(name.casefold().split())
        if folded in first:
            faults.add(key, f"the event {show(name)} stands twice, first in line {first[folded]}")
            continue
        first[folded] = key.line
        if not isinstance(value, Scalar) or value.text is None:
            faults.add(value, f"{show(name)}: found {describe(value)}; allowed: a date like 2025-08-15")
            continue
        try:
            interval, precision, _ = parse_edtf(value.text)
        except ValueError as error:
            faults.add(value, f"{show(name)}: {error if len(value.text) < 60 else 'found no date'}")
            continue
        rows.append(NamedEvent((name,), interval, precision, path.name))
    return tuple(rows), faults.lines()
