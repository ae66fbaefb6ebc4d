"""The words on the pages against those that the timeline inside the file leads to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.model import Brief, Event
from briefing.verify.expected import Sections, chart_words, expected, handling, stacked_differences, title
from briefing.verify.pattern import Expected, key, same, within
from briefing.verify.record import Check, State, shortened
from briefing.verify.structure import Pages, Unit
from briefing.verify.words import House

_AHEAD = 40  # expected lines that may be missing before the page is taken up again
_HEADINGS = (
    "bottom_line",
    "notices",
    "new",
    "timeline",
    "differences",
    "coming_up",
    "background",
    "sources",
    "undated",
)
_NAMES = (*_HEADINGS, "annex", "contents")
_MUST = frozenset({"bottom_line", "timeline", "differences", "coming_up", "background", "sources", "undated", "annex"})
_SOURCE = re.compile(r"S\d+")
_MOST_TOLD = 60  # false items told of one section; the rest is counted


def check_pages(
    pages: Pages, brief: Brief, events: Sequence[Event], house: House, texts: Mapping[str, str | None], about: str
) -> tuple[Check, ...]:
    """Return one check for each thing that the page says; ``about`` is the title in the file's properties."""
    sections = expected(brief, events, house, texts)
    groups: dict[int, list[Unit]] = {}
    for unit in pages.units:
        groups.setdefault(unit.section, []).append(unit)
    checks = list(_title(groups.pop(-1, []), brief, about))
    left = dict(sections)
    names: dict[int, str] = {}
    for number, units in groups.items():
        name = names[number] = _name(units, brief, left, house)
        if name == "contents":
            checks += _foreign((unit for unit in units if not _of_style(unit, house)), "contents")
        elif name == "differences" and not any(unit.tag == "TR" for unit in units):
            left.pop(name, None)
            checks += _compare(name, units, stacked_differences(brief), house)
        elif name == "bottom_line":
            checks += _compare(name, units, _chosen(units, left.pop(name, ()), sections), house)
        else:
            checks += _compare(name, units, left.pop(name, ()), house, brief)
    checks += _missing(left, house)
    checks += _beside(pages, brief, house)
    checks += _links(unit for number, units in groups.items() if names[number] != "sources" for unit in units)
    checks += (Check("page", f"page {fault.page}", State.FALSE, fault.message) for fault in pages.faults)
    return tuple(checks)


def _title(units: list[Unit], brief: Brief, about: str) -> Iterable[Check]:
    line = title(brief)
    headings = [unit for unit in units if unit.tag == "H1"]
    printed = headings[0].text if headings else ""
    yield _outcome(line, printed, line.fits(key(printed)))
    marks = [unit for unit in units if unit.tag == "P"]
    if brief.handling:
        printed = marks[0].text if marks else ""
        yield _outcome(handling(brief), printed, handling(brief).fits(key(printed)))
    known = headings[:1] + (marks[:1] if brief.handling else [])
    yield from _foreign((unit for unit in units if unit not in known), "before the first section")
    if about and not same(key(about), key(brief.title)):
        yield Check("title", "properties", State.FALSE, f"the file calls itself {shortened(about)}")


def _name(units: list[Unit], brief: Brief, left: Sections, house: House) -> str:
    """Return which section a group of units is: by its heading, else by what it says."""
    heading = next((key(unit.text) for unit in units if unit.tag == "H2"), None)
    if heading is None:
        return "front"
    if brief.chart is not None and (heading == key(brief.chart.finding) or any(unit.tag == "Figure" for unit in units)):
        return "chart"
    for name in _NAMES:
        called = house.all_of(name)
        if heading in called or (name == "new" and any(heading == words + key(brief.since) for words in called)):
            return name
    told = [key(unit.text) for unit in units]
    votes = {
        name: sum(any(line.fits(text) for line in lines[:200]) for text in told[:200]) for name, lines in left.items()
    }
    return max(votes, key=lambda name: votes[name], default="")


