"""Invented files: articles in ten formats, and two hundred files that are none and try to do harm."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage

_FIRST = dt.date(2024, 1, 8)
_WHO = ("harbour pilots", "ferry crews", "bakers", "teachers", "tram drivers", "nurses", "dockers", "farmers")
_WHERE = ("Oban", "Halden", "Port Ellen", "Brodick", "Lerwick", "Tarbert", "Mallaig", "Wick")
_NAMES = ("Ada Lorne", "Ines Quay", "Tom Reed", "Mara Holt", "Nils Berg", "Ruth Vane", "Olga Stern", "Paul Marsh")
_DID = (
    "{who} of {where} walked out {when} over pay, their union said.",
    "The council of {where} voted {when} to close the old pier, and {name} resigned.",
    "{name} met the {who} {when} and promised them an answer by the end of the month.",
    "A storm damaged the harbour of {where} {when}; eleven boats sank, said {name}.",
    "The company will open its new terminal in {where} {when}, its director {name} said.",
    "“We have waited long enough,” {name} told reporters {when}, before the talks in {where} went on.",
    "Nobody was hurt when a crane fell into the sea near {where} {when}, the police said.",
)
_UNDATED = (  # so that a kilobyte names about four times, as news does
    "The islands depend on what the boats bring, from flour to post, and few there remember a winter so long and wet.",
    "{name} did not answer questions about the cost, and neither side would say who had called the other first.",
    "Shops in {where} have little left on their shelves, and the {who} say that they will hold out.",
)


def article(seed: int, size: int) -> tuple[str, list[str], dt.date]:
    """Return the title, the paragraphs and the day of an invented article of about ``size`` characters."""
    rng = random.Random(seed)
    day = _FIRST + dt.timedelta(days=rng.randrange(300))
    lines: list[str] = []
    while sum(map(len, lines)) < size:
        when = rng.choice(
            (
                *("on Monday", "on Friday", "yesterday", "last week", "in March", "next Tuesday", "earlier this month"),
                f"on {day.day} {day:%B}",
                f"on {day.day} {day:%B %Y}",
            )
        )
        facts = {"who": rng.choice(_WHO), "where": rng.choice(_WHERE), "name": rng.choice(_NAMES), "when": when}
        told = rng.choice(_DID).format(**facts)
        more = " ".join(rng.choice(_UNDATED).format(**facts) for _ in range(rng.randrange(3)))
        lines.append(f"{told[0].upper()}{told[1:]} {more}".strip())
    return f"{facts['who'].capitalize()} of {facts['where']} wait for an answer, number {seed}", lines, day


# Ten formats


def plain(title: str, lines: list[str], day: dt.date) -> bytes:
    """Return a plain text with front matter."""
    return "\n\n".join((f"---\npublished: {day}\n---\n{title}", *lines)).encode()


def page(title: str, lines: list[str], day: dt.date) -> bytes:
    """Return a web page with the frame that news pages have."""
    data = {"@type": "NewsArticle", "headline": title, "datePublished": f"{day}T10:00:00+00:00"}
    frame = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(40))
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script></head>"
        f"<body><nav><ul>{frame}</ul></nav><main><article><h1>{title}</h1>{body}</article></main>"
        f"<footer><ul>{frame}</ul></footer></body></html>"
    ).encode()


def mail(title: str, lines: list[str], day: dt.date) -> bytes:
    """Return a mail with the article in its body."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Harbour Post <news@example.org>", title
    message["Date"] = f"{day:%a, %d %b %Y} 10:00:00 +0000"
    message.set_content("\n\n".join(lines))
    return message.as_bytes()


def mailbox(title: str, lines: list[str], day: dt.date) -> bytes:
    """Return a mail folder with one mail."""
    return f"From x {day:%a %b %d} 10:00:00 {day.year}\n".encode() + mail(title, lines, day)


def feed(title: str, lines: list[str], day: dt.date) -> bytes:
    """Return an RSS feed with one entry."""
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour Post</title><item><title>{title}</title>"
        f"<pubDate>{day:%a, %d %b %Y} 10:00:00 GMT</pubDate><description><![CDATA[{body}]]></description></item>"
        "</channel></rss>"
    ).encode()


def table(title: str, lines: list[str], day: dt.date) -> bytes:
    """Return a CSV table with one row."""
    stream = io.StringIO()
    csv.writer(stream).writerows([("title", "text", "published"), (title, "\n\n".join(lines), day)])
    return stream.getvalue().encode()


def records(title: str, lines: list[str], day: dt.date) -> bytes:
    """Return JSON lines with one article."""
    return json.dumps({"title": title, "text": "\n\n".join(lines), "published": str(day)}).encode()


def packed(title: str, lines: list[str], day: dt.date) -> bytes:
    """Return a ZIP archive with one plain text."""
    return zipped({"a.txt": plain(title, lines, day)})


