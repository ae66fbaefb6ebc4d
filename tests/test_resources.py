"""The tables and styles that ship: whole, and without a key that silently replaces another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from briefing import resources

ROOT = Path(resources.__file__).parent
SHIPPED = sorted([*ROOT.rglob("*.yaml"), *resources.folder("styles").glob("*.yaml")])


def twice(root: yaml.Node | None) -> Iterator[str]:
    """Yield the keys that stand twice in one mapping, with the line of the mapping."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            keys = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
            yield from (f"{key!r} in the mapping of line {node.start_mark.line + 1}" for key in keys if keys[key] > 1)
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def test_a_key_that_stands_twice_is_found() -> None:
    assert list(twice(yaml.compose("a: {b: 1, c: [{d: 1, d: 2}], b: 3}"))) == [
        "'b' in the mapping of line 1",
        "'d' in the mapping of line 1",
    ]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_no_key_of_a_shipped_file_stands_twice(path: Path) -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    assert list(twice(yaml.compose(path.read_text(encoding="utf-8"), Loader=loader))) == []


def test_there_are_shipped_files() -> None:
    assert {"en.yaml", "house.yaml", "happenings.yaml"} <= {path.name for path in SHIPPED}


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        resources.table("dates/tables/xx.yaml")
