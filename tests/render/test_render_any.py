"""Whatever a briefing says, it is drawn."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.model import AuditRow, Brief, DayGroup, Difference, Entry, Figure, Item, Mark, Row, Run, SourceRow, Voice
from briefing.render.pdf import render
from briefing.render.style import load_style, style_names

texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", " ", "\u00a0", "\u200b", "a" * 700, "<a href='x'>", "word " * 90, "שלום", "漢字", "(\\)", "\ud800"]
    ),
)
references = st.lists(st.integers(0, 5), max_size=4).map(tuple)
items = st.builds(Item, st.lists(st.builds(Run, texts, st.sampled_from(Voice)), max_size=3).map(tuple), references)
some_items = st.lists(items, max_size=3).map(tuple)
marks = st.sampled_from(Mark)
keys = st.sampled_from(["e1", "e2", "e3"])
entries = st.builds(Entry, keys, texts, marks, st.integers(0, 9), some_items, texts, texts, st.booleans())
days = st.builds(DayGroup, texts, texts, texts, st.lists(entries, min_size=1, max_size=3).map(tuple))
rows = st.builds(Row, keys, texts, marks, texts, some_items)
sources = st.builds(SourceRow, st.just(0), texts, texts, st.booleans(), texts, texts, texts, texts, texts, texts)
briefs = st.builds(
    Brief,
    name=texts,
    title=texts,
    topic=texts,
    as_of=texts,
    zone=texts,
    language=st.just("en"),
    created=st.just(dt.datetime(2024, 3, 15, tzinfo=dt.UTC)),
    figures=st.lists(st.builds(Figure, st.integers(0, 10**6), texts, st.booleans()), max_size=7).map(tuple),
    bottom_line=some_items,
    since=texts,
    new=some_items,
    gone=st.lists(texts, max_size=2).map(tuple),
    chart=st.none(),
    days=st.lists(days, max_size=4).map(tuple),
    differences=st.lists(st.builds(Difference, texts, some_items), max_size=2).map(tuple),
    coming_up=st.lists(rows, max_size=3).map(tuple),
    background=st.lists(rows, max_size=2).map(tuple),
    sources=st.lists(sources, max_size=5).map(
        lambda found: tuple(replace(row, number=number) for number, row in enumerate(found, 1))
    ),
    undated=some_items,
    left_out=some_items,
    audit=st.lists(
        st.builds(AuditRow, st.integers(1, 5), texts, texts, marks, texts, texts, texts, keys), max_size=6
    ).map(tuple),
    corrections=st.lists(texts, max_size=2).map(tuple),
    notices=st.lists(texts, max_size=2).map(tuple),
    keywords=st.lists(texts, max_size=2).map(tuple),
)


@pytest.mark.parametrize("name", style_names())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(brief=briefs)
def test_any_briefing_is_drawn(name: str, brief: Brief) -> None:
    with pikepdf.open(io.BytesIO(render(brief, load_style(name), ()))) as pdf:
        assert len(pdf.pages) >= 1
