"""A file is written whole or not at all, and read by whom the umask lets."""

from __future__ import annotations

import errno
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


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_what_is_no_regular_file_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "link", "folder"):
        with pytest.raises(DeliveryError, match=f"{name}: is no regular file, and is left as it is"):
            write_atomic(tmp_path / name, b"new")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder", "link", "pipe"]
    write_atomic(tmp_path / "pipe-free", b"new")


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "make room there, or name another place"),
        (errno.EROFS, "give permission to write there, or name another place"),
        (errno.EIO, "name another place"),
    ],
)
def test_the_remedy_fits_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(DeliveryError) as caught:
        write_atomic(tmp_path / "a.pdf", b"one")
    assert caught.value.hint == remedy
