"""Lists of recipients in CSV and YAML files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from briefing.deliver.address import Mailbox, read_mailbox
from briefing.job.nodes import Faults, Mapping, Scalar, Sequence, read_text, read_yaml
from briefing.job.section import Section, describe, one_text, show

_ADDRESS = ("address", "email", "e-mail", "mail")
_NAME = ("name",)


def read_list(path: Path) -> tuple[tuple[Mailbox, ...], list[str]]:
    """Return the mailboxes of a file, and its faults, a line each; ``BriefFileError`` when it cannot be read."""
    return _read_yaml(path) if path.suffix.lower() in (".yaml", ".yml") else _read_csv(path)


def _read_yaml(path: Path) -> tuple[tuple[Mailbox, ...], list[str]]:
    """Return the mailboxes of a YAML list: each item a mailbox, or a mapping of ``address`` and ``name``."""
    faults = Faults(str(path))
    found: list[Mailbox] = []
    node = read_yaml(read_text(path), str(path))
    if not isinstance(node, Sequence):
        faults.add(node, f"found {describe(node)}; allowed: a list of addresses")
        return (), faults.lines()
    for n, item in enumerate(node.items, 1):
        if isinstance(item, Mapping):
            entry = Section(item, f"[{n}]", ("address", "name"), faults)
            address = entry.text("address", longest=500) if entry.require("address") else None
            name = entry.text("name", longest=200)
        else:
            address, name = one_text(item, f"[{n}]", faults, longest=500), None
        if address is None:
            continue
        try:
            mailbox = read_mailbox(address)
            found.append(read_mailbox(f"{name} <{mailbox.address}>") if name else mailbox)
        except ValueError as error:
            faults.add(item, f"[{n}]: found {show(address)}; allowed: {error}")
    return tuple(found), faults.lines()


def _read_csv(path: Path) -> tuple[tuple[Mailbox, ...], list[str]]:
    """Return the mailboxes of a CSV file, and its faults.

    The first row names the columns when none of its cells holds an @: ``address`` (or ``email``) and, if there is one,
    ``name``. Without such a row the first cell is the mailbox. Columns are parted by comma, semicolon or tab; empty
    rows and those that begin with # are skipped.
    """
    faults = Faults(str(path))
    found: list[Mailbox] = []
    address, name, begun = 0, -1, False
    text = read_text(path)
    first = next((line for line in text.split("\n") if line.strip() and not line.startswith("#")), "")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            here = Scalar(None, rows.line_num, 1)
            headed, begun = not begun and not any("@" in cell for cell in cells), True
            if headed:
                header = [cell.casefold() for cell in cells]
                address = next((k for k, cell in enumerate(header) if cell in _ADDRESS), -1)
                name = next((k for k, cell in enumerate(header) if cell in _NAME), -1)
                if address < 0:
                    faults.add(here, f"found the columns {', '.join(map(show, cells))}; one must be called address")
                    break
                continue
            cell = cells[address] if address < len(cells) else ""
            try:
                mailbox = read_mailbox(cell)
                owner = cells[name] if 0 <= name < len(cells) else ""
                found.append(read_mailbox(f"{owner} <{mailbox.address}>") if owner else mailbox)
            except ValueError as error:
                faults.add(here, f"found {show(cell)}; allowed: {error}")
    except csv.Error as error:
        faults.add(Scalar(None, rows.line_num, 1), f"is not CSV: {error}")
    return tuple(found), faults.lines()
