"""Opening a PDF that nobody vouches for: bounded in every direction, an error by name and never a traceback."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from briefing.errors import VerifyError

if TYPE_CHECKING:
    import pikepdf

LARGEST_FILE = 512 * 1024 * 1024
LARGEST_STREAM = 96 * 1024 * 1024  # bytes of one stream once it is unpacked
MOST_BYTES = 384 * 1024 * 1024  # of all streams that are read
MOST_FILES = 20_000
_MOST_FILTERS = 2
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_NEVER_OURS = re.compile(rb"/(?:LZWDecode|RunLengthDecode)\b")  # packings whose unpacked size nobody bounds
_REMEDY = "give a PDF that briefing made, whole and unchanged"


@contextmanager
def opened(data: bytes, where: str) -> Iterator[pikepdf.Pdf]:
    """Open a PDF; what goes wrong while it is read becomes a ``VerifyError`` that names the file.

    The limits on unpacking are qpdf's own and hold for the process as long as the file is open.
    """
    import pikepdf
    from pikepdf import settings

    if len(data) > LARGEST_FILE:
        raise VerifyError(f"is larger than {LARGEST_FILE // 1024 // 1024} MB", where, _REMEDY)
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise VerifyError("is no PDF", where, _REMEDY)
    if _NEVER_OURS.search(_ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), data)):
        raise VerifyError("is packed in a way that briefing never uses", where, _REMEDY)
    before = settings.set_qpdf_limits(
        flate_max_memory=LARGEST_STREAM,
        png_max_memory=LARGEST_STREAM,
        tiff_max_memory=LARGEST_STREAM,
        run_length_max_memory=LARGEST_STREAM,
        max_stream_filters=_MOST_FILTERS,
        parser_max_nesting=100,
        parser_max_container_size=2_000_000,
    )
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True, attempt_recovery=False) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise VerifyError("is encrypted", where, "give the PDF as briefing made it") from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, MemoryError) as error:
        raise VerifyError("is damaged, cut off, or unpacks to more than any briefing holds", where, _REMEDY) from error
    except (ArithmeticError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError) as error:
        raise VerifyError("is not built as briefing builds a PDF", where, _REMEDY) from error
    finally:
        settings.set_qpdf_limits(**before)  # type: ignore[arg-type]


class Streams:
    """Reads streams of one file until they are too much altogether."""

    def __init__(self) -> None:
        self._left = MOST_BYTES

    def read(self, stream: Any) -> bytes:
        """Return the unpacked bytes. Raises ``ValueError`` when the file holds too much."""
        data = bytes(stream.read_bytes())
        self._left -= len(data)
        if self._left < 0:
            raise ValueError("too much in one file")
        return data


def attachments(pdf: pikepdf.Pdf, streams: Streams) -> dict[str, bytes]:
    """Return the attached files by name. Raises ``ValueError`` for two of one name."""
    import pikepdf

    nothing = pikepdf.Dictionary()
    names: Any = pdf.Root.get("/Names", nothing).get("/EmbeddedFiles", nothing).get("/Names", [])
    if len(names) > 2 * MOST_FILES:
        raise ValueError("too many files")
    found: dict[str, bytes] = {}
    for place in range(1, len(names), 2):
        specification = names[place]
        name = str(specification["/UF"])
        if name in found:
            raise ValueError("two files of one name")
        found[name] = streams.read(specification["/EF"]["/F"])
    return found


def title(pdf: pikepdf.Pdf) -> str:
    """Return the title in the information dictionary."""
    return str(pdf.docinfo.get("/Title", ""))


def producer(pdf: pikepdf.Pdf) -> str:
    """Return the program that says it made the file."""
    return str(pdf.docinfo.get("/Producer", ""))
