"""``docs/daily-list.md``: the script and the commands of the page, run in the folder that it describes."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from mail_server import Server
from pages import DOCS, blocks, commands

from briefing.cli import main
from briefing.deliver.distribution import Security
from briefing.job import load_brief

pytest_plugins = ["mail_fixtures"]

PAGE = "daily-list.md"
ARTICLE = """---
published: 2024-03-08
---
Ferry crews voted on Thursday to end their strike. They return to work on Monday, the harbour union said.
"""


class Desk:
    """The folder of the page, with its brief pointed at a server of our own."""

    def __init__(self, root: Path, server: Server, environment: dict[str, str]) -> None:
        self.root, self.server, self.environment = root, server, environment

    def script(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "morning.sh"], cwd=self.root, env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def desk(
    tmp_path: Path,
    serve: Callable[..., Server],
    authority: trustme.CA,
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    server = serve(Security.STARTTLS, user="desk")
    (brief,) = blocks(PAGE, "yaml")
    script, _ = blocks(PAGE, "sh")
    assert "host: mail.example.org" in brief
    for name, text in {
        "briefs/ferries.yaml": brief.replace("mail.example.org", f"127.0.0.1, port: {server.smtp.port}"),
        "articles/ferries/a.txt": ARTICLE,
        "morning.sh": script,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    more = {
        "BRIEFING_SMTP_PASSWORD": "open sesame",
        "SSL_CERT_FILE": str(tmp_path / "authority.pem"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    for name, value in more.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, server, {**os.environ, **more})


def test_morning_script_mails_everybody_once_even_past_an_unreadable_file(desk: Desk) -> None:
    (desk.root / "articles" / "ferries" / "b.txt").write_bytes(bytes(range(256)) * 20)
    first, second = desk.script(), desk.script()
    assert (first.returncode, second.returncode) == (1, 1), first.stderr
    assert "b.txt" in first.stderr
    assert desk.server.handler.readers() == ["one@example.org", "two@example.org"]
    assert sorted(path.name for path in (desk.root / "out").iterdir()) == ["ferries.pdf", "ferries.timeline.yaml"]
    (desk.root / "articles" / "ferries" / "b.txt").unlink()


def test_each_command_of_the_page_runs_as_it_is_printed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    listed = commands(PAGE)
    assert len(listed) == 5
    for words, output in listed:
        assert words[0] == "briefing"
        assert main(words[1:]) == 0, words
        printed = capsys.readouterr().out.splitlines()
        if output:
            assert printed == output
    assert desk.server.handler.readers() == ["you@example.org", "one@example.org", "two@example.org"]


def test_what_is_new_since_the_last_edition(desk: Desk) -> None:
    _, lines = blocks(PAGE, "sh")
    assert main(["build", "briefs/ferries.yaml"]) == 0
    (desk.root / "articles" / "ferries" / "c.txt").write_text(
        "---\npublished: 2024-03-09\n---\nThe owners met the mayor of Oslo on Friday.\n", encoding="utf-8"
    )
    done = subprocess.run(
        ["sh", "-e"], input=lines, cwd=desk.root, env=desk.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"New since" in desk.server.handler.received[0][1]


def test_list_in_a_file_loads(desk: Desk) -> None:
    (text,), (listed,) = blocks(PAGE, "yaml list"), blocks(PAGE, "csv")
    (desk.root / "briefs" / "readers.csv").write_text(listed, encoding="utf-8")
    (desk.root / "briefs" / "list.yaml").write_text(text, encoding="utf-8")
    distribution = load_brief(desk.root / "briefs" / "list.yaml").distribution
    assert distribution is not None
    assert len(distribution.recipients) == 2
    assert [reader.name for reader in distribution.tagged(["press"])] == ["Reader Two"]
    assert distribution.problems == ()


def test_nothing_on_the_page_waits_for_success() -> None:
    assert "&&" not in (DOCS / PAGE).read_text(encoding="utf-8")


def test_timer_and_service_are_what_systemd_reads() -> None:
    service, timer = (configparser.RawConfigParser(strict=False) for _ in range(2))
    for parser, text in zip((service, timer), blocks(PAGE, "ini"), strict=True):
        parser.optionxform = str  # type: ignore[assignment, method-assign]
        parser.read_string(text)
    assert service["Service"]["ExecStart"].endswith("/morning.sh")
    assert service["Service"]["Type"] == "oneshot"
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert re.fullmatch(r"Mon\.\.Fri \d\d:\d\d", timer["Timer"]["OnCalendar"])


def test_cron_lines_name_the_script() -> None:
    (table,) = blocks(PAGE, "cron")
    lines = [line for line in table.splitlines() if "=" not in line]
    assert len(lines) == 2
    for line in lines:
        assert re.fullmatch(r"\d+ \d+ \* \* 1-5  \$HOME/desk/morning\.sh", line)
