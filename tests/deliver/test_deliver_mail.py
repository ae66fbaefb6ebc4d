"""The message: what it says, that it is safe, that it is always the same."""

from __future__ import annotations

import email
import email.policy
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_server import NOW, ONE, TWO

from briefing.deliver.address import Mailbox, read_mailbox
from briefing.deliver.mail import LARGEST_HTML, Edition, addressed, compose, message_id, subject_of, thread_id
from briefing.deliver.summary import Cited, Line, Summary, from_data, to_data

SUMMARY = Summary(
    name="ferry-strike",
    title="Ferry strike ends",
    as_of="Friday 8 March 2024",
    day="2024-03-08",
    zone="Oslo time (UTC+1)",
    language="en",
    bottom_line=(
        Line("Crews return to work on Monday [11 March], both sides said.", (1, 2)),
        Line(".A line that begins with a dot, and <b>tags</b> & more.", (2,)),
    ),
    since="the edition of Thursday 7 March",
    new=(Line("The vote took place on Thursday [7 March].", (1,)),),
    more_new=2,
    gone=("Talks break off",),
    notices=("one source could not be read",),
    sources=(
        Cited(1, "Harbour Post", "Crews vote", "8 March 2024"),
        Cited(2, "outlet not stated", "Ferries sail again", ""),
    ),
    all_sources=3,
)
SENDER = Mailbox("desk@example.org", "News Desk")


def edition(summary: Summary = SUMMARY, pdf: bytes = b"%PDF-1.7\n") -> Edition:
    return Edition("ferry-strike", summary, SENDER, subject_of("{title} - {as_of}", summary), pdf, NOW)


def sent(edition: Edition, reader: Mailbox = ONE) -> bytes:
    identity = message_id(edition.series, edition.summary.day, edition.revision, edition.sender.address, reader)
    thread = thread_id(edition.series, edition.sender.address, reader)
    return addressed(compose(edition).as_bytes(), identity, reader, thread)


def parsed(message: bytes) -> EmailMessage:
    read = email.message_from_bytes(message, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_message_as_it_goes_out(golden: Callable[[str, str], None]) -> None:
    golden("mail/ferry-strike.eml", sent(edition()).decode("ascii").replace("\r\n", "\n"))


def test_equal_editions_are_equal_bytes_and_readers_differ_in_three_headers() -> None:
    assert sent(edition()) == sent(edition())
    one, two = (sent(edition(), reader).split(b"\r\n") for reader in (ONE, TWO))
    assert [a for a, b in zip(one, two, strict=True) if a != b] == one[:3]
    assert [line.split(b":")[0] for line in one[:3]] == [b"To", b"Message-ID", b"References"]


@pytest.mark.parametrize("size", [1, 20, 40, 45, 60, 64])
@pytest.mark.parametrize("domain", ["a.org", "example.org", f"{'b' * 30}.org", f"{'b' * 60}.{'c' * 60}.org"])
def test_head_of_a_reader_is_that_of_the_library(size: int, domain: str) -> None:
    reader = Mailbox(f"{'x+' * (size // 2)}{'x' * (size % 2)}y"[:64] + f"@{domain}")
    identity = message_id("a", "2024-03-08", 1, f"desk@{domain}", reader)
    head = EmailMessage(policy=email.policy.SMTP)
    head["To"] = Address(addr_spec=reader.address)
    head["Message-ID"] = identity
    head["References"] = thread = thread_id("a", f"desk@{domain}", reader)
    assert addressed(b"Subject: x\r\n", identity, reader, thread) == head.as_bytes()[:-2] + b"Subject: x\r\n"


def test_message_id_tells_editions_and_readers_apart() -> None:
    ids = {
        message_id(series, day, revision, "desk@example.org", reader)
        for series in ("a", "b")
        for day in ("2024-03-08", "")
        for revision in (1, 2)
        for reader in (ONE, TWO)
    }
    assert len(ids) == 16
    assert all(re.fullmatch(r"<[0-9a-f]{32}@example\.org>", made) for made in ids)


def test_editions_of_a_series_are_one_thread() -> None:
    days = [parsed(sent(edition(replace(SUMMARY, day=f"2024-03-{n:02}")))) for n in range(1, 4)]
    assert len({message["Message-ID"] for message in days}) == 3
    assert len({message["References"] for message in days}) == 1
    other = parsed(sent(replace(edition(), series="harbour")))
    assert other["References"] not in {message["References"] for message in days}
    assert not {message["References"] for message in days} & {message["Message-ID"] for message in days}


WITH_CHART = replace(SUMMARY, chart=b64encode(b"\x89PNG picture").decode(), chart_words='Two events, "both" in March')


def test_chart_stands_in_the_message_with_words_for_those_who_do_not_see_it() -> None:
    message = parsed(sent(edition(WITH_CHART)))
    html = body(message, "html")
    assert 'alt="Two events, &quot;both&quot; in March"' in html
    (named,) = re.findall(r'src="cid:([^"]+)"', html)
    (picture,) = (part for part in message.walk() if part.get_content_type() == "image/png")
    assert picture["Content-ID"] == f"<{named}>"
    assert picture.get_content() == b"\x89PNG picture"
    assert picture.get_content_disposition() == "inline"
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"),
        "application/pdf",
    ]
    assert sent(edition(WITH_CHART)) == sent(edition(WITH_CHART))


