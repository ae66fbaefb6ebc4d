"""A brief with a distribution, built and ready to be sent through a mail server of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mail_server import ONE, TWO, Server

from briefing.batch.record import Result, State
from briefing.batch.run import load_all, run
from briefing.batch.settings import Settings
from briefing.build import Options
from briefing.cli import main
from briefing.deliver.address import Mailbox
from briefing.deliver.summary import Summary
from briefing.job import Job


class Desk:
    """A brief with a distribution, built and lying in the output folder."""

    def __init__(self, root: Path, server: Server, readers: Sequence[Mailbox] = (ONE, TWO)) -> None:
        self.root, self.server, self.readers = root, server, readers
        self.out = root / "out"
        self.path = root / "ferry-strike.yaml"
        (root / "a.txt").write_text("An article.\n", encoding="utf-8")
        self.write()

    def write(self, more: str = "", smtp: str | None = None) -> None:
        server = self.server.smtp
        if smtp is None:
            smtp = f"smtp: {{host: {server.host}, port: {server.port}, security: {server.security}"
            smtp += f", user: {server.user}}}" if server.user else "}"
        readers = ", ".join(map(str, self.readers))
        self.path.write_text(
            f"sources: a.txt\ndistribution:\n  from: Desk <desk@example.org>\n  to: [{readers}]\n  {smtp}\n{more}",
            encoding="utf-8",
        )

    def build(self, pdf: bytes = b"%PDF-1.7 first\n") -> None:
        """Do what ``build`` does, with a PDF that a test can choose."""

        def make(job: Job, options: Options, output: Path) -> Result:
            output.mkdir(exist_ok=True)
            outputs = (output / f"{job.name}.pdf", output / f"{job.name}.timeline.yaml")
            outputs[0].write_bytes(pdf)
            outputs[1].write_bytes(b"events: []\n")
            summary = Summary(job.name, "Ferry strike ends", "Friday 8 March 2024", "2024-03-08", "", "en", ())
            return Result(job.shown, State.MADE, job.name, outputs, summary=summary)

        jobs, bad = load_all([self.path], self.out)
        assert not bad
        (result,) = run(jobs, Settings(self.out, make=make, force=True))
        assert result.state is State.MADE

    def send(self, *flags: str) -> int:
        return main(["send", str(self.path), "-o", str(self.out), *flags])
