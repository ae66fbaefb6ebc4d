"""One hostile set of articles through every output: nothing that they say is obeyed anywhere."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import unicodedata
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import hostile_articles as hostile
import icalendar
import pikepdf
import pytest
import yaml
from lxml import etree
from markdown_it import MarkdownIt

from briefing.cli import main

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file names of this kind exist on POSIX only")

ACTIVE = ("javascript:", "file:", "data:", "vbscript:")


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Made:
    folder: Path
    brief: Path
    runs: dict[str, Run]

    def file(self, name: str) -> bytes:
        return (self.folder / "out" / name).read_bytes()


COMMANDS: dict[str, tuple[str, ...]] = {
    "build": ("build", "BRIEF", "-o", "OUT"),
    "json": ("build", "BRIEF", "-o", "OUT", "--json"),
    "yaml": ("timeline", "BRIEF", "--all", "--format", "yaml"),
    "timeline.json": ("timeline", "BRIEF", "--all", "--format", "json"),
    "csv": ("timeline", "BRIEF", "--all", "--format", "csv"),
    "ics": ("timeline", "BRIEF", "--all", "--format", "ics"),
    "md": ("timeline", "BRIEF", "--all", "--format", "md"),
    "table": ("dates", "FILES", "--format", "table"),
    "jsonl": ("dates", "FILES", "--format", "jsonl"),
    "timeml": ("dates", "FILE", "--format", "timeml"),
    "explain": ("explain", "TIMELINE"),
    "send": ("send", "BRIEF", "-o", "OUT", "--dry-run"),
    "send json": ("send", "BRIEF", "-o", "OUT", "--dry-run", "--json"),
    "batch": ("batch", "BRIEF", "-o", "BATCH", "-j", "1", "--force"),
    "batch json": ("batch", "BRIEF", "-o", "BATCH", "-j", "1", "--force", "--json"),
    "render": ("render", "TIMELINE", "-o", "OUT/again.pdf", "--sources", "HOME"),
    "verify": ("verify", "OUT/hostile.pdf"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    import contextlib

    folder = tmp_path_factory.mktemp("hostile")
    brief, _ = hostile.write(folder)
    files = [str(path) for path in sorted((folder / "articles").iterdir()) if path.suffix != ".pdf"]
    plain = next(path for path in files if "txt.exe" in path)
    words = {
        "BRIEF": str(brief),
        "HOME": str(folder),
        "FILE": plain,
        "TIMELINE": str(folder / "out/hostile.timeline.yaml"),
    }
    runs: dict[str, Run] = {}
    for name, command in COMMANDS.items():
        arguments: list[str] = []
        for word in command:
            if word == "FILES":
                arguments += files
            else:
                word = words.get(word, word)
                arguments.append(re.sub("^(OUT|BATCH)", lambda m: str(folder / m[0].lower()), word))
        out, err = _Terminal(), _Terminal()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
        runs[name] = Run(code, out.text, err.text)
    return Made(folder, brief, runs)


class _Terminal(io.TextIOWrapper):
    """A stream of text that also takes bytes, as standard output does."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="", write_through=True)

    @property
    def text(self) -> str:
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined,no-any-return]


def speaks(text: str) -> list[str]:
    """Return the characters of a text that a terminal obeys, or that turn its words around."""
    return [
        c
        for c in text
        if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs") and c != "\u00ad"
    ]


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for pair in value.items() for item in pair for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []


def test_every_command_made_its_output(made: Made) -> None:
    codes = {name: run.code for name, run in made.runs.items()}
    # One source is locked: 1 says that it was left out.
    assert codes == dict.fromkeys(codes, 1) | dict.fromkeys(
        ("table", "jsonl", "timeml", "explain", "render", "verify"), 0
    )
    assert "Traceback" not in "".join(run.err + run.out for run in made.runs.values())


@pytest.mark.parametrize("name", COMMANDS)
def test_messages_cannot_speak_to_a_terminal(made: Made, name: str) -> None:
    assert speaks(made.runs[name].err) == []


@pytest.mark.parametrize("name", ["table", "explain", "send", "batch", "verify", "md", "build"])
def test_what_a_person_reads_cannot_speak_to_a_terminal(made: Made, name: str) -> None:
    assert speaks(made.runs[name].out) == []


