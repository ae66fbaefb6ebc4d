"""``send`` and ``outbox`` from the command line to a real server."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from mail_desk import Desk
from mail_server import ONE, THREE, TWO, Server

from briefing.cli import main
from briefing.deliver.distribution import Security

pytest_plugins = ["mail_fixtures"]

Serve = Callable[..., Server]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def desk(tmp_path: Path, serve: Serve) -> Desk:
    made = Desk(tmp_path, serve())
    made.build()
    return made


def test_send_twice_delivers_once(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.send("--yes") == 0
    assert capsys.readouterr().err == "ferry-strike 2024-03-08: 2 delivered now, 2 have it\n"
    assert desk.send("--yes") == 0
    assert capsys.readouterr().err == "ferry-strike 2024-03-08: 0 delivered now, 2 have it\n"
    assert desk.server.handler.readers() == [ONE.address, TWO.address]


def test_starttls_with_a_login_from_the_environment(
    tmp_path: Path,
    serve: Serve,
    authority: trustme.CA,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk = Desk(tmp_path, serve(Security.STARTTLS, user="desk"))
    desk.build()
    with authority.cert_pem.tempfile() as path:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        assert desk.send("--yes") == 1
        assert "the password of the mail server is not set (set BRIEFING_SMTP_PASSWORD)" in capsys.readouterr().err
        monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", "wrong word")
        assert desk.send("--yes") == 1
        told = capsys.readouterr().err
        assert "the login was refused: 535" in told
        assert "wrong word" not in told
        monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", "open sesame")
        assert desk.send("--yes") == 0
    assert desk.server.handler.readers() == [ONE.address, TWO.address]
    stored = (tmp_path / "state" / "briefing" / "outbox.sqlite3").read_bytes()
    assert b"sesame" not in stored


def test_undelivered_reader_is_code_1_until_delivered(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.server.handler.at_rcpt[TWO.address] = ["550 no such user"]
    assert desk.send("--yes") == 1
    assert f"the message to {TWO.address} was refused: 550 no such user" in capsys.readouterr().err
    assert desk.send("--yes") == 1
    assert main(["outbox", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "ferry-strike 2024-03-08 revision 1: 1 of 2 sent",
        f"  {TWO.address}: failed, 550 no such user",
    ]
    assert main(["outbox", "retry"]) == 0
    assert desk.send("--yes") == 0
    assert desk.server.handler.readers() == [ONE.address, TWO.address]


def test_held_letter_waits_for_retry(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write("  in_doubt: hold\n")
    desk.build()
    desk.server.handler.at_data[ONE.address] = ["lost"]
    assert desk.send("--yes") == 1
    assert f"the message to {ONE.address} is in doubt: no answer from" in capsys.readouterr().err
    assert main(["outbox", "retry", "another-brief"]) == 0
    assert capsys.readouterr().err == "note: another-brief: nothing waits under this name\n"
    assert desk.server.handler.readers() == [ONE.address, TWO.address]
    assert main(["outbox", "retry", "ferry-strike"]) == 0
    assert desk.server.handler.readers() == [ONE.address, TWO.address, ONE.address]


def test_changed_pdf_needs_revise(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.send("--yes") == 0
    desk.build(b"%PDF-1.7 second\n")
    assert desk.send("--yes") == 1
    told = capsys.readouterr().err
    assert "the PDF has changed since the edition of 2024-03-08 went out, and was not sent" in told
    assert "--revise sends it to everybody as corrected" in told
    assert len(desk.server.handler.received) == 2
    assert desk.send("--yes", "--revise") == 0
    assert b"(corrected)" in desk.server.handler.received[-1][1]


def test_dry_run_writes_the_same_files_and_sends_nothing(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.send("--dry-run") == 0
    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.name for path in paths] == [f"ferry-strike.{reader.address}.eml" for reader in (ONE, TWO)]
    first = [path.read_bytes() for path in paths]
    assert b"Date: Fri, 08 Mar 2024 00:00:00 +0000\r\n" in first[0]
    assert desk.send("--dry-run") == 0
    assert [path.read_bytes() for path in paths] == first
    assert desk.server.handler.received == []
    assert not (tmp_path / "state").exists()


def test_proof_goes_to_one_address_and_binds_nothing(desk: Desk) -> None:
    assert desk.send("--yes", "--to", THREE.address) == 0
    desk.build(b"%PDF-1.7 second\n")
    assert desk.send("--yes") == 0
    assert desk.server.handler.readers() == [THREE.address, ONE.address, TWO.address]


def test_nobody_to_ask_is_wrong_usage(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.send() == 2
    assert "nobody can be asked here: give --yes, or --dry-run" in capsys.readouterr().err
    assert desk.send("--yes", "--to", "a@example.org\nBcc: b@example.org") == 2


@pytest.mark.parametrize(("answer", "readers"), [("y\n", 2), ("n\n", 0), ("\n", 0)])
def test_on_a_terminal_it_asks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: str, readers: int, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal(answer))
    assert desk.send() == 0
    assert 'Send "Ferry strike ends" (Friday 8 March 2024) to 2 readers? [y/N]' in capsys.readouterr().err
    assert len(desk.server.handler.received) == readers


class _Terminal:
    def __init__(self, text: str) -> None:
        self.text = text

    def isatty(self) -> bool:
        return True

    def readline(self, size: int = -1) -> str:
        return self.text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sources: a.txt\n", "has no distribution (say from, to and smtp under distribution)"),
        ("sources: a.txt\ndistribution: {from: a@example.org, to: b@example.org}\n", "names no mail server"),
    ],
)
def test_brief_that_cannot_be_sent(desk: Desk, capsys: pytest.CaptureFixture[str], text: str, message: str) -> None:
    desk.path.write_text(text, encoding="utf-8")
    desk.build()
    assert desk.send("--yes") == 1
    assert message in capsys.readouterr().err


def test_json_report(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.server.handler.at_rcpt[TWO.address] = ["550 no such user"]
    assert desk.send("--yes", "--json") == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    (edition,) = json.loads(captured.out)["editions"]
    assert edition == {
        "brief": str(desk.path),
        "name": "ferry-strike",
        "day": "2024-03-08",
        "revision": 1,
        "delivered": 1,
        "letters": {"queued": 0, "in doubt": 0, "sent": 1, "failed": 1},
    }


def test_purge_forgets_messages_and_not_readers(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.send("--yes") == 0
    assert main(["outbox", "purge", "--before", "2024-03-08"]) == 0
    assert main(["outbox", "purge"]) == 0
    assert capsys.readouterr().out.splitlines() == ["0 editions purged", "1 editions purged"]
    assert desk.send("--yes") == 0
    assert len(desk.server.handler.received) == 2


def test_pdf_too_large_for_the_mail(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write("  attachment_limit: 1\n")
    desk.build(b"%PDF-1.7\n" + bytes(1_100_000))
    assert desk.send("--yes") == 1
    told = "the PDF has 1.1 MB; no more than 1 MB are attached (sources_inside: quoted, or none, in the brief"
    assert told in capsys.readouterr().err
    assert desk.server.handler.received == []


def test_pdf_too_large_for_the_mail_is_linked_where_the_brief_says_so(desk: Desk) -> None:
    desk.write('  attachment_limit: 1\n  link: "https://desk.example.org/{name}/{file}"\n')
    pdf = b"%PDF-1.7\n" + bytes(1_100_000)
    desk.build(pdf)
    assert desk.send("--yes") == 0
    message = email.message_from_bytes(desk.server.handler.received[0][1], policy=email.policy.default)
    assert not list(message.iter_attachments())
    for kind in ("plain", "html"):
        text = message.get_body((kind,)).get_content()
        assert "https://desk.example.org/ferry-strike/ferry-strike-2024-03-08.pdf" in text
        assert "(1.1 MB)" in text
        assert hashlib.sha256(pdf).hexdigest() in text
    desk.build()
    assert desk.send("--yes", "--revise") == 0
    message = email.message_from_bytes(desk.server.handler.received[-1][1], policy=email.policy.default)
    assert len(list(message.iter_attachments())) == 1
    assert "desk.example.org" not in message.get_body(("html",)).get_content()


LIST = "name,address,tags\nOne,one@example.org,press\nTwo,two@example.org,board\nThree,three@example.org,\n"


@pytest.fixture
def listed(desk: Desk) -> Desk:
    """A desk whose readers stand in a file, with tags."""
    (desk.root / "list.csv").write_text(LIST, encoding="utf-8")
    text = desk.path.read_text(encoding="utf-8").replace(
        f"to: [{', '.join(map(str, desk.readers))}]", "files: list.csv"
    )
    desk.path.write_text(text, encoding="utf-8")
    desk.build()
    return desk


def test_part_of_a_list_first_then_the_others_once(listed: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed.send("--yes", "--tag", "Board") == 0
    assert capsys.readouterr().err == "ferry-strike 2024-03-08: 1 delivered now, 1 have it\n"
    assert listed.server.handler.readers() == [TWO.address]
    assert listed.send("--yes") == 0
    assert listed.server.handler.readers() == [TWO.address, ONE.address, THREE.address]
    assert listed.send("--yes", "--tag", "board", "--tag", "press") == 0
    assert len(listed.server.handler.received) == 3


def test_part_of_a_list_leaves_the_letters_of_the_others(listed: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    listed.server.handler.at_data[ONE.address] = ["lost"]
    listed.server.handler.at_rcpt[THREE.address] = ["550 no such user"]
    with listed.path.open("a", encoding="utf-8") as stream:
        stream.write("  in_doubt: hold\n")
    listed.build()
    assert listed.send("--yes") == 1
    assert listed.send("--yes", "--tag", "board") == 0
    capsys.readouterr()
    assert main(["outbox", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0].strip() for line in lines[1:]] == [ONE.address, THREE.address]


def test_tag_that_nobody_bears(listed: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed.send("--yes", "--tag", "pres") == 1
    assert "nobody is on the list with this tag (the tags there are: board, press)" in capsys.readouterr().err
    assert listed.send("--dry-run", "--tag", "board") == 0
    assert capsys.readouterr().out.splitlines() == [f"{listed.out}/ferry-strike.two@example.org.eml"]
    assert listed.send("--yes", "--tag", "press", "--to", "a@example.org") == 2


def test_bad_row_of_a_list_is_named_and_the_others_get_theirs(listed: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with (listed.root / "list.csv").open("a", encoding="utf-8") as stream:
        stream.write("Nobody,nobody,press\nFour,four@example.org,press\n")
    listed.build()
    assert listed.send("--yes") == 1
    told = f"problem: {listed.root / 'list.csv'}:5: found 'nobody'; allowed: an address like one@example.org"
    assert told in capsys.readouterr().err
    assert len(listed.server.handler.readers()) == 4
    assert listed.send("--dry-run") == 1
    assert main(["batch", str(listed.path), "-o", str(listed.out)]) == 0  # the list is no part of the briefing


def test_list_without_anybody(listed: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (listed.root / "list.csv").write_text("name,address\n", encoding="utf-8")
    listed.build()
    assert listed.send("--yes") == 1
    assert "nobody is on the list (correct the list)" in capsys.readouterr().err


def test_templates_and_list_headers_of_the_brief(desk: Desk) -> None:
    (desk.root / "mail.html").write_text("<h1>{{ title }}</h1><a href='{{ unsubscribe }}'>leave</a>", encoding="utf-8")
    desk.write("  template: mail.html\n  unsubscribe: 'https://example.org/leave'\n")
    desk.build()
    assert desk.send("--yes") == 0
    message = email.message_from_bytes(desk.server.handler.received[0][1], policy=email.policy.default)
    assert message["List-Unsubscribe"] == "<https://example.org/leave>"
    html = message.get_body(("html",)).get_content()
    assert html.startswith("<h1>Ferry strike ends</h1><a href='https://example.org/leave'>")


def test_fault_of_a_template_is_a_fault_of_the_brief(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.root / "mail.html").write_text("<h1>\n{{ titel }}", encoding="utf-8")
    desk.write("  template: mail.html\n")
    assert desk.send("--yes") == 2
    assert "mail.html:2:4: found the name 'titel'" in capsys.readouterr().err
    assert desk.server.handler.received == []


def test_corrected_address_ends_the_matter(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.server.handler.at_rcpt[TWO.address] = ["550 no such user"] * 2
    assert desk.send("--yes") == 1
    desk.readers = (ONE, THREE)
    desk.write()
    desk.build()
    assert desk.send("--yes") == 0
    assert desk.server.handler.readers() == [ONE.address, THREE.address]
    capsys.readouterr()
    assert main(["outbox", "list", "--all"]) == 0
    assert capsys.readouterr().out == "ferry-strike 2024-03-08 revision 1: 2 of 2 sent\n"


def test_reader_who_left_and_may_have_it_stays_known(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write("  in_doubt: hold\n")
    desk.build()
    desk.server.handler.at_data[TWO.address] = ["lost"]
    assert desk.send("--yes") == 1
    desk.readers = (ONE,)
    desk.write()
    desk.build()
    assert desk.send("--yes") == 0  # nobody on the list waits, and nobody else is served
    assert desk.server.handler.readers() == [ONE.address, TWO.address]
    capsys.readouterr()
    assert main(["outbox", "list"]) == 0
    assert f"{TWO.address}: in doubt" in capsys.readouterr().out
    desk.readers = (ONE, TWO)
    desk.write()
    desk.build()
    assert desk.send("--yes") == 0
    assert desk.server.handler.readers() == [ONE.address, TWO.address, TWO.address]
