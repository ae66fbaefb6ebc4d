"""Dates of metadata and front matter."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefing.dates.absolute import read_date


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2025-08-22", "2025-08-22", "2025-08-22", "day"),
        ("20250822", "2025-08-22", "2025-08-22", "day"),
        ("2025-08-22T23:30:00-07:00", "2025-08-22", "2025-08-22", "day"),
        ("2025-08-22 09:30", "2025-08-22", "2025-08-22", "day"),
        ("2025-08", "2025-08-01", "2025-08-31", "month"),
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("2025-W34", "2025-08-18", "2025-08-24", "week"),
        ("Fri, 22 Aug 2025 09:30:00 +0200", "2025-08-22", "2025-08-22", "day"),
        ("22 August 2025", "2025-08-22", "2025-08-22", "day"),
        ("August 22, 2025", "2025-08-22", "2025-08-22", "day"),
        ("Friday, Aug. 22nd, 2025 at 10:00", "2025-08-22", "2025-08-22", "day"),
        ("August 2025", "2025-08-01", "2025-08-31", "month"),
        ("22. August 2025", "2025-08-22", "2025-08-22", "day"),
        ("22 août 2025", "2025-08-22", "2025-08-22", "day"),
        ("22 de agosto de 2025", "2025-08-22", "2025-08-22", "day"),
        ("août 2025", "2025-08-01", "2025-08-31", "month"),
        ("22 августа 2025 г.", "2025-08-22", "2025-08-22", "day"),
    ],
)
def test_read_date(text: str, first: str, last: str, precision: str) -> None:
    found = read_date(text)
    assert found is not None
    assert (str(found[0].start), str(found[0].last), found[1].value) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "on Friday",
        "yesterday",
        "2 days ago",
        "August 22",
        "22. August",
        "10:30",
        "2025-13-01",
        "2025-02-30",
        "version 12",
        "next week 3",
        "9" * 5000,
        "Article 5",
        "\x00 2",
    ],
)
def test_what_is_no_whole_date(text: str) -> None:
    assert read_date(text) is None


def test_language_is_given() -> None:
    found = read_date("03.04.2025", languages=["de"])
    assert found is not None
    assert str(found[0].start) == "2025-04-03"


def test_plain_dates_load_no_parser() -> None:
    code = (
        "import sys; from briefing.dates.absolute import read_date; read_date('2025-08-22'); read_date('22 Aug 2025');"
    )
    code += (
        "from briefing.dates.api import find_dates; find_dates('They met on Monday, 3 May 1999.', anchor='2024-03-13');"
    )
    code += "print([m for m in ('dateparser', 'pydantic', 'lxml', 'click') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
