"""The data that ship with briefing: tables inside the package, and folders that a checkout has beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def table(name: str) -> Any:
    """Return what a YAML table of the package holds, by its path ("dates/tables/en.yaml").

    Raises ``FileNotFoundError`` when there is none.
    """
    import yaml

    text = (_PACKAGE / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def folder(name: str) -> Path:
    """Return the folder of shipped data called ``name`` ("styles", "seeds").

    A wheel holds it under ``briefing/data``; an editable install finds it at the top of the checkout.
    """
    packed = _PACKAGE / "data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
