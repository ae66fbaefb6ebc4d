"""The data that ship with briefing: tables inside the package, and folders that a checkout has beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefing.kept import kept

_PACKAGE = Path(__file__).resolve().parent


def table(name: str) -> Any:
    """Return what a YAML table of the package holds, by its path ("dates/tables/en.yaml").

    Raises ``FileNotFoundError`` when there is none.
    """
    return worked_out(name, lambda rows: rows)


def worked_out(name: str, make: Callable[[Any], Any], *code: str) -> Any:
    """Return what ``make`` makes of a YAML table, plain data.

    It is kept for the next run, as long as the table and ``code``, the modules that it is made by, are the same.
    Raises ``FileNotFoundError`` when there is no such table.
    """
    path = _PACKAGE / name
    return kept([path, *(_PACKAGE / module for module in code)], lambda: make(_parsed(path)))


def _parsed(path: Path) -> Any:
    import yaml

    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def folder(name: str) -> Path:
    """Return the folder of shipped data called ``name`` ("styles", "seeds").

    A wheel holds it under ``briefing/data``; an editable install finds it at the top of the checkout.
    """
    packed = _PACKAGE / "data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
