"""Web pages: the article's text, and what the page states of it, in the many ways that pages do."""

from __future__ import annotations

import datetime as dt
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Interval
from briefing.sources.declared import Declared
from briefing.sources.html import read_page
from briefing.sources.jsonld import articles
from briefing.sources.limits import USUAL

STORY = """<p>The ferries between the islands sailed again on Wednesday, nine days after crews had walked out.</p>
<p>The union accepted an offer of four per cent, which the company had made on Monday evening in Glasgow.</p>
<p>Both sides will meet again in April to talk about crews for the new ships, a spokeswoman said.</p>"""
NEWS = {"@type": "NewsArticle", "headline": "Ferries sail again", "datePublished": "2024-03-13"}


def page(head: str = "", body: str = f"<article><h1>Ferries sail again</h1>{STORY}</article>") -> str:
    return f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>"


def ld(*values: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def stated(head: str = "", **more: str) -> Declared:
    return read_page(page(head, **more))[1]


def test_text_is_the_article_with_its_title_first() -> None:
    text, declared = read_page(page(body=f"<nav>Home World Sport</nav><main><h1>Ferries sail again</h1>{STORY}</main>"))
    assert text.startswith("Ferries sail again\n\nThe ferries between the islands")
    assert text.count("Ferries sail again") == 1
    assert "Sport" not in text
    assert declared.title == "Ferries sail again"
    assert declared.language == "en-GB"


@pytest.mark.parametrize(
    ("head", "day", "note"),
    [
        (ld(NEWS), 13, "JSON-LD datePublished"),
        (ld([{"@type": "WebPage"}, NEWS]), 13, "JSON-LD datePublished"),
        (ld({"@context": "x", "@graph": [{"@type": "Organization"}, NEWS]}), 13, "JSON-LD datePublished"),
        (ld({"@type": "WebPage", "mainEntity": NEWS}), 13, "JSON-LD datePublished"),
        (ld(NEWS | {"@type": ["Thing", "ReportageNewsArticle"]}), 13, "JSON-LD datePublished"),
        (
            ld({"@type": "Article", "headline": "Other", "datePublished": "2024-03-01"}, NEWS),
            13,
            "JSON-LD datePublished",
        ),
        (ld(NEWS | {"datePublished": "2024-03-13T23:30:00-05:00"}), 13, "JSON-LD datePublished"),
        (ld(NEWS | {"dateModified": "2024-03-20"}), 13, "JSON-LD datePublished"),
        (ld(NEWS | {"datePublished": ["2024-03-13"]}), 13, "JSON-LD datePublished"),
        (
            "<meta property='article:published_time' content='2024-03-12T10:00:00Z'>",
            12,
            "meta property article:published_time",
        ),
        (ld(NEWS) + "<meta name='date' content='2024-03-02'>", 13, "JSON-LD datePublished"),
        (
            ld(NEWS | {"datePublished": "soon"}) + "<meta name='DC.date.issued' content='2024-03-12'>",
            12,
            "meta name dc.date.issued",
        ),
        (ld({"@type": "VideoObject", "datePublished": "2024-03-01"}), None, ""),
        (ld({"@type": "ItemList", "itemListElement": [NEWS | {"headline": "Another story"}]}), None, ""),
        (ld(NEWS | {"datePublished": "1970-01-01T00:00:00Z"}), None, ""),
        ("<meta property='article:modified_time' content='2024-03-12'>", None, ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", </script>', None, ""),
        ("", None, ""),
    ],
)
def test_date(head: str, day: int | None, note: str) -> None:
    declared = stated(head)
    assert declared.published == (Interval.day(dt.date(2024, 3, day)) if day else None)
    assert declared.published_note == note


@pytest.mark.parametrize(
    ("element", "day"),
    [
        ("<time datetime='2024-03-13T08:00'>Wednesday</time>", 13),
        ("<time datetime='2024-03-11'>a</time><time pubdate datetime='2024-03-13'>b</time>", 13),
        ("<time datetime='2024-03-11'>a</time><time datetime='2024-03-13'>b</time>", None),
        ("<span itemprop='datePublished' content='2024-03-13'>yesterday</span>", 13),
        ("<p class='publish-date'>Published: 13 March 2024</p>", 13),
        ("<p class='article-date'>Published: 13 March 2024</p>", 13),
        ("<p class='article-date'>13 March 2024</p><p class='date'>12 March 2024</p>", None),
        ("<p class='post-date'>Updated 13 March 2024</p>", None),
        ("<p class='candidate'>13 March 2024</p>", 13),  # no mark, but beside the heading
    ],
)
def test_date_of_an_element(element: str, day: int | None) -> None:
    declared = stated(body=f"<article><h1>Ferries sail again</h1>{element}{STORY}</article>")
    assert declared.published == (Interval.day(dt.date(2024, 3, day)) if day else None)


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://harbour.example/2024/03/13/ferries", 13),
        ("https://harbour.example/news/2024/mar/13/ferries", 13),
        ("https://harbour.example/2024-03-13-ferries", 13),
        ("https://harbour.example/news/20240313/ferries", 13),
        ("https://harbour.example/20240313", 13),
        ("https://harbour.example/news/2024/03/ferries", None),
        ("https://harbour.example/2024/41/13/ferries", None),
        ("https://harbour.example/202403131/ferries", None),
        ("https://harbour.example/ferries?day=/2024/03/13/", None),
        ("https://2024/03/13", None),
    ],
)
def test_date_in_the_address(address: str, day: int | None) -> None:
    declared = stated(f'<link rel="canonical" href="{address}">')
    assert declared.published == (Interval.day(dt.date(2024, 3, day)) if day else None)
    assert declared.published_note == ("address of the page" if day else "")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-03-14T02:12:00Z", 13),  # the evening of the 13th where the page was written
        ("2024-03-14T11:59:00+00:00", 13),
        ("2024-03-14T12:00:00Z", 14),  # nowhere on earth is it the 13th then
        ("2024-03-12T14:00:00Z", 13),
        ("2024-03-12T09:00:00Z", 12),
        ("2024-03-14T02:12:00+01:00", 14),  # an offset of its own is that of the outlet
        ("2024-03-15T02:12:00Z", 15),
        ("2024-03-14", 14),
    ],
)
def test_the_address_has_the_day_of_the_outlet(moment: str, day: int) -> None:
    declared = stated(
        ld(NEWS | {"datePublished": moment})
        + '<link rel="canonical" href="https://harbour.example/2024/03/13/ferries">'
    )
    assert declared.published == Interval.day(dt.date(2024, 3, day))


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ("", "<p>13 March 2024 | Oban</p>", 13),
        ("", "<p>By Ada Lorne, 13 March 2024, 10:15</p>", 13),
        ("<p>13.03.2024</p>", "", 13),
        ("", "<p>2024年3月13日 10:15</p>", 13),
        ("", "<p>13 de marzo de 2024</p>", 13),
        ("", "<p>03/13/2024</p>", 13),
        ("", "<p>03/04/2024</p>", None),  # in English either of two days
        ("", "<p>Updated 13 March 2024</p>", None),
        ("<p>12 March 2024</p>", "<p>13 March 2024</p>", None),
        ("", "<p>The crews walked out on 4 March 2024 and did not come back to their ships for a long time.</p>", None),
        ("", f"{STORY}{STORY}<p>13 March 2024</p>", None),
    ],
)
def test_date_beside_the_heading(above: str, below: str, day: int | None) -> None:
    declared = stated(body=f"<div>{above}<h1>Ferries sail again</h1>{below}{STORY}</div>")
    assert declared.published == (Interval.day(dt.date(2024, 3, day)) if day else None)
    assert declared.published_note == ("date beside the heading" if day else "")


