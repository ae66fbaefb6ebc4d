"""Where each fact of an article was read: told by every reader, with what contradicts it."""

from __future__ import annotations

import io
import json

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_files import docx, mail, pdf, rss, warc, zipped

from briefing.errors import SourceError
from briefing.model import FACTS, Document
from briefing.sources.agreement import differ, quoted
from briefing.sources.clean import label
from briefing.sources.contents import read_documents
from briefing.sources.declared import Declared

STORY = ["The ferries sailed again on Wednesday, nine days after the walkout had begun.", "They will sail on Friday."]
BODY = "".join(f"<p>{line}</p>" for line in STORY)
TEXT = "\n\n".join(STORY) + "\n"


def page(head: str = "", heading: str = "", *, lang: str = "", ld: dict[str, object] | None = None) -> bytes:
    data = json.dumps({"@type": "NewsArticle", **(ld or {})})
    script = f'<script type="application/ld+json">{data}</script>' if ld else ""
    return f"<html{lang}><head>{head}{script}</head><body><article>{heading}{BODY}</article></body></html>".encode()


def meta(name: str, content: str) -> str:
    return f'<meta {"name" if name.isalpha() else "property"}="{name}" content="{content}">'


def written(title: str, **properties: str) -> bytes:
    """A PDF with these entries in its information dictionary; ``Lang`` is that of the whole."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Ferries sail again", STORY, "20240313"))) as opened:
        for name, value in properties.items():
            (opened.Root if name == "Lang" else opened.docinfo)[f"/{name}"] = value
        opened.docinfo["/Title"] = title
        opened.save(out)
    return out.getvalue()


def forwarded(body: str) -> bytes:
    return mail("Fwd: Look", body, "Wed, 13 Mar 2024 09:00:00 +0100")


def to_a_list() -> bytes:
    sent = mail("Ferries sail again", TEXT, "Wed, 13 Mar 2024 09:00:00 +0100")
    return b"List-Id: <news.example.org>\nContent-Language: en\n" + sent


def read(data: bytes, declared: Declared = Declared()) -> Document:  # noqa: B008 - it is frozen
    documents, _ = read_documents(data, "a", declared)
    return label(documents)[0]


HEADLINE = {"headline": "Ferries sail again"}
ENTRY = f"<title>Ferries sail again</title><description>{TEXT}</description>"

CASES = {
    "first line": (f"Ferries sail again\n\n{TEXT}".encode(), {"title": "first line of the article"}),
    "nothing": (TEXT.encode(), {}),
    "front matter": (
        b"---\ntitle: Ferries\nPublisher: Post\nurl: https://example.org/1\nauthor: [A, B]\nlanguage: en\n---\n"
        + TEXT.encode(),
        {fact: f"front matter, {fact}" for fact in FACTS},
    ),
    "front matter that is none": (
        f"---\npublisher: ''\nurl: example\nlanguage: English it is\nauthor: A\n---\nFerries sail\n\n{TEXT}".encode(),
        {"title": "first line of the article", "author": "front matter, author"},
    ),
    "JSON-LD": (
        page(
            ld=HEADLINE
            | {"publisher": {"name": "Harbour Post"}, "author": "A. Reader", "inLanguage": "en"}
            | {"url": "https://example.org/1"}
        ),
        {
            "title": "JSON-LD headline",
            "publisher": "JSON-LD publisher",
            "url": "JSON-LD url",
            "author": "JSON-LD author",
            "language": "JSON-LD inLanguage",
        },
    ),
    "JSON-LD, other keys": (
        page(ld={"name": "Ferries sail again", "mainEntityOfPage": {"@id": "https://example.org/1"}}),
        {"title": "JSON-LD name", "url": "JSON-LD mainEntityOfPage"},
    ),
    "meta": (
        page(
            meta("og:title", "Ferries sail again")
            + meta("og:site_name", "Harbour Post")
            + meta("og:url", "https://example.org/1")
            + meta("author", "A. Reader"),
            lang=' lang="en"',
        ),
        {
            "title": "meta property og:title",
            "publisher": "meta property og:site_name",
            "url": "meta property og:url",
            "author": "meta name author",
            "language": "html lang",
        },
    ),
    "link": (
        page('<link rel="canonical" href="https://example.org/1">', "<h1>Ferries sail again</h1>"),
        {"title": "heading of the page", "url": "link canonical"},
    ),
    "a link that is no address": (
        page('<link rel="canonical" href="/1">' + meta("og:url", "https://example.org/1"), "<h1>Ferries sail</h1>"),
        {"title": "heading of the page", "url": "meta property og:url"},
    ),
    "title element": (page("<title>Ferries sail again</title>"), {"title": "title element"}),
    "name of the site": (
        page("<title>Ferries sail - Harbour Post</title>" + meta("og:site_name", "Harbour Post")),
        {"title": "title element, without the name of the site", "publisher": "meta property og:site_name"},
    ),
    "title that is longer than the heading": (
        page(meta("og:title", "Ferries sail once again - Latest"), "<h1>Ferries sail once again</h1>"),
        {"title": "heading of the page"},
    ),
    "two outlets": (
        page(meta("og:site_name", "Hill Echo"), ld=HEADLINE | {"publisher": {"name": "Harbour Post"}}),
        {"title": "JSON-LD headline", "publisher": "JSON-LD publisher; meta property og:site_name says “Hill Echo”"},
    ),
    "one outlet, twice": (
        page(meta("og:site_name", "harbourpost.example"), ld=HEADLINE | {"publisher": {"name": "The Harbour Post"}}),
        {"title": "JSON-LD headline", "publisher": "JSON-LD publisher"},
    ),
    "two languages": (
        page(ld=HEADLINE | {"inLanguage": "en-GB"}, lang=' lang="de"'),
        {"title": "JSON-LD headline", "language": "JSON-LD inLanguage; html lang says “de”"},
    ),
    "mail": (mail("Ferries sail", TEXT, "Wed, 13 Mar 2024 09:00:00 +0100"), {"title": "mail Subject"}),
    "mail to a list": (
        to_a_list(),
        {"title": "mail Subject", "publisher": "mail From", "language": "mail Content-Language"},
    ),
    "forwarded mail": (
        forwarded(f"From: Desk\nDate: 13 March 2024\nSubject: Ferries sail\n\n{TEXT}"),
        {"title": "subject of the forwarded mail"},
    ),
    "PDF": (
        written("Ferries sail again", Author="A. Reader", Lang="en-GB"),
        {"title": "PDF Title, as the article says", "author": "PDF Author", "language": "PDF Lang"},
    ),
    "PDF with a title of its own": (
        written("Document1.odt"),
        {"title": "largest line at the top of the first page", "author": "PDF Author"},
    ),
    "Word": (
        docx(["Ferries sail again", *STORY], title="Ferries sail again", creator="A. Reader", language="en"),
        {
            "title": "document property title, as the article says",
            "author": "document property creator",
            "language": "document property language",
        },
    ),
    "Word, by its style": (
        docx([], body='<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Ferries sail</w:t></w:r></w:p>'),
        {"title": "paragraph in the style of a title"},
    ),
    "feed": (
        rss(f"{ENTRY}<link>https://example.org/1</link><dc:creator>A. Reader</dc:creator>"),
        {"title": "feed, title", "publisher": "feed, its title", "url": "feed, link", "author": "feed, creator"},
    ),
    "feed of others": (
        rss(
            f"{ENTRY}<guid>https://example.org/1</guid><source>Hill Echo</source><author>A. Reader</author>",
            channel="<title>Harbour Post</title><language>en</language>",
        ),
        {
            "title": "feed, title",
            "publisher": "feed, source",
            "url": "feed, guid",
            "author": "feed, author",
            "language": "feed, language",
        },
    ),
    "table": (
        b'Headline,body,source,lang,Byline,link\nFerries sail,"They sailed again.",Harbour Post,en,A. Reader,nowhere\n',
        {
            "title": "table, Headline",
            "publisher": "table, source",
            "author": "table, Byline",
            "language": "table, lang",
        },
    ),
    "JSON lines": (
        json.dumps({"text": TEXT, "headline": "", "title": "Ferries sail", "link": "https://example.org/1"}).encode(),
        {"title": "table, title", "url": "table, link"},
    ),
    "web archive": (
        warc(page("<title>Ferries sail</title>")),
        {"title": "title element", "url": "WARC target address"},
    ),
    "web archive, page with an address": (
        warc(page('<title>Ferries sail</title><link rel="canonical" href="https://example.org/2">')),
        {"title": "title element", "url": "link canonical"},
    ),
    "ZIP archive": (
        zipped({"a.html": page("<title>Ferries sail</title>", lang=' lang="en"')}),
        {"title": "title element", "language": "html lang"},
    ),
    "live blog": (
        b"Ferries: the day\n\n13 March 2024, 09:10\n\nThe first one sails.\n\n13 March 2024, 11:40"
        b"\n\nThe next one sails.\n\n14 March 2024, 08:00\n\nAll of them sail.\n",
        {"title": "first line of the article"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "origins"), CASES.values(), ids=CASES)
def test_every_fact_says_where_it_was_read(data: bytes, origins: dict[str, str]) -> None:
    document = read(data)
    assert dict(document.origins) == origins
    assert [fact for fact in FACTS if getattr(document, fact)] == [fact for fact, _ in document.origins]
    assert label([document]) == (document,)


def test_the_date_of_a_table_names_its_column() -> None:
    document = read(b'Headline,Body,Pub Date\nFerries sail,"They sailed again.",2024-03-13\n')
    assert document.published_note == "table, Pub Date"


@pytest.mark.parametrize("data", [data for data, _ in CASES.values()], ids=CASES)
def test_what_the_brief_states_holds(data: bytes) -> None:
    facts = {"title": "Gulls", "publisher": "Gull Weekly", "url": "https://gull.example/", "author": "G. Ull"}
    brief = Declared(**facts, language="is").read_in(**dict.fromkeys(FACTS, "the brief"))
    file = read_documents(data, "a")[0][0]
    document = read(data, brief)
    for fact, place in document.origins:
        stated = dict(file.origins).get(fact)
        if file.is_part and fact in ("title", "url", "author"):
            assert getattr(document, fact) not in facts.values()
        elif stated is None:
            assert place == "the brief"
        else:
            assert place == f"the brief; the file itself says {quoted(getattr(file, fact))} ({stated})"
    assert [fact for fact in FACTS if getattr(document, fact)] == [fact for fact, _ in document.origins]


def test_a_fact_that_both_state_alike_is_no_contradiction() -> None:
    brief = Declared(publisher="harbour post").read_in(publisher="the brief")
    document = read(f"---\npublisher: The Harbour Post\n---\n{TEXT}".encode(), brief)
    assert (document.publisher, document.origins) == ("harbour post", (("publisher", "the brief"),))


@pytest.mark.parametrize(
    ("fact", "one", "other", "expected"),
    [
        ("publisher", "Harbour Post", "Hill Echo", True),
        ("publisher", "Harbour Post", "Evening Post", True),
        ("publisher", "BBC News", "ABC News", True),
        ("publisher", "BBC", "British Broadcasting Corporation", False),
        ("publisher", "BBC", "BBC News", False),
        ("publisher", "The Guardian", "Guardian News & Media", False),
        ("publisher", "NYTimes", "The New York Times", False),
        ("publisher", "Harbour Post", "www", True),
        ("publisher", "Página12", "PAGINA12", False),
        ("publisher", "Frankfurter Allgemeine Zeitung", "FAZ.NET", False),
        ("publisher", "Harbour Post", "www.hillecho.example", True),
        ("publisher", "港湾日报", "山城晚报", True),
        ("publisher", "!", "?", False),
        ("author", "By A. Reader", "A. Reader", False),
        ("author", "A. Reader", "B. Writer", True),
        ("title", "Ferries sail", "Ferries sail again on Wednesday", False),
        ("title", "Ferries sail", "Trains stand still", True),
        ("language", "en", "en-US", False),
        ("language", "en", "de", True),
        ("url", "http://www.example.org/a/", "https://example.org/a#top", False),
        ("url", "https://example.org/a", "https://example.org/b", True),
        ("url", "https://example.org/?p=1", "https://example.org/?p=2", True),
    ],
)
def test_what_clearly_differs(fact: str, one: str, other: str, expected: bool) -> None:
    assert differ(fact, one, other) is differ(fact, other, one) is expected
    assert differ(fact, one, one) is False


def test_what_is_quoted_can_be_seen() -> None:
    assert quoted("Hill\u202eEcho\xa0") == "“Hill\\u202eEcho”"
    assert quoted("Hill " * 40) == f"“{('Hill ' * 16).rstrip()}…”"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_a_name_never_differs_from_itself_and_the_order_does_not_matter(one: str, other: str) -> None:
    assert not differ("publisher", one, one)
    assert differ("publisher", one, other) is differ("publisher", other, one)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(CASES)), st.dictionaries(st.sampled_from(FACTS), WORDS), st.binary(max_size=3), st.data())
def test_no_fact_without_an_origin_no_origin_without_a_fact(
    case: str, facts: dict[str, str], noise: bytes, data: st.DataObject
) -> None:
    """Of any file, damaged or not, under any brief."""
    file = CASES[case][0]
    at = data.draw(st.integers(0, len(file)))
    try:
        documents, _ = read_documents(
            file[:at] + noise + file[at:],
            "a",
            Declared(**facts).read_in(**dict.fromkeys(facts, "the brief")),  # type: ignore[arg-type]
        )
    except SourceError:
        return
    for document in label(documents):
        assert [fact for fact, _ in document.origins] == [fact for fact in FACTS if getattr(document, fact)]
        assert all(place.isprintable() for _, place in document.origins)
