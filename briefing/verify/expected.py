"""Brief -> what has to stand on its pages, section by section."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefing.model import AuditRow, Brief, Entry, Event, Item, Row, SourceRow, Voice
from briefing.verify.pattern import Expected, Form, Part, Passage, References, Words, key
from briefing.verify.words import House

_EDITOR = Form(re.compile(r"\[[^\[\]]{1,60}\]"))
_NUMBER = Form(re.compile(r"(?:\(\d{1,6}\))?"))
_DASH = Form(re.compile("–?"))
_ARROW, _COLON = Form(re.compile("→?")), Form(re.compile(":?"))
_HELD = Form(re.compile(r"(?:,(?:attached|notattached|allattached|noneattached|\d+attached|\d+inbackground))?"))
_LETTERS_OF_HASH = 12

Sections = dict[str, tuple[Expected, ...]]


def expected(brief: Brief, events: Sequence[Event], house: House, texts: Mapping[str, str | None]) -> Sections:
    """Return what each section of the page has to say.

    ``texts`` are the whole texts of the sources by id, None for one that is not attached in full.
    """
    named = {event.id: f"event {event.id}" for event in events}
    made = {
        "front": _front(brief, house),
        "notices": tuple(_line("notice", "notices", text, required=False) for text in brief.notices),
        "bottom_line": _items(brief.bottom_line, "bottom line", "bottom line"),
        "new": _new(brief, house),
        "timeline": tuple(_timeline(brief, house, named)),
        "differences": tuple(_differences(brief)),
        "coming_up": tuple(_rows(brief.coming_up, named)),
        "background": tuple(_rows(brief.background, named)),
        "sources": tuple(_source(source, house, texts) for source in brief.sources),
        "undated": (*_items(brief.undated, "undated passage", "undated"), *_left_out(brief)),
        "annex": (
            *(_audit(row) for row in brief.audit),
            *(_line("correction", "annex", text) for text in brief.corrections),
        ),
    }
    if brief.chart is not None:
        made["chart"] = (
            _line("heading", "chart", brief.chart.finding),
            _line("note", "chart", brief.chart.note),
        )
    return {name: lines for name, lines in made.items() if lines}


def _front(brief: Brief, house: House) -> tuple[Expected, ...]:
    told = "|".join(re.escape(words) for words in sorted(house.all_of("as_of"), key=len, reverse=True))
    as_of = (
        Form(re.compile(f"(?:{told})")),
        Words(key(brief.as_of)),
        Form(re.compile(",?")),
        Words(key(brief.zone), True),
    )
    figures = []
    for figure in brief.figures:
        first = figure.words.partition(", ")[0]
        parts = (Words(f"{figure.number}{key(first)}"), _HELD)
        figures.append(Expected("figure", "figures", parts, f"{figure.number} {figure.words}"))
    return (Expected("as-of date", "front", as_of, brief.as_of), *figures)


def title(brief: Brief) -> Expected:
    """Return the title; a very long one is cut on the page."""
    whole = key(brief.title)

    def begins(text: str) -> bool:
        return text == whole or (text.endswith("…") and len(text) > 20 and whole.startswith(text[:-1]))

    return Expected("title", "page 1", (Passage(begins),), brief.title)


def handling(brief: Brief) -> Expected:
    """Return the handling mark, as it is read once at the head of the first page."""
    return _line("handling mark", "page 1", brief.handling)


def _line(kind: str, place: str, text: str, *, required: bool = True) -> Expected:
    return Expected(kind, place, (Words(key(text)),), text, required)


def _items(items: Iterable[Item], kind: str, place: str) -> tuple[Expected, ...]:
    return tuple(_item(item, kind, f"{place} {number}") for number, item in enumerate(items, 1))


def _item(item: Item, kind: str, place: str) -> Expected:
    text = "".join(run.text for run in item.runs)
    editor = any(run.voice is Voice.EDITOR for run in item.runs)
    mark: tuple[Part, ...] = (_EDITOR,) if editor else ()
    words = "".join(key(run.text) for run in item.runs)
    return Expected(kind, place, (_DASH, *mark, Words(words), References(item.references)), text, editor=editor)


def _new(brief: Brief, house: House) -> tuple[Expected, ...]:
    if not brief.since or not (brief.new or brief.gone):
        return ()
    gone = []
    for headline in brief.gone:
        forms = "|".join(re.escape(form) for form in house.forms_of("gone", headline=headline))
        gone.append(Expected("headline", "no longer told", (Form(re.compile(forms)),), headline))
    return (*_items(brief.new, "new", "what is new"), *gone)


def _timeline(brief: Brief, house: House, named: Mapping[str, str]) -> Iterable[Expected]:
    for group in brief.days:
        for number, entry in enumerate(group.entries):
            place = named.get(entry.key, entry.key)
            if number == 0:
                yield _line("date", place, group.date)
            about = (group.weekday, group.note) if number == 0 else ()
            yield _facts(about, entry, house, len(brief.sources), place)
            parts: list[Part] = [Words(key(entry.headline)), _NUMBER]
            if entry.date:
                parts.append(Words(f"[{key(entry.date)}]"))
            yield Expected("headline", place, tuple(parts), entry.headline + (f" [{entry.date}]" if entry.date else ""))
            yield from _items(entry.items, "bullet", f"{place}, bullet")
            if entry.more:
                yield _line("note", place, entry.more, required=False)


def _facts(about: Iterable[str], entry: Entry, house: House, sources: int, place: str) -> Expected:
    """Return what stands beside an event: its weekday, and how many sources tell it; in some styles not at all."""
    told = house.forms_of("told_by", n=entry.sources, m=sources)
    pieces = [key(text) for text in about if text] + list(told)
    if entry.new:
        pieces += sorted(house.all_of("new_tag"))
    form = "|".join(re.escape(piece) for piece in sorted(pieces, key=len, reverse=True))
    return Expected("facts", place, (Form(re.compile(f"(?:{form})++")),), told[0], required=False)


def _rows(rows: Sequence[Row], named: Mapping[str, str]) -> Iterable[Expected]:
    for row in rows:
        place = named.get(row.key, row.key)
        yield _line("date", place, row.date)
        yield _line("headline", place, row.headline)
        yield from _items(row.items, "bullet", f"{place}, bullet")


def _differences(brief: Brief) -> Iterable[Expected]:
    """Yield each point as a row of a table; ``stacked_differences`` has them as lines."""
    for number, difference in enumerate(brief.differences, 1):
        place = f"difference {number}"
        accounts: list[Part] = []
        for account in difference.accounts:
            accounts += [Words("".join(key(run.text) for run in account.runs)), References(account.references)]
        topic = Words(key(difference.topic) + key(difference.event))
        yield Expected("difference", place, (topic, *accounts), difference.topic)


def stacked_differences(brief: Brief) -> tuple[Expected, ...]:
    """Return the points on which sources differ, as a narrow page prints them: line by line."""
    found: list[Expected] = []
    for number, difference in enumerate(brief.differences, 1):
        topic = (difference.topic, difference.event)
        found += [_line("difference", f"difference {number}", text) for text in topic if text]
        found += _items(difference.accounts, "difference", f"difference {number}, account")
    return tuple(found)


def _source(source: SourceRow, house: House, texts: Mapping[str, str | None]) -> Expected:
    parts: list[Part] = [Words(f"S{source.number}")]
    if source.title_is_opening:
        parts.append(Passage(_opens(texts.get(source.document), key(source.title))))
    else:
        parts.append(Words(key(source.title)))
    parts += [Words(key(source.outlet)), Words(key(source.url)), Words(key(source.date)), Words(key(source.evidence))]
    shown = source.sha256[:_LETTERS_OF_HASH]
    names = {key(source.attachment)} if source.attachment else house.all_of("not_attached")
    parts.append(Form(re.compile("|".join(re.escape(name) for name in sorted(names)))))
    parts.append(Words(f"{shown}…" if shown else ""))
    return Expected("source row", f"S{source.number}", tuple(parts), f"S{source.number} {source.title}, {source.date}")


def _opens(text: str | None, path: str) -> Callable[[str], bool]:
    """Return the test of opening words: words of the text, then "(opening words)" in some style's words."""
    whole = key(text) if text is not None else None

    def test(printed: str) -> bool:
        words = re.sub(r"\([^()]{1,60}\)$", "", printed).removesuffix("…")
        return whole is None or words == path.removesuffix("…") or words in whole

    return test


def _left_out(brief: Brief) -> tuple[Expected, ...]:
    """Return the reasons for what was left out: one paragraph."""
    parts: list[Part] = []
    for number, item in enumerate(brief.left_out):
        parts += [Words(";")] if number else []
        parts += [Words("".join(key(run.text) for run in item.runs)), References(item.references)]
    return (Expected("left out", "undated", tuple(parts), "what was left out"),) if parts else ()


def _audit(row: AuditRow) -> Expected:
    parts = (
        Words(f"S{row.source}", optional=True),
        Words(f"“{key(row.words)}”"),
        Words(key(row.span)),
        _ARROW,
        Words(key(row.date)),
        Words(key(row.rule)),
        _COLON,
        Words(key(row.reason)),
    )
    return Expected("audit row", f"S{row.source}, {row.span}", parts, f"{row.words}: {row.date}")


def chart_words(brief: Brief) -> tuple[str, ...]:
    """Return every text that the chart may show, or a beginning of which it may show, as keys."""
    chart = brief.chart
    if chart is None:
        return ()
    told = [chart.finding, chart.note, chart.zone, *chart.lanes]
    for event in (*chart.events, *chart.background):
        told += [event.label, event.note, event.lane]
    return tuple(sorted({key(text) for text in told if text}))
