"""Time expressions as a table for people, as JSON lines and as TimeML."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from briefing.errors import json_line
from briefing.model import TimeExpression
from briefing.model.edtf import format_edtf
from briefing.tagging.read import Tagged

_WIDEST = 40  # columns of the words in the table; longer ones are cut


def dump(tagged: Sequence[Tagged], form: str) -> str:
    """Return the expressions as ``table``, ``jsonl`` or ``timeml``."""
    if form == "jsonl":
        return "".join(_line(row(item.document.path, e)) for item in tagged for e in item.expressions)
    if form == "timeml":
        from briefing.dates.timeml import dump_timeml

        return "".join(
            dump_timeml(i.document.text, i.expressions, name=i.document.path, dct=i.document.published) for i in tagged
        )
    return "\n".join(_table(item, alone=len(tagged) == 1) for item in tagged)


def row(path: str, expression: TimeExpression) -> dict[str, Any]:
    """Return one expression as the contract of ``briefing dates`` has it."""
    anchor = expression.anchor
    days = anchor.interval
    return {
        "path": path,
        "start": expression.span[0],
        "end": expression.span[1],
        "text": expression.text,
        "type": expression.type.value,
        "value": expression.value,
        "mod": expression.mod,
        "anchor": {
            "kind": anchor.kind.value,
            "start": days.start.isoformat() if days is not None and days.start is not None else None,
            "end": days.last.isoformat() if days is not None and days.last is not None else None,
            "span": list(anchor.span) if anchor.span is not None else None,
        },
        "rule": expression.rule,
        "explanation": expression.explanation,
    }


def _line(record: dict[str, Any]) -> str:
    return json_line(record) + "\n"


def _table(item: Tagged, *, alone: bool) -> str:
    """Return the expressions as aligned columns, headed by the document when there are several."""
    rows = [("characters", "words", "type", "value", "days", "reason")]
    for e in item.expressions:
        days = format_edtf(e.interval, e.precision) if e.interval is not None and e.precision is not None else ""
        reason = e.explanation.removeprefix(f"{e.text}: ")
        rows.append((f"{e.span[0]}-{e.span[1]}", _shown(e.text), e.type.value, e.value, days, _shown(reason, 200)))
    widths = [max(len(r[column]) for r in rows) for column in range(5)]
    lines = ["  ".join((*(cell.ljust(width) for cell, width in zip(r, widths, strict=False)), r[5])) for r in rows]
    head = [] if alone else [_shown(item.document.path, 200)]
    return "\n".join([*head, *lines]) + "\n"


def _shown(text: str, widest: int = _WIDEST) -> str:
    """Return text on one line without control characters, cut where it is long."""
    line = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())
    return line if len(line) <= widest else line[: widest - 1] + "…"
