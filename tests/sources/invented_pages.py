"""Twenty invented pages in the manner of real sites: what a reader must find in each, and what it must set aside."""

# ruff: noqa: E501 - markup as pages have it

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

TITLE = "Ferry crews accept an offer after nine days"
STORY = (
    "Ferries between the islands sailed again on Wednesday, nine days after their crews had walked out over pay.",
    "The union accepted an offer of four per cent on Monday, its president Ada Lorne said in Oban.",
    "“We have shared enough of the burden,” she told reporters, and asked the company to follow the award.",
    "Calder, which runs eleven ships, said the agreement would cost it two million pounds a year.",
    "The company will open its new terminal on 2 April, and both sides will meet again that week.",
)
SHARE = ("Share", "Facebook", "Tweet", "WhatsApp", "Copy link")
FOOTER = ("© 2024 Harbour Post. All rights reserved.", "Privacy policy", "Contact us")


@dataclass(frozen=True)
class Page:
    """A page, and what is true of it."""

    markup: str
    furniture: tuple[str, ...]
    day: str | None = "2024-03-13"
    title: str = TITLE
    story: tuple[str, ...] = STORY
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = "en"


def _ps(lines: tuple[str, ...] = STORY) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def _items(lines: tuple[str, ...]) -> str:
    return "".join(f"<li><a href='#'>{line}</a></li>" for line in lines)


def _page(body: str, head: str = "", language: str = "en") -> str:
    return f"<!DOCTYPE html><html lang='{language}'><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"


def _ld(**facts: Any) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@context': 'https://schema.org'} | facts)}</script>"


def wordpress() -> Page:
    graph = [
        {"@type": "WebSite", "name": "Harbour Post"},
        {"@type": "Organization", "@id": "#org", "name": "Harbour Post"},
        {"@type": "Person", "@id": "#a", "name": "Ines Quay"},
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-03-13T09:30:00+00:00",
            "dateModified": "2024-03-15T10:00:00+00:00",
            "publisher": {"@id": "#org"},
            "author": {"@id": "#a"},
        },
    ]
    related = ("Storm damages the harbour of Port Ellen", "Whisky prices fall for a third month")
    comments = ("Old Salt says: about time too!", "Leave a Reply")
    body = (
        f"<header><nav><ul>{_items(('Home', 'Islands', 'Sport'))}</ul></nav></header><main><article class='post'>"
        f"<h1 class='entry-title'>{TITLE}</h1><div class='entry-meta'>By Ines Quay <time class='entry-date published'"
        f" datetime='2024-03-13T09:30:00+00:00'>March 13, 2024</time></div><div class='entry-content'>{_ps()}</div>"
        f"<div class='sharedaddy'><h3>Share this:</h3><ul>{_items(SHARE)}</ul></div>"
        f"<div class='jp-relatedposts'><h3>Related</h3><ul>{_items(related)}</ul></div></article>"
        f"<section id='comments' class='comments-area'><ol><li>{comments[0]}</li></ol><h3>{comments[1]}</h3></section>"
        f"</main><footer>{_ps(FOOTER)}</footer>"
    )
    return Page(
        _page(body, _ld(**{"@graph": graph})),
        (*SHARE, *related, *comments, *FOOTER),
        publisher="Harbour Post",
        author="Ines Quay",
    )


def agency() -> Page:
    lead = f"OBAN, Scotland (North Agency) - {STORY[0]}"
    tail = "Reporting by Ines Quay; editing by Tom Reed"
    standards = "Our Standards: The North Agency Trust Principles."
    body = (
        f"<article><h1>{TITLE}</h1><div class='byline'>By Ines Quay</div><time datetime='2024-03-13T09:30:00Z'>March 13, "
        f"2024 9:30 AM GMT</time>{_ps((lead, *STORY[1:]))}<p>{tail}</p><p>{standards}</p>"
        f"<p>Got a story for us? Call the newsdesk on 01 234 567.</p></article>"
    )
    head = "<meta property='og:site_name' content='North Agency'><meta name='author' content='Ines Quay'>"
    return Page(
        _page(body, head),
        (tail, standards, "Got a story for us? Call the newsdesk"),
        story=(STORY[0], *STORY[1:]),
        publisher="North Agency",
        author="Ines Quay",
    )


