"""The key ``sources`` of a brief: paths, globs, and what a person states about an article."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from briefing.job.files import files_under, relative
from briefing.job.folders import is_glob
from briefing.job.nodes import Faults, Mapping, Node, Scalar
from briefing.job.plan_keys import read_language
from briefing.job.reading import Reading, near_file
from briefing.job.record import Source
from briefing.job.section import Section, one_text, show
from briefing.model import FACTS
from briefing.sources.declared import Declared, web_address


def read_sources(brief: Section, reading: Reading) -> tuple[Source, ...]:
    """Return every article once, sorted by path, each with the time zone of the brief."""
    if not brief.require("sources"):
        return ()
    zone = brief.get("timezone")  # checked where the plan is read
    timezone = zone.text if isinstance(zone, Scalar) else None
    found: dict[str, Source] = {}
    node = brief.get("sources")
    items = (
        (node,) if isinstance(node, Scalar) else brief.items("sources", "a list of paths, globs or mappings with path")
    )
    for n, item in enumerate(items, 1):
        here = f"sources[{n}]"
        declared, place = Declared(), item
        if isinstance(item, Mapping):
            section = Section(
                item, here, ("path", "publisher", "published", "url", "title", "author", "language"), reading.faults
            )
            if not section.require("path"):
                continue
            declared, place, here = _declared(section), section.get("path") or item, f"{here}.path"
        text = one_text(place, here, reading.faults)
        for file in _files(text, place, here, reading) if text else ():
            source = Source(file, relative(file, reading.folder), declared)
            known = found.get(source.path)
            found[source.path] = source if known is None else _both(known, source, place, here, reading.faults)
    if isinstance(node, (Scalar, Mapping)) or items:
        return tuple(
            replace(source, declared=replace(source.declared, timezone=timezone))
            for source in sorted(found.values(), key=lambda source: source.path)
        )
    brief.wrong("sources", "at least one path")
    return ()


def _both(known: Source, source: Source, place: Node, here: str, faults: Faults) -> Source:
    """A file that two items name: what one of them states holds, what both state must agree."""
    joined = source.declared.or_else(known.declared)
    if joined != known.declared.or_else(source.declared):
        faults.add(place, f"{here}: {show(source.path)} was named before, with other facts; name it once")
    return Source(source.file, source.path, joined)


def _files(text: str, place: Node, here: str, reading: Reading) -> tuple[Path, ...]:
    path = reading.folder / text
    if os.path.isdir(path):
        files, notes = files_under(path, reading.own())
        reading.notes += notes
    elif os.path.isfile(path):
        files = (path,)
    elif is_glob(text):
        is_own = reading.own()
        found = reading.folders.matching(reading.folder, text)
        files = tuple(file for file in found if not is_own(os.path.realpath(file)))
        if not files:
            reading.faults.add(place, f"{here}: found {show(text)}; no file matches")
    else:
        files = ()
        reading.faults.add(place, f"{here}: found {show(text)}; there is no such file{near_file(path, text)}")
    return files


def _declared(section: Section) -> Declared:
    published = section.date("published")
    if published is not None and (published[0].start is None or published[0].end is None):
        section.wrong("published", "a day, or an interval with both ends")
    url, language = section.text("url", longest=2000), read_language(section)
    if url is not None and web_address(url) is None:
        section.wrong("url", "an http or https address")
    return Declared(
        title=section.text("title", longest=500),
        publisher=section.text("publisher", longest=200),
        published=published[0] if published else None,
        published_note="the brief" if published else "",
        url=url,
        author=section.text("author", longest=200),
        language=language,
    ).read_in(**dict.fromkeys(FACTS, "the brief"))
