"""The last step: what the catalog of a PDF/UA-1 and PDF/A-3a file holds, the attached files, the final bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from briefing.render.canvas import Roots
from briefing.render.metadata import Metadata, srgb_profile, xmp
from briefing.render.syntax import date


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF; ``relationship`` is one of Source, Data, Alternative, Supplement, Unspecified."""

    name: str
    mime: str
    data: bytes
    relationship: str
    description: str


def finish(drawn: bytes, roots: Roots, about: Metadata, attachments: Sequence[Attachment]) -> bytes:
    """Return the file with its metadata, colour space, structure, outline and attachments in place.

    The identifier of the file is the hash of what it holds: the same input gives the same bytes.
    """
    with Pdf.open(io.BytesIO(drawn)) as pdf:
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
        root.Metadata = pdf.make_stream(xmp(about), Type=Name.Metadata, Subtype=Name.XML)
        profile = pdf.make_stream(srgb_profile(), N=3)
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
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            deterministic_id=True,
            min_version="1.7",
        )
        return out.getvalue()


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
        stream = pdf.make_stream(
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
