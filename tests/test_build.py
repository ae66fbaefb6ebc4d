"""From a job to its files and back: sources are found again under the names that outputs give them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.build import Options, build_timeline, rebuild
from briefing.commands.verify import _hashes
from briefing.job import job_from_sources
from briefing.timeline.file.store import dump_yaml

ARTICLE = "Crews strike\n\nFerry crews went on strike on Monday, 4 March 2024.\n"


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
@pytest.mark.parametrize("name", [b"caf\xe9.txt", "caf\u00e9.txt".encode(), b"a\nb.txt", b"a\\udce9.txt"])
def test_a_source_of_any_name_is_found_again(tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    try:
        (folder / os.fsdecode(name)).write_text(ARTICLE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system wants Unicode names")
    timeline, _ = build_timeline(job_from_sources([folder]), Options())
    path = tmp_path / "crews.timeline.yaml"
    path.write_text(dump_yaml(timeline), encoding="utf-8")
    _, problems = rebuild(path, name="crews", folders=(folder,), style="house", render=lambda *_: b"")
    assert [problem for problem in problems if "not attached" in problem.message] == []
    (document,) = timeline.documents
    assert _hashes(folder)(document.file) == document.sha256
