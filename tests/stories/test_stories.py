"""Whole stories: a few articles each, and what an adviser who read them would expect of their timeline.

``FOLDER/expected.yaml`` says what one story must give. Properties hold for every story, and for any other. What a
story does not give yet stands in ``not_yet.yaml``, item by item: an item that starts to pass fails there, so that
its line is deleted.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.model import Bullet, Event, Interval, Plan, Status, Timeline
from briefing.model.edtf import format_edtf, parse_edtf

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
STORIES = sorted(path.parent.name for path in HERE.glob("*/expected.yaml"))
FOLDERS = {
    **{name: HERE / name for name in STORIES},
    "sample": ROOT / "seeds",
    "real": ROOT.parent / "shared" / "seeds",
}
NOT_YET: dict[str, dict[str, str]] = (
    yaml.load((HERE / "not_yet.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
)


@functools.cache
def expected(story: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(
        (HERE / story / "expected.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return loaded


def _made(story: str, turned: bool = False) -> Timeline:
    from dataclasses import replace

    from briefing.job.load import brief_of, job_from_sources, load_brief
    from briefing.pipeline import make_timeline

    folder = FOLDERS[story]
    if not folder.is_dir():
        pytest.skip("the folder is not beside the project")
    brief = brief_of(folder)
    job = load_brief(brief) if brief else job_from_sources([folder])
    sources = [source for source in job.sources if source.file.name != "expected.yaml"]
    plan: Plan = replace(job.plan, bullets=None)
    return make_timeline(sources[::-1] if turned else sources, plan).timeline


made = functools.cache(_made)


def items() -> Iterator[Any]:
    for story in STORIES:
        told = expected(story)
        for path, published in told["documents"].items():
            yield item(story, f"document {path}", functools.partial(check_document, story, path, published))
        yield item(story, "title", functools.partial(check_title, story, told["title"]))
        for name, event in told["events"].items():
            yield item(story, f"event {name}", functools.partial(check_event, story, event))
            for key, check in EVENT_CHECKS.items():
                if key in event:
                    yield item(story, f"{key} {name}", functools.partial(check, story, event))
        for one, other in told["one"]:
            yield item(story, f"one: {one} / {other}", functools.partial(check_one, story, one, other))
        for one, other in told["two"]:
            yield item(story, f"two: {one} / {other}", functools.partial(check_two, story, one, other))
        for text in told["left_out"]:
            yield item(story, f"left out: {text}", functools.partial(check_left_out, story, text))
        for pattern in told["never"]:
            yield item(story, f"never: {pattern}", functools.partial(check_never, story, pattern))
    for story in FOLDERS:
        for holds in PROPERTIES:
            yield item(story, holds.__name__, functools.partial(holds, story))


def item(story: str, name: str, check: Callable[[], None]) -> Any:
    reason = NOT_YET.get(story, {}).get(name)
    marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
    return pytest.param(check, marks=marks, id=f"{story}: {name}")


# What one story must give.


def check_document(story: str, path: str, published: str) -> None:
    (document,) = [document for document in made(story).documents if document.path == path]
    assert document.published is not None, "no date"
    assert days(document.published) == published


def check_title(story: str, pattern: str) -> None:
    from briefing.brief.leading import title_of

    assert re.search(pattern, title_of(made(story), weight(story)))


def check_event(story: str, told: dict[str, Any]) -> None:
    assert matching(story, told), [f"{date(event)} {event.headline}" for event in made(story).events]


def check_headline(story: str, told: dict[str, Any]) -> None:
    headlines = [event.headline for event in matching(story, told)]
    assert any(re.search(told["headline"], headline) for headline in headlines), headlines


def check_sources(story: str, told: dict[str, Any]) -> None:
    counts = [len(event.documents) for event in matching(story, told)]
    assert max(counts, default=0) >= told["sources"]


def check_status(story: str, told: dict[str, Any]) -> None:
    assert Status(told["status"]) in {event.status for event in matching(story, told)}


def check_background(story: str, told: dict[str, Any]) -> None:
    assert told["background"] in {event.background for event in matching(story, told)}


def check_disagreements(story: str, told: dict[str, Any]) -> None:
    assert any(event.disagreements for event in matching(story, told))


def check_one(story: str, one: str, other: str) -> None:
    assert holding(story, one) & holding(story, other)


def check_two(story: str, one: str, other: str) -> None:
    first, second = holding(story, one), holding(story, other)
    assert first
    assert second
    assert not first & second


def check_left_out(story: str, text: str) -> None:
    assert not holding(story, text)
    assert any(text.rstrip("- —") in passage.text for passage in made(story).left_out)


def check_never(story: str, pattern: str) -> None:
    assert not [event.headline for event in made(story).events if re.search(pattern, event.headline)]


EVENT_CHECKS = {
    "headline": check_headline,
    "sources": check_sources,
    "status": check_status,
    "background": check_background,
    "disagreements": check_disagreements,
}


# What holds for every story.

_LEANING = re.compile(
    r"(?i)^(he|she|it|they|we|you|i|this|that|these|those|them|him|and|but|or|so|yet|which|who|where|when|while"
    r"|on|in|at|by|from|of|after|before|since|until|during|with|for|under|to)\b"
)
_HANGING = re.compile(
    r"(?i)(\b(of|(?<!sworn )(?<!gives )in|(?<!drags )on|at|by|to|for|from|with|and|or|but|as|than|that|which|who|so"
    r"|though|although|earlier|later|late|it|the|a|an|his|her|its|their|said|says|say)|[,;:–-])$"
)
_CLOSED = re.compile(r"[.!?…][\"”’'»)\]]*$|:$|[\"”’']$")


def headlines_are_short(story: str) -> None:
    assert not [event.headline for event in made(story).events if len(event.headline) > 90]


def headlines_say_what_happens(story: str) -> None:
    assert not [event.headline for event in made(story).events if not _says(event.headline)]


def headlines_lean_on_nothing(story: str) -> None:
    assert not [event.headline for event in made(story).events if _LEANING.search(event.headline)]


def headlines_are_complete(story: str) -> None:
    assert not [event.headline for event in made(story).events if _HANGING.search(event.headline)]


def headlines_name_no_weekday(story: str) -> None:
    named = re.compile(r"\bon (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
    assert not [event.headline for event in made(story).events if named.search(event.headline)]


def headlines_have_no_stray_blanks(story: str) -> None:
    assert not [event.headline for event in made(story).events if re.search(r"\s[,.;:?!’']\s|\s{2}", event.headline)]


def headlines_of_a_day_differ(story: str) -> None:
    seen = [(date(event), event.headline.casefold()) for event in made(story).events]
    assert len(set(seen)) == len(seen)


def headlines_differ(story: str) -> None:
    said = [re.sub(r"^[^:]{1,40}: ", "", event.headline.casefold()) for event in made(story).events]
    assert len(set(said)) == len(said), [headline for headline in said if said.count(headline) > 1]


def passages_are_whole(story: str) -> None:
    for bullet in sentences(story):
        assert re.match(r"[\"“‘'„«(\[]*[^\W_]", bullet.text), bullet.text
        assert not re.match(r"[\"“‘'„«(\[]*[a-z]", bullet.text), bullet.text
        assert _CLOSED.search(bullet.text.strip()), bullet.text


def first_passages_stand_alone(story: str) -> None:
    short = [event.bullets[0].text for event in made(story).events if len(event.bullets[0].text.split()) < 5]
    assert not short


def passages_lie_in_their_documents(story: str) -> None:
    texts = {document.id: document.text for document in made(story).documents}
    for bullet in bullets(story):
        assert bullet.document is not None
        assert texts[bullet.document][slice(*bullet.span)] == bullet.text


def insertions_are_sane(story: str) -> None:
    for bullet in bullets(story):
        places = [insertion.at for insertion in bullet.insertions]
        assert places == sorted(set(places))
        for insertion in bullet.insertions:
            assert 0 < insertion.at <= len(bullet.text)
            assert insertion.text.strip() == insertion.text != ""
            before, after = bullet.text[insertion.at - 1], bullet.text[insertion.at : insertion.at + 1]
            assert not (before.isalnum() and after.isalnum()), f"inside a word: {bullet.text}"


def no_furniture_in_passages(story: str) -> None:
    furniture = {document.id: [part.span for part in document.furniture] for document in made(story).documents}
    for bullet in sentences(story):
        for start, end in furniture[bullet.document or ""]:
            assert bullet.span[1] <= start or end <= bullet.span[0], bullet.text


def actors_are_names(story: str) -> None:
    assert not [actor for event in made(story).events for actor in event.actors if actor.islower() or not actor.strip()]


def a_passage_heads_two_events_at_most(story: str) -> None:
    seen = [(event.bullets[0].document, event.bullets[0].span) for event in made(story).events]
    assert max(map(seen.count, seen)) <= 2


def events_are_bounded(story: str) -> None:
    timeline = made(story)
    assert 1 <= len(timeline.events) <= 25
    assert len(timeline.events) <= 6 * len(timeline.documents)


def events_name_their_documents(story: str) -> None:
    timeline = made(story)
    known = {document.id for document in timeline.documents}
    for event in timeline.events:
        assert event.documents
        assert set(event.documents) <= known
        assert {bullet.document for bullet in event.bullets} <= set(event.documents)
        assert 1 <= event.voices <= len(event.documents)


def the_foreground_is_not_empty(story: str) -> None:
    events = made(story).events
    assert sum(event.background for event in events) * 2 <= len(events)


def happened_things_are_past(story: str) -> None:
    will = re.compile(
        r"^[^:]*\b(will|is to|are to|is due to|is expected to)\b"
    )  # "Lee: the club will be sold" was said
    assert not [
        event.headline for event in made(story).events if event.status is Status.PAST and will.search(event.headline)
    ]


def order_of_files_does_not_matter(story: str) -> None:
    from briefing.timeline.file.store import dump_yaml

    assert dump_yaml(_made(story, turned=True)) == dump_yaml(made(story))


def bottom_line_is_of_the_most_told(story: str) -> None:
    from briefing.brief.leading import bottom_line

    timeline = made(story)
    shown = [event for event in timeline.events if not event.background] or list(timeline.events)
    shown = [event for event in shown if event.status is not Status.PLANNED] or shown
    numbers = {document.id: n for n, document in enumerate(timeline.documents, 1)}
    items = bottom_line(shown, timeline.documents, numbers, weight(story))
    assert items
    most = max(event.voices for event in shown)
    leading = "".join(run.text for run in items[0].runs)
    first = set(re.findall(r"[^\W\d_]{4,}", leading))
    assert any(
        first & set(re.findall(r"[^\W\d_]{4,}", bullet.text))
        for event in shown
        if event.voices == most
        for bullet in event.bullets
    )


PROPERTIES: tuple[Callable[[str], None], ...] = (
    headlines_are_short,
    headlines_say_what_happens,
    headlines_lean_on_nothing,
    headlines_are_complete,
    headlines_name_no_weekday,
    headlines_have_no_stray_blanks,
    headlines_of_a_day_differ,
    headlines_differ,
    passages_are_whole,
    first_passages_stand_alone,
    passages_lie_in_their_documents,
    insertions_are_sane,
    no_furniture_in_passages,
    actors_are_names,
    a_passage_heads_two_events_at_most,
    events_are_bounded,
    events_name_their_documents,
    the_foreground_is_not_empty,
    happened_things_are_past,
    order_of_files_does_not_matter,
    bottom_line_is_of_the_most_told,
)


@pytest.mark.parametrize("check", list(items()))
def test_story(check: Callable[[], None]) -> None:
    check()


def test_not_yet_holds_items_that_fail(request: pytest.FixtureRequest) -> None:
    """With --update-golden, delete the lines of what passes by now; a new failure is never added."""
    checks = {str(param.id): param.values[0] for param in items()}
    assert {f"{story}: {name}" for story, rows in NOT_YET.items() for name in rows} <= set(checks)
    if request.config.getoption("--update-golden"):
        left = {
            story: {name: why for name, why in rows.items() if _fails(checks[f"{story}: {name}"])}
            for story, rows in NOT_YET.items()
        }
        text = yaml.safe_dump({story: rows for story, rows in left.items() if rows}, sort_keys=False, width=1000)
        (HERE / "not_yet.yaml").write_text(_HEAD + text, encoding="utf-8")


_HEAD = "# What the stories do not give yet; an item that passes fails here, and --update-golden deletes its line.\n"


def _fails(check: Callable[[], None]) -> bool:
    try:
        check()
    except AssertionError:
        return True
    return False


def _says(headline: str) -> bool:
    """Whether a headline holds a verb, or a name and what it says."""
    from briefing.timeline.language.morphology import readings, shape

    name, _, said = headline.partition(": ")
    if said and len(said.split()) > 2 and name[:1].isupper():
        return True
    words = [word.strip("\"“”'‘’,") for word in headline.split()]
    return any(readings(word.casefold()) or shape(word.casefold()) for word in words) or any(
        re.fullmatch(r"[a-z]{3,}(s|se|ed)", word) for word in words[1:]
    )


def days(interval: Interval) -> str:
    return f"{interval.start}" if interval.is_day else f"{interval.start}/{interval.last}"


def date(event: Event) -> str:
    return format_edtf(event.interval, event.precision, approximate=event.approximate)


def bullets(story: str) -> Iterator[Bullet]:
    return (bullet for event in made(story).events for bullet in event.bullets)


def sentences(story: str) -> Iterator[Bullet]:
    """Yield the passages that are no titles of articles."""
    titles = {document.id: document.title for document in made(story).documents}
    return (bullet for bullet in bullets(story) if bullet.text.strip() != titles[bullet.document or ""])


def matching(story: str, told: dict[str, Any]) -> list[Event]:
    """Return the events of a date whose headline and passages hold all the words."""
    interval, _, _ = parse_edtf(str(told["date"]))
    return [
        event
        for event in made(story).events
        if event.interval == interval
        and all(
            re.search(str(word), " ".join((event.headline, *(b.text for b in event.bullets))), re.I)
            for word in told["words"]
        )
    ]


def holding(story: str, text: str) -> set[str]:
    """Return the ids of the events that have a passage with ``text``."""
    return {event.id for event in made(story).events if any(text in bullet.text for bullet in event.bullets)}


def weight(story: str) -> Callable[[str], float]:
    from briefing.timeline.choice.rank import salience

    timeline = made(story)
    return {event.id: salience(event, timeline) for event in timeline.events}.__getitem__
