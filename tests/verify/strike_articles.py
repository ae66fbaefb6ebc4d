"""Three short reports of one strike."""

from __future__ import annotations

from pathlib import Path

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
