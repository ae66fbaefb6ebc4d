"""What a message says, as text and as HTML: the facts of a briefing, told by a template."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing.deliver.distribution import Template
from briefing.deliver.summary import LONGEST_LINE, Cited, Day, Line, Summary, Told, shortened
from briefing.errors import DeliveryError

LARGEST = 95_000
"""Bytes of a body; a well-known mail program cuts off what is longer than 102 kB."""

CHART_ID = "timeline@chart.invalid"
"""The Content-ID of the chart: the same in every message, since it is looked for in the message alone."""

NAMES = (
    *("title", "name", "as_of", "day", "zone", "language", "handling", "notices", "bottom_line"),
    *("since", "new", "more_new", "gone", "days", "more_events", "coming_up", "more_coming"),
    *("sources", "more_sources", "all_sources", "chart", "pdf", "unsubscribe", "shortened"),
)
"""The values that a template may show."""

_LARGEST_BARE = 60_000
_STEPS = ((LONGEST_LINE, 60), (500, 40), (200, 20), (60, 5))  # how long a text, how many of a kind


@dataclass(frozen=True, slots=True)
class Pdf:
    """The PDF that a message brings: attached, or at ``link``."""

    name: str
    size: str  # "310 kB"
    sha256: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture of the chart in a message."""

    src: str
    words: str


def text_of(summary: Summary, pdf: Pdf, unsubscribe: str = "", template: Template | None = None) -> str:
    """Return the plain text of a message; ``unsubscribe`` is an address that all readers share, or empty."""
    return _fitting(template or shipped("mail.txt"), summary, pdf, unsubscribe)


def html_of(summary: Summary, pdf: Pdf, unsubscribe: str = "", template: Template | None = None) -> str:
    """Return the HTML of a message."""
    return _fitting(template or shipped("mail.html"), summary, pdf, unsubscribe)


def _fitting(template: Template, summary: Summary, pdf: Pdf, unsubscribe: str) -> str:
    """Return what a template makes of a summary, shortened until no mail program cuts it off."""
    from briefing.deliver.template import TemplateFault, render

    made = ""
    for longest, rows in _STEPS:
        shorter = shortened(summary, longest, rows)
        try:
            made = render(template, _values(shorter, pdf, unsubscribe, whole=shorter == summary))
        except TemplateFault as fault:
            raise DeliveryError(fault.message, f"{template.name}:{fault.line}", "correct the template") from None
        if len(made.encode()) <= LARGEST:
            return made
    words = f"makes more than {LARGEST / 1000:.0f} kB of a message, which mail programs cut off"
    raise DeliveryError(words, template.name, "make the template smaller")


def check_template(template: Template) -> None:
    """Raise ``TemplateFault`` when a template would fail on a briefing that has everything, or next to nothing."""
    from briefing.deliver.template import TemplateFault, check, render

    check(template, NAMES)
    for summary in (_FULL, _BARE):
        for link in ("", "https://example.org/a.pdf"):
            made = render(template, _values(summary, Pdf("a.pdf", "1 kB", "0" * 64, link), "", whole=True))
    if len(made.encode()) > _LARGEST_BARE:
        words = (
            f"makes {len(made.encode()) / 1000:.0f} kB of an empty briefing; allowed: up to {_LARGEST_BARE / 1000:.0f}"
        )
        raise TemplateFault(words)


@functools.cache
def shipped(name: str) -> Template:
    """Return a template that the program brings."""
    path = Path(__file__).with_name("templates") / name
    return Template(name, path.read_text(encoding="utf-8"), html=path.suffix == ".html")


def _values(summary: Summary, pdf: Pdf, unsubscribe: str, *, whole: bool = True) -> dict[str, Any]:
    known = {name: getattr(summary, name) for name in NAMES if hasattr(summary, name)}
    return {
        **known,
        "more_sources": summary.all_sources - len(summary.sources),
        "chart": Chart(f"cid:{CHART_ID}", summary.chart_words or "Timeline chart") if summary.chart else None,
        "pdf": pdf,
        "unsubscribe": unsubscribe,
        "shortened": not whole,
    }


_BARE = Summary("a", "A", "not known", "", "", "en", ())
_FULL = replace(
    _BARE,
    day="2024-03-08",
    zone="UTC",
    bottom_line=(Line("A", (1,)),),
    since="A",
    new=(Line("A", (1,)),),
    more_new=1,
    gone=("A",),
    notices=("A",),
    days=(Day("8 March", "Friday", (Told("A", "March", (1,)),)),),
    more_events=1,
    coming_up=(Told("A", "9 March", (1,)),),
    more_coming=1,
    sources=(Cited(1, "A", "A", "8 March 2024", "https://example.org/"),),
    all_sources=2,
    handling="A",
    chart="A",
    chart_words="A",
)
