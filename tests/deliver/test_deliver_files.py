"""A file is written whole or not at all, and read by whom the umask lets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.deliver.files import write_atomic
from briefing.errors import DeliveryError


@pytest.mark.skipif(os.name == "nt", reason="no umask there")
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_the_umask_decides_who_may_read(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        write_atomic(tmp_path / "new" / "a.pdf", b"one")
    finally:
        os.umask(before)
    assert (tmp_path / "new" / "a.pdf").stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    write_atomic(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(DeliveryError, match=r"a\.pdf: cannot be written: No space left on device \(make room"):
        write_atomic(path, b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]
    assert path.read_bytes() == b"old"