def test_a_date_in_the_title_counts() -> None:
    head = "<meta property='og:title' content='Ferries sail again | Harbour Post | 13.03.2024'>"
    declared = stated(head, body=f"<div><h1>Ferries sail again</h1>{STORY}</div>")
    assert (declared.title, declared.published) == ("Ferries sail again", Interval.day(dt.date(2024, 3, 13)))


def test_a_date_of_today_above_the_page_is_not_believed_against_the_article() -> None:
    masthead = "<div class='date'>Mon, 25 Dec 2023</div><div>Menu</div><div>Sport</div><div>Arts</div><div>Trade</div>"
    declared = stated(body=f"{masthead}<h1>Ferries sail again</h1><p>14 May 2020</p>{STORY}")
    assert declared.published is None


def test_times_of_comments_and_other_stories_do_not_count() -> None:
    others = "<time datetime='2024-03-20'>x</time>"
    body = f"<h1>Ferries sail again</h1><p class='publication'><time datetime='2024-03-13'>Wednesday</time></p>{STORY}"
    for frame in ("<div class='comments'>{}</div>", "<aside>{}</aside>", "<ul id='related'><li>{}</li></ul>"):
        declared = stated(body=body + frame.format(others))
        assert declared.published == Interval.day(dt.date(2024, 3, 13))


