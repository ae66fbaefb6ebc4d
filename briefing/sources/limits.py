"""How much is read of one file, so that no file fills the memory or holds up the rest: as ``docs/sources.md`` says."""

FILE_BYTES = 20_000_000
"""Bytes of a file, and of each file inside it."""

UNPACKED_BYTES = 100_000_000
"""Bytes of everything together that is unpacked from one file."""

ARTICLES = 2_000
"""Articles of one file."""

DEPTH = 3
"""Files inside files: a page in a mail in an archive is two deep."""

MARKUP_CHARACTERS = 5_000_000
"""Characters of a web page."""

PDF_PAGES = 500
"""Pages of a PDF."""

MARKUP_BYTES = 20_000_000
"""Bytes of the text of a Word document, once it is unpacked."""

ENTRIES = 10_000
"""Files of one archive, readable or not."""
