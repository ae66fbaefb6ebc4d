"""Addresses of the net in a brief: what goes into a header is one address and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.deliver.address import Mailbox
from briefing.deliver.links import check_link, filled, for_reader, list_headers

SCHEMES, FIELDS = ("mailto", "https"), ("address",)


@pytest.mark.parametrize(
    "link",
    [
        "mailto:leave@example.org",
        "mailto:leave@example.org?subject=leave%20the%20list",
        "https://example.org",
        "https://example.org:8443/leave?who={address}&list=ferries#top",
        "https://[2001:db8::1]/leave",
    ],
)
def test_link_that_is_allowed(link: str) -> None:
    check_link(link, SCHEMES, FIELDS)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("http://example.org/leave", "mailto: or https:"),
        ("javascript:alert(1)", "mailto: or https:"),
        ("https:/leave", "mailto: or https:"),
        ("https://", "mailto: or https:"),
        ("https://example.org:http/", "mailto: or https:"),
        ("https://[::1/", "mailto: or https:"),
        ("https://example.org/\r\nBcc: b@example.org", "others percent-encoded"),
        ("https://example.org/a b", "others percent-encoded"),
        ("https://example.org/>, <mailto:b@example.org", "others percent-encoded"),
        ("https://example.org/a,b", "others percent-encoded"),
        ("https://exämple.org/", "others percent-encoded"),
        ("https://example.org/" + "a" * 500, "others percent-encoded"),
        ("mailto:leave@example.org?subject=a%0D%0ABcc:%20b@example.org", "control characters"),
        ("https://example.org/%7f", "control characters"),
        ("https://example.org/{name}", "no other braces"),
        ("https://example.org/{address}}", "no other braces"),
        ("https://example.org/{{address}}", "no other braces"),
        ("https://example.org/{", "no other braces"),
        ("mailto:{address}", "may stand after"),
        ("mailto:nobody", "an address like"),
        ("mailto:", "an address like"),
        ("", "others percent-encoded"),
    ],
)
def test_link_that_is_refused(link: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        check_link(link, SCHEMES, FIELDS)


def test_fields_are_percent_encoded() -> None:
    link = "https://example.org/{name}/{file}?day={day}"
    assert filled(link, name="a/b", file="ä ö.pdf", day="") == "https://example.org/a%2Fb/%C3%A4%20%C3%B6.pdf?day="


@given(st.text(max_size=80).map("https://example.org/".__add__) | st.text(max_size=80))
def test_what_is_allowed_stays_on_its_line(link: str) -> None:
    try:
        check_link(link, SCHEMES, FIELDS)
    except ValueError:
        return
    headers = for_reader(list_headers("a.org", (link,)).encode("ascii"), Mailbox('a"<@b.org'))
    lines = headers.split(b"\r\n")
    assert [line.partition(b":")[0] for line in lines if line] == [
        b"List-Id",
        b"List-Unsubscribe",
        *([b"List-Unsubscribe-Post"] if link.startswith("https:") else []),
    ]
    assert lines[1].count(b"<") == lines[1].count(b">") == 1
