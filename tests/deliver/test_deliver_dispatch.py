"""Sending against a real server: who gets what, once, whatever the server does."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mail_server import NOW, ONE, THREE, TWO, Server

from briefing.deliver.address import Mailbox
from briefing.deliver.dispatch import Rounds, deliver
from briefing.deliver.distribution import Distribution, InDoubt, Security
from briefing.deliver.draft import Draft, enqueue
from briefing.deliver.outbox import Letter, Outbox, State
from briefing.deliver.secret import Secret
from briefing.deliver.smtp import SmtpSender
from briefing.deliver.summary import Cited, Line, Summary
from briefing.errors import DeliveryError

pytest_plugins = ["mail_fixtures"]

Serve = Callable[..., Server]


@pytest.fixture
def distribution() -> Distribution:
    return Distribution(Mailbox("desk@example.org", "Desk"), (ONE, TWO))


@pytest.fixture
def summary() -> Summary:
    return Summary(
        name="ferry-strike",
        title="Ferry strike ends",
        as_of="Friday 8 March 2024",
        day="2024-03-08",
        zone="",
        language="en",
        bottom_line=(Line("Crews return to work on Monday [11 March].", (1, 2)),),
        sources=(Cited(1, "Harbour Post", "Crews vote", "8 March 2024"),),
        all_sources=2,
    )


@pytest.fixture
def draft(summary: Summary, tmp_path: Path) -> Draft:
    return Draft("ferry-strike", summary, b"%PDF-1.7 first\n", str(tmp_path / "ferries.yaml"))


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Outbox(tmp_path / "state" / "outbox.sqlite3") as opened:
        yield opened


class Run:
    """One call of ``send``: queue, deliver, remember the pauses."""

    def __init__(self, outbox: Outbox, server: Server, distribution: Distribution) -> None:
        self.outbox, self.server, self.distribution = outbox, server, distribution
        self.pauses: list[float] = []
        self.told: list[str] = []

    def __call__(self, draft: Draft, *, revise: bool = False, password: str | None = None, **more: Any) -> Any:
        queued = enqueue(self.outbox, draft, self.distribution, self.distribution.recipients, revise=revise, now=NOW)
        with SmtpSender(
            self.server.smtp, Secret(password) if password else None, context=self.server.context, timeout=5
        ) as sender:
            rounds = Rounds(sleep=self.pauses.append, tell=self.told.append)
            options = {"in_doubt": InDoubt.RESEND, "rounds": rounds, **more}
            self.done = deliver(self.outbox, queued.stored, sender, **options)
        return queued

    @property
    def letters(self) -> tuple[Letter, ...]:
        return self.done.letters

    @property
    def states(self) -> list[State]:
        return [letter.state for letter in self.letters]


@pytest.fixture
def run(outbox: Outbox, serve: Serve, distribution: Distribution) -> Run:
    return Run(outbox, serve(), distribution)


def subject(message: bytes) -> str:
    return str(email.message_from_bytes(message, policy=email.policy.default)["Subject"])


def test_each_reader_gets_a_message_of_their_own(run: Run, draft: Draft) -> None:
    run(draft)
    assert run.states == [State.SENT, State.SENT]
    assert run.server.handler.readers() == [ONE.address, TWO.address]
    for (_, message), own, other in zip(run.server.handler.received, (ONE, TWO), (TWO, ONE), strict=True):
        parsed = email.message_from_bytes(message, policy=email.policy.default)
        assert parsed["To"] == str(own)
        assert other.address.encode() not in message
        (attached,) = parsed.iter_attachments()
        assert attached.get_content() == draft.pdf


def test_sending_twice_delivers_once(run: Run, draft: Draft) -> None:
    run(draft)
    run(draft)
    assert run.states == [State.SENT, State.SENT]
    assert len(run.server.handler.received) == 2


def test_new_reader_gets_the_frozen_edition_alone(run: Run, draft: Draft) -> None:
    run(draft)
    run.distribution = replace(run.distribution, recipients=(ONE, THREE, TWO))
    run(draft)
    assert run.server.handler.readers() == [ONE.address, TWO.address, THREE.address]


def test_reader_who_left_the_list_before_it_went_out_gets_nothing(run: Run, draft: Draft) -> None:
    run.server.handler.at_rcpt[TWO.address] = ["451 later"] * 4
    run(draft)
    run.distribution = replace(run.distribution, recipients=(ONE,))
    run(draft)
    assert run.states == [State.SENT]
    assert run.server.handler.readers() == [ONE.address]


def test_starttls_and_login(outbox: Outbox, serve: Serve, distribution: Distribution, draft: Draft) -> None:
    run = Run(outbox, serve(Security.STARTTLS, user="desk"), distribution)
    run(draft, password="open sesame")
    assert run.states == [State.SENT, State.SENT]
    assert run.server.handler.logins == ["desk"]  # one connection for both


def test_tls_from_the_first_byte(outbox: Outbox, serve: Serve, distribution: Distribution, draft: Draft) -> None:
    run = Run(outbox, serve(Security.TLS), distribution)
    run(draft)
    assert run.states == [State.SENT, State.SENT]


def test_refused_login_leaves_all_queued_and_hides_the_password(
    outbox: Outbox, serve: Serve, distribution: Distribution, draft: Draft
) -> None:
    run = Run(outbox, serve(Security.STARTTLS, user="desk"), distribution)
    with pytest.raises(DeliveryError, match="the login was refused: 535") as caught:
        run(draft, password="wrong word")
    assert "wrong word" not in str(caught.value)
    (stored,) = outbox.waiting()
    assert {letter.state for letter in outbox.letters(stored.id)} == {State.QUEUED}


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_certificate_of_a_stranger_is_refused(
    outbox: Outbox, serve: Serve, distribution: Distribution, draft: Draft, security: Security
) -> None:
    run = Run(outbox, serve(security), distribution)
    run.server.context = None  # the authorities of the system, which do not know this one
    with pytest.raises(DeliveryError, match="the certificate is not trusted"):
        run(draft)
    assert run.server.handler.received == []


def test_no_way_down_from_starttls(outbox: Outbox, serve: Serve, distribution: Distribution, draft: Draft) -> None:
    run = Run(outbox, serve(Security.NONE), distribution)
    run.server.smtp = replace(run.server.smtp, security=Security.STARTTLS)
    with pytest.raises(DeliveryError, match="does not offer what the brief asks for: STARTTLS"):
        run(draft)
    assert run.server.handler.received == []


def test_refused_reader_is_reported_and_the_others_get_theirs(run: Run, draft: Draft) -> None:
    run.server.handler.at_rcpt[ONE.address] = ["550 no such user"]
    run(draft)
    assert run.states == [State.FAILED, State.SENT]
    assert run.letters[0].answer == "550 no such user"
    assert run.pauses == []
    run(draft)
    assert run.server.handler.readers() == [TWO.address]  # a refusal for good is not tried again by itself


@pytest.mark.parametrize("where", ["at_rcpt", "at_data"])
def test_refused_for_now_then_accepted(run: Run, draft: Draft, where: str) -> None:
    getattr(run.server.handler, where)[ONE.address] = ["451 try later", "451 try later"]
    run(draft)
    assert run.states == [State.SENT, State.SENT]
    assert run.pauses == [2.0, 10.0]
    assert [letter.attempts for letter in run.letters] == [3, 1]
    assert run.server.handler.readers() == [TWO.address, ONE.address]


def test_refused_for_now_stays_queued_for_the_next_run(run: Run, draft: Draft) -> None:
    run.server.handler.at_rcpt[ONE.address] = ["451 try later"] * 4
    run(draft)
    assert (run.states, run.letters[0].answer) == ([State.QUEUED, State.SENT], "451 try later")
    assert run.pauses == [2.0, 10.0, 30.0]
    run(draft)
    assert run.states == [State.SENT, State.SENT]


def test_in_doubt_is_sent_again_with_the_same_bytes(run: Run, draft: Draft) -> None:
    run.server.handler.at_data[ONE.address] = ["lost"]
    run(draft)
    assert run.states == [State.SENT, State.SENT]
    copies = [message for address, message in run.server.handler.received if address == ONE.address]
    assert len(copies) == 2
    assert copies[0] == copies[1]
    assert b"Message-ID: <" in copies[0]


@pytest.mark.parametrize("end", ["lost", "dropped"])
def test_in_doubt_is_held_until_a_person_decides(run: Run, draft: Draft, outbox: Outbox, end: str) -> None:
    run.server.handler.at_data[ONE.address] = [end]
    for _ in range(2):
        run(draft, in_doubt=InDoubt.HOLD)
        assert run.states == [State.IN_DOUBT, State.SENT]
        assert "no answer from 127.0.0.1" in run.letters[0].answer
        assert run.server.handler.readers().count(ONE.address) == (end == "lost")
    (stored,) = outbox.waiting(["ferry-strike"])
    assert outbox.requeue(stored.id) == 1
    run(draft, in_doubt=InDoubt.HOLD)
    assert run.states == [State.SENT, State.SENT]


def test_in_doubt_is_committed_before_the_final_dot(run: Run, draft: Draft, outbox: Outbox, tmp_path: Path) -> None:
    """What another process would read in the outbox while the server decides."""
    seen: list[list[State]] = []
    accept = run.server.handler.handle_DATA

    async def look(server: Any, session: Any, envelope: Any) -> str:
        with Outbox(tmp_path / "state" / "outbox.sqlite3") as other:
            seen.append([letter.state for letter in other.letters(1)])
        return await accept(server, session, envelope)

    run.server.handler.handle_DATA = look  # type: ignore[method-assign]
    run(draft)
    assert seen == [[State.IN_DOUBT, State.QUEUED], [State.SENT, State.IN_DOUBT]]


def test_message_that_the_server_would_not_take_is_not_begun(
    outbox: Outbox, serve: Serve, distribution: Distribution, draft: Draft
) -> None:
    run = Run(outbox, serve(largest=1_200_000), distribution)
    with pytest.raises(DeliveryError, match=r"the message has 1\.4 MB, the server takes 1\.2 MB") as caught:
        run(replace(draft, pdf=bytes(1_000_000)))
    assert "sources_inside: quoted" in caught.value.hint
    assert run.server.handler.received == []


def test_server_that_is_away_is_not_asked_for_every_reader(run: Run, draft: Draft) -> None:
    run.distribution = replace(run.distribution, recipients=tuple(Mailbox(f"r{n}@example.org") for n in range(20)))
    run.server.smtp = replace(run.server.smtp, port=9)  # nobody listens there
    run(draft)
    assert set(run.states) == {State.QUEUED}
    assert sum(letter.attempts for letter in run.letters) == 4  # one in each round
    assert run.done.away
    waits = [
        f"ferry-strike 2024-03-08: 20 not delivered yet: no connection to 127.0.0.1:9: Connection refused; {then}"
        for then in ("next try in 2 s", "next try in 10 s", "next try in 30 s")
    ]
    assert run.told == waits


def test_connection_that_breaks_again_and_again_ends_the_round(run: Run, draft: Draft) -> None:
    readers = tuple(Mailbox(f"r{n}@example.org") for n in range(20))
    run.distribution = replace(run.distribution, recipients=readers)
    run.server.handler.at_data = {reader.address: ["dropped"] for reader in readers}
    run(draft, in_doubt=InDoubt.HOLD)
    assert run.states.count(State.IN_DOUBT) == 12  # three in each round
    assert not run.done.away


def test_changed_pdf_is_not_sent_without_being_asked_for(run: Run, draft: Draft) -> None:
    run.server.handler.at_rcpt[TWO.address] = ["451 later"] * 4
    run(draft)
    queued = run(replace(draft, pdf=b"%PDF-1.7 second\n"))
    assert queued.changed
    bodies = [message for _, message in run.server.handler.received]
    assert len(bodies) == 2  # the reader who still waited has the same edition as the other
    assert len({body[body.index(b"From: ") :] for body in bodies}) == 1


def test_revised_edition_goes_to_everybody_as_corrected(run: Run, draft: Draft) -> None:
    run(draft)
    queued = run(replace(draft, pdf=b"%PDF-1.7 second\n"), revise=True)
    assert (queued.stored.revision, queued.changed) == (2, False)
    assert run.server.handler.readers() == [ONE.address, TWO.address] * 2
    subjects = [subject(message) for _, message in run.server.handler.received]
    assert (
        subjects
        == ["Ferry strike ends - Friday 8 March 2024"] * 2 + ["Ferry strike ends - Friday 8 March 2024 (corrected)"] * 2
    )
    run(replace(draft, pdf=b"%PDF-1.7 second\n"), revise=True)
    assert len(run.server.handler.received) == 4


def test_pdf_that_nobody_has_may_change(run: Run, draft: Draft) -> None:
    run.server.handler.at_rcpt = {ONE.address: ["451 later"] * 4, TWO.address: ["550 unknown"]}
    run(draft)
    queued = run(replace(draft, pdf=b"%PDF-1.7 second\n"))
    assert (queued.stored.revision, queued.changed) == (1, False)
    (message,) = (message for _, message in run.server.handler.received)
    (attached,) = email.message_from_bytes(message, policy=email.policy.default).iter_attachments()
    assert attached.get_content() == b"%PDF-1.7 second\n"


def test_pdf_that_somebody_may_have_is_frozen(run: Run, draft: Draft, outbox: Outbox) -> None:
    run.distribution = replace(run.distribution, recipients=(ONE,))
    run.server.handler.at_data[ONE.address] = ["lost"]
    run(draft, in_doubt=InDoubt.HOLD)
    outbox.requeue(1)
    assert run(replace(draft, pdf=b"%PDF-1.7 second\n"), in_doubt=InDoubt.HOLD).changed


def test_proof_does_not_freeze_the_list(run: Run, draft: Draft) -> None:
    proof = replace(draft, series="ferry-strike:proof", proof=True)
    run.distribution = replace(run.distribution, recipients=(THREE,))
    run(proof)
    run(replace(proof, pdf=b"%PDF-1.7 second\n"))
    run.distribution = replace(run.distribution, recipients=(ONE,))
    run(replace(draft, pdf=b"%PDF-1.7 third\n"))
    assert run.server.handler.readers() == [THREE.address, THREE.address, ONE.address]
    assert {subject(message) for _, message in run.server.handler.received} == {
        "Ferry strike ends - Friday 8 March 2024"
    }


def test_purge_keeps_who_has_what(run: Run, draft: Draft, outbox: Outbox) -> None:
    run(draft)
    assert outbox.purge("2024-03-08") == 0
    assert outbox.purge() == 1
    run(draft)
    assert len(run.server.handler.received) == 2


def test_outbox_is_for_its_owner_alone(outbox: Outbox, tmp_path: Path) -> None:
    assert (tmp_path / "state" / "outbox.sqlite3").stat().st_mode & 0o777 == 0o600
