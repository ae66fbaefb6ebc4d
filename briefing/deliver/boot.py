"""Which run of the machine this is: what tells the end of a process from the end of the power."""

from __future__ import annotations

from pathlib import Path


def boot_id(path: Path = Path("/proc/sys/kernel/random/boot_id")) -> str | None:
    """Return a name of the time since the machine was started, or None where the system gives none."""
    try:
        return path.read_text(encoding="ascii").strip() or None
    except (OSError, ValueError):
        return None
