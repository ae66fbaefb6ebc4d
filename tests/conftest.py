"""What all tests share: golden files, and the folder of real articles where it is at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

collect_ignore_glob = ["conftest.py", "*/conftest.py"]  # they hold no doctests, and share one module name

# The same examples in every run, and none refused for being slow on a busy machine.
settings.register_profile("briefing", max_examples=40, deadline=None, derandomize=True)
settings.load_profile("briefing")

ROOT = Path(__file__).resolve().parent.parent
REAL_ARTICLES = ROOT.parent / "shared" / "seeds"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with ``tests/golden/NAME``; with ``--update-golden``, write it."""

    def check(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing: run pytest --update-golden and read what it wrote"
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture
def real_articles() -> Path:
    """The folder of scraped articles beside the project; skips where it is absent."""
    if not REAL_ARTICLES.is_dir():
        pytest.skip("the folder of real articles is not beside the project")
    return REAL_ARTICLES


@pytest.fixture(scope="session", autouse=True)
def draws_here() -> None:
    """Let ``build`` draw in the process of the tests, as one that has drawn before does.

    Otherwise each build of a test would start a process of its own, which spends its time on loading libraries.
    """
    import matplotlib  # noqa: F401
