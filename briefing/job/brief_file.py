"""The keys of a brief file."""

from __future__ import annotations

import os
from pathlib import Path

from briefing.job.distribution_keys import read_distribution
from briefing.job.limit_keys import read_limits
from briefing.job.nodes import Node
from briefing.job.plan_keys import read_plan
from briefing.job.reading import Reading, near_file
from briefing.job.record import Job
from briefing.job.section import Section, nearest, show
from briefing.job.slug import slug
from briefing.job.source_keys import read_sources

KEYS = (
    *("name", "title", "sources", "topic", "period", "as_of", "date", "timezone", "language", "style", "limits"),
    *("names", "events", "sources_inside", "reading", "handling", "corrections", "distribution"),
)


def read_brief(root: Node, reading: Reading) -> Job:
    """Return the job that the YAML asks for; what is wrong with it is in ``reading``."""
    brief = Section(root, "", KEYS, reading.faults)
    name = brief.text("name", longest=200)
    plan, style, distribution = read_plan(brief, reading), _style(brief, reading), read_distribution(brief, reading)
    inside = brief.choice("sources_inside", ("full", "quoted", "none"))
    return Job(
        name=slug(name or fallback_name(reading.path)),
        sources=read_sources(brief, reading),
        plan=plan,
        style=style,
        sources_inside=inside or ("quoted" if "distribution" in brief else "full"),
        distribution=distribution,
        limits=read_limits(brief),
        brief=reading.path,
        reads=(reading.path, *reading.reads),
        notes=tuple(reading.notes),
    )


def fallback_name(path: Path) -> str:
    """Return the name of a brief that states none: its stem, or that of its folder for ``brief.yaml``."""
    return path.stem if path.stem != "brief" else path.absolute().parent.name or "briefing"


def _style(brief: Section, reading: Reading) -> str:
    text = brief.text("style", longest=1000)
    if text is None:
        return "house"
    from briefing.render.style import style_names

    if text in style_names():
        return text
    path = reading.folder / text
    if "/" not in text and not text.endswith((".yaml", ".yml")):
        names = style_names()
        brief.wrong("style", f"{', '.join(names)}, or the path of a style file", nearest(text, names))
    elif not os.path.isfile(path):
        brief.refuse("style", f"found {show(text)}; there is no such file{near_file(path, text)}")
    else:
        reading.reads.append(path)
    return str(path)