@pytest.mark.parametrize("letter", ["y ", "<", "щ", "\N{ELEPHANT}"])
def test_no_mail_program_cuts_off_the_html(letter: str) -> None:
    long = letter * 3000
    lines = tuple(Line(long, tuple(range(1, 200))) for _ in range(12))
    sources = tuple(Cited(n, long, long, long) for n in range(400))
    summary = replace(
        WITH_CHART,
        title=long,
        bottom_line=lines,
        new=lines,
        gone=(long,) * 12,
        notices=(long,) * 12,
        sources=sources,
        chart_words=long,
    )
    html = body(parsed(sent(edition(summary))), "html")
    assert len(html.encode()) <= LARGEST_HTML
    assert letter.strip() in unescape(html)


def test_text_and_html_say_the_same() -> None:
    message = parsed(sent(edition()))
    html = body(message, "html")
    for words in (
        "Crews return to work on Monday [11 March]",
        "And 2 more in the PDF.",
        "No longer told: Talks break off",
    ):
        assert words in " ".join(body(message, "plain").split())
        assert words in html
    assert "&lt;b&gt;tags&lt;/b&gt; &amp; more" in html
    assert "<b>" not in html


def test_nothing_needs_the_network() -> None:
    html = body(parsed(sent(edition(WITH_CHART))), "html")
    assert not re.search(r"https?:|src=\"(?!cid:)|href=|url\(|@import|<link|<script", html, re.IGNORECASE)


def test_pdf_is_attached_whole_under_a_clean_name() -> None:
    pdf = bytes(range(256)) * 40
    (attached,) = parsed(sent(edition(pdf=pdf))).iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("ferry-strike-2024-03-08.pdf", "application/pdf")
    assert attached.get_content() == pdf


def test_no_line_is_longer_than_the_standard_allows() -> None:
    summary = replace(SUMMARY, title="x" * 5000, bottom_line=(Line("y" * 200_000, tuple(range(1, 300))),))
    assert max(map(len, sent(edition(summary)).split(b"\r\n"))) <= 998


def test_names_beyond_ascii_survive() -> None:
    reader = read_mailbox('"Jürgen, Löwe & Søn" <jurgen@example.org>')
    message = parsed(sent(edition(replace(SUMMARY, title="Fähren fahren wieder")), reader))
    assert str(message["Subject"]).startswith("Fähren fahren wieder")
    (address,) = message["To"].addresses
    assert (address.display_name, address.addr_spec) == ("Jürgen, Löwe & Søn", "jurgen@example.org")


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_makes_one_message_with_the_same_headers(title: str, words: str) -> None:
    summary = replace(SUMMARY, title=title, bottom_line=(Line(words, (1,)),), notices=(words,))
    message = parsed(sent(edition(summary)))
    assert list(message.keys()) == list(parsed(sent(edition())).keys())
    assert [address.addr_spec for address in message["To"].addresses] == [ONE.address]


@pytest.mark.parametrize(
    "text",
    [
        "a@example.org\nBcc: b@example.org",
        "Reader\r\nBcc: x <a@example.org>",
        "a@example.org, b@example.org",
        "A <a@example.org> <b@example.org>",
        "a@",
        "@example.org",
        "a b@example.org",
        "ä@example.org",
        "a@exa mple.org",
        "a@-example.org",
        "a..b@example.org",
        "a" * 65 + "@example.org",
        "a@" + "b" * 64 + ".org",
        "a@" + "b." * 130 + "org",
        "",
    ],
)
def test_address_that_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="address"):
        read_mailbox(text)


@pytest.mark.parametrize(
    ("text", "address", "name"),
    [
        ("one@example.org", "one@example.org", ""),
        (" One Two <One.Two+x@Example.org> ", "One.Two+x@example.org", "One Two"),
        ('"Two, One" <a@example.org>', "a@example.org", "Two, One"),
        ("a@bücher.example", "a@xn--bcher-kva.example", ""),
        ("<a@localhost>", "a@localhost", ""),
    ],
)
def test_address_that_is_read(text: str, address: str, name: str) -> None:
    assert read_mailbox(text) == Mailbox(address, name)


def test_summary_survives_json() -> None:
    import json

    assert from_data(json.loads(json.dumps(to_data(SUMMARY)))) == SUMMARY
