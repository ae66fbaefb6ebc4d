"""The timeline file: written for a person to correct, read back with their corrections, known when it was edited."""

from __future__ import annotations

import json
import re

from briefing.errors import TimelineError
from briefing.model import Timeline
from briefing.timeline.file.attach import attach
from briefing.timeline.file.fields import FieldError
from briefing.timeline.file.reading import timeline_of
from briefing.timeline.file.record import digest, plain
from briefing.timeline.file.schema import schema
from briefing.timeline.file.yaml_text import Data, Path, YamlError, emit, parse

__all__ = ["attach", "dump", "dump_json", "dump_yaml", "is_edited", "load", "schema"]

_COMMENT = """\
A timeline: what happened when, and who says so. You may correct this file and make its PDF with "briefing render".

  A date       change `date` alone; start, end and precision follow. Both ends of a range are included:
               '2025-08-18'  '2025-08'  '2025'  '2025-08-18/2025-08-19'  '../2025-08-17' (before the 18th)
               '2025-08-19/..' (after the 18th)  '199X' (the 1990s)  '1994~' (about 1994)
  A headline   change it.
  A passage    shorten or delete it. Other words are printed as an editor's note, never as a quotation.
  An event     delete it, or add one: date, headline and bullets are enough. What has no document is an editor's note.

An edited file is never overwritten: content_sha256, at the end, tells that it was.
"""
_UNSEEN = re.compile(r"[^\x00-\x7e]")


def dump(timeline: Timeline, form: str) -> str:
    """Return the timeline in one of five forms: ``yaml``, ``json``, ``csv``, ``ics`` or ``md``; else ``KeyError``."""
    if form == "csv":
        from briefing.timeline.formats.table import dump_csv

        return dump_csv(timeline)
    if form == "ics":
        from briefing.timeline.formats.icalendar import dump_icalendar

        return dump_icalendar(timeline)
    if form == "md":
        from briefing.timeline.formats.markdown import dump_markdown

        return dump_markdown(timeline)
    return {"yaml": dump_yaml, "json": dump_json}[form](timeline)


def dump_yaml(timeline: Timeline) -> str:
    """Return the timeline file as YAML, with a comment that tells how to correct it."""
    return emit(_signed(timeline), _COMMENT)


def dump_json(timeline: Timeline) -> str:
    """Return the timeline file as JSON; characters that cannot be seen are escaped."""
    text = json.dumps(_signed(timeline), ensure_ascii=False, indent=2)
    return _UNSEEN.sub(_visible, text) + "\n"


def load(text: str, *, where: str = "timeline") -> Timeline:
    """Return the timeline that a YAML or JSON file holds; its documents have no text yet (``attach`` gives it back).

    Raises ``TimelineError`` with the file ``where``, the line, the reason and the remedy.
    """
    try:
        return timeline_of(_data(text))
    except YamlError as error:
        raise TimelineError(error.problem, f"{where}:{error.line}", error.hint) from None
    except FieldError as error:
        line = _line(text, error.path)
        place = f"{where}:{line}" if line else where
        raise TimelineError(f"{_named(error.path)} {error.problem}", place, error.hint) from None


def is_edited(text: str) -> bool:
    """Return whether the content of a timeline file is no longer what the program wrote.

    White space, comments, the order of keys and the kind of quotes do not count. What cannot be read was edited.
    """
    try:
        data = _data(text)
    except YamlError:
        return True
    return not isinstance(data, dict) or data.get("content_sha256") != digest(data)


def _signed(timeline: Timeline) -> dict[str, Data]:
    data = plain(timeline)
    return data | {"content_sha256": digest(data)}


def _data(text: str) -> Data:
    text = text.removeprefix("\ufeff")
    return _parse_json(text) if text.lstrip()[:1] == "{" else parse(text)[0]


def _parse_json(text: str) -> Data:
    try:
        data: Data = json.loads(text, object_pairs_hook=_unique, parse_int=_whole, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise YamlError(error.lineno, f"is no JSON: {error.msg}", "check quotes, commas and brackets here") from None
    except RecursionError:
        raise YamlError(1, "is nested too deep", "no timeline is; check the brackets") from None
    return data


def _whole(digits: str) -> Data:
    """A number as long as a timeline can hold; a longer one stays text, as in YAML."""
    return int(digits) if len(digits) <= 18 else digits


def _unique(pairs: list[tuple[str, Data]]) -> Data:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise YamlError(1, f"has the key {twice[:40]!r} twice in one object", "keep one of the two")
    return found


def _line(text: str, path: Path) -> int | None:
    """The line of a value, or of the nearest value around it; JSON is read as the YAML that it is."""
    try:
        lines = parse(text.removeprefix("\ufeff"))[1]
    except YamlError:
        return None
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def _named(path: Path) -> str:
    """A path as a person reads it: "events[3].date", counted from 1."""
    name = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step[:40]}" for step in path)
    return name.removeprefix(".") or "the file"


def _visible(match: re.Match[str]) -> str:
    character = match[0]
    if character.isprintable() or character in "\u00a0\u2009\u202f":
        return character
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"\\u{code:04x}" if code < 0x10000 else json.dumps(character)[1:-1]
