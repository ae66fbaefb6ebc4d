"""With the network closed every command does all that it does with an open one."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pikepdf
import pytest

from briefing import child
from briefing.cli import main
from briefing.sources import beside

FAR = "http://far.example/x"
STORY = (
    "<p>The harbour pilots of Oban walked out on Monday, 12 May 2025, their union said.</p>"
    f"<p>Port director Ana Lind met the union on 14 May 2025. <img src='{FAR}.png' srcset='{FAR} 2x'></p>"
    "<p>The council of Oban will vote on 30 May 2025, the mayor said on Tuesday.</p>"
)
PAGE = (
    f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{FAR}.dtd" [<!ENTITY far SYSTEM "{FAR}">]>'
    f"<html><head><base href='{FAR}'><link rel='stylesheet' href='{FAR}.css'><link rel='import' href='{FAR}'>"
    f"<style>@import url({FAR}); @font-face {{font-family: F; src: url({FAR}.woff)}}</style>"
    f"<script src='{FAR}.js'></script><meta http-equiv='refresh' content='0; url={FAR}'>"
    "<meta property='article:published_time' content='2025-05-15T10:00:00Z'></head>"
    f"<body background='{FAR}'><iframe src='{FAR}'></iframe><object data='{FAR}'></object>"
    f"<svg><image href='{FAR}'/></svg>"
    f"<article><h1>Pilots walk out at Oban</h1>{STORY}&far;</article></body></html>"
)
FEED = (
    f'<?xml version="1.0"?><?xml-stylesheet href="{FAR}.xsl"?><!DOCTYPE rss SYSTEM "{FAR}.dtd">'
    f'<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>Post</title><item><title>Oban</title>'
    f"<pubDate>Thu, 15 May 2025 10:00:00 GMT</pubDate><xi:include href='{FAR}'/>"
    f"<description><![CDATA[{STORY.replace('harbour', 'sea')}]]></description></item></channel></rss>"
)


def _closed(*_: object, **__: object) -> NoReturn:
    raise AssertionError("the network was touched")


class _Socket(socket.socket):
    """A socket that cannot be made; a class still, for libraries derive theirs from it."""

    def __init__(self, *_: object, **__: object) -> None:
        _closed()


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close the network, in this process and, by reading in it, for what is read beside it."""
    monkeypatch.setattr(socket, "socket", _Socket)
    for name in ("create_connection", "getaddrinfo", "gethostbyname", "socketpair", "create_server"):
        monkeypatch.setattr(socket, name, _closed)
    monkeypatch.setattr(urllib.request, "urlopen", _closed)
    from briefing.sources.contents import read_documents

    monkeypatch.setattr(beside, "read_within", read_documents)
    monkeypatch.setattr("briefing.sources.read.read_within", read_documents)
    monkeypatch.setattr("briefing.tagging.read.read_within", read_documents)
    return


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "page.html").write_text(PAGE, encoding="utf-8")
    (articles / "feed.xml").write_text(FEED, encoding="utf-8")
    return articles


@pytest.mark.usefixtures("closed")
def test_every_command_works_with_the_network_closed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "out"
    assert main(["build", str(folder), "-o", str(out)]) == 0
    for form in ("yaml", "json", "csv", "ics", "md"):
        assert main(["timeline", str(folder), "--format", form]) == 0
    assert main(["dates", str(folder / "page.html"), str(folder / "feed.xml")]) == 0
    assert main(["explain", str(out / "articles.timeline.yaml")]) == 0
    assert (
        main(["render", str(out / "articles.timeline.yaml"), "-o", str(out / "b.pdf"), "--sources", str(folder)]) == 0
    )
    assert main(["verify", str(out / "articles.pdf"), "--sources", str(folder)]) == 0
    shown = capsys.readouterr()
    assert "12 May 2025" in shown.out
    with pikepdf.open(out / "articles.pdf") as document:
        assert b"far.example" not in b"".join(page.Contents.read_bytes() for page in document.pages)


@pytest.mark.usefixtures("closed")
def test_a_mail_is_written_with_the_network_closed(folder: Path) -> None:
    brief = folder / "brief.yaml"
    brief.write_text(
        "sources: [page.html, feed.xml]\ndistribution:\n  from: desk@example.org\n  to: [one@example.org]\n"
        "  smtp: {host: mail.example.org, port: 587, security: starttls}\n"
    )
    assert main(["send", str(brief), "-o", str(folder.parent / "out"), "--dry-run"]) == 0
    assert list((folder.parent / "out").rglob("*.eml"))


@pytest.mark.usefixtures("closed")
def test_the_network_is_closed_here() -> None:
    with pytest.raises(AssertionError, match="the network was touched"):
        socket.create_connection(("127.0.0.1", 9))
    with pytest.raises(AssertionError, match="the network was touched"):
        socket.socket()


def test_the_process_that_reads_beside_needs_no_network() -> None:
    """What is read in a process of its own is read there with the same closed network."""
    closing = child.Child("injected_reader:read", memory=2_000_000_000)
    try:
        documents, _ = closing.call(PAGE.encode(), "page.html", seconds=60)
    finally:
        closing.close()
    assert "Pilots walk out" in documents[0].text
