"""Where a program keeps what is not a result: its state, and what it can make anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from briefing.errors import DeliveryError


def state_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the outbox: ``$XDG_STATE_HOME/briefing``, or what the system has in its place."""
    return _folder(environment, "XDG_STATE_HOME", ".local/state", "Library/Application Support")


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of records that a run can make anew: ``$XDG_CACHE_HOME/briefing``, or its like."""
    return _folder(environment, "XDG_CACHE_HOME", ".cache", "Library/Caches")


def _folder(environment: Mapping[str, str], variable: str, usual: str, mac: str) -> Path:
    given = environment.get(variable) or (environment.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    if given and Path(given).is_absolute():
        return Path(given) / "briefing"
    try:
        home = Path.home()
    except RuntimeError:
        raise DeliveryError("the home folder is not known", hint=f"set {variable}") from None
    return home / (mac if sys.platform == "darwin" else usual) / "briefing"
