"""ZIP archives of articles. Nothing is written to disk; links, names that lead out and bombs are refused one by one."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from briefing.errors import SourceError
from briefing.sources.article import no_article
from briefing.sources.limits import USUAL, Limits
from briefing.sources.part import Found, Packed, Refusal

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError),
    *(NotImplementedError, RuntimeError),
)
"""What the reading of a damaged archive raises."""

_OUT = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)", re.DOTALL)
_OFFICE = (
    ("xl/workbook.xml", "a spreadsheet", "save its sheet as CSV"),
    ("ppt/presentation.xml", "a presentation", "save its text as a .txt file"),
    ("META-INF/container.xml", "an electronic book", "save its text as a .txt file"),
    ("content.xml", "an OpenDocument file", "save it as .docx or plain text"),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others unpack without a bound


def is_zip(data: bytes) -> bool:
    """Whether ``data`` is a ZIP archive, an office document perhaps."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def opened(data: bytes, limits: Limits = USUAL) -> zipfile.ZipFile:
    """Return the archive. Raises ``SourceError`` when it is broken or has too many entries."""
    if data.count(b"PK\x01\x02") > limits.entries:
        raise SourceError(f"is an archive of more than {limits.entries:,} files", hint="split it")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise SourceError("is a ZIP archive that cannot be unpacked", hint="pack it again") from error


def read_zip(data: bytes, limits: Limits = USUAL) -> Iterator[Found]:
    """Yield the files of an archive in its order."""
    with opened(data, limits) as archive:
        names = set(archive.namelist())
        for name, what, remedy in _OFFICE:
            if name in names:
                raise SourceError(f"is no article: {what}", hint=remedy)
        files = [entry for entry in archive.infolist() if not entry.is_dir()]
        for n, entry in enumerate(files, 1):
            yield _entry(archive, entry, n, limits.file)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, n: int, largest: int) -> Found:
    name = entry.filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if _OUT.match(name):
        return Refusal("has a name that leads out of the archive", "pack it again without such names", name, (n,))
    if kind not in (0, stat.S_IFREG):
        return Refusal("is a link or no regular file", "pack the file itself", name, (n,))
    if any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
        return Refusal("is a hidden file and was skipped", "", name, (n,), note=True)
    if entry.flag_bits & 1:
        return Refusal("is encrypted", "unpack it with its password first", name, (n,))
    if entry.compress_type not in _METHODS:
        return Refusal("is packed by a method that is not read", "pack it again as an ordinary ZIP", name, (n,))
    if entry.file_size > largest:  # never more than this is unpacked, and of these nothing
        return Refusal(f"is too large: more than {largest:,} bytes", "split it", name, (n,))
    try:
        with archive.open(entry) as stream:
            data = stream.read(largest + 1)
    except BROKEN:
        return Refusal("cannot be unpacked: damaged", "pack it again", name, (n,))
    if len(data) > largest:
        return Refusal(f"is too large: more than {largest:,} bytes", "split it", name, (n,))
    if reason := no_article(name, data):
        return Refusal(reason, "", name, (n,), note=True)
    return Packed(data, name, (n,))
