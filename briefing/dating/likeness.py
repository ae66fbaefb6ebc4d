"""Likeness of whole texts: which articles tell nearly the same, by their rarer words, and which are copies of one."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from briefing.dating.clues import Reading

SHARE = 0.3  # of the articles that may use a word before it tells them apart no more
MOST = 40  # articles that a word may connect
TOP = 3  # others
SHORTEST = 3  # letters of a word that counts
COPIED = 0.7  # of the sentences of the shorter of two articles, from which they are one text


def likeness(readings: Sequence[Reading]) -> tuple[tuple[tuple[int, float], ...], ...]:
    """Return for each article its likest others, by place, with a likeness between 0 and 1; the likest first."""
    counts = [_words(reading) for reading in readings]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(counts):
        for word in words:
            holders[word].append(number)
    common = min(MOST, max(2, int(SHARE * len(readings))))
    vectors: list[dict[str, float]] = []
    for words in counts:
        vector = {
            word: (1 + math.log(count)) * math.log(1 + len(readings) / len(holders[word]))
            for word, count in sorted(words.items())
            if len(holders[word]) <= common
        }
        length = math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0
        vectors.append({word: value / length for word, value in vector.items()})
    found = []
    for number, vector in enumerate(vectors):
        near: defaultdict[int, float] = defaultdict(float)
        for word, value in vector.items():
            for other in holders[word]:
                if other != number:
                    near[other] += value * vectors[other][word]
        likest = sorted(near.items(), key=lambda pair: (-round(pair[1], 9), readings[pair[0]].document.sha256))
        found.append(tuple(likest[:TOP]))
    return tuple(found)


def voices(readings: Sequence[Reading]) -> int:
    """Return how many texts the articles are: copies of one, a little longer or shorter, count once."""
    holders: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)  # the texts that hold a sentence
    lengths: list[int] = []  # of each text, in sentences
    for reading in readings:
        text = {sentence.words for sentence in reading.sentences if sentence.words and not sentence.furniture}
        common = Counter(other for sentence in text for other in holders[sentence])
        if any(count >= COPIED * min(len(text), lengths[other]) for other, count in common.items()):
            continue
        for sentence in text:
            holders[sentence].add(len(lengths))
        lengths.append(len(text))
    return len(lengths)


def _words(reading: Reading) -> Counter[str]:
    return Counter(
        word
        for sentence in reading.sentences
        if not sentence.furniture
        for word in sentence.words
        if len(word) >= SHORTEST or word[0].isdigit()
    )
