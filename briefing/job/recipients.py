"""Lists of recipients in CSV files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from briefing.deliver.address import Mailbox, read_mailbox
from briefing.job.nodes import Faults, Scalar, read_text
from briefing.job.section import show

_ADDRESS = ("address", "email", "e-mail", "mail")
_NAME = ("name",)


def read_list(path: Path) -> tuple[tuple[Mailbox, ...], list[str]]:
    """Return the mailboxes of a CSV file, and its faults, a line each.

    The first row names the columns when none of its cells holds an @: ``address`` (or ``email``) and, if there is one,
    ``name``. Without such a row the first cell is the mailbox. Columns are parted by comma, semicolon or tab; empty
    rows and those that begin with # are skipped. Raises ``BriefFileError`` when the file cannot be read.
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
