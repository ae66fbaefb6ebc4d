"""Times as a PDF writes them."""

from __future__ import annotations

import datetime as dt


def date(moment: dt.datetime) -> str:
    """Return a date string (7.9.4) without its parentheses; a moment without a zone counts as UTC."""
    return f"D:{utc(moment):%Y%m%d%H%M%S}Z"


def utc(moment: dt.datetime) -> dt.datetime:
    """Return the moment in UTC."""
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