def tabloid() -> Page:
    noise = (
        *("SHARE", "13 comments", "Follow us on Instagram", "Sign up for our free newsletter", "Advertisement"),
        *("READ MORE: Captain's cat found safe after a week", "Most read", "The ten best beaches of the islands"),
    )
    body = (
        f"<div id='page'><div class='article'><h1>{TITLE}</h1><ul class='social'><li>{noise[0]}</li><li>{noise[1]}</li></ul>"
        f"<p class='author'>By Ines Quay for the Evening Gull</p><p class='article-timestamp-published'><span class='label'>"
        f"Published:</span> <time datetime='2024-03-13T09:30:00+0000'>09:30 GMT, 13 March 2024</time> | <span>Updated:"
        f"</span> <time datetime='2024-03-14T11:00:00+0000'>11:00 GMT, 14 March 2024</time></p>{_ps(STORY[:2])}"
        f"<p>{noise[5]}</p><div class='ad'>{noise[4]}</div>{_ps(STORY[2:])}<p>{noise[2]}</p><p>{noise[3]}</p></div>"
        f"<div class='sidebar'><h3>{noise[6]}</h3><ul><li>{noise[7]}</li></ul></div></div>"
    )
    head = "<meta property='article:published_time' content='2024-03-13T09:30:00+0000'><meta property='og:site_name' content='Evening Gull'>"
    return Page(_page(body, head), noise, publisher="Evening Gull")


def ministry() -> Page:
    contact = (
        "Media contact: Press Office, press@ministry.example",
        "Was this page helpful? Yes No",
        "Print this page",
    )
    body = (
        "<div class='breadcrumb'>Home &gt; News &gt; Press releases</div><div id='content'><p>Press release</p>"
        f"<h1>{TITLE}</h1><p>13 March 2024</p>{_ps()}<p>{contact[0]}</p><p>{contact[1]}</p></div><p>{contact[2]}</p>"
    )
    return Page(_page(body), (contact[1], contact[2], "Home > News"))


def amp() -> Page:
    body = (
        f"<amp-sidebar><ul>{_items(('Home', 'World'))}</ul></amp-sidebar><article><h1>{TITLE}</h1>"
        f"<amp-social-share type='twitter'></amp-social-share><amp-img src='x.jpg' alt='A ferry'></amp-img>"
        f"<figcaption>A ferry at Oban. Photo: Ines Quay/Harbour Post</figcaption>{_ps()}<amp-ad>Advertisement</amp-ad></article>"
    )
    head = _ld(
        **{"@type": ["NewsArticle"], "headline": TITLE, "datePublished": "2024-03-13T09:30:00Z"},
        publisher={"name": "Harbour Post"},
    )
    head += "<link rel='canonical' href='https://harbour.example/ferries'>"
    return Page(
        _page(body, head),
        ("A ferry at Oban. Photo: Ines Quay/Harbour Post", "Advertisement"),
        publisher="Harbour Post",
        url="https://harbour.example/ferries",
    )


def tables() -> Page:
    menu = ("Home", "News", "Guestbook")
    rows = "<br><br>".join(STORY)
    body = (
        f"<table width=100% bgcolor=#ffffff><tr><td width=120><font size=2>{'<br>'.join(menu)}</font></td><td>"
        f"<font size=5><b><h1>{TITLE}</h1></b></font><font size=1>Wednesday, March 13, 2024</font><p>{rows}</p>"
        f"<font size=1>Copyright 2024 by the Harbour Post</font></td></tr></table>"
    )
    return Page(
        f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>",
        ("Copyright 2024 by the Harbour Post",),
        language=None,
    )


