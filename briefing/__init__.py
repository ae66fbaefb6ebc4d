"""Articles in; a dated, sourced, defensible briefing PDF out."""

__version__ = "0.1.0"