def _chosen(units: Sequence[Unit], lines: Sequence[Expected], sections: Sections) -> list[Expected]:
    """Return what a bottom line has to say: any passages of the timeline, for which of them lead is a choice of ours.

    ``lines`` are those that would be chosen today: they stand for what fits none.
    """
    passages = [line for told in sections.values() for line in told if line.kind == "bullet"]
    texts = [key(unit.text) for unit in units if unit.tag != "H2"]
    fitting = [next((line for line in (*lines, *passages) if line.fits(text)), None) for text in texts]
    spare = [line for line in lines if line not in fitting]
    found = [line if line is not None else (spare.pop(0) if spare else None) for line in fitting]
    return [replace(line, kind="bottom line") for line in found if line is not None]


def _of_style(unit: Unit, house: House) -> bool:
    """Return whether a unit holds words of the style alone, at a place where such words may stand."""
    text = key(unit.text)
    if not text:
        return True
    if unit.tag == "TOCI" or (unit.tag == "TR" and "TD" not in unit.tags):
        return house.says_all(text)
    return unit.tag in ("H2", "H3", "P") and house.says(text)


def _compare(
    name: str, units: list[Unit], lines: Sequence[Expected], house: House, brief: Brief | None = None
) -> Iterable[Check]:
    """Yield the checks of one section; of what is false there, as much as a person reads."""
    told = 0
    for gap, stands in _walked(name, units, lines, house, brief):
        yield from gap[: max(0, _MOST_TOLD - told)]
        yield from stands
        told += len(gap)
    if told > _MOST_TOLD:
        yield Check("section", name, State.FALSE, f"and {told - _MOST_TOLD} more things that differ")


def _walked(
    name: str, units: list[Unit], lines: Sequence[Expected], house: House, brief: Brief | None
) -> Iterator[tuple[list[Check], list[Check]]]:
    """Walk lines and units together; yield what is false up to each place where they meet, and what stands there."""
    at = 0
    strange: list[Unit] = []
    for unit in units:
        if unit.tag == "Figure" and brief is not None:
            yield [], list(_figure(unit, brief, house))
        elif (found := _met(key(unit.text), lines, at)) is not None:
            yield list(_gap(lines[at:found], strange)), [_outcome(lines[found], unit.text, True)]
            at, strange = found + 1, []
        elif not (_of_style(unit, house) or (name == "new" and unit.tag == "H2")):
            strange.append(unit)
    yield list(_gap(lines[at:], strange)), []


def _met(text: str, lines: Sequence[Expected], at: int) -> int | None:
    """Return the place from ``at`` of the line that says ``text``; for an optional one no required line is left out."""
    found = next((place for place in range(at, min(at + _AHEAD, len(lines))) if lines[place].fits(text)), None)
    if found is None or lines[found].required or not any(line.required for line in lines[at:found]):
        return found
    return None


def _gap(missing: Sequence[Expected], strange: list[Unit]) -> Iterable[Check]:
    """Yield what is false between two lines that stand: what is missing, beside what stands there instead."""
    lost = [line for line in missing if line.required]
    optional = [line for line in missing if not line.required]
    waiting = list(strange)
    for line in lost:
        unit = _nearest(line, waiting)
        if unit is not None:
            waiting.remove(unit)
            yield _differs(line, unit)
        else:
            yield Check(line.kind, line.place, State.FALSE, f"is not on the page: {shortened(line.shown)}")
    for line in optional:
        unit = _nearest(line, [one for one in waiting if one.tag == "P"]) if line.kind == "facts" else None
        if unit is not None:
            waiting.remove(unit)
            yield _differs(line, unit)
    yield from _foreign(waiting, "")


def _nearest(line: Expected, units: list[Unit]) -> Unit | None:
    """Return the unit that most likely stands in the place of a line: the most alike, or the only one."""
    wanted = Counter(line.said or key(line.shown))
    best, score = None, 0.5
    for unit in units[:20]:
        have = Counter(key(unit.text)[:4000])
        alike = (wanted & have).total() / max(wanted.total(), have.total(), 1)
        if alike > score:
            best, score = unit, alike
    return best


def _differs(line: Expected, unit: Unit) -> Check:
    cited = line.references(key(unit.text))
    if cited:
        message = f"page {unit.page} cites {cited}, the timeline {_meant(line)}: {shortened(unit.text)}"
        return Check("reference", line.place, State.FALSE, message)
    message = f"page {unit.page} says {shortened(unit.text)}, the timeline {shortened(line.shown)}"
    return Check(line.kind, line.place, State.FALSE, message)


