"""Breaking words into lines: evenly when all of them fit, else as many as fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.render.hanging import telling

ELLIPSIS = "…"
_MOST_WORDS = 40  # longer labels are cut
_LEAST_WORDS = 3  # fewer words tell nothing
CUT_ENDS = " ,;:.–—-("

Width = Callable[[str], float]


def balanced(words: Sequence[str], count: int, room: float, width: Width, last: float = 0.0) -> tuple[str, ...]:
    """Return ``words`` in ``count`` lines of even width that fit ``room``, or nothing.

    ``last`` is the room that something after the last line needs.

    >>> balanced(["harbour", "pilots", "walk", "out"], 2, 15, len)
    ('harbour pilots', 'walk out')
    """
    if not words or count > len(words) or (count > 1 and len(words) > _MOST_WORDS):
        return ()
    if count == 1:
        line = " ".join(words)
        return (line,) if width(line) + last <= room else ()
    best: tuple[float, tuple[str, ...]] | None = None
    for place in range(1, len(words) - count + 2):
        first = " ".join(words[:place])
        if (wide := width(first)) > room:
            break
        rest = balanced(words[place:], count - 1, room, width, last)
        if rest:
            widest = max(wide, *(width(line) for line in rest))
            if best is None or widest < best[0]:
                best = widest, (first, *rest)
    return best[1] if best is not None else ()


def most_words(words: Sequence[str], count: int, room: float, width: Width) -> tuple[str, ...]:
    """Return as many words as fit in ``count`` lines, three at least, and an ellipsis; or nothing.

    >>> most_words(["harbour", "pilots", "walk", "out", "again"], 1, 20, len)
    ('harbour pilots walk…',)
    """
    for kept in range(min(len(words) - 1, _MOST_WORDS), _LEAST_WORDS - 1, -1):
        if len(telling(words[:kept])) < kept:
            continue
        shown = [*words[: kept - 1], words[kept - 1].rstrip(CUT_ENDS) + ELLIPSIS]
        lines = filled(shown, width, room)
        if len(lines) <= count and all(width(line) <= room for line in lines):
            return lines
    return ()


def filled(words: Sequence[str], width: Width, room: float) -> tuple[str, ...]:
    """Return ``words`` in lines, each as full as ``room`` allows; a word that is too long has its own line."""
    lines: list[str] = []
    for word in words:
        if lines and width(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


def wrapped(text: str, width: Width, room: float, most: int) -> tuple[str, ...]:
    """Return ``text`` in at most ``most`` lines that fit ``room``; what is too long ends in an ellipsis."""
    lines = list(filled(text.split(), width, room))
    if len(lines) > most:
        lines[most - 1 :] = [f"{lines[most - 1]}{ELLIPSIS}"]
    return tuple(line if width(line) <= room else _clipped(line, width, room) for line in lines)


def _clipped(line: str, width: Width, room: float) -> str:
    kept = line.rstrip(ELLIPSIS)[:200]
    while kept and width(kept + ELLIPSIS) > room:
        kept = kept[:-1]
    return kept + ELLIPSIS
