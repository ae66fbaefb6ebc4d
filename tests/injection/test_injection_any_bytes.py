"""Any bytes, the whole way: a timeline or a named error, never a traceback; one in fifty to the page and proven."""

from __future__ import annotations

import io
import itertools
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.cli import main
from briefing.errors import BriefingError
from briefing.model import Plan
from briefing.pipeline import make_timeline
from briefing.sources import read as reading
from briefing.sources.contents import read_documents
from briefing.sources.declared import Declared
from briefing.timeline.file.store import dump_json, dump_yaml, load

STORY = (
    "The harbour pilots of Oban walked out on Monday, 12 May 2025, their union said. Port director Ana Lind met the "
    "union on 14 May 2025. The council will vote on 30 May 2025, the mayor said on Tuesday."
)
PAGE = (
    "<!doctype html><html><head><meta property='article:published_time' content='2025-05-15T10:00:00Z'>"
    f"<title>Oban</title></head><body><article><h1>Pilots walk out at Oban</h1><p>{STORY}</p></article></body></html>"
)
LIVE = PAGE.replace("<p>", "<div class='live-blog'><div><time datetime='2025-05-14T10:00Z'>10:00</time>").replace(
    "</p>", f"</div><div><time datetime='2025-05-15T10:00Z'>10:00</time>{STORY}</div></div>"
)
DAYS = "".join(f"1{n} May 2025, 10:0{n} BST\n\n{STORY}\n\n" for n in range(4))
WHEN = "<pubDate>Thu, 15 May 2025 10:00:00 GMT</pubDate>"
ITEM = f"<item><title>Oban</title>{WHEN}<description>{STORY}</description></item>"
HEAD = "From: Post <a@example.org>\nSubject: Oban\nDate: Thu, 15 May 2025 10:00:00 +0000\n\n"


@cache
def _files() -> dict[str, bytes]:
    """One small file of every format that is read."""
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.html"), PAGE)
    word = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        archive.writestr(
            zipfile.ZipInfo("word/document.xml"),
            f"<w:document {space}><w:body><w:p><w:r><w:t>{STORY}</w:t></w:r></w:p></w:body></w:document>",
        )
    printed = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        page = document.pages[0]
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
        )
        page.Contents = document.make_stream(f"BT /F 9 Tf 40 600 Td ({STORY}) Tj ET".encode())
        document.save(printed, static_id=True)
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n{answer}\r\n\r\n"
    )
    texts = {
        "plain": f"---\npublished: 2025-05-15\n---\nPilots walk out\n\n{STORY}\n",
        "page": PAGE,
        "live page": LIVE,
        "live text": DAYS,
        "mail": HEAD + STORY,
        "mail folder": 2 * f"From x Thu May 15 10:00:00 2025\n{HEAD}{STORY}\n\n",
        "feed": f"<rss><channel><title>Post</title>{ITEM}</channel></rss>",
        "table": f'title,text,published\nOban,"{STORY}",2025-05-15\n',
        "records": json.dumps({"title": "Oban", "text": STORY, "published": "2025-05-15"}),
        "web archive": record,
    }
    return {"ZIP": packed.getvalue(), "Word": word.getvalue(), "PDF": printed.getvalue()} | {
        name: text.encode() for name, text in texts.items()
    }


NAMES = (
    "ZIP",
    "Word",
    "PDF",
    "plain",
    "page",
    "live page",
    "live text",
    "mail",
    "mail folder",
    "feed",
    "table",
    "records",
)
NAMES = (*NAMES, "web archive")


@dataclass(frozen=True)
class Source:
    file: Path
    path: str
    declared: Declared = field(default_factory=Declared)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a file of some format with a piece cut out, put in, doubled or turned into noise; or any bytes."""
    data = _files()[draw(st.sampled_from(NAMES))]
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=400))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        put = draw(
            st.binary(max_size=20)
            | st.sampled_from(
                [
                    b"<",
                    b"]]>",
                    b"\x00" * 9,
                    b"\xff\xfe",
                    b"&a;",
                    b"9" * 40,
                    b"\r\n\r\n",
                    b'"',
                    b"%",
                    b"#1",
                    "é\u202e".encode(),
                ]
            )
        )
        data = data[:start] + put + data[end:]
    return data


_count = itertools.count()


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read in this process, so that no error can hide behind its end."""
    monkeypatch.setattr(reading, "read_within", read_documents)
    return


@pytest.mark.parametrize("name", NAMES)
def test_each_whole_file_becomes_dated_events(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_bytes(_files()[name])
    timeline = make_timeline([Source(tmp_path / "a", "a")], Plan()).timeline
    assert {str(event.interval.start) for event in timeline.events} >= {"2025-05-12", "2025-05-14", "2025-05-30"}


@settings(max_examples=60)
@given(damaged(), st.sampled_from(["a", "a.html", "a.pdf", "a.eml", "a.zip"]))
def test_any_bytes_are_a_timeline_or_a_named_error(data: bytes, name: str) -> None:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            made = make_timeline([Source(path, name)], Plan())
        except BriefingError as error:
            assert str(error).strip()  # noqa: PT017
            return
        assert all(str(problem).isprintable() for problem in made.problems)
        text = dump_yaml(made.timeline)
        assert dump_yaml(load(text)) == text
        assert dump_json(load(dump_json(made.timeline))) == dump_json(made.timeline)
        for document in made.timeline.documents:
            for furniture in document.furniture:
                assert 0 <= furniture.span[0] < furniture.span[1] <= len(document.text)
        for event in made.timeline.events:
            for bullet in event.bullets:
                source = next(d for d in made.timeline.documents if d.id == bullet.document)
                assert source.text[slice(*bullet.span)] == bullet.text
        if next(_count) % 50 == 0:
            _validated(path)
    assert time.monotonic() - begun < 60  # a guard against hanging, no measure of speed


def _validated(path: Path) -> None:
    out = path.parent / "out"
    assert main(["build", str(path), "-o", str(out), "--quiet"]) in (0, 1)
    (file,) = out.glob("*.pdf")
    assert main(["verify", str(file), "--sources", str(path.parent)]) == 0
    with pikepdf.open(file) as document:
        assert document.check_pdf_syntax() == []
        assert document.Root.MarkInfo.Marked
