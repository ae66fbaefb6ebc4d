"""The keys of a distribution that say who is on the list: ``to``, ``files``, ``tags``."""

from __future__ import annotations

import os
from collections.abc import Mapping as Table

from briefing.deliver.address import Mailbox, read_mailbox
from briefing.errors import BriefFileError
from briefing.job.nodes import Scalar, Sequence
from briefing.job.reading import Reading, near_file
from briefing.job.recipients import Row, read_list, tags_of
from briefing.job.section import Section, describe, nearest, one_text, show
from briefing.model import Problem


def read_recipients(
    section: Section, reading: Reading
) -> tuple[tuple[Mailbox, ...], Table[str, frozenset[str]], tuple[Problem, ...]]:
    """Return everybody on the list, each once, their tags by their key, and what is wrong with rows of files.

    ``tags`` chooses among the rows of files: whoever bears one of them. The readers under ``to`` are always among them.
    """
    section.require("to", "files")
    named = _named(section, reading)
    listed, problems = _listed(section, reading)
    tags: dict[str, frozenset[str]] = {}
    for row in listed:
        tags[row.mailbox.key] = tags.get(row.mailbox.key, frozenset()) | row.tags
    wanted = frozenset().union(*map(tags_of, section.texts("tags")))
    known = frozenset().union(*tags.values())
    where = _place(section, "tags", reading)
    problems += [
        Problem(where, f"nobody on the list bears the tag {show(tag)}{nearest(tag, sorted(known))}", "correct one")
        for tag in sorted(wanted - known)
    ]
    unique = {mailbox.key: mailbox for mailbox in reversed(named)}
    chosen = dict(reversed(unique.items()))
    for row in listed:
        if not wanted or wanted & tags[row.mailbox.key]:
            chosen.setdefault(row.mailbox.key, row.mailbox)
    return tuple(chosen.values()), {key: tags[key] for key in chosen if key in tags}, tuple(problems)


def _named(section: Section, reading: Reading) -> list[Mailbox]:
    found: list[Mailbox] = []
    node = section.get("to")
    nodes = (node,) if isinstance(node, Scalar) else section.items("to", "a list of addresses")
    for n, item in enumerate(nodes, 1):
        text = one_text(item, f"distribution.to[{n}]", reading.faults, longest=500)
        try:
            found += [read_mailbox(text)] if text else []
        except ValueError as error:
            reading.faults.add(item, f"distribution.to[{n}]: found {describe(item)}; allowed: {error}")
    if isinstance(node, Sequence) and not node.items:
        section.wrong("to", "at least one address")
    return found


def _listed(section: Section, reading: Reading) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for text in section.texts("files"):
        path = reading.folder / text
        if not os.path.isfile(path):  # a name that no file can have is no error here
            section.refuse("files", f"found {show(text)}; there is no such file{near_file(path, text)}")
            continue
        reading.reads.append(path)
        try:
            listed = read_list(path)
        except BriefFileError as error:
            reading.elsewhere.append(str(error))
            continue
        rows += listed.rows
        problems += listed.problems
    return rows, problems


def _place(section: Section, key: str, reading: Reading) -> str:
    node = section.get(key)
    return f"{reading.path}:{node.line}:{node.column}" if node is not None else str(reading.path)
