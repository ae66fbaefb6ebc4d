"""Timelines for the tests: one small and readable, and hypothesis strategies for any at all."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from hypothesis import strategies as st

from briefing.model import (
    FACTS,
    Account,
    Anchor,
    AnchorKind,
    Bullet,
    DateBasis,
    Direction,
    Disagreement,
    Document,
    Event,
    EventBasis,
    Evidence,
    Insertion,
    Interval,
    Modality,
    Passage,
    Precision,
    Resolution,
    Status,
    TimeExpression,
    Timeline,
    TimexType,
)
from briefing.model.edtf import parse_edtf
from briefing.timeline.ids import date_key, event_id

HARBOUR = (
    "Dockers walked out on Monday. The port director said talks would go on this week.\n"
    "The 1994 agreement, she added, had never been kept.\n"
)
GAZETTE = "The strike that began on Monday has stopped every crane. Both sides meet again on 25 August.\n"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def document(text: str, path: str) -> Document:
    """A document whose id and hashes are those of its text."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"d{sha256[:12]}", path, sha256, sha256, text, published=Interval.day(day("2025-08-22")))


def bullet(source: Document, text: str, **fields: object) -> Bullet:
    """The passage of a source that holds just these words."""
    start = source.text.index(text)
    return Bullet(text, source.id, (start, start + len(text)), **fields)  # type: ignore[arg-type]


