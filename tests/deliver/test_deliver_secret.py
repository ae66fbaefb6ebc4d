"""The password goes to the server that was asked for, over a closed connection, and nowhere else."""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mail_desk import Desk
from mail_server import ONE, Server

from briefing.cli import main
from briefing.deliver.distribution import Security, SmtpServer
from briefing.deliver.secret import Secret, read_secret
from briefing.deliver.senders import Outcome
from briefing.deliver.smtp import SmtpSender
from briefing.errors import DeliveryError

pytest_plugins = ["mail_fixtures"]

WORD = "open sesame"
FORMS = (WORD, *(base64.b64encode(form).decode() for form in (WORD.encode(), f"\0desk\0{WORD}".encode())))


class Talker:
    """A server that says what it is told to, and keeps all that it hears."""

    def __init__(self, *replies: str, more: str = "250 OK") -> None:
        self.heard = b""
        self._replies, self._more = list(replies), more
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._talk, daemon=True).start()

    def _talk(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            replies = iter(self._replies)
            with contextlib.suppress(OSError), connection, connection.makefile("rb") as stream:
                connection.sendall(b"220 ready\r\n")
                for line in stream:
                    self.heard += line
                    connection.sendall(f"{next(replies, self._more)}\r\n".encode())

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def talk() -> Iterator[Callable[..., Talker]]:
    made: list[Talker] = []

    def start(*replies: str, more: str = "250 OK") -> Talker:
        made.append(Talker(*replies, more=more))
        return made[-1]

    yield start
    for talker in made:
        talker.close()


def sender(talker: Talker, security: Security, user: str = "desk", word: str = WORD) -> SmtpSender:
    return SmtpSender(SmtpServer("127.0.0.1", talker.port, security, user), Secret(word), timeout=5)


@pytest.mark.parametrize("answer", ["454 not now", "502 no such command", "220 ready\r\n235 welcome"])
def test_refused_encryption_is_no_reason_to_go_on_without(talk: Callable[..., Talker], answer: str) -> None:
    """Whoever stands between can refuse in the name of the server, or answer more than was asked."""
    talker = talk("250-mail.example.org\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN", answer)
    with sender(talker, Security.STARTTLS) as way:
        try:
            outcome = way.send(ONE, ONE, b"Subject: x\r\n", lambda: pytest.fail("nothing may be sent")).outcome
        except DeliveryError:
            outcome = Outcome.LATER
    assert outcome is Outcome.LATER
    for word in (b"AUTH", b"MAIL", b"Subject", *map(str.encode, FORMS)):
        assert word not in talker.heard


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", ["435", "535"])
def test_server_that_gives_the_password_back(talk: Callable[..., Talker], form: str, code: str) -> None:
    talker = talk("250-mail.example.org\r\n250 AUTH PLAIN", more=f"{code} {form} is wrong \x1b[2J")
    told = ""
    with sender(talker, Security.NONE) as way:
        try:
            told += way.send(ONE, ONE, b"Subject: x\r\n", lambda: None).text
        except DeliveryError as error:
            told += "".join(traceback.format_exception(error))
    assert f"{code} [hidden] is wrong" in told
    assert not any(form in told for form in FORMS)
    assert "\x1b" not in told


def test_password_beyond_ascii(talk: Callable[..., Talker]) -> None:
    talker = talk("250-mail.example.org\r\n250 AUTH PLAIN LOGIN")
    way = sender(talker, Security.NONE, word="sésame")
    with way, pytest.raises(DeliveryError, match="must be ASCII") as caught:
        way.send(ONE, ONE, b"Subject: x\r\n", lambda: None)
    assert "sésame" not in "".join(traceback.format_exception(caught.value))
    assert "sésame" not in repr(Secret("sésame"))


def test_from_the_environment_or_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_text(f"{WORD}\n", encoding="utf-8")
    path.chmod(0o600)
    named = {"X_FILE": str(path)}
    found = [read_secret("X", named), read_secret("X", {"X": "other", **named}), read_secret("X", {})]
    assert [one and one.reveal() for one in found] == [WORD, "other", None]
    for mode in (0o640, 0o604, 0o644):
        path.chmod(mode)
        with pytest.raises(DeliveryError, match=r"others may read the file of the password") as caught:
            read_secret("X", named)
        assert WORD not in str(caught.value)
    path.unlink()
    with pytest.raises(DeliveryError, match="cannot be read"):
        read_secret("X", named)


def test_password_file_of_the_brief(
    tmp_path: Path, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", "the word of another server")
    desk = Desk(tmp_path, serve(user="desk"))
    smtp = desk.server.smtp
    desk.write(smtp=f"smtp: {{host: {smtp.host}, port: {smtp.port}, security: none, user: desk, password_file: word}}")
    desk.build()
    secret, told = tmp_path / "word", []
    for mode, text in ((0o600, ""), (0o640, WORD), (0o604, WORD), (0o600, "wrong word"), (0o600, f"{WORD}\n")):
        secret.write_text(text, encoding="utf-8")
        secret.chmod(mode)
        told.append((desk.send("--yes"), capsys.readouterr().err))
        if len(told) < 5:
            secret.unlink()
    assert [code for code, _ in told] == [1, 1, 1, 1, 0]
    assert f"the password of the mail server is not set (write it into {secret})" in told[0][1]
    assert "others may read the file of the password (chmod 600 it)" in told[1][1]
    assert "others may read the file of the password (chmod 600 it)" in told[2][1]
    assert "the login was refused: 535" in told[3][1]
    assert not any(word in text for _, text in told for word in (*FORMS, "wrong word", "the word of another"))
    secret.unlink()
    assert desk.send("--yes") == 1
    assert "the file of the password cannot be read: No such file or directory" in capsys.readouterr().err


@pytest.mark.parametrize("where", ["variable", "variable of a file", "file of the brief"])
def test_no_file_output_or_record_holds_the_password(
    tmp_path: Path,
    serve: Callable[..., Server],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    where: str,
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    secret = tmp_path.parent / f"{tmp_path.name}-password"
    secret.write_text(WORD, encoding="utf-8")
    secret.chmod(0o600)
    if where == "variable":
        monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", WORD)
    if where == "variable of a file":
        monkeypatch.setenv("BRIEFING_SMTP_PASSWORD_FILE", str(secret))
    desk = Desk(tmp_path, serve(user="desk"))
    smtp, file = desk.server.smtp, f", password_file: {secret}" if where == "file of the brief" else ""
    desk.write(smtp=f"smtp: {{host: {smtp.host}, port: {smtp.port}, security: none, user: desk{file}}}")
    desk.build()
    desk.server.handler.at_rcpt[ONE.address] = [f"550 {WORD}"]
    codes = [
        desk.send("--yes"),
        desk.send("--yes", "--json"),
        desk.send("--dry-run"),
        main(["outbox", "list", "--all"]),
    ]
    assert codes == [1, 1, 0, 0]
    captured = capsys.readouterr()
    assert "550 [hidden]" in captured.out
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert not any(form.encode() in path.read_bytes() for form in FORMS), path
    assert any(path.suffix == ".sqlite3" for path in tmp_path.rglob("*"))
    assert not any(form in captured.out + captured.err for form in FORMS)
