"""Through OpenSMTPD into a Maildir: the PDF that arrives is the one in the output folder, byte for byte."""

from __future__ import annotations

import email
import email.policy
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mail_desk import Desk
from mail_server import ONE, TWO, Handler, Server

from briefing.deliver.distribution import Security, SmtpServer

SMTPD = shutil.which("smtpd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
CONFIGURATION = """\
table readers {{ "@example.org" = "nobody" }}
listen on 127.0.0.1 port {port}
action "keep" maildir "{folder}/%{{rcpt.user}}" virtual <readers>
match from any for domain "example.org" action "keep"
"""

pytestmark = pytest.mark.skipif(
    SMTPD is None or not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs OpenSMTPD, and root to start it"
)


@pytest.fixture
def maildirs() -> Iterator[tuple[int, Path]]:
    """Start the server; yield its port, and the folder with a Maildir for each reader."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)  # the server delivers as another user
    settings = folder / "smtpd.conf"
    settings.write_text(CONFIGURATION.format(port=port, folder=folder / "mail"), encoding="utf-8")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([str(SMTPD), "-d", "-f", str(settings)], stdout=log, stderr=log)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                pytest.skip(f"OpenSMTPD does not start here: {(folder / 'log').read_text()[-300:]}")
            time.sleep(0.05)
        yield port, folder / "mail"
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder)


def arrived(folder: Path, count: int) -> dict[str, bytes]:
    for _ in range(200):
        found = {path.parent.parent.name: path for path in folder.glob("*/new/*")}
        if len(found) >= count:
            break
        time.sleep(0.05)
    assert len(list(folder.glob("*/new/*"))) == count
    return {name: path.read_bytes() for name, path in found.items()}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_pdf_arrives_byte_for_byte(tmp_path: Path, maildirs: tuple[int, Path]) -> None:
    port, folder = maildirs
    desk = Desk(tmp_path, Server(Handler(), SmtpServer("127.0.0.1", port, Security.NONE), None))
    pdf = b"%PDF-1.7\n.\n..\r\n\r\n.\r\n" + bytes(range(256)) * 400
    desk.build(pdf)
    assert [desk.send("--yes"), desk.send("--yes")] == [0, 0]
    messages = arrived(folder, 2)
    assert set(messages) == {"one", "two"}
    for reader, raw in zip((ONE, TWO), (messages["one"], messages["two"]), strict=True):
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert [address.addr_spec for address in message["To"].addresses] == [reader.address]
        (attached,) = message.iter_attachments()
        assert attached.get_content() == pdf


def test_real_briefing_arrives_whole(tmp_path: Path, maildirs: tuple[int, Path]) -> None:
    """Nothing pretended: articles, a build, messages with chart and list headers, a server, a Maildir each."""
    port, folder = maildirs
    desk = Desk(tmp_path, Server(Handler(), SmtpServer("127.0.0.1", port, Security.NONE), None))
    desk.write('  unsubscribe: ["mailto:leave@example.org", "https://example.org/leave?who={address}"]\n')
    article = "---\npublished: 2024-03-08\ntitle: Crews vote\n---\nFerry crews voted on Thursday to end their strike.\n"
    (tmp_path / "a.txt").write_text(article, encoding="utf-8")
    assert [desk.send("--yes"), desk.send("--yes"), desk.send("--dry-run")] == [0, 0, 0]
    messages = arrived(folder, 2)
    for reader, raw in zip((ONE, TWO), (messages["one"], messages["two"]), strict=True):
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert not message.defects
        word = reader.address.replace("@", "%40")
        assert message["List-Unsubscribe"] == f"<mailto:leave@example.org>, <https://example.org/leave?who={word}>"
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        (attached,) = message.iter_attachments()
        assert attached.get_content() == (desk.out / "ferry-strike.pdf").read_bytes()
        (picture,) = (part for part in message.walk() if part.get_content_type() == "image/png")
        assert picture.get_content().startswith(b"\x89PNG")
        html = message.get_body(("html",))
        assert html is not None
        assert f"cid:{picture['Content-ID'].strip('<>')}" in html.get_content()
        written = (desk.out / f"ferry-strike.{reader.address}.eml").read_bytes()
        both = [content[content.index(b"Auto-Submitted:") :] for content in (raw, written.replace(b"\r\n", b"\n"))]
        assert both[0] == both[1]  # but for the date, what --dry-run writes
