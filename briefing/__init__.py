"""Articles in; a dated, sourced, defensible briefing PDF out.

>>> import briefing
>>> [found.value for found in briefing.find_dates("They met on Monday.", anchor="2025-08-22")]
['2025-08-18']

The names in ``__all__`` are what other programs may rely on; all else may change. Everything is typed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.dates.api import find_dates
    from briefing.errors import BriefingError
    from briefing.model import Interval, TimeExpression

__version__ = "0.1.0"
__all__ = ["BriefingError", "Interval", "TimeExpression", "__version__", "find_dates"]

_HOME = {
    "BriefingError": "briefing.errors",
    "Interval": "briefing.model",
    "TimeExpression": "briefing.model",
    "find_dates": "briefing.dates.api",
}
"""Module of each public name; loaded when it is asked for, so that the command line starts quickly."""


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
