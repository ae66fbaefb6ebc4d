"""A file inside the PDF, a record that needs none of the libraries that write it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF; ``relationship`` is one of Source, Data, Alternative, Supplement, Unspecified."""

    name: str
    mime: str
    data: bytes
    relationship: str
    description: str
