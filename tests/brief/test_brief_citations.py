"""Passages as printed: where a bracket stands among the words and marks of a source."""

from __future__ import annotations

import pytest

from briefing.brief.citations import bullet_item
from briefing.model import Bullet, Insertion


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("It closed on Friday|.", "It closed on Friday [D]."),
        ("On Friday| it closed.", "On Friday [D] it closed."),
        ('She "would go tomorrow|" if asked.', 'She "would go tomorrow [D]" if asked.'),
        ('"We go tomorrow|," she said.', '"We go tomorrow [D]," she said.'),
        ('On Friday| "all went home".', 'On Friday [D] "all went home".'),
        ("“We go tomorrow|”, she said.", "“We go tomorrow [D]”, she said."),
        ("The talks (held on Friday|) failed.", "The talks (held on Friday [D]) failed."),
        ("Friday|'s talks failed.", "Friday [D]'s talks failed."),
    ],
)
def test_a_bracket_keeps_the_marks_around_it(text: str, printed: str) -> None:
    at = text.index("|")
    words = text.replace("|", "")
    item = bullet_item(Bullet(words, "d1", (0, len(words)), insertions=(Insertion(at, "D"),)), {"d1": 1})
    assert "".join(run.text for run in item.runs) == printed
