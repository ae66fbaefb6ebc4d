"""The key ``distribution`` of a brief: from whom, to whom, through which server."""

from __future__ import annotations

import os
from string import Formatter

from briefing.deliver.address import Mailbox, read_mailbox
from briefing.deliver.distribution import Distribution, InDoubt, Security, SmtpServer
from briefing.errors import BriefFileError
from briefing.job.nodes import Faults, Mapping, Scalar, Sequence
from briefing.job.reading import Reading, near_file
from briefing.job.recipients import read_list
from briefing.job.section import Section, describe, nearest, one_text, show

SUBJECT = ("title", "as_of", "name")
"""What a subject may hold in braces."""


def read_distribution(brief: Section, reading: Reading) -> Distribution | None:
    """Return the distribution, or None when the brief has none."""
    section = brief.section("distribution", ("from", "to", "files", "subject", "in_doubt", "smtp"))
    if section is None:
        return None
    sender = _mailbox(section, "from") if section.require("from") else None
    recipients = _recipients(section, reading) if section.require("to", "files") else ()
    usual = Distribution(Mailbox(""), ())
    subject = section.text("subject", longest=300)
    if subject is not None:
        _check_subject(section, subject)
    doubt = section.choice("in_doubt", tuple(choice.value for choice in InDoubt))
    return Distribution(
        sender=sender or usual.sender,
        recipients=recipients,
        subject=subject or usual.subject,
        in_doubt=InDoubt(doubt) if doubt else usual.in_doubt,
        smtp=_smtp(section, reading.faults),
    )


def _mailbox(section: Section, key: str) -> Mailbox | None:
    text = section.text(key, longest=500)
    try:
        return read_mailbox(text) if text else None
    except ValueError as error:
        section.wrong(key, str(error))
        return None


def _recipients(section: Section, reading: Reading) -> tuple[Mailbox, ...]:
    found: list[Mailbox] = []
    node = section.get("to")
    nodes = (node,) if isinstance(node, Scalar) else section.items("to", "a list of addresses")
    for n, item in enumerate(nodes, 1):
        text = one_text(item, f"distribution.to[{n}]", reading.faults, longest=500)
        try:
            found += [read_mailbox(text)] if text else []
        except ValueError as error:
            reading.faults.add(item, f"distribution.to[{n}]: found {describe(item)}; allowed: {error}")
    for text in section.texts("files"):
        path = reading.folder / text
        if not os.path.isfile(path):  # a name that no file can have is no error here
            section.refuse("files", f"found {show(text)}; there is no such file{near_file(path, text)}")
            continue
        reading.reads.append(path)
        try:
            listed, faults = read_list(path)
        except BriefFileError as error:
            listed, faults = (), [str(error)]
        found += listed
        reading.elsewhere += faults
    if isinstance(node, Sequence) and not node.items:
        section.wrong("to", "at least one address")
    unique: dict[str, Mailbox] = {}
    for mailbox in found:
        unique.setdefault(mailbox.key, mailbox)
    return tuple(unique.values())


def _check_subject(section: Section, subject: str) -> None:
    allowed = f"a text that may hold {', '.join('{' + name + '}' for name in SUBJECT)}"
    try:
        parts = list(Formatter().parse(subject))
    except ValueError:
        section.wrong("subject", allowed)
        return
    for _, name, form, conversion in parts:
        if name is not None and (name not in SUBJECT or form or conversion):
            section.wrong("subject", allowed, nearest(name, SUBJECT))
            return


def _smtp(distribution: Section, faults: Faults) -> SmtpServer | None:
    node = distribution.get("smtp")
    if node is None:
        return None
    keys = ("host", "port", "security", "user", "password_env")
    if isinstance(node, Mapping):
        for key, _ in node.entries:
            if key.text == "password":
                faults.add(
                    key,
                    "distribution.smtp: a password never stands in the file; name a variable in password_env",
                )
        node = Mapping(tuple(entry for entry in node.entries if entry[0].text != "password"), node.line, node.column)
    smtp = Section(node, "distribution.smtp", keys, faults)
    host = smtp.text("host", longest=253) if smtp.require("host") else None
    if host is not None and not all(char.isalnum() or char in ".-:_" for char in host):
        smtp.wrong("host", "the name of a server, like mail.example.org")
    security = Security(smtp.choice("security", tuple(kind.value for kind in Security)) or "starttls")
    user, variable = smtp.text("user", longest=200), smtp.text("password_env", longest=200)
    if variable is not None and not (variable.isascii() and variable.isidentifier()):
        smtp.wrong("password_env", "the name of an environment variable")
    if user and security is Security.NONE and host not in ("localhost", "127.0.0.1", "::1"):
        smtp.refuse("user", "a password is not sent over an open connection; use security starttls or tls")
    usual = SmtpServer("", 0)
    return SmtpServer(
        host or "", smtp.whole("port", 1, 65535) or security.port, security, user, variable or usual.password_env
    )
