"""Changing a PDF as a forger would: a word on the page, a file inside, the timeline with its hash made to fit."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pikepdf

from briefing.timeline.file.record import digest
from briefing.verify.container import Streams
from briefing.verify.content import Fonts

Data = dict[str, Any]


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def reword(data: bytes, old: str, new: str, *, times: int = 1, skip: int = 0) -> bytes:
    """Write ``new`` for ``old`` on the page, in the codes of the same font; at ``times`` places after ``skip``."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = Fonts(Streams())
        left, passed = times, 0
        for page in pdf.pages:
            faces = page.obj["/Resources"]["/Font"]
            written, characters = [], [""] * 256
            for instruction in pikepdf.parse_content_stream(page):
                operands, operator = list(instruction.operands), str(instruction.operator)
                if operator == "Tf":
                    characters = fonts.characters(faces[str(operands[0])])
                if operator == "Tj" and left:
                    text = "".join(characters[code] for code in bytes(operands[0]))
                    if old in text and set(new) <= set(characters):
                        passed += 1
                    if old in text and set(new) <= set(characters) and passed > skip:
                        changed = text.replace(old, new, 1)
                        operands = [pikepdf.String(bytes(characters.index(one) for one in changed))]
                        left -= 1
                written.append((operands, instruction.operator))
            page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(written))
        assert not left, f"{old!r} is not on the page {times} times, or its font has no letters for {new!r}"
        return saved(pdf)


def with_file(data: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """Change a file inside the PDF; None takes it out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = pdf.Root["/Names"]["/EmbeddedFiles"]["/Names"]
        place = [str(one) for one in names][::2].index(name)
        stream = names[2 * place + 1]["/EF"]["/F"]
        new = change(stream.read_bytes())
        if new is None:
            del names[2 * place + 1]
            del names[2 * place]
        else:
            stream.write(new)
        return saved(pdf)


def with_timeline(data: bytes, change: Callable[[Data], None], *, signed: bool = True) -> bytes:
    """Change the timeline inside; ``signed`` makes its hash fit again."""

    def changed(old: bytes) -> bytes:
        content = json.loads(old)
        change(content)
        if signed:
            content["content_sha256"] = digest(content)
        return json.dumps(content, ensure_ascii=False, indent=2).encode()

    return with_file(data, "timeline.json", changed)


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """Return what changes one word of a file."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return change


def with_pdf(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Change the PDF itself."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return saved(pdf)
