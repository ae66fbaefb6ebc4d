"""Brief -> flowables: what stands where on the page, as slices of reportlab flowables."""

from briefing.render.flow.story import story

__all__ = ["story"]
