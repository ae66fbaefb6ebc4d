"""File names: always safe, always the same, never the same for two names that differ in letters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.job import slug
from briefing.job.slug import LONGEST


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kyiv-guarantees", "kyiv-guarantees"),
        ("Züge & Fähren", "zuge-fahren"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf", "rf"),
        ("a.new", "a-new"),
        ("COM1", "com1-briefing"),
        ("...", "briefing-ab5df625"),
        ("Київ", "briefing-2a221190"),
        ("Київ 2025", "2025-85c6a854"),
        ("x" * 300, "x" * 71 + "-0d4e2ca9"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=200))
def test_slug_is_a_safe_file_name(name: str) -> None:
    made = slug(name)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", made)
    assert len(made) <= LONGEST
    assert slug(made) == made


def test_slug_is_the_same_however_accents_are_coded() -> None:
    assert slug("Kraków-Łódź") == slug("Krako\u0301w-Ło\u0301dz\u0301")