def arc() -> Page:
    more = ("More on this topic", "Why the islands need two harbours", "Get the day's headlines in your inbox")
    body = (
        f"<div id='fusion-app'><main><article><h1>{TITLE}</h1><div class='c-byline'>By <a href='#'>Ines Quay</a></div>"
        f"<section class='article-body'>{_ps(STORY[:3])}<div class='b-newsletter'><p>{more[2]}</p></div>{_ps(STORY[3:])}</section>"
        f"<aside class='c-related'><h4>{more[0]}</h4><a href='#'>{more[1]}</a></aside></article></main></div>"
    )
    head = _ld(
        **{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-03-14T02:30:00Z"},
        author=[{"name": "Ines Quay"}],
    )
    head += "<link rel='canonical' href='https://harbour.example/news/2024/03/13/ferry-crews-accept/'>"
    return Page(
        _page(body, head), more, author="Ines Quay", url="https://harbour.example/news/2024/03/13/ferry-crews-accept/"
    )


def drupal() -> Page:
    body = (
        f"<div class='region-content'><h1 class='page-header'>{TITLE}</h1><article class='node node--type-article'>"
        f"<div class='submitted'>Submitted by iquay on Wed, 03/13/2024 - 09:30</div><div class='field--name-body'>{_ps()}</div>"
        f"<ul class='links'><li>Log in to post comments</li></ul><div class='field--tags'>Tags: ferries, Oban</div></article></div>"
    )
    return Page(_page(body), ("Log in to post comments", "Tags: ferries, Oban", "Submitted by iquay"))


def paywall() -> Page:
    wall = ("Already a subscriber? Log in", "Subscribe to continue reading", "Start your free trial")
    body = f"<article><h1>{TITLE}</h1>{_ps(STORY[:2])}<div class='paywall'>{_ps(wall)}</div></article>"
    head = _ld(
        **{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-03-13", "isAccessibleForFree": False}
    )
    return Page(_page(body, head), wall, story=STORY[:2])


def german() -> Page:
    title = "Fährleute nehmen nach neun Tagen ein Angebot an"
    story = (
        "Die Fähren zwischen den Inseln fahren seit Mittwoch wieder, neun Tage nach Beginn des Streiks der Mannschaften.",
        "Die Gewerkschaft habe am Montag ein Angebot von vier Prozent angenommen, sagte ihre Vorsitzende Ada Lorne.",
        "Die Reederei öffnet ihr neues Terminal am 2. April, danach wollen beide Seiten wieder miteinander sprechen.",
    )
    body = (
        f"<main><article><h1>{title}</h1><p class='datum'>Stand: 13. März 2024, 09:30 Uhr</p>{_ps(story)}</article></main>"
        "<footer><p>Impressum</p><p>Datenschutz</p></footer>"
    )
    markup = _page(body, language="de").replace(f"<title>{TITLE}", f"<title>{title}")
    return Page(markup, ("Impressum", "Datenschutz"), title=title, story=story, language="de")


def french() -> Page:
    title = "Les équipages acceptent une offre après neuf jours"
    story = (
        "Les bateaux entre les îles naviguent de nouveau depuis mercredi, neuf jours après le début de la grève.",
        "Le syndicat a accepté lundi une offre de quatre pour cent, a déclaré sa présidente Ada Lorne à Oban.",
        "La compagnie ouvrira son nouveau terminal le 2 avril et les deux parties se reverront cette semaine-là.",
    )
    body = (
        f"<article><h1>{title}</h1><p class='publication'>Publié le <time datetime='2024-03-13T10:30:00+01:00'>13 mars 2024"
        f"</time>, mis à jour le <time class='updated' datetime='2024-03-14T08:00:00+01:00'>14 mars</time></p>{_ps(story)}</article>"
    )
    markup = _page(body, language="fr").replace(f"<title>{TITLE}", f"<title>{title} - Le Courrier du port")
    return Page(markup, (), title=title, story=story, language="fr")


def blog() -> Page:
    archive = ("February 2024 (4)", "Subscribe to: Posts (Atom)")
    body = (
        f"<h2 class='date-header'>Wednesday, 13 March 2024</h2><div class='post hentry'><h1 class='post-title entry-title'>{TITLE}"
        f"</h1><div class='post-body'>{_ps()}</div><div class='post-footer'>Posted by Ines at 09:30</div></div>"
        f"<div class='sidebar'><ul><li>{archive[0]}</li></ul></div><div class='footer'>{archive[1]}</div>"
    )
    return Page(_page(body), (*archive, "Posted by Ines at 09:30"))


def broadcaster() -> Page:
    media = (
        "This video can not be played",
        "Watch: The first ferry leaves Oban",
        "Related topics",
        "More on this story",
    )
    body = (
        f"<main id='main-content'><article><header><h1>{TITLE}</h1><time data-testid='timestamp' datetime='2024-03-13T09:30:00.000Z'>"
        f"13 March 2024</time></header><figure><p>{media[0]}</p><figcaption>{media[1]}</figcaption></figure>{_ps()}"
        f"<section><h2>{media[2]}</h2><ul>{_items(('Ferries', 'Oban'))}</ul></section><section><h2>{media[3]}</h2>"
        f"<ul>{_items(('How the strike began nine days ago',))}</ul></section></article></main>"
    )
    return Page(
        _page(body, _ld(**{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-03-13T09:30:00.000Z"})),
        media,
    )


def microdata() -> Page:
    body = (
        "<div itemscope itemtype='https://schema.org/NewsArticle'>"
        f"<h1 itemprop='headline'>{TITLE}</h1><span itemprop='author' itemscope><span itemprop='name'>Ines Quay</span></span>"
        f"<meta itemprop='datePublished' content='2024-03-13'><div itemprop='articleBody'>{_ps()}</div></div>"
    )
    return Page(_page(body), ())


def cookie_wall() -> Page:
    cookies = ("We use cookies to improve your visit.", "Accept all", "Manage cookies")
    body = f"<div class='cookie-banner'>{_ps(cookies)}</div><article><h1>{TITLE}</h1><p class='date'>13.03.2024</p>{_ps()}</article>"
    return Page(_page(body, language="en-GB"), cookies, language="en-GB")


def saved_as_divs() -> Page:
    lines = "".join(f"<div class='text'>{line}</div>" for line in STORY)
    body = f"<div class='headline'><h1>{TITLE}</h1></div><div class='dateline'>13 March 2024</div><div class='body'>{lines}</div>"
    return Page(_page(body), ())


def author_box() -> Page:
    box = (
        "About the author: Ines Quay writes about ships for the Harbour Post. Follow us on social media.",
        "Topics: Ferries",
    )
    body = f"<article><h1>{TITLE}</h1>{_ps()}<p>{box[0]}</p><p>{box[1]}</p></article>"
    head = "<meta name='DC.date.issued' content='2024-03-13'><meta name='author' content='Ines Quay'>"
    return Page(_page(body, head), box, author="Ines Quay")


def two_dates() -> Page:
    body = f"<article><h1>{TITLE}</h1><p>12 March 2024</p><p>13 March 2024</p>{_ps()}</article>"
    return Page(_page(body), (), day=None)


def only_changed() -> Page:
    head = "<meta property='article:modified_time' content='2024-03-20T09:30:00Z'>"
    body = f"<article><h1>{TITLE}</h1><p>Last updated: 20 March 2024</p>{_ps()}</article>"
    return Page(_page(body, head), ("Last updated: 20 March 2024",), day=None)


def front_of_the_site() -> Page:
    masthead = ("Friday, 15 March 2024", "Weather: rain", "Jobs", "Homes", "Motors", "Family notices")
    body = (
        f"<div class='top'><div class='date'>{masthead[0]}</div>{''.join(f'<div>{line}</div>' for line in masthead[1:])}</div>"
        f"<article><h1>{TITLE}</h1><p class='posted'>Posted 13 March 2024</p>{_ps()}</article>"
    )
    return Page(_page(body), masthead[1:], day=None)  # the page names two days and marks none of them


PAGES = {
    page.__name__: page()
    for page in (
        *(wordpress, agency, tabloid, ministry, amp, tables, arc, drupal, paywall, german, french, blog, broadcaster),
        *(microdata, cookie_wall, saved_as_divs, author_box, two_dates, only_changed, front_of_the_site),
    )
}
