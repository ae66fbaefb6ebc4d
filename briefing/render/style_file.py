"""Style files: YAML checked key by key against the record, every fault named with its line and column."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import yaml

from briefing.errors import StyleError
from briefing.render.style import SECTIONS, SIZES, Colours, Fonts, Style, Text, contrast
from briefing.render.words import Words

_TEXT_CONTRAST = 4.5
_MARK_CONTRAST = 3.0
_MARKS = ("ink", "accent", "alert")
_MOST, _DEEPEST = 1_000_000, 12  # bytes of a file, levels in it
_LARGEST = 20_000  # no measure of a page is larger, in points
_REQUIRED = ("timeline", "sources")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class _Faults:
    """The faults found so far, each with its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[tuple[int, int, str]] = []

    def add(self, node: yaml.Node, message: str) -> None:
        self.found.append((node.start_mark.line + 1, node.start_mark.column + 1, message))

    def raise_if_any(self) -> None:
        if self.found:
            lines = (f"{self.path}:{line}:{column}: {message}" for line, column, message in sorted(self.found))
            raise StyleError("\n".join(lines))


def read_style(path: Path) -> Style:
    """Return the style in the YAML file ``path``; what it does not say is as in the house style.

    Raises ``StyleError`` with every fault, a line each.
    """
    try:
        root = yaml.compose(_shallow(path), Loader=yaml.CSafeLoader)
    except OSError as error:
        hint = "give a style that briefing styles lists, or a YAML file"
        raise StyleError(f"cannot be read: {error.strerror or error}", str(path), hint) from error
    except UnicodeDecodeError as error:
        raise StyleError("is not UTF-8 text", str(path)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise StyleError(f"is not YAML: {error.problem}", where) from error
    except yaml.YAMLError as error:
        raise StyleError(f"is not YAML: {error}", str(path)) from error
    faults = _Faults(path)
    values: dict[str, Any] = {}
    if root is not None:
        values = _mapping(root, Style(name=path.stem), "", faults)
    values = {"name": path.stem, **values}
    places = dict(_places(root)) if root is not None else {}
    style = Style(**values)
    _check(style, places, root or yaml.ScalarNode("", "", *_start()), faults)
    faults.raise_if_any()
    return _with_font_paths(style, path.parent)


def _shallow(path: Path) -> str:
    """Return the text of a style file, once it is known that composing it needs no deep recursion."""
    with path.open("rb") as stream:
        data = stream.read(_MOST + 1)
    if len(data) > _MOST:
        raise StyleError(f"is larger than {_MOST:,} bytes, too large for a style", str(path))
    text, depth = data.decode("utf-8-sig"), 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > _DEEPEST:
                mark = event.start_mark or _start()[0]
                raise StyleError(
                    f"is nested more than {_DEEPEST} levels deep", f"{path}:{mark.line + 1}:{mark.column + 1}"
                )
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
    return text


def _start() -> tuple[yaml.Mark, yaml.Mark]:
    mark = yaml.Mark("", 0, 0, 0, None, 0)
    return mark, mark


def _mapping(node: yaml.Node, default: Any, where: str, faults: _Faults) -> dict[str, Any]:
    """Return the checked values of a mapping; ``default`` is the record that it fills."""
    if not isinstance(node, yaml.MappingNode):
        faults.add(node, f"{where or 'a style'} is a mapping of keys to values, found {_shown(node)}")
        return {}
    hints = get_type_hints(type(default))
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value).replace("-", "_")
        path = f"{where}.{key}" if where else key
        if key not in hints:
            near = difflib.get_close_matches(key, hints, n=1, cutoff=0.5)
            advice = f"did you mean {near[0]!r}?" if near else f"allowed: {', '.join(hints)}"
            faults.add(key_node, f"unknown key {path!r}; {advice}")
        elif key in values:
            faults.add(key_node, f"key {path!r} stands here twice")
        else:
            values[key] = _value(value_node, getattr(default, key), hints[key], path, faults)
    return values


def _value(node: yaml.Node, default: Any, kind: Any, path: str, faults: _Faults) -> Any:
    if dataclasses.is_dataclass(default):
        changes = _mapping(node, default, path, faults)
        return dataclasses.replace(default, **changes)  # type: ignore[type-var]
    if kind == tuple[str, ...]:
        return _names(node, default, path, faults)
    if not isinstance(node, yaml.ScalarNode):
        faults.add(node, f"{path} is one value like {default!r}, found {_shown(node)}")
        return default
    if kind is str:
        return node.value
    try:
        number = int(node.value) if kind is int else float(node.value)
    except ValueError:
        faults.add(node, f"{path} is a number like {default!r}, found {node.value!r}")
        return default
    if not 0 <= number <= _LARGEST:  # also false for nan
        faults.add(node, f"{path} lies between 0 and {_LARGEST}, found {node.value}")
        return default
    return number