def _meant(line: Expected) -> str:
    numbers = getattr(line.parts[-1], "numbers", ())
    return " ".join(f"S{number}" for number in numbers) or "no source"


def _outcome(line: Expected, printed: str, stands: bool) -> Check:
    if not stands:
        message = f"the page says {shortened(printed)}, the timeline {shortened(line.shown)}"
        return Check(line.kind, line.place, State.FALSE, message)
    state = State.EDITOR if line.editor else State.PROVEN
    return Check(line.kind, line.place, state, f"printed as the timeline has it: {shortened(line.shown)}")


def _foreign(units: Iterable[Unit], place: str) -> Iterable[Check]:
    for unit in units:
        if key(unit.text):
            where = f"page {unit.page}" + (f", {place}" if place else "")
            message = f"words that neither the timeline nor the style has: {shortened(unit.text)}"
            yield Check("words", where, State.FALSE, message)


def _missing(left: Sections, house: House) -> Iterable[Check]:
    """Yield the sections that are on no page."""
    for name, lines in left.items():
        if not any(line.required for line in lines):
            continue
        if name in _MUST & house.sections or name == "front":
            yield Check("section", name, State.FALSE, f"is not on the pages, with {len(lines)} things it has to say")
        else:
            yield Check("section", name, State.ABSENT, "is not on the pages; not every style prints it")


def _figure(unit: Unit, brief: Brief, house: House) -> Iterable[Check]:
    """Yield the check of the chart's words: each is one of the timeline, the calendar or the style."""
    known = chart_words(brief)
    whole = "\n".join(known)
    strange = []
    for part in unit.parts:
        text = key(part)
        begun = text.removesuffix("…")
        if not (within(begun, whole) or house.says_on_chart(text)):
            strange.append(part)
    if strange:
        message = f"has words that the timeline has not: {shortened(', '.join(strange))}"
        yield Check("chart", f"page {unit.page}", State.FALSE, message)
    elif brief.chart is not None and not same(key(unit.alt), key(brief.chart.alt)):
        yield Check("chart", f"page {unit.page}", State.FALSE, f"its alternative text says {shortened(unit.alt)}")
    else:
        yield Check("chart", f"page {unit.page}", State.PROVEN, "its words are those of the timeline")


def _beside(pages: Pages, brief: Brief, house: House) -> Iterable[Check]:
    """Yield what heads, feet and bookmarks say that the timeline and the style do not."""
    dates = [group.date for group in brief.days] + [row.date for row in (*brief.coming_up, *brief.background)]
    known = {key(text) for text in (brief.topic, brief.title, brief.as_of, brief.handling, *dates)} | set(
        house.forms_of("as_of_head", date=brief.as_of)
    )
    if brief.chart is not None:
        known.add(key(brief.chart.finding))
    whole = "\n".join(sorted(known))
    wrong = [
        (number, text)
        for number, text in (*pages.beside, *((1, title) for title in pages.outline))
        if not _known(key(text), whole, house)
    ]
    for number, text in wrong[:_MOST_TOLD]:
        message = f"a head, foot or bookmark has words of its own: {shortened(text)}"
        yield Check("words", f"page {number}", State.FALSE, message)
    if not wrong:
        yield Check("heads and feet", "all pages", State.PROVEN, "nothing but the style's words, the title and dates")


def _known(text: str, whole: str, house: House) -> bool:
    begun = text.removesuffix("…")
    return not begun or within(begun, whole) or bool(_SOURCE.fullmatch(text)) or house.says_all(text)


def _links(units: Iterable[Unit]) -> Iterable[Check]:
    """Yield references that do not lead where the others of their number lead."""
    targets: dict[str, Counter[str]] = {}
    places: list[tuple[int, str, str]] = []
    for unit in units:
        for words, target in unit.links:
            if _SOURCE.fullmatch(words):
                targets.setdefault(words, Counter())[target] += 1
                places.append((unit.page, words, target))
    for page, words, target in places:
        if target != targets[words].most_common(1)[0][0]:
            yield Check(
                "reference", f"page {page}", State.FALSE, f"{words} leads elsewhere than other references {words}"
            )
