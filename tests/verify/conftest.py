"""A small briefing to tamper with: three short reports of one strike, built as the program builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.build import Options, build
from briefing.job import job_from_sources
from briefing.render.style import Style, load_style, style_names

ARTICLES = {
    "post.txt": """---
published: "2025-03-14"
publisher: Harbour Post
---
Dockers of Lindholm return to work

The dockers of Lindholm returned to work on Friday after a strike that had lasted nine days. Mayor Ana Duarte met
the union in the town hall on Wednesday and promised a new roster for the night shift.

The union will vote on the roster on 20 March, its chairman Piet Aalders said on Thursday. The port was built in 1964.
""",
    "gazette.txt": """---
published: "2025-03-15"
publisher: Lindholm Gazette
---
Port opens again

Cranes turned again in Lindholm on Friday when the dockers returned to work. On Wednesday Mayor Ana Duarte had met
the union in the town hall. Piet Aalders told the Gazette on Saturday that he expected a clear majority.
""",
    "radio.txt": """---
published: "2025-03-13"
publisher: Radio Coast
---
Talks in the town hall

Mayor Ana Duarte and the union met in the town hall of Lindholm yesterday. The strike began on 5 March, and 400
dockers took part in it. A second meeting is planned for Monday, Duarte said on Thursday.
""",
}


def write_articles(folder: Path) -> Path:
    """Write the three reports into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


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