def test_a_message_stays_on_its_line(made: Made) -> None:
    lines = made.runs["build"].err.splitlines()
    assert not [line for line in lines if line.startswith(("Bcc:", "Subject:", "END:"))]
    assert len([line for line in lines if "locked" in line]) == 1


@pytest.mark.parametrize("name", ["json", "send json", "batch json", "timeline.json"])
def test_json_is_one_value_of_printable_characters(made: Made, name: str) -> None:
    run = made.runs[name]
    text = run.out if run.out.strip() else run.err
    assert speaks(text) == []
    assert isinstance(json.loads(text), dict)


def test_yaml_is_plain_data(made: Made) -> None:
    for text in (made.runs["yaml"].out, made.file("hostile.timeline.yaml").decode()):
        assert speaks(text) == []
        data = yaml.safe_load(text)
        tags = {token.value for token in yaml.scan(text) if isinstance(token, yaml.TagToken)}
        aliases = [token for token in yaml.scan(text) if isinstance(token, (yaml.AliasToken, yaml.AnchorToken))]
        assert (tags, aliases) == (set(), [])
        assert any("!!python/object" in text for text in texts(data))  # the words are kept, as words
        assert (
            yaml.safe_load(made.runs["timeline.json"].out)["events"] == yaml.safe_load(made.runs["yaml"].out)["events"]
        )


def test_a_spreadsheet_finds_no_formula(made: Made) -> None:
    rows = list(csv.reader(io.StringIO(made.runs["csv"].out.removeprefix("\ufeff"), newline=""), strict=True))
    assert len(rows) > 4
    assert any("=cmd" in cell for row in rows for cell in row)  # what must be disarmed is there
    assert {len(row) for row in rows} == {len(rows[0])}
    bad = [
        cell
        for row in rows
        for cell in row
        if cell.lstrip("\ufeff \t\r\n'\"")[:1] in set("=+-@＝＋－＠") and cell[0] != "'"
    ]
    assert bad == []
    assert [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n＝＋－＠")] == []


def test_a_calendar_holds_events_alone(made: Made) -> None:
    text = made.runs["ics"].out
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar.errors == []
    assert {component.name for component in calendar.subcomponents} <= {"VEVENT", "VJOURNAL"}
    assert not [inner for component in calendar.subcomponents for inner in component.subcomponents]
    for component in calendar.subcomponents:
        assert set(component) <= {
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "SUMMARY",
            "DESCRIPTION",
            "CATEGORIES",
            "STATUS",
            "TRANSP",
            "CLASS",
            "LOCATION",
        }
    lines = re.split("\r\n(?! )", text)
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in lines if line)
    assert [c for c in text if c not in "\r\n\t" and unicodedata.category(c) == "Cc"] == []


def test_markdown_has_no_link_picture_or_markup_of_an_article(made: Made) -> None:
    text = made.runs["md"].out
    for options in ({"html": True}, {"html": False}):
        parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
        kinds = {inner.type for token in parser.parse(text) for inner in (token.children or [token])}
        assert not kinds & {"link_open", "image", "html_inline", "html_block", "code_block", "fence", "table_open"}
    rendered = MarkdownIt("commonmark", {"html": True}).render(text)
    assert not re.search(r"<(?:a|img|script|font|para|onDraw)\b", rendered)
    assert not re.search(r"(?<!\\)<(?!br>)|https?://", text)  # for renderers that link bare addresses


def test_dates_as_lines_of_json_and_as_markup(made: Made) -> None:
    rows = [json.loads(line) for line in made.runs["jsonl"].out.splitlines()]
    assert len(rows) > 10
    assert speaks(made.runs["jsonl"].out) == []
    root = etree.fromstring(made.runs["timeml"].out.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    names = {etree.QName(element).localname for element in root.iter()}
    assert names <= {"TimeML", "DOCID", "DCT", "TITLE", "EXTRAINFO", "TEXT", "TIMEX3"}


# The page


def pdf(made: Made, name: str = "hostile.pdf") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made.file(name)))


def objects(document: pikepdf.Pdf) -> list[Any]:
    return [thing for thing in document.objects if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream))]


