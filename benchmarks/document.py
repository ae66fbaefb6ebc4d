"""The PDF beside its peers, as ratios within one run; every timed document says something else.

    python benchmarks/document.py [--rounds N] [--save FOLDER]

Draws an invented briefing of about eight pages, chart included, by four programs: ours (tagged, PDF/UA-1 and PDF/A-3a),
plain reportlab (untagged, the chart by the same code), typst (both standards; chart by matplotlib), WeasyPrint (one
standard; the same chart). Warm: medians of N rounds in one process, taken in turn. Cold: medians of new processes (two
at a time for ours, where there is a core for each).
Then 10, 50 and 100 pages by ours and by plain reportlab, and the size of the file. What is not installed is named.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from invented import EIGHT_PAGES, brief

from briefing.model import Brief

OURS, PLAIN, TYPST, WEASYPRINT = "briefing", "plain reportlab", "typst", "weasyprint"
LONG = {10: 20, 50: 124, 100: 254}
"""Pages, about, and the days that fill them."""
FIRST_EDITION = 1000  # of what is timed; those before warm up


def engine(name: str) -> Callable[[Brief], bytes]:
    """Return what draws a briefing; nothing of the others is imported."""
    if name == TYPST:
        from peers import typst_page

        return typst_page.render
    if name == WEASYPRINT:
        from peers import weasyprint_page

        return weasyprint_page.render
    from briefing.render.style import load_style

    style = load_style("house")
    if name == OURS:
        from briefing.render.pdf import render

        return lambda told: render(told, style)
    from peers import plain_reportlab

    return lambda told: plain_reportlab.render(told, style)


def installed() -> list[str]:
    """Return the programs that are here, and say which are not."""
    names = [OURS, PLAIN]
    for name in (TYPST, WEASYPRINT):
        if importlib.util.find_spec(name):
            names.append(name)
        else:
            print(f"absent: {name} is not installed (pip install {name})")
    return names


def warm(names: list[str], rounds: int, days: int = EIGHT_PAGES) -> dict[str, float]:
    """Return the median seconds of each program in this process."""
    draws = {name: engine(name) for name in names}
    for name, draw in draws.items():
        for edition in range(1 if name == WEASYPRINT else 3):
            draw(brief(edition, days))
    taken: dict[str, list[float]] = {name: [] for name in names}
    for edition in range(FIRST_EDITION, FIRST_EDITION + rounds):
        for place, (name, draw) in enumerate(draws.items()):
            told = brief(edition + place * 10_000, days)
            begun = time.perf_counter()
            draw(told)
            taken[name].append(time.perf_counter() - begun)
    return {name: statistics.median(values) for name, values in taken.items()}


def cold(names: list[str], rounds: int) -> dict[str, float]:
    """Return the median seconds of each program in a new process, from its start to its end."""
    taken: dict[str, list[float]] = {name: [] for name in names}
    for edition in range(-1, rounds):  # the first writes byte code
        for name in names:
            begun = time.perf_counter()
            subprocess.run([sys.executable, __file__, "--once", name, str(edition + 1)], check=True)
            if edition >= 0:
                taken[name].append(time.perf_counter() - begun)
    return {name: statistics.median(values) for name, values in taken.items()}


def once(name: str, edition: int) -> None:
    """Draw one document in a process that has drawn none: ours as ``briefing render`` does, a second one loading."""
    if name != OURS:
        engine(name)(brief(edition))
        return
    from briefing.render.beside import renderer

    with renderer() as draw:
        from briefing.render.style import load_style

        draw(brief(edition), load_style("house"), ())


def pages(data: bytes) -> int:
    """Return the number of pages of a PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def shown(title: str, seconds: dict[str, float]) -> None:
    """Print seconds and what ours is of each."""
    print(f"\n{title:26}{'s':>8}   ours is")
    for name, value in seconds.items():
        print(f"{name:26}{value:8.3f}   {seconds[OURS] / value:.2f} of it")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="the PDF beside its peers")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--save", type=Path, help="a folder for one document of each program")
    parser.add_argument("--once", nargs=2, metavar=("PROGRAM", "EDITION"), help="draw one document and end")
    options = parser.parse_args()
    if options.once:
        once(options.once[0], int(options.once[1]))
        return
    names = installed()
    print(f"\n{'eight pages of ours':26}{'pages':>8}{'kB':>8}")
    for name in names:
        data = engine(name)(brief(FIRST_EDITION))
        print(f"{name:26}{pages(data):8}{len(data) / 1000:8.1f}")
        if options.save:
            options.save.mkdir(parents=True, exist_ok=True)
            (options.save / f"{name.replace(' ', '-')}.pdf").write_bytes(data)
    shown("warm", warm(names, options.rounds))
    shown("cold, a new process", cold(names, max(3, options.rounds // 2)))
    print(f"\n{'long':10}{'pages':>8}{'ours, s':>10}{'a page, ms':>12}{'plain, s':>10}{'ratio':>8}")
    for about, days in LONG.items():
        count = pages(engine(OURS)(brief(0, days)))
        taken = warm([OURS, PLAIN], max(3, options.rounds // 3), days)
        each = 1000 * taken[OURS] / count
        print(
            f"{about:<10}{count:8}{taken[OURS]:10.3f}{each:12.1f}{taken[PLAIN]:10.3f}{taken[OURS] / taken[PLAIN]:8.2f}"
        )


if __name__ == "__main__":
    main()
