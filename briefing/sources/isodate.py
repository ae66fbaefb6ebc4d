from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefing.model import Interval, Precision


def read_date(text: str, *, languages: Sequence[str] | None = None) -> tuple[Interval, Precision] | None:
    try:
        return Interval.day(dt.date.fromisoformat(text.strip()[:10])), Precision.DAY
    except ValueError:
        return None
