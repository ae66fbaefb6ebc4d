"""TimeML that other tools read."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.dates.api import as_interval, find_dates
from briefing.dates.timeml import dump_timeml


def timeml(text: str) -> ET.Element:
    return ET.fromstring(
        dump_timeml(text, find_dates(text, anchor="2025-08-22"), name="a & b", dct=as_interval("2025-08-22"))
    )


def test_elements_and_anchors() -> None:
    root = timeml("It began on 3 May 1999 & ended two days later, not <early last week>.")
    created, one, two, three = root.iter("TIMEX3")
    assert (created.get("functionInDocument"), created.get("value")) == ("CREATION_TIME", "2025-08-22")
    assert (one.text, one.get("tid"), one.get("value")) == ("3 May 1999", "t1", "1999-05-03")
    assert (two.text, two.get("type"), two.get("anchorTimeID")) == ("two days", "DURATION", "t1")
    assert (three.text, three.get("mod"), three.get("anchorTimeID")) == ("early last week", "START", "t0")
    assert root.findtext("DOCID") == "a & b"


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_text_survives(text: str) -> None:
    body = timeml(f"Monday {text} Friday").find("TEXT")
    assert body is not None
    read = "".join(body.itertext())
    assert len(read) == len(text) + 14
    assert all(a == b or b == "\ufffd" for a, b in zip(f"Monday {text} Friday", read, strict=True))
