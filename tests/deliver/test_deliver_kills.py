"""Kills of a real ``briefing send`` at any reply of the server and any write to the outbox, in a row and at random."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from mail_kills import Desk, kill

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="writes are seen through inotify")


@pytest.mark.parametrize("in_doubt", ["resend", "hold"])
def test_fifteen_kills(tmp_path: Path, in_doubt: str) -> None:
    desk = Desk(tmp_path, in_doubt, readers=4)
    with desk.postbox:
        told = kill(desk, 15, seed=7)
    assert told["kills"] == 15
