"""What was made of which inputs: a small record for each PDF, in the cache folder of the user, never beside the PDF."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from briefing.batch.record import Result, State
from briefing.deliver.files import write_atomic
from briefing.deliver.lock import locked
from briefing.deliver.places import cache_folder
from briefing.deliver.summary import from_data, to_data
from briefing.errors import DeliveryError
from briefing.job import Job
from briefing.model import Problem

_FORM = 3
_PATIENCE = 60.0  # seconds for which another run that writes the same files is waited for


class Cache:
    """Records of earlier runs. A record that is missing, damaged or of another form is no record."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def find(self, job: Job, key: str, output: Path, *, whatever_flags: bool = False) -> Result | None:
        """Return the result of the run that made the files in ``output``, when they are still what ``key`` makes.

        With ``whatever_flags``, ``key`` is that of the job without flags, and the files may have been made with some.
        """
        try:
            data = json.loads(self._path(output, job.name).read_bytes())
            known = data["without_flags" if whatever_flags else "key"]
            if data["form"] != _FORM or known != key or dict(hashes(output, job.name)) != data["files"]:
                return None
            return Result(
                shown=job.shown,
                state=State.UNCHANGED,
                name=job.name,
                outputs=tuple(output / name for name in data["outputs"]),
                problems=job.notes + tuple(Problem(**row) for row in data["problems"]),
                summary=from_data(data["summary"]),
                documents=int(data["documents"]),
                events=int(data["events"]),
            )
        except (OSError, ValueError, KeyError, TypeError, DeliveryError):
            return None

    def keep(self, job: Job, key: str, output: Path, result: Result, *, without_flags: str) -> None:
        """Remember what ``result`` made; a cache that cannot be written only costs time.

        ``without_flags`` is the key of the job alone.
        """
        assert result.summary is not None
        data: dict[str, Any] = {
            "form": _FORM,
            "key": key,
            "without_flags": without_flags,
            "outputs": [path.name for path in result.outputs],
            "files": dict(result.files or hashes(output, job.name)),
            "problems": [asdict(problem) for problem in result.problems if problem not in job.notes],
            "summary": to_data(result.summary),
            "documents": result.documents,
            "events": result.events,
        }
        try:
            write_atomic(self._path(output, job.name), json.dumps(data).encode())
        except DeliveryError:
            return

    def _path(self, output: Path, name: str) -> Path:
        return (self._folder or cache_folder() / "builds") / f"{_place(output, name)}.json"


def hashes(output: Path, name: str) -> tuple[tuple[str, str], ...]:
    """Return the files of one brief as they stand, each with its hash; one that is missing is missing here too."""
    found: list[tuple[str, str]] = []
    for file in (f"{name}.pdf", f"{name}.timeline.yaml", f"{name}.new.timeline.yaml"):
        path = output / file
        if path.is_file():
            with path.open("rb") as stream:
                found.append((file, hashlib.file_digest(stream, "sha256").hexdigest()))
    return tuple(found)


@contextlib.contextmanager
def one_writer(output: Path, name: str) -> Iterator[None]:
    """Within, no other run writes the files of this brief, so that a PDF never stands beside another run's timeline.

    Where no lock can be kept, or another run holds it for a minute, they are written without: each is whole anyway.
    """
    with contextlib.ExitStack() as held:
        with contextlib.suppress(DeliveryError):
            held.enter_context(locked(cache_folder() / "locks" / _place(output, name), patience=_PATIENCE))
        yield


def _place(output: Path, name: str) -> str:
    return hashlib.sha256(str(output.resolve() / name).encode("utf-8", "surrogateescape")).hexdigest()[:32]