def word(title: str, lines: list[str], day: dt.date) -> bytes:
    """Return a Word document."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in (title, f"{day.day} {day:%B %Y}", *lines))
    core = f'<x:coreProperties xmlns:x="http://purl.org/dc/terms/"><x:created>{day}T10:00:00Z</x:created></x:coreProperties>'
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<w:document {space}><w:body>{inner}</w:body></w:document>".encode(),
            "docProps/core.xml": core.encode(),
        }
    )


def webarchive(title: str, lines: list[str], day: dt.date) -> bytes:
    """Return a web archive with one page."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(title, lines, day)
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nContent-Type: application/http"
    return f"{head}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


FORMATS: dict[str, Callable[[str, list[str], dt.date], bytes]] = {
    "txt": plain,
    "html": page,
    "eml": mail,
    "mbox": mailbox,
    "xml": feed,
    "csv": table,
    "jsonl": records,
    "zip": packed,
    "docx": word,
    "warc": webarchive,
}
"""Ten formats by the ends of their names."""


def zipped(members: dict[str, bytes], *, mode: int = 0o100644) -> bytes:
    """Return a ZIP archive, the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, (2024, 3, 13, 0, 0, 0))
            entry.external_attr = mode << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


# Hostile files


def hostile(count: int = 200) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of files of which none holds an article, each unlike all others."""
    kinds = tuple(_KINDS.items())
    for n in range(count):
        kind, make = kinds[n % len(kinds)]
        yield f"{kind}-{n:03d}", make(random.Random(n), f"{n:03d}")


def _bomb(_: random.Random, mark: str) -> bytes:
    layer = zipped({f"{mark}.txt": b"\x00" * 30_000_000})
    return zipped({f"{n}-{mark}.zip": layer for n in range(20)})


def _laughs(_: random.Random, mark: str) -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "{mark}">{entities}]><x>&l11;</x>'.encode()


def _scan(_: random.Random, mark: str) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = mark
        document.save(out, static_id=True)
    return out.getvalue()


def _locked(_: random.Random, mark: str) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = mark
        document.save(out, encryption=pikepdf.Encryption(owner=mark, user="x" + mark))
    return out.getvalue()


def _noise(rng: random.Random, _: str) -> bytes:
    return b"\x00\xff\xfe\x01" + rng.randbytes(40_000)


def _lying_zip(rng: random.Random, mark: str) -> bytes:
    data = bytearray(zipped({f"{mark}.txt": rng.randbytes(2000)}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 16 : at + 28] = struct.pack("<III", 1, 2, 3)
    return bytes(data)


_KINDS: dict[str, Callable[[random.Random, str], bytes]] = {
    "blank.txt": lambda _, mark: b" \n\t" * (int(mark) + 1),
    "nul.txt": lambda _, mark: b"\x00" * (1000 + int(mark)),
    "noise.bin": _noise,
    "signs.txt": lambda _, mark: b"... --- !!! \n" * (int(mark) + 9),
    "bomb.zip": _bomb,
    "out.zip": lambda _, mark: zipped({f"../../etc/{mark}": b"root"}),
    "link.zip": lambda _, mark: zipped({mark: b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777),
    "lying.zip": _lying_zip,
    "cut.zip": lambda _, mark: zipped({f"{mark}.txt": b"x" * 9000})[:-30],
    "locked.pdf": _locked,
    "scan.pdf": _scan,
    "cut.pdf": lambda rng, _: b"%PDF-1.7\n1 0 obj << /Type /Catalog >>\n" + rng.randbytes(3000),
    "laughs.xml": _laughs,
    "empty-feed.xml": lambda _, mark: (
        f"<?xml version='1.0'?><rss><channel><title>{mark}</title></channel></rss>".encode()
    ),
    "deep.html": lambda _, mark: b"<!doctype html><html><body>" + b"<div>" * (50_000 + int(mark)),
    "script.html": lambda _, mark: f"<!doctype html><html><script>for(;;)x({mark})</script></html>".encode(),
    "large.html": lambda _, mark: b"<!doctype html><html><body>" + mark.encode() + b"<p>x" * 1_300_000,
    "sealed.eml": lambda _, mark: (
        f"From: a@example.org\nSubject: {mark}\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/encrypted; boundary=x\n\n--x\n\n{mark}\n--x--\n"
    ).encode(),
    "parts.eml": lambda _, mark: (
        f"From: a@example.org\nSubject: {mark}\n" + "Content-Type: multipart/mixed; boundary=x\n" * 300 + "\n"
    ).encode(),
    "office.doc": lambda rng, _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rng.randbytes(5000),
    "bomb.docx": lambda _, mark: zipped(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a>" * 9_000_000 + mark.encode()}
    ),
    "nested.json": lambda _, mark: b'{"text": ' + b"[" * (100_000 + int(mark)),
    "cut.warc.gz": lambda _, mark: gzip.compress(
        b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n" + mark.encode(), mtime=0
    ),
    "broken.gz": lambda rng, _: b"\x1f\x8b\x08" + rng.randbytes(900),
    "picture.png": lambda rng, _: b"\x89PNG\r\n\x1a\n" + zlib.compress(rng.randbytes(2000)),
}
