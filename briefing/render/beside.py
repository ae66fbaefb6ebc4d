"""The page made in a process beside this one, which loads the libraries of drawing while the articles are read."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from briefing.cores import usable_cores

if TYPE_CHECKING:  # the sooner the process starts, the sooner the page is there
    from briefing.model import Brief
    from briefing.render.attachment import Attachment
    from briefing.render.style import Style

_DRAWING = ("briefing.render.backend",)  # what the page loads when it comes to its chart


class Render(Protocol):
    """What makes a PDF of a briefing."""

    def __call__(self, brief: Brief, style: Style, attachments: Sequence[Attachment], /) -> bytes:
        """Return its bytes."""


@contextlib.contextmanager
def renderer() -> Iterator[Render]:
    """Within, what ``briefing.render.pdf.render`` does; where it pays, done by a process that starts now.

    It pays once in a process that has not drawn before, on a machine that has a core to spare: the libraries take as
    long to load as the articles to read. From a working folder that was deleted it is the only way, for they load in
    none. Should that process be lost, the page is made here.
    """
    from briefing.child import Child, StoppedError, has_folder

    if has_folder() and not _pays():
        yield render_here
        return

    try:
        child = Child("briefing.render.pdf:draw", modules=_DRAWING)
    except OSError:  # no process to be had
        yield render_here
        return
    with child:

        def beside(brief: Brief, style: Style, attachments: Sequence[Attachment]) -> bytes:
            try:
                child.begin(brief, style)
                from briefing.render.archive import finish  # its library is loaded while the pages are drawn

                return finish(child.result(), attachments)
            except StoppedError:
                return render_here(brief, style, attachments)

        yield beside


def _pays() -> bool:
    return usable_cores() > 1 and "matplotlib" not in sys.modules


def render_here(brief: Brief, style: Style, attachments: Sequence[Attachment]) -> bytes:
    """Do what ``briefing.render.pdf.render`` does, in this process; its libraries are loaded now."""
    from briefing.render.pdf import render

    return render(brief, style, attachments)
