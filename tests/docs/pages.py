"""The blocks of code of a page of the documentation."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def blocks(page: str, kind: str) -> list[str]:
    """Return the text of every block that is marked ``kind``, in order."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"(?ms)^```{re.escape(kind)}\n(.*?)^```$", text)


def commands(page: str) -> list[tuple[list[str], list[str]]]:
    """Return the commands of the page's ``console`` blocks, each with the lines that it is said to print."""
    found: list[tuple[list[str], list[str]]] = []
    for block in blocks(page, "console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:].split(), []))
            else:
                found[-1][1].append(line)
    return found
