"""TimeML: the text with its TIMEX3 elements, as other tools read it (TimeML 1.2.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.time import AnchorKind, Interval, TimeExpression

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)


def dump_timeml(text: str, expressions: Sequence[TimeExpression], *, name: str, dct: Interval | None = None) -> str:
    """Return ``text`` as a TimeML document called ``name``; characters that XML cannot hold become U+FFFD.

    The creation time is t0, and the expressions are t1, t2 ... in their order; what counts from another names it.

    >>> from briefing.dates.api import find_dates
    >>> print(dump_timeml("On Friday.", find_dates("On Friday.", anchor="2025-08-22"), name="a").splitlines()[-2])
    <TEXT>On <TIMEX3 tid="t1" type="DATE" value="2025-08-22" anchorTimeID="t0">Friday</TIMEX3>.</TEXT>
    """
    numbers = {expression.span: f"t{index}" for index, expression in enumerate(expressions, 1)}
    parts, at = [], 0
    for expression in expressions:
        start, end = expression.span
        parts += [_plain(text[at:start]), _open_tag(expression, numbers), _plain(text[start:end]), "</TIMEX3>"]
        at = end
    parts.append(_plain(text[at:]))
    created = dct.start.isoformat() if dct is not None and dct.is_day and dct.start is not None else "XXXX-XX-XX"
    return (
        f"{_HEAD}<DOCID>{_plain(name)}</DOCID>\n"
        f'<DCT><TIMEX3 tid="t0" type="DATE" value={_quoted(created)} functionInDocument="CREATION_TIME">'
        f"{_plain(created)}</TIMEX3></DCT>\n<TEXT>{''.join(parts)}</TEXT>\n</TimeML>\n"
    )


def _open_tag(expression: TimeExpression, numbers: dict[tuple[int, int], str]) -> str:
    values = [("tid", numbers[expression.span]), ("type", expression.type.value), ("value", expression.value)]
    if expression.mod:
        values.append(("mod", expression.mod))
    if expression.anchor.kind is AnchorKind.DCT:
        values.append(("anchorTimeID", "t0"))
    elif expression.anchor.span in numbers:
        values.append(("anchorTimeID", numbers[expression.anchor.span]))
    return "<TIMEX3 " + " ".join(f"{key}={_quoted(value)}" for key, value in values) + ">"


_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})


def _quoted(value: str) -> str:
    return f'"{_plain(value)}"'


def _plain(text: str) -> str:
    """Escape text for XML; a carriage return is written as a reference, or a reader would turn it into a line feed."""
    return _NOT_XML.sub("\ufffd", text).translate(_ESCAPES)
