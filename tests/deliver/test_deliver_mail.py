"""The message: what it says, that it is safe, that it is always the same."""

from __future__ import annotations

import email
import email.policy
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_server import NOW, ONE, TWO

from briefing.deliver.address import Mailbox, read_mailbox
from briefing.deliver.body import LARGEST
from briefing.deliver.distribution import Template
from briefing.deliver.mail import Edition, addressed, compose, message_id, subject_of, thread_id
from briefing.deliver.summary import Cited, Day, Line, Summary, Told, from_data, to_data
from briefing.errors import DeliveryError

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
    days=(
        Day("7 March", "Thursday", (Told("Crews vote <on> the offer", "", (1,)),)),
        Day("8 March", "Friday", (Told("Owners accept", "from 8 to 9 March", (1, 2)), Told("Talks resume", "", (2,)))),
    ),
    more_events=3,
    coming_up=(Told("Ferries sail again", "Monday 11 March", (2,)),),
    more_coming=1,
    handling="For the desk alone",
    sources=(
        Cited(1, "Harbour Post", "Crews vote", "8 March 2024", "https://example.org/vote?a=1&b=2"),
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
    return addressed(compose(edition), identity, reader, thread)


def parsed(message: bytes) -> EmailMessage:
    read = email.message_from_bytes(message, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


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
    (words,) = re.findall(r'alt="([^"]*)"', html)
    assert unescape(words) == 'Two events, "both" in March'
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
        days=tuple(Day(long[:50], "Friday", (Told(long, long, tuple(range(99))),) * 5) for _ in range(20)),
        coming_up=(Told(long, long, (1,)),) * 12,
        sources=sources,
        chart_words=long,
    )
    html = body(parsed(sent(edition(summary))), "html")
    assert len(html.encode()) <= LARGEST
    assert letter.strip() in unescape(html)
    assert "This message is shortened; the PDF has all of it." in html
    left = int(re.search(r"(\d+) earlier events are in the PDF", html)[1])  # type: ignore[index]
    assert left == 3 + 100 - html.count('<div style="margin:0 0 6px">')


def test_a_message_of_usual_length_is_not_shortened() -> None:
    assert "shortened" not in body(parsed(sent(edition(WITH_CHART))), "html")


def test_text_and_html_say_the_same() -> None:
    message = parsed(sent(edition()))
    html = body(message, "html")
    for words in (
        "For the desk alone",
        "Information as of Friday 8 March 2024, Oslo time (UTC+1)",
        "Please note: one source could not be read",
        "New since the edition of Thursday 7 March",
        "Crews return to work on Monday [11 March], both sides said. [1] [2]",
        "And 2 more in the PDF.",
        "No longer told: Talks break off",
        "3 earlier events are in the PDF.",
        "Crews vote <on> the offer [1]",
        "Owners accept (from 8 to 9 March) [1] [2]",
        "Ferries sail again [2]",
        "And 1 more in the PDF.",
        "Harbour Post",
        "ferry-strike-2024-03-08.pdf (3 sources, 1 kB).",
    ):
        assert words in " ".join(body(message, "plain").split())
        assert words in shown(html)
    assert "https://example.org/vote?a=1&b=2" in body(message, "plain")
    assert 'href="https://example.org/vote?a=1&amp;b=2"' in html
    assert "&lt;b&gt;tags&lt;/b&gt; &amp; more" in html
    assert not re.search("<b>|<on>", html)


def shown(html: str) -> str:
    """What a reader sees of the page: no tags, one blank between words."""
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", html, flags=re.DOTALL)).split())


class Tags(HTMLParser):
    """Checks that every element is closed where it may be, and counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 1
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("link", ["", "https://example.org/a.pdf"])
@pytest.mark.parametrize("summary", [SUMMARY, Summary("a", "A", "not known", "", "", "en", ())])
def test_html_is_well_formed(summary: Summary, link: str) -> None:
    tags = Tags()
    tags.feed(body(parsed(sent(replace(edition(summary), link=link))), "html"))
    tags.close()
    assert not tags.open
    assert tags.seen["h1"] == tags.seen["html"] == tags.seen["body"] == tags.seen["title"] == 1


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="<>&\"'/=!-[]{}%#ab ", max_size=60))
def test_no_text_of_a_source_becomes_markup(words: str) -> None:
    def filled(text: str) -> Counter[str]:
        summary = replace(
            WITH_CHART,
            title=text,
            bottom_line=(Line(text, (1,)),),
            new=(Line(text),),
            gone=(text,),
            notices=(text,),
            days=(Day(text, text, (Told(text, text, (1,)),)),),
            coming_up=(Told(text, text, (1,)),),
            sources=(Cited(1, text, text, text, "https://example.org/"),),
            handling=text,
            chart_words=text,
        )
        tags = Tags()
        tags.feed(body(parsed(sent(edition(summary))), "html"))
        assert not tags.open
        return tags.seen

    assert filled(f"x{' '.join(words.split())}x") == filled("plain")


def test_nothing_is_fetched_from_the_network() -> None:
    html = body(parsed(sent(edition(WITH_CHART))), "html")
    assert not re.search(r"src=\"(?!cid:)|url\(|@import|<link|<script|<iframe|background=", html, re.IGNORECASE)
    links = re.findall(r'href="([^"]*)"', html)
    assert links == ["https://example.org/vote?a=1&amp;b=2"]
    assert len(re.findall("https?:", html)) == len(links)


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


def custom(text: str, *, html: bool) -> Template:
    return Template("mail.html" if html else "mail.txt", text, html)


def test_brief_may_bring_its_own_templates() -> None:
    given = replace(
        edition(WITH_CHART),
        html=custom(
            '<p class="x">{{ title }}</p>{% for line in bottom_line %}<i>{{ line.text }}</i>{% endfor %}', html=True
        ),
        text=custom("{% for day in days %}\n{{ day.date|underline }}\n{% endfor %}\n\n\n{{ title }}   \n", html=False),
    )
    message = parsed(sent(given))
    assert body(message, "html").startswith('<p class="x">Ferry strike ends</p><i>Crews return')
    assert "&lt;b&gt;tags&lt;/b&gt;" in body(message, "html")
    assert body(message, "plain") == "7 March\n-------\n8 March\n-------\n\nFerry strike ends\n"
    assert not any(part.get_content_type() == "image/png" for part in message.walk())  # the template shows no chart
    assert sent(given) == sent(given)


def test_template_that_makes_too_much_is_refused() -> None:
    given = replace(edition(), html=custom("x" * 96_000, html=True))
    with pytest.raises(DeliveryError, match="makes more than 95 kB of a message, which mail programs cut off"):
        compose(given)


LEAVE = ("mailto:leave@example.org?subject=leave%20{address}", "https://example.org/leave?who={address}")


def test_list_headers_are_for_each_reader() -> None:
    given = replace(edition(), unsubscribe=LEAVE)
    for reader, word in (
        (ONE, "one%40example.org"),
        (read_mailbox("a+b/{address}@example.org"), "a%2Bb%2F%7Baddress%7D%40example.org"),
    ):
        raw = sent(given, reader)
        message = parsed(raw)
        assert message["List-Id"] == "<ferry-strike.example.org>"
        links = re.findall("<([^>]*)>", message["List-Unsubscribe"])
        assert links == [link.replace("{address}", word) for link in LEAVE]
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert raw.count(b"example.org/leave") == 1  # what is one reader's own stands in no body
    assert sent(given) == sent(given)


@pytest.mark.parametrize(
    ("links", "post", "shown"),
    [
        ((), False, ""),
        (("mailto:leave@example.org",), False, "mailto:leave@example.org"),
        (("mailto:leave@example.org?subject={address}",), False, ""),
        (("https://example.org/leave",), True, "https://example.org/leave"),
    ],
)
def test_one_click_only_where_the_net_takes_it(links: tuple[str, ...], post: bool, shown: str) -> None:
    message = parsed(sent(replace(edition(), unsubscribe=links)))
    assert ("List-Unsubscribe" in message, "List-Unsubscribe-Post" in message) == (bool(links), post)
    assert (f'href="{shown}"' in body(message, "html")) == (f"list: {shown}\n" in body(message, "plain")) == bool(shown)


def test_message_of_a_version_without_list_headers_goes_out_as_it_is() -> None:
    assert addressed(b"From: a\r\n\r\nFrom: {address}\r\n", "<i@a>", Mailbox("a@b.org"), "<t@a>") == (
        b"To: a@b.org\r\nMessage-ID: <i@a>\r\nReferences: <t@a>\r\nFrom: a\r\n\r\nFrom: {address}\r\n"
    )


def test_summary_survives_json() -> None:
    import json

    assert from_data(json.loads(json.dumps(to_data(SUMMARY)))) == SUMMARY
