"""The cache key of a job: one hash of everything that its outputs are made of."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import importlib.metadata
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from briefing import __version__
from briefing.build import Options, source_date
from briefing.errors import StyleError
from briefing.job import Job
from briefing.resources import folder

LIBRARIES = (
    *("charset-normalizer", "dateparser", "font-source-sans-pro", "font-source-serif-pro", "lxml", "lxml-html-clean"),
    *("matplotlib", "numpy", "pikepdf", "pillow", "pypdfium2", "python-dateutil", "pyyaml", "reportlab", "sentencex"),
    *("trafilatura", "tzdata"),
)
"""Distributions that shape the outputs."""

_LARGEST = 64_000_000  # bytes of a file that are hashed; no source of that size is read


def key_of(job: Job, options: Options) -> str:
    """Return the key; two equal keys mean equal outputs.

    The files are hashed whole. Where they lie does not matter, only how the outputs name them.
    """
    digest = hashlib.sha256()

    def add(*words: object) -> None:
        for word in words:
            part = str(word).encode("utf-8", "surrogateescape")
            digest.update(b"%d:%b" % (len(part), part))

    add(program(), job.name, job.plan, job.style.rpartition("/")[2], job.sources_inside, job.distribution is not None)
    add(job.limits, dataclasses.replace(options, since=None), source_date())
    for source in job.sources:
        add(source.path, source.declared, _hash(source.file))
    for path in (*job.reads, *_fonts(options.style or job.style), *((options.since,) if options.since else ())):
        add(path.name, _hash(path))
    return digest.hexdigest()


@functools.cache
def program() -> str:
    """Return what identifies this program and the libraries that shape its outputs."""
    words = [__version__, sys.version]
    words += libraries()
    for name, path in sorted(own_files()):
        found = path.stat()  # in a checkout they change by hand
        words.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def libraries() -> list[str]:
    """Return name and version of each library that shapes the outputs."""
    return [f"{name} {_version(name)}" for name in LIBRARIES]


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "none"


def own_files() -> Iterator[tuple[str, Path]]:
    """Yield name and path of our own modules, tables and styles."""
    for root in (Path(__file__).resolve().parent.parent, folder("styles")):
        for place, folders, names in os.walk(root):
            folders[:] = [name for name in folders if name != "__pycache__"]
            for name in names:
                path = Path(place, name)
                yield path.relative_to(root).as_posix(), path


def _fonts(style: str) -> tuple[Path, ...]:
    """Return the font files that a style file of the user's own names."""
    from briefing.render.style import load_style, style_names

    if style in style_names():
        return ()
    try:
        fonts = load_style(style).fonts
    except (StyleError, OSError):
        return ()  # the build says what is wrong
    named = (Path(getattr(fonts, field.name)) for field in dataclasses.fields(fonts))
    return (Path(style), *sorted({path for path in named if path.is_file()}))


def _hash(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            return f"{path.stat().st_size} bytes"
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"error {error.errno}"
