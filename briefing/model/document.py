"""Documents: the articles that a briefing rests on, and how their dates are known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.errors import one_line
from briefing.model.time import Interval, Span

FACTS = ("title", "publisher", "url", "author", "language")
"""What is stated about an article beside its date, each with the place where it was read."""


class DateBasis(StrEnum):
    """How the publication date of a document is known, surest first."""

    BRIEF = "brief"  # the brief file names it
    DECLARED = "declared"  # front matter of the article
    METADATA = "metadata"  # JSON-LD, meta tags, mail headers
    GIVEN = "given"  # --date
    INFERRED = "inferred"  # from evidence in the collection


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage that helps to date a document: its words, where they stand, and what follows from them."""

    text: str
    document: str  # id of the document that holds the passage
    span: Span
    constraint: str  # one sentence: "Aug. 23 is a Saturday in 2014, 2025 and 2031"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A part of a text that is not the article: set aside for events, kept for dating."""

    span: Span
    reason: str  # "list of other stories", "repeated headline", "front matter" ...


@dataclass(frozen=True, slots=True)
class Document:
    """An article. ``text`` is never edited: all offsets in all records count its code points, end exclusive."""

    id: str  # "d" and the first 12 hex digits of sha256, for a part of a file of "SHA256#NUMBER"
    path: str  # POSIX, relative to the brief or the SOURCES argument; "mail.mbox#2" is a part of a file
    sha256: str  # of the file's bytes
    text_sha256: str  # of text, UTF-8
    text: str  # empty when the source is not attached
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None  # BCP 47 tag, as declared
    published: Interval | None = None  # a day, or the days between which it was published
    published_basis: DateBasis | None = None
    published_note: str = ""  # where a declared date stands: "JSON-LD datePublished"
    evidence: tuple[Evidence, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    origins: tuple[
        tuple[str, str], ...
    ] = ()  # where each of FACTS stands, in their order: ("title", "front matter, title")

    @property
    def attached(self) -> bool:
        """Whether the text is at hand."""
        return bool(self.text)

    @property
    def is_part(self) -> bool:
        """Whether the document is one of several in its file."""
        return self.file != self.path

    @property
    def file(self) -> str:
        """The path of its file: ``mail.mbox`` of ``mail.mbox#2``."""
        file, mark, number = self.path.rpartition("#")
        part = mark and file and all(digits.isdecimal() and digits.isascii() for digits in number.split("."))
        return file if part and self.id != f"d{self.sha256[:12]}" else self.path


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one input without stopping the rest."""

    where: str  # file, with line and column where there are some
    message: str  # the reason
    hint: str = ""  # the remedy
    note: bool = False  # a note does not change the exit code

    def __str__(self) -> str:
        remedy = f" ({self.hint})" if self.hint else ""
        return one_line(f"{self.where}: {self.message}{remedy}")
