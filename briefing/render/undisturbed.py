"""matplotlib loaded apart from the settings of the machine: silent, and without a trace left behind."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

_FOLDER = "MPLCONFIGDIR"
_BACKEND = "MPLBACKEND"


@contextmanager
def undisturbed() -> Iterator[None]:
    """Within, matplotlib is imported, and no setting of the machine speaks, fails or leaves a folder.

    It warns of homes that it cannot write to and of a ``matplotlibrc`` that it does not understand, fails when
    ``MPLBACKEND`` names a window system that it does not know, and makes a folder for a home that is missing, to be
    removed when Python ends in the usual way, which here it does not.
    """
    log = logging.getLogger("matplotlib")
    level, folder, backend = log.level, os.environ.get(_FOLDER), os.environ.pop(_BACKEND, None)
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)
        if backend is not None:
            os.environ[_BACKEND] = backend
        made = os.environ.get(_FOLDER)
        if folder is None and made is not None:
            atexit.unregister(shutil.rmtree)
            shutil.rmtree(made, ignore_errors=True)
            del os.environ[_FOLDER]