@pytest.mark.parametrize(
    ("script", "day"),
    [
        ('{"@type": "WebPage", "datePublished": "2024-03-13"}', 13),
        ('{"@type": "NewsArticle", "datePublished": 2024-03-13T06:18:10-03:00, }', 13),
        ('{"a": {"datePublished": "2024-03-13"}, {"datePublished": "2024-03-14"}', None),
        ('{"@type": "VideoObject", "datePublished": "2024-03-13"}', None),
    ],
)
def test_date_of_the_page_in_json_ld(script: str, day: int | None) -> None:
    declared = stated(f'<script type="application/ld+json">{script}</script>')
    assert declared.published == (Interval.day(dt.date(2024, 3, day)) if day else None)


def test_two_dates_of_one_page_are_told() -> None:
    both = ld(NEWS) + "<meta property='article:published_time' content='DATE'>"
    assert stated(both.replace("DATE", "2024-03-12T23:00:00Z")).notes == ()  # a day apart: another zone
    ((what, remedy),) = stated(both.replace("DATE", "2024-03-02")).notes
    assert "2024-03-13 (JSON-LD datePublished) counts, 2024-03-02 (meta property article:published_time)" in what
    assert "published in the brief" in remedy


def test_publisher_author_and_address() -> None:
    graph = [
        {"@type": "Organization", "@id": "#us", "name": "Harbour &amp; Post"},
        NEWS | {"publisher": {"@id": "#us"}, "author": [{"name": "A. Writer"}, "B. Reader"], "inLanguage": "de"},
    ]
    declared = stated(ld({"@graph": graph}) + "<link rel='canonical' href='https://harbour.example/ferries'>")
    assert declared.publisher == "Harbour & Post"
    assert declared.author == "A. Writer, B. Reader"
    assert declared.url == "https://harbour.example/ferries"
    assert declared.language == "de"
    assert stated("<meta property='og:site_name' content='The Post'>").publisher == "The Post"
    assert stated().publisher is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "//x", "http://x\ny"])
def test_odd_addresses_are_dropped(address: str) -> None:
    assert stated(f'<link rel="canonical" href="{address}">').url is None


@pytest.mark.parametrize(
    ("title", "publisher", "wanted"),
    [
        ("Ferries sail again | Harbour Post", "Harbour Post", "Ferries sail again"),
        ("Ferries - and crews - sail – HARBOUR POST", "Harbour Post", "Ferries - and crews - sail"),
        ("Ferries sail again | Harbour Post", "Other Post", "Ferries sail again | Harbour Post"),
        ("Harbour Post", "Harbour Post", "Harbour Post"),
    ],
)
def test_title_without_the_name_of_the_site(title: str, publisher: str, wanted: str) -> None:
    head = f"<title>{title}</title><meta property='og:site_name' content='{publisher}'>"
    assert stated(head, body=f"<article>{STORY}</article>").title == wanted


@pytest.mark.parametrize(
    ("title", "heading", "wanted"),
    [
        (
            "Ferries sail again after nine days | Post News",
            "Ferries sail again after nine days",
            "Ferries sail again after nine days",
        ),
        (
            "Ferries sail again after nine days of rain",
            "Ferries sail again after",
            "Ferries sail again after nine days of rain",
        ),
        (
            "Harbour Post | News, Sport, Weather",
            "Ferries sail again after nine days",
            "Ferries sail again after nine days",
        ),
        ("Harbour Post", "Ferries sail again after nine days", "Ferries sail again after nine days"),
        ("Harbour Postmen walk out", "Ferries sail again after nine days", "Harbour Postmen walk out"),
        ("Ferries: what we know", "Ferries", "Ferries: what we know"),
    ],
)
def test_title_as_it_is_headed(title: str, heading: str, wanted: str) -> None:
    head = f"<meta property='og:title' content='{title}'><meta property='og:site_name' content='Harbour Post'>"
    assert stated(head, body=f"<article><h1>{heading}</h1>{STORY}</article>").title == wanted


