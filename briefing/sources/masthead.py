"""The name of the paper that a page prints above the title of an article."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from briefing import resources
from briefing.sources.lines import Paragraph, alphanumeric, words

MASTHEAD = "name of the outlet"
"""The reason why a masthead is furniture, and where a publisher stands that nothing else states."""

COPYRIGHT = "copyright line"
"""The reason of lines that name the owner of a page."""

_LONGEST = 5  # words of the name of a paper
_SHORTEST_TITLE = 4  # words of the title below it
_BELOW = 2  # lines below it among which a page calls itself a press release


def masthead(lines: Sequence[Paragraph], reasons: Sequence[str | None]) -> int | None:
    """Return the line that is the name of the outlet: the first of the article, with the title still to come, or None.

    Its words alone do not make it one: the owner in the copyright line has the same name, it ends as names of papers
    do, or the page calls itself a press release.
    """
    story = [n for n, reason in enumerate(reasons) if reason is None]
    prose = next((place for place, n in enumerate(story) if lines[n].prose), 0)
    head = story[:prose]
    if len(head) < 2 or not 0 < len(words(lines[head[0]].bare)) <= _LONGEST:
        return None
    titled = any(len(words(lines[n].bare)) >= _SHORTEST_TITLE and not lines[n].chronology for n in head[1:])
    name = lines[head[0]].bare
    named = _owns(name, lines, reasons) or _ends_like_a_paper(name) or _releases(lines[head[0] + 1 :][:_BELOW])
    return head[0] if titled and named else None


def _owns(name: str, lines: Sequence[Paragraph], reasons: Sequence[str | None]) -> bool:
    key = alphanumeric(name)
    return any(
        reason == COPYRIGHT and key in alphanumeric(line.text) for line, reason in zip(lines, reasons, strict=True)
    )


def _releases(below: Sequence[Paragraph]) -> bool:
    return any(line.bare.casefold().startswith(tuple(sorted(_nouns()["released"]))) for line in below)


def _ends_like_a_paper(name: str) -> bool:
    found = words(name)
    if not all(word[0].isupper() or word in ("of", "and", "the") for word in found):
        return False
    last, nouns = found[-1].casefold(), _nouns()
    return last in nouns["sure"] or (last in nouns["after_the"] and (found[0] == "The" or name.isupper()))


@functools.cache
def _nouns() -> dict[str, frozenset[str]]:
    return {name: frozenset(row) for name, row in resources.table("sources/tables/mastheads.yaml").items()}
