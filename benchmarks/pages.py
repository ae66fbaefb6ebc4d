"""How well the publication dates of saved web pages are read, beside plain htmldate.

    python benchmarks/pages.py FOLDER

FOLDER holds unpacked source distributions that ship saved pages among their tests: htmldate 0.8.1, trafilatura 0.8.2,
newspaper4k 0.9.6, mediacloud-metadata 2.1.0. ``pages.tsv`` says when each was published.
A date is right when it is that very day; a page that has none counts as right when none is claimed.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from briefing.errors import SourceError
from briefing.sources.article import read_article

NONE = "none"


def ours(data: bytes) -> str:
    """Return the day that briefing reads from a page."""
    try:
        published = next(iter(read_article(data))).declared.published
    except SourceError:
        return NONE
    return str(published.start) if published is not None and published.is_day else NONE


def htmldate(data: bytes) -> str:
    """Return the day that htmldate finds in a page."""
    from htmldate import find_date

    try:
        return find_date(data.decode("utf-8", "replace"), original_date=True) or NONE
    except Exception:
        return NONE


READERS: dict[str, Callable[[bytes], str]] = {"briefing": ours, "htmldate": htmldate}


def main() -> None:
    """Print a row for each set of pages and each reader."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--faults", action="store_true", help="name every page that is not right")
    options = arguments.parse_args()
    logging.disable(logging.CRITICAL)
    table = Path(__file__).with_name("pages.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in table if not line.startswith(("#", "set"))]
    known = {page: (kind, day) for kind, page, day in rows}
    found: dict[str, tuple[Path, bytes]] = {}
    for path in sorted(options.folder.rglob("*")):
        if path.is_file() and path.suffix.startswith((".htm", ".txt")):
            data = path.read_bytes()
            found.setdefault(hashlib.sha256(data).hexdigest()[:12], (path, data))
    print("set    reader    pages  right  wrong  unknown   ms a page")
    for kind in sorted({kind for kind, _ in known.values()}):
        pages = [page for page, (of, _) in known.items() if of == kind and page in found]
        for name, read in READERS.items():
            read(b"<!doctype html><html><body><p>Libraries are loaded before the clock runs.</p></body></html>")
            counts: Counter[str] = Counter()
            begun = time.perf_counter()
            for page in pages:
                path, data = found[page]
                said, day = read(data), known[page][1]
                verdict = "right" if said == day else "unknown" if said == NONE else "wrong"
                counts[verdict] += 1
                if options.faults and verdict != "right":
                    print(f"  {name}: {verdict}: {said} for {day}: {path.name}")
            spent = (time.perf_counter() - begun) * 1000 / max(1, len(pages))
            shares = "  ".join(
                f"{counts[verdict] / max(1, len(pages)):6.1%}" for verdict in ("right", "wrong", "unknown")
            )
            print(f"{kind:6} {name:9} {len(pages):4}  {shares}  {spent:6.0f}")


if __name__ == "__main__":
    main()