def _names(node: yaml.Node, default: tuple[str, ...], path: str, faults: _Faults) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        faults.add(node, f"{path} is a list like {list(default[:2])}, found {_shown(node)}")
        return default
    names = []
    for item in node.value:
        name = str(item.value).replace("-", "_") if isinstance(item, yaml.ScalarNode) else ""
        if name not in SECTIONS:
            near = difflib.get_close_matches(name, SECTIONS, n=1, cutoff=0.5)
            advice = f"did you mean {near[0]!r}?" if near else f"allowed: {', '.join(SECTIONS)}"
            faults.add(item, f"unknown section {name or _shown(item)!r}; {advice}")
        elif name in names:
            faults.add(item, f"section {name!r} stands here twice")
        else:
            names.append(name)
    for name in _REQUIRED:
        if name not in names:
            faults.add(node, f"section {name!r} is missing: without it references lead nowhere")
    return tuple(names)


def _check(style: Style, places: Mapping[str, yaml.Node], root: yaml.Node, faults: _Faults) -> None:
    """Check what depends on several values: names of colours and fonts, contrast, placeholders."""

    def place(*paths: str) -> yaml.Node:
        return next((places[path] for path in paths if path in places), root)

    if style.page.size not in SIZES:
        faults.add(place("page.size"), f"page.size is one of {', '.join(SIZES)}, found {style.page.size!r}")
    elif style.page.width > style.page.sheet[0]:
        faults.add(place("page.width"), f"page.width is wider than the sheet, {style.page.sheet[0]:g} points")
    if style.grid.columns not in (1, 2):
        faults.add(place("grid.columns"), f"grid.columns is 1 or 2, found {style.grid.columns}")
    if style.grid.tables not in ("columns", "stacked"):
        faults.add(place("grid.tables"), f"grid.tables is columns or stacked, found {style.grid.tables!r}")
    good = True
    for colour in _fields(style.colours):
        value = getattr(style.colours, colour)
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
            good = False
            faults.add(place(f"colours.{colour}"), f"colours.{colour} is a colour like '#1B2730', found {value!r}")
    _check_types(style, place, faults, good)
    house = Words()
    for word in _fields(style.words):
        allowed = set(_PLACEHOLDER.findall(getattr(house, word)))
        found = set(_PLACEHOLDER.findall(getattr(style.words, word)))
        for unknown in sorted(found - allowed):
            faults.add(place(f"words.{word}"), f"words.{word} has {{{unknown}}}; allowed: {_braces(allowed)}")


def _check_types(style: Style, place: Any, faults: _Faults, colours_are_good: bool) -> None:
    colours, roles = _fields(Colours()), [name.replace("_", "-") for name in _fields(Fonts())]
    used: dict[str, str] = {}
    for use in _fields(style.types):
        text: Text = getattr(style.types, use)
        here = f"types.{use}"
        if text.font not in roles:
            faults.add(place(f"{here}.font", here), f"{here}.font is one of {', '.join(roles)}, found {text.font!r}")
        if text.colour not in colours:
            faults.add(
                place(f"{here}.colour", here), f"{here}.colour is one of {', '.join(colours)}, found {text.colour!r}"
            )
        elif text.colour != "paper":
            used.setdefault(text.colour, use)
        if not 4 <= text.size <= 72 or text.leading < text.size:
            faults.add(place(f"{here}.size", here), f"{here} has size 4 to 72 and no smaller leading")
    if not colours_are_good:
        return
    value = {colour: getattr(style.colours, colour) for colour in colours}
    pairs = [(colour, ground, _TEXT_CONTRAST, "text") for colour in used for ground in ("paper", "tint")]
    pairs += [(colour, "paper", _MARK_CONTRAST, "marks") for colour in _MARKS if colour not in used]
    for colour, ground, least, what in pairs:
        found = contrast(value[colour], value[ground])
        if found < least:
            message = f"contrast of {colour} on {ground} is {found:.1f}; {what} need {least:g}"
            faults.add(place(f"colours.{colour}", f"colours.{ground}", f"types.{used.get(colour)}.colour"), message)


def _with_font_paths(style: Style, beside: Path) -> Style:
    """Return the style with paths of fonts made relative to where the program runs."""
    changes = {}
    for role in _fields(style.fonts):
        given = getattr(style.fonts, role)
        if given.lower().endswith(".ttf"):
            changes[role] = str(beside / given)
    return dataclasses.replace(style, fonts=dataclasses.replace(style.fonts, **changes)) if changes else style


def _places(node: yaml.Node, where: str = "", depth: int = 3) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the value node of each key; no deeper than a style goes, for an alias may lead back to where it stands."""
    if isinstance(node, yaml.MappingNode) and depth:
        for key, value in node.value:
            path = f"{where}.{key.value}".strip(".").replace("-", "_")
            yield path, value
            yield from _places(value, path, depth - 1)


def _fields(record: Any) -> list[str]:
    return [field.name for field in dataclasses.fields(record)]


_SHOWN = 60
"""How many characters of a wrong value a message shows."""


def _shown(node: yaml.Node) -> str:
    kinds: dict[type[yaml.Node], str] = {yaml.MappingNode: "a mapping", yaml.SequenceNode: "a list"}
    value = str(getattr(node, "value", ""))
    return kinds.get(type(node), repr(value if len(value) <= _SHOWN else f"{value[: _SHOWN - 3]}..."))


def _braces(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"