def test_two_articles_at_the_top_and_none_that_fits() -> None:
    others = [NEWS | {"headline": name, "datePublished": f"2024-03-0{n}"} for n, name in enumerate("ABC", 1)]
    assert stated(ld(others)).published is None


def test_title_of_several_headings() -> None:
    body = f"<article>{STORY}</article><h1>One</h1><h1>Two</h1>"
    assert stated("<title>Ferries | Post</title>", body=body).title == "Ferries | Post"
    assert stated("<title>x</title><meta property='og:title' content='Ferries\n at  sea'>").title == "Ferries at sea"


@pytest.mark.parametrize(
    "wrapped", ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "/*<![CDATA[*/ {} /*]]>*/", "  {} ;", "{}"]
)
def test_json_ld_in_wrappings(wrapped: str) -> None:
    (article,) = articles(iter([wrapped.replace("{}", json.dumps(NEWS))]))
    assert article.published == "2024-03-13"


def test_json_ld_with_line_breaks_in_strings() -> None:
    (article,) = articles(
        iter(['{"@type": "NewsArticle", "headline": "Ferries\nsail", "datePublished": "2024-03-13"}'])
    )
    assert article.headline == "Ferries\nsail"


@given(
    st.recursive(
        st.none() | st.text(max_size=8) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["@type", "@graph", "@id", "name", "publisher", "author", "datePublished", "headline", "url"]
                ),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_json_ld_of_any_shape(value: Any) -> None:
    for article in articles(iter([json.dumps({"@type": "NewsArticle", "author": value}), json.dumps(value)])):
        assert isinstance(article.author, str)
        assert isinstance(article.published, str)


@pytest.mark.parametrize("script", ["[" * 100_000, "1" * 10_000, "{}", "null", '"x"', "", "[[[]]]"])
def test_json_ld_that_holds_nothing(script: str) -> None:
    assert articles(iter([script])) == ()


def test_scripts_and_markup_are_never_text() -> None:
    text, _ = read_page(
        page(body=f"<article><h1>Ferries</h1><script>alert('ran')</script>{STORY}<style>p{{}}</style></article>")
    )
    assert "alert" not in text
    assert "<" not in text


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            "<time>13 March</time><p>They sailed.</p><p>Crews <b>and</b> cooks.</p>",
            ["13 March", "They sailed.", "Crews and cooks."],
        ),
        ("<p>They sailed.<br><br>Cooks<br>did not.</p>", ["They sailed.", "Cooks", "did not."]),
        ("<ul><li>One\npoint</li><li>Two</li></ul>", ["One point", "Two"]),
    ],
)
def test_short_pages_keep_their_paragraphs(body: str, lines: list[str]) -> None:
    text, _ = read_page(page(body=f"<article><h1>Ferries sail again</h1>{body}</article>"))
    assert text.split("\n\n") == ["Ferries sail again", *lines[:-1], lines[-1] + "\n"]


@pytest.mark.parametrize("body", ["", "<p></p>", "<script>x</script>"])
def test_a_page_without_an_article(body: str) -> None:
    with pytest.raises(SourceError):
        read_page(page(body=body))


@pytest.mark.parametrize(
    ("unit", "count"),
    [
        *(("<div>", 60_000), ("<p>word ", 60_000), ("text<br>", 60_000), ("<a href='x'>y</a> ", 60_000)),
        *(("&amp;", 300_000), ("<b>", 100_000), ("<", 300_000), ("<ul><li>item ", 20_000)),
    ],
)
def test_markup_bombs(unit: str, count: int) -> None:
    start = time.process_time()
    text, _ = read_page(page(body=f"<article><h1>Ferries sail again</h1>{STORY}{unit * count}</article>"))
    assert "four per cent" in text
    assert time.process_time() - start < 60  # a guard against hanging, no measure of speed


def test_a_page_that_is_too_large() -> None:
    with pytest.raises(SourceError, match="too large"):
        read_page(page() + " " * USUAL.markup)


@given(st.text(alphabet="<>/abdivpt =\"'&;#0x\n!-", max_size=200))
def test_any_markup(markup: str) -> None:
    try:
        text, _ = read_page(page(body=markup))
    except SourceError:
        return
    assert text.strip()
