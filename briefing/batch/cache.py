"""What was made of which inputs: a small record for each PDF, in the cache folder of the user, never beside the PDF."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from briefing.batch.record import Result, State
from briefing.deliver.files import write_atomic
from briefing.deliver.places import cache_folder
from briefing.deliver.summary import from_data, to_data
from briefing.errors import DeliveryError
from briefing.job import Job
from briefing.model import Problem

_FORM = 2


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
            if data["form"] != _FORM or known != key or _hashes(output, job.name) != data["files"]:
                return None
            return Result(
                shown=job.shown,
                state=State.UNCHANGED,
                name=job.name,
                outputs=tuple(output / name for name in data["outputs"]),
                problems=job.notes + tuple(Problem(**row) for row in data["problems"]),
                summary=from_data(data["summary"]),
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
            "files": _hashes(output, job.name),
            "problems": [asdict(problem) for problem in result.problems if problem not in job.notes],
            "summary": to_data(result.summary),
        }
        try:
            write_atomic(self._path(output, job.name), json.dumps(data).encode())
        except DeliveryError:
            return

    def _path(self, output: Path, name: str) -> Path:
        folder = self._folder or cache_folder() / "builds"
        place = hashlib.sha256(str(output.resolve() / name).encode("utf-8", "surrogateescape")).hexdigest()[:32]
        return folder / f"{place}.json"


def _hashes(output: Path, name: str) -> dict[str, str]:
    """Return the hashes of the files of one brief as they stand; one that is missing is missing here too."""
    found: dict[str, str] = {}
    for file in (f"{name}.pdf", f"{name}.timeline.yaml", f"{name}.new.timeline.yaml"):
        path = output / file
        if path.is_file():
            with path.open("rb") as stream:
                found[file] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found
