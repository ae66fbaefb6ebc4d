"""Articles in; a dated, sourced, defensible briefing PDF out.

>>> import briefing
>>> [found.value for found in briefing.find_dates("They met on Monday.", anchor="2025-08-22")]
['2025-08-18']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.dates.api import find_dates

__version__ = "0.1.0"
__all__ = ["__version__", "find_dates"]

_HOME = {"find_dates": "briefing.dates.api"}
"""Module of each public name; loaded when it is asked for, so that the command line starts quickly."""


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
