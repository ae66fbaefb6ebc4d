"""What stands before or between the paragraphs of an article: subheadings, datelines, glued lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Span
from briefing.sources.lines import Paragraph, words
from briefing.sources.phrases import Where, phrases

SUBHEADING = "subheading"
DATELINE = "dateline"

_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/, -]{2,39}")
_CITY = re.compile(r"([A-ZÀ-Þ][\w’'-]{2,20}(?: [A-ZÀ-Þ][\w’'-]{2,20})?)\. (?=[\"“'‘(]?[A-ZÀ-Þ])")
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        "Mr Mrs Ms Dr Prof Gen Col Maj Capt Lt Sgt Sen Rep Gov Rev Hon Pres Adm Amb Sir No Corp Inc Ltd Co Cos Bros",
    )
)
_GLUE = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[\w.!?,][\"”’»])(?=[A-ZÀ-Þ])")
_LONGEST_GLUED = 110  # characters of a subheading that is glued to its paragraph
_TOKEN_BEFORE = re.compile(r"[^\W\d_]+$")
_TOKEN_AFTER = re.compile(r"[^\W\d_]+")
_OPENERS = frozenset(  # closed classes: articles, pronouns, prepositions and conjunctions with which sentences begin
    re.findall(
        r"\w+",
        """A An The This That These Those There It Its He Her His She They Their I My We Our You Your One What When
        Where While Who If As At Before After By During For From In Of On Since Through To Under Until With Although
        Because However Meanwhile And But So""",
    )
)


def label_headings(lines: Sequence[Paragraph], reasons: list[str | None]) -> None:
    """Label datelines that stand alone before the first paragraph, and subheadings; never the first line."""
    story = [n for n in range(len(lines)) if reasons[n] is None]
    title = story[0] if story else 0
    first_prose = next((n for n in story if lines[n].prose), len(lines))
    for n in story:
        if (
            title < n < first_prose < len(lines)
            and _CAPITALS.fullmatch(lines[n].text)
            and len(words(lines[n].text)) <= 4
        ):
            reasons[n] = DATELINE
    story = [n for n in story if reasons[n] is None]
    run: list[int] = []
    for place, n in enumerate(story):
        if _may_head(lines[n]):
            run.append(n)
        else:
            if lines[n].prose and place and 0 < len(run) <= (4 if run[0] == title else 2):
                for heading in run:
                    reasons[heading] = SUBHEADING if heading != title else None
            run = []


def _may_head(line: Paragraph) -> bool:
    if not line.headline_like or line.bullet or line.chronology or line.text[-1] == "?":
        return False
    return line.heading or line.text[0].isupper() or line.text[0] in "\"“'‘«„"


def inline_dateline(line: Paragraph, text: str) -> Span | None:
    """Return the span of the place, date and agency before the first sentence of an article ("KYIV (AFP) - ").

    Whatever a scraper glued before it on the same line, a headline or a time stamp, belongs to it.
    A place with a full stop ("Oslo. The minister ...") counts when the text names the place again.
    """
    for row in phrases(Where.LEAD):
        for start, end in row.find(line.text):
            return line.start + start, line.start + end
    match = _CITY.match(line.text)
    if (
        match is None
        or match.group(1).split()[-1] in _ABBREVIATIONS
        or text.find(match.group(1), line.start + match.end()) < 0
    ):
        return None
    return line.start, line.start + match.end(1) + 1


def has_seam(line: Paragraph) -> bool:
    """Whether a capital stands right behind a small letter or a quotation mark near the beginning of a line."""
    return _GLUE.search(line.text, 0, _LONGEST_GLUED) is not None


def glued_subheading(line: Paragraph, vocabulary: frozenset[str]) -> Span | None:
    """Return the span of a subheading that is glued to the sentence after it ("No deal yetThe talks ...").

    The seam is a small letter or a closing quotation mark with a capital right behind it. Before it must stand two or
    more words and no end of a sentence; behind it, a word with which sentences begin, or one that the text also has
    alone (``vocabulary``), and then running text. So "McDonald", "YouTube" and "iPhone" stay whole.
    """
    for seam in _GLUE.finditer(line.text, 0, _LONGEST_GLUED):
        before, after = line.text[: seam.start()], line.text[seam.start() :]
        if not before[0].isupper() and before[0] not in "\"“„'‘«":
            return None
        if re.search(r"[.!?:;][\"”’»]?\s", before):
            return None
        if len(before.split()) < 2 or not _is_sentence(after):
            continue
        right = _TOKEN_AFTER.match(after)
        left = _TOKEN_BEFORE.search(before)
        if right is None:
            continue
        if left is None:  # a closing quotation mark
            if before[-1] == '"' and before.count('"') % 2:
                continue
            return line.start, line.start + len(before)
        if left.group().capitalize() in _OPENERS:  # no heading ends with "that" or "the"
            continue
        known = left.group() in vocabulary or (left.group().islower() and len(left.group()) > 2)
        if known and (right.group() in _OPENERS or (right.group() in vocabulary and len(right.group()) > 1)):
            return line.start, line.start + len(before)
    return None


def _is_sentence(text: str) -> bool:
    """Whether a text goes on for five words or more, one of the next four in small letters."""
    following = text[:200].split()[:5]
    return len(following) == 5 and any(word[0].islower() for word in following[1:])
