"""The passages of the timeline against the attached texts: each is exactly the characters that it says it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from briefing.model import Bullet, Event, Timeline
from briefing.verify.attached import Attached
from briefing.verify.record import Check, State, shortened

_TELLING = re.compile(r"\d[\d.,]*\d|\d|\w+")


def check_passages(timeline: Timeline, texts: Mapping[str, Attached]) -> tuple[Check, ...]:
    """Return one check for each bullet, headline, undated passage and passage left out."""
    numbers = {document.id: number for number, document in enumerate(timeline.documents, 1)}
    titles = {document.id: document.title or "" for document in timeline.documents}
    spelt = frozenset(word.casefold() for source in texts.values() for word in _TELLING.findall(source.text))
    checks: list[Check] = []
    for event in timeline.events:
        checks += (_bullet(b, n, event, numbers, texts) for n, b in enumerate(event.bullets, 1))
        checks.append(_headline(event, titles, spelt))
    for kind, passages in (("undated passage", timeline.undated), ("passage left out", timeline.left_out)):
        for passage in passages:
            place = f"S{numbers[passage.document]} {passage.span[0]}-{passage.span[1]}"
            checks.append(_stands(kind, place, passage.text, passage.span, texts.get(passage.document), quoted=False))
    return tuple(checks)


def _bullet(
    bullet: Bullet, number: int, event: Event, numbers: Mapping[str, int], texts: Mapping[str, Attached]
) -> Check:
    place = f"event {event.id}, bullet {number}"
    if bullet.document is None:
        return Check("bullet", place, State.EDITOR, f"a person's note: {shortened(bullet.text)}")
    place += f" (S{numbers[bullet.document]} {bullet.span[0]}-{bullet.span[1]})"
    return _stands("bullet", place, bullet.text, bullet.span, texts.get(bullet.document), quoted=True)


def _stands(
    kind: str, place: str, words: str, span: tuple[int, int], source: Attached | None, *, quoted: bool
) -> Check:
    """Check that words stand at their place; of a source that is not whole, only what is ``quoted`` can stand there."""
    if source is None:
        return Check(kind, place, State.ABSENT, f"its source is not in the file: {shortened(words)}")
    if not words and not quoted:
        return Check(kind, place, State.ABSENT, "the words of this passage are not in the file")
    if source.text[slice(*span)] == words:
        return Check(kind, place, State.PROVEN, f"stands in its source: {shortened(words)}")
    if not source.full and not quoted and not source.text[slice(*span)].strip():
        return Check(kind, place, State.ABSENT, f"this part of its source is not in the file: {shortened(words)}")
    there = shortened(source.text[slice(*span)])
    return Check(kind, place, State.FALSE, f"the source has {there} there, not {shortened(words)}")


def _headline(event: Event, titles: Mapping[str, str], spelt: frozenset[str]) -> Check:
    """Check that the numbers of a headline are those of the event's passages and titles, and its names, too.

    A name may have the spelling of another source, for one house spelling holds on all pages. Other words may be
    inflected or left out by us, so they prove nothing and are not compared.
    """
    place = f"event {event.id}"
    told = [bullet.text for bullet in event.bullets] + [titles[id] for id in event.documents]
    told += [*event.actors, *event.places, *(voice for b in event.bullets for voice in (b.speaker, b.via) if voice)]
    known = {word.casefold() for text in told for word in _TELLING.findall(text)}
    strange = [
        word
        for word in _names(event.headline)
        if word.casefold() not in known and (word[0].isdigit() or word.casefold() not in spelt)
    ]
    if strange:
        message = f"has words that its passages have not ({', '.join(strange[:5])}): {shortened(event.headline)}"
        return Check("headline", place, State.EDITOR, message)
    return Check(
        "headline", place, State.PROVEN, f"ours, its names and numbers from its passages: {shortened(event.headline)}"
    )


def _names(headline: str) -> Iterable[str]:
    """Yield the numbers of a headline and its capitalised words, but for the first."""
    for place, word in enumerate(_TELLING.findall(headline)):
        if word[0].isdigit() or (place and word[0].isupper()):
            yield word
