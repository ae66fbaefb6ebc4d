"""Brief + Style -> the bytes of a PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from typing import Any

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from briefing import __version__
from briefing.model import Brief
from briefing.render.attachment import Attachment
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.drawn import Drawn
from briefing.render.flow import story
from briefing.render.flow.furniture import foot, masthead, running_head, with_room_for_mark
from briefing.render.metadata import Metadata
from briefing.render.structure import Node
from briefing.render.style import Style


def render(brief: Brief, style: Style, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the PDF of a briefing: tagged, archival (PDF/UA-1 and PDF/A-3a), the attachments inside.

    The same input gives the same bytes, whatever the time, the process and its hash seed.
    """
    from briefing.render.archive import finish

    return finish(draw(brief, style), attachments)


def draw(brief: Brief, style: Style) -> Drawn:
    """Draw the pages of a briefing, tagged; ``briefing.render.archive.finish`` makes them a file."""
    style = with_room_for_mark(style) if brief.handling else style
    drawn = io.BytesIO()
    root = Node("Document")
    document = _Document(drawn, brief, style)
    language = brief.language or "en"
    maker = partial(TaggedCanvas, style=style, language=language, root=root)
    document.build(story(brief, style, root, document.room), canvasmaker=maker)
    canvas = document.canvas
    assert canvas.roots is not None
    about = Metadata(
        title=clean(brief.title).strip() or clean(brief.name).strip() or style.words.kind,
        language=language,
        created=brief.created,
        keywords=", ".join(clean(word).strip() for word in brief.keywords),
        producer=f"briefing {__version__}",
    )
    return Drawn(drawn.getvalue(), canvas.roots, about)


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """The pages: the first with its masthead, the others with a running head, all with a foot."""

    def __init__(self, file: io.BytesIO, brief: Brief, style: Style) -> None:
        page = style.page
        width, height = page.sheet
        super().__init__(file, pagesize=(width, height), pageCompression=0)  # the last step compresses
        self.brief, self.style = brief, style
        self.left = (width - page.width) / 2
        self.room = height - page.top - page.bottom
        first = self._template("first", page.top, masthead, "next")
        following = self._template("next", page.top_next, running_head, "next")
        self.addPageTemplates([first, following])

    def _template(self, name: str, top: float, head: Any, following: str) -> PageTemplate:
        page = self.style.page
        height = page.sheet[1]
        frame = Frame(
            self.left,
            page.bottom,
            page.width,
            height - top - page.bottom,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
            id=name,
        )

        def on_page(canvas: TaggedCanvas, document: _Document) -> None:
            head(canvas, self.brief, self.left)

        def on_page_end(canvas: TaggedCanvas, document: _Document) -> None:
            foot(canvas, self.brief, self.left)

        return PageTemplate(name, [frame], onPage=on_page, onPageEnd=on_page_end, autoNextPageTemplate=following)

    @property
    def canvas(self) -> TaggedCanvas:
        """The canvas on which the document was built."""
        canvas: TaggedCanvas = self.canv
        return canvas