@pytest.mark.parametrize("name", ["hostile.pdf", "again.pdf"])
def test_the_page_runs_opens_and_fetches_nothing(made: Made, name: str) -> None:
    with pdf(made, name) as document:
        for thing in objects(document):
            assert not {"/JS", "/JavaScript", "/AA", "/Launch", "/RichMedia", "/XFA"} & set(thing.keys())
            kind = str(thing.get("/S", ""))
            assert kind not in ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/Rendition")
            if kind == "/URI":
                assert str(thing.URI).lower().startswith(("http://", "https://", "mailto:"))
            assert str(thing.get("/Subtype", "")) != "/Image" or "/F" not in thing  # no picture from elsewhere
        assert "/OpenAction" not in document.Root
        links = [str(thing.URI) for thing in objects(document) if str(thing.get("/S", "")) == "/URI"]
        assert not [link for link in links if "evil.example" in link]


def test_the_page_prints_markup_as_words(made: Made) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(made.file("hostile.pdf"))
    printed = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    assert "<img src=" in printed
    assert "<onDraw name=" in printed
    assert "root:" not in printed  # no file was read
    assert speaks(printed.replace("\ufffe", "")) == []


def test_outline_metadata_and_attachments_are_clean(made: Made) -> None:
    with pdf(made) as document:
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root] + [i.title for item in outline.root for i in item.children]
        assert titles
        assert [title for title in titles if speaks(title) or "\n" in title] == []
        facts = {str(key): str(value) for key, value in document.docinfo.items()}
        assert [value for value in facts.values() if speaks(value)] == []
        xmp = document.Root.Metadata.read_bytes()
        etree.fromstring(xmp.split(b"?>", 1)[1].rsplit(b"<?xpacket", 1)[0], etree.XMLParser(resolve_entities=False))
        names = list(document.attachments)
        assert len(names) >= len(hostile.FILE_NAMES)
        assert [name for name in names if speaks(name) or re.search(r'[/\\:*?"<>|\n]|^[.-]', name)] == []


# The mail


def letters(made: Made) -> list[EmailMessage]:
    files = sorted((made.folder / "out").rglob("*.eml"))
    assert files
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]  # type: ignore[misc]


def test_a_mail_has_the_headers_that_we_gave_it(made: Made) -> None:
    for letter in letters(made):
        names = [name.lower() for name in letter]
        assert len(names) == len(set(names))
        assert not {"bcc", "cc", "resent-to", "reply-to"} & set(names)
        assert letter["To"].addresses[0].addr_spec == "one@example.org"
        assert letter["From"].addresses[0].addr_spec == "desk@example.org"
        assert len(letter["To"].addresses) == len(letter["From"].addresses) == 1
        assert [value for value in letter.values() if speaks(str(value)) or "\n" in str(value)] == []
        assert letter.defects == []


def test_a_mail_in_html_runs_and_fetches_nothing(made: Made) -> None:
    for letter in letters(made):
        body = letter.get_body(("html",))
        assert body is not None
        tree = etree.fromstring(body.get_content(), etree.HTMLParser(no_network=True))
        assert not list(
            tree.iter("script", "iframe", "object", "embed", "form", "link", "base", "onDraw", "ondraw", "para")
        )
        for element in tree.iter():
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on")
                assert not value.strip().lower().startswith(ACTIVE)
                assert name not in ("src", "background", "poster") or value.startswith("cid:")
                assert name != "href" or value.startswith(("http://", "https://", "mailto:", "#"))
                assert "evil.example" not in value
        assert speaks(body.get_content().replace("\r", "")) == []


def test_a_mail_in_plain_text_is_text(made: Made) -> None:
    for letter in letters(made):
        body = letter.get_body(("plain",))
        assert body is not None
        text = body.get_content().replace("\r\n", "\n")
        assert speaks(text) == []
        names = [part.get_filename() for part in letter.iter_attachments()]
        assert [name for name in names if name and (speaks(name) or re.search(r'[/\\\n"]', name))] == []


def test_file_names_inside_the_timeline_lead_back_to_their_files(made: Made) -> None:
    data = yaml.safe_load(made.file("hostile.timeline.yaml"))
    paths = {document["path"] for document in data["documents"]}
    assert paths == {f"articles/{name}" for name in hostile.FILE_NAMES}
    assert made.runs["render"].code == 0
