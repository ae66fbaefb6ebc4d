"""A small briefing to tamper with, built as the program builds."""

from __future__ import annotations

from pathlib import Path

import pytest
from strike_articles import write_articles

from briefing.build import Options, build
from briefing.job import job_from_sources
from briefing.render.style import Style, load_style, style_names


@pytest.fixture(scope="session")
def strike_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("strike") / "strike")


@pytest.fixture(scope="session")
def strike(strike_folder: Path) -> bytes:
    """The PDF of the three reports."""
    return build(job_from_sources((strike_folder,), output=strike_folder.parent / "out"), Options()).pdf


@pytest.fixture(scope="session")
def styles() -> tuple[Style, ...]:
    return tuple(load_style(name) for name in style_names())
