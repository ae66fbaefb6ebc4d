"""Where the data that ship with briefing lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder of shipped data called ``name`` ("styles", "seeds").

    A wheel holds it under ``briefing/data``; an editable install finds it at the top of the checkout.
    """
    packed = _PACKAGE / "data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
