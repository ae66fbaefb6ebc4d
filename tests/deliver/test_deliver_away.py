"""A mail server that is away: a run says what it waits for, and does not wait anew for each edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mail_desk import Desk
from mail_server import NOW, ONE, TWO, Server

from briefing.batch.mailing import draft_of
from briefing.batch.run import run
from briefing.batch.send import Post, opened_outbox
from briefing.batch.settings import Settings
from briefing.deliver.dispatch import Rounds
from briefing.job import load_brief

pytest_plugins = ["mail_fixtures"]


def test_only_the_first_edition_waits_for_a_server_that_is_away(
    tmp_path: Path, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    server = serve()
    server.smtp = replace(server.smtp, port=9)  # nobody listens there
    desk = Desk(tmp_path, server)
    desk.build()
    job = load_brief(desk.path)
    (result,) = run([job], Settings(desk.out))
    pauses: list[float] = []
    told: list[str] = []
    post = Post(Rounds(sleep=pauses.append, tell=told.append))
    with opened_outbox() as outbox:
        for name in ("first", "second"):
            draft = replace(draft_of(job, result, proof=False), series=name)
            sent = post.send(outbox, draft, job, (ONE, TWO), revise=False, now=NOW)
            assert [problem.message for problem in sent.problems] == [
                f"the message to {ONE.address} waits: no connection to 127.0.0.1:9: Connection refused",
                f"the message to {TWO.address} waits",
            ]
    assert pauses == [2.0, 10.0, 30.0]
    assert [words.partition(" ")[0] for words in told] == ["first"] * 3
