"""The last step: what the catalog of a PDF/UA-1 and PDF/A-3a file holds, the attached files, the final bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from briefing.render.attachment import Attachment
from briefing.render.drawn import Drawn
from briefing.render.metadata import Metadata, srgb_profile, xmp
from briefing.render.moments import date

# A stream that ends with CR, followed by the LF before "endstream": some readers take both for the end of a line and
# count one byte less than /Length says, which PDF/A forbids (ISO 19005-3, 6.1.7.1).
_AMBIGUOUS = b"\r\nendstream"
_CR = b"\r"
_ATTEMPTS = 24
_PADDING = "/BRFGPadding"


def finish(drawn: Drawn, attachments: Sequence[Attachment]) -> bytes:
    """Return the file with its metadata, colour space, structure, outline and attachments in place.

    The identifier of the file is the hash of what it holds: the same input gives the same bytes.
    """
    roots, about = drawn.roots, drawn.about
    with Pdf.open(io.BytesIO(drawn.data)) as pdf:
        root = pdf.Root
        root.Lang = String(about.language)
        root.MarkInfo = Dictionary(Marked=True)
        root.StructTreeRoot = pdf.get_object((roots.structure, 0))
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        if roots.outline:
            root.Outlines = pdf.get_object((roots.outline, 0))
            root.PageMode = Name.UseOutlines
        for page, key in zip(pdf.pages, roots.page_keys, strict=True):
            page.obj.StructParents = key
            page.obj.Tabs = Name.S
        _end_plainly(pdf)
        root.Metadata = pdf.make_stream(xmp(about), Type=Name.Metadata, Subtype=Name.XML)
        profile = _packed(pdf, srgb_profile(), N=3)
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB IEC61966-2.1"),
            DestOutputProfile=profile,
        )
        root.OutputIntents = Array([pdf.make_indirect(intent)])
        _attach(pdf, about, attachments)
        _inform(pdf, about)
        for padding in range(_ATTEMPTS):
            data = _saved(pdf, padding)
            if _AMBIGUOUS not in data:
                break
        return data


def _saved(pdf: Pdf, padding: int) -> bytes:
    """Return the file; ``padding`` objects shift the numbers of all others, and with them every object stream."""
    if padding:
        pdf.Root[_PADDING] = Array([pdf.make_indirect(Dictionary()) for _ in range(padding)])
    out = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=True,
        recompress_flate=False,
        deterministic_id=True,
        min_version="1.7",
    )
    return out.getvalue()


def _end_plainly(pdf: Pdf) -> None:
    """Append a blank to each drawn stream whose compressed form would end with CR: see ``_AMBIGUOUS``."""
    for stream in _drawn_streams(pdf):
        data = stream.read_bytes()
        if zlib.adler32(data).to_bytes(4, "big").endswith(_CR):  # the sum stands at the end of the stream
            stream.write(data + b" ")
            if Name.Length1 in stream:
                stream.Length1 = len(data) + 1


def _drawn_streams(pdf: Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield page.obj.Contents
    for font in pdf.pages[0].obj.Resources.Font.values():  # all pages share one dictionary of fonts
        yield font.ToUnicode
        yield font.FontDescriptor.FontFile2


def _packed(pdf: Pdf, data: bytes, **entries: Any) -> pikepdf.Stream:
    """Return a compressed stream that holds exactly ``data``; where it would end with CR, one byte of padding follows.

    The compressed data say themselves where they end (RFC 1950), so no reader takes the padding for a part of them.
    """
    packed = zlib.compress(data, 9)
    padding = b"\0" if packed.endswith(_CR) else b""
    return pdf.make_stream(packed + padding, Filter=Name.FlateDecode, **entries)


def _inform(pdf: Pdf, about: Metadata) -> None:
    """Write the information dictionary, which has to say what the XMP says."""
    moment = String(date(about.created))
    info = Dictionary(
        Title=String(about.title),
        Creator=String(about.creator),
        Producer=String(about.producer),
        CreationDate=moment,
        ModDate=moment,
    )
    if about.keywords:
        info.Keywords = String(about.keywords)
    pdf.trailer.Info = pdf.make_indirect(info)


def _attach(pdf: Pdf, about: Metadata, attachments: Sequence[Attachment]) -> None:
    """Embed files, each an associated file of the document (ISO 19005-3, 6.8)."""
    specifications: list[Object] = []
    names: list[Object] = []
    for attachment in sorted(attachments, key=lambda one: one.name):
        stream = _packed(
            pdf,
            attachment.data,
            Type=Name.EmbeddedFile,
            Subtype=Name(f"/{attachment.mime}"),
            Params=Dictionary(Size=len(attachment.data), ModDate=String(date(about.created))),
        )
        name = String(attachment.name)
        specification = pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=name,
                UF=name,
                Desc=String(attachment.description),
                AFRelationship=Name(f"/{attachment.relationship}"),
                EF=Dictionary(F=stream, UF=stream),
            )
        )
        specifications.append(specification)
        names += [name, specification]
    if specifications:
        pdf.Root.AF = Array(specifications)
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))