def event(edtf: str, headline: str, *bullets: Bullet, **fields: object) -> Event:
    """An event by its EDTF date; other fields as given."""
    interval, precision, approximate = parse_edtf(edtf)
    precision = fields.pop("precision", precision)  # type: ignore[assignment]
    made = Event(
        id=event_id(interval, precision, bullets[0].text if bullets else headline),
        interval=interval,
        precision=precision,
        date_basis=EventBasis.TEXT,
        headline=headline,
        bullets=bullets,
        approximate=approximate,
        documents=tuple(dict.fromkeys(b.document for b in bullets if b.document)),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def strike() -> Timeline:
    """Two articles about a strike, three events."""
    harbour = replace(
        document(HARBOUR, "harbour.txt"),
        title="Cranes stand still",
        published_basis=DateBasis.INFERRED,
        evidence=(Evidence("on Monday", document(GAZETTE, "x").id, (22, 31), "The strike began on a Monday."),),
        origins=(("title", "first line of the article"),),
    )
    gazette = replace(
        document(GAZETTE, "gazette.txt"),
        publisher="Gazette",
        published_basis=DateBasis.GIVEN,
        origins=(("publisher", "the brief; the file itself says “Hill Echo” (front matter, publisher)"),),
    )
    monday = TimeExpression(
        text="on Monday",
        span=(19, 28),
        type=TimexType.DATE,
        value="2025-08-18",
        interval=Interval.day(day("2025-08-18")),
        precision=Precision.DAY,
        anchor=Anchor(AnchorKind.DCT, Interval.day(day("2025-08-22"))),
        direction=Direction.PAST,
        rule="weekday-past",
        explanation="The last Monday before Friday 22 August 2025.",
    )
    return Timeline(
        documents=(gazette, harbour),
        events=(
            event("1994", "Agreement is signed", bullet(harbour, "The 1994 agreement"), background=True),
            event(
                "2025-08-18",
                "Dockers walk out",
                bullet(harbour, "Dockers walked out on Monday.", insertions=(Insertion(28, "18 August"),)),
                bullet(gazette, "The strike that began on Monday has stopped every crane."),
                actors=("Dockers",),
                voices=2,
                resolutions=(Resolution(harbour.id, monday),),
                disagreements=(Disagreement("how many cranes", (Account("every crane", (gazette.id,)),)),),
            ),
            event(
                "2025-08-25",
                "Both sides meet again",
                bullet(gazette, "Both sides meet again on 25 August."),
                status=Status.PLANNED,
            ),
        ),
        undated=(Passage("had never been kept", harbour.id, (113, 132), "no date in the sentence"),),
        title="Dockers walk out",
        topic=("port", "strike"),
        as_of=day("2025-08-22"),
        timezone="Europe/Riga",
    )


# Texts that have broken files before: YAML's false friends, characters nobody sees, marks of other formats.
TRAPS = (
    *("NO", "yes", "~", "null", "2025-08", "12:30", "0123", "1e3", "0x1F", ".inf", "=", "<<", "", " ", "- a", "? b"),
    *(": c", "# d", "---", "...", "--- !tag", "!!python/name:x", "&a", "*a", "%TAG", "@x", "`x", "'", '"', "it's"),
    *("a: b", "a #b", "a\nb", "a\n---\nb", "\ta", "a\t", "a  b", " a b ", "a\r\nb", "\x1b[31m", "\u202eabc"),
    *("a\u2028b", "a\u0085b", "\ufeffa", "\x00", "\x7f", "\ufffe", "\ufffd", "🌍 a", "a\u00a0b", "\u00a0", "{a}"),
    *("[a]", "a, b", "=1+1", "\\", "\\n", "word " * 60, "x" * 300, "a" + " b" * 99, "- " * 99),
    *("a\n\nb c\n# d\n--- \n- e", "a\n\n\nb\n: c\n? d\n--- e\n...", ("word " * 60 + "end\n") * 3 + "end", "a\n b"),
    *("\na", "a\n", "a\n\n   b\n --- c\n# d\n\n\n  e: f", "\n", "a\n ", " a\nb"),
)  # fmt: skip

texts = st.sampled_from(TRAPS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
words = texts.filter(bool)
tidy = st.lists(words, max_size=3, unique=True).map(tuple)
days = st.dates(dt.date(1, 1, 1), dt.date(9990, 12, 31))
spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda span: (min(span), max(span)))
edtf = st.sampled_from(
    ["2025", "2025-08", "2025-24", "2025-36", "2025-41", "199X", "19XX", "0001", "9997", "2024-02-29"]
)


@st.composite
def dated(draw: st.DrawFn) -> tuple[Interval, Precision, bool]:
    """An interval with a precision that can be true of it."""
    if draw(st.booleans()):
        return (*parse_edtf(draw(edtf))[:2], draw(st.booleans()))
    first, last = sorted((draw(days), draw(days)))
    closed = [p for p in Precision if p not in (Precision.DAY, Precision.BEFORE, Precision.AFTER)]
    interval, precision = draw(
        st.sampled_from([
            (Interval.day(first), Precision.DAY),
            (Interval.closed(None, last), Precision.BEFORE),
            (Interval.closed(first, None), Precision.AFTER),
            *((Interval.closed(first, last), precision) for precision in closed),
        ])
    )  # fmt: skip
    return interval, precision, draw(st.booleans())


intervals = dated().map(lambda found: found[0])


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Any timeline that the program could write; its documents have no text."""
    ids = tuple(draw(st.lists(words, min_size=1, max_size=3, unique=True)))
    id = st.sampled_from(ids)
    some = st.lists(id, max_size=2, unique=True).map(tuple)
    evidence = st.builds(Evidence, texts, id, spans, texts)
    origins = st.tuples(*(st.just(()) | texts.map(lambda text, fact=fact: ((fact, text),)) for fact in FACTS)).map(
        lambda found: sum(found, ())
    )
    documents = [
        draw(
            st.builds(
                Document,
                st.just(own),
                texts,
                texts,
                texts,
                st.just(""),
                *[st.none() | texts] * 5,
                st.none() | intervals,
                st.none() | st.sampled_from(DateBasis),
                texts,
                st.lists(evidence, max_size=1).map(tuple),
                origins=origins,
            )
        )
        for own in ids
    ]
    insertions = st.lists(st.builds(Insertion, st.integers(0, 9), texts), max_size=2).map(tuple)
    bullets = st.builds(Bullet, texts, st.none() | id, spans, *[st.none() | texts] * 2, insertions, some)
    anchors = st.builds(Anchor, st.sampled_from(AnchorKind), st.none() | intervals, st.none() | spans, texts)
    expressions = st.builds(
        TimeExpression, texts, spans, st.sampled_from(TimexType), texts, st.none() | intervals,
        st.none() | st.sampled_from(Precision), anchors, st.sampled_from(Direction), texts, texts, texts,
        st.none() | intervals,
    )  # fmt: skip
    accounts = st.lists(st.builds(Account, texts, some), max_size=2).map(tuple)
    events = []
    for _ in range(draw(st.integers(0, 3))):
        interval, precision, approximate = draw(dated())
        events.append(
            draw(
                st.builds(
                    Event,
                    words,
                    st.just(interval),
                    st.just(precision),
                    st.sampled_from(EventBasis),
                    texts,
                    st.lists(bullets, max_size=2).map(tuple),
                    st.sampled_from(Status),
                    st.booleans(),
                    st.sampled_from(Modality),
                    st.just(approximate),
                    tidy,
                    tidy,
                    st.lists(id, min_size=1, max_size=2, unique=True).map(tuple),
                    st.integers(0, 9),
                    st.lists(st.builds(Resolution, id, expressions), max_size=2).map(tuple),
                    st.lists(st.builds(Disagreement, texts, accounts), max_size=1).map(tuple),
                    st.sampled_from([None, "new", "changed"]),
                    tidy,
                )
            )
        )
    unique = {event.id: event for event in events}.values()
    passages = st.lists(st.builds(Passage, texts, id, spans, texts), max_size=2).map(tuple)
    return Timeline(
        tuple(documents), tuple(sorted(unique, key=lambda event: date_key(event.interval))), draw(passages),
        draw(passages), draw(tidy), draw(st.none() | texts), draw(tidy), draw(st.none() | days),
        draw(st.none() | texts), draw(words), draw(tidy), draw(st.none() | days),
        draw(st.none() | words.filter(lambda text: len(text) <= 80)),
    )  # fmt: skip
