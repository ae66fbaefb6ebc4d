"""The key ``distribution`` of a brief: from whom, to whom, through which server."""

from __future__ import annotations

from string import Formatter

from briefing.deliver.address import Mailbox, read_mailbox
from briefing.deliver.distribution import Distribution, InDoubt, Security, SmtpServer
from briefing.deliver.links import check_link
from briefing.job.list_keys import read_recipients
from briefing.job.nodes import Faults, Mapping, Sequence
from briefing.job.reading import Reading
from briefing.job.section import Section, describe, nearest, one_text
from briefing.job.template_keys import read_template

KEYS = (
    *("from", "to", "files", "tags", "subject", "template", "text_template", "unsubscribe", "attachment_limit"),
    *("link", "in_doubt", "smtp"),
)
SMTP_KEYS = ("host", "port", "security", "user", "password_env", "password_file", "per_minute")

SUBJECT = ("title", "as_of", "name")
"""What a subject may hold in braces."""

_MOST_LINKS = 2


def read_distribution(brief: Section, reading: Reading) -> Distribution | None:
    """Return the distribution, or None when the brief has none."""
    section = brief.section("distribution", KEYS)
    if section is None:
        return None
    sender = _mailbox(section, "from") if section.require("from") else None
    recipients, tags, problems = read_recipients(section, reading)
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
        smtp=_smtp(section, reading),
        tags=tags,
        problems=problems,
        html=read_template(section, "template", reading, html=True),
        text=read_template(section, "text_template", reading, html=False),
        unsubscribe=_unsubscribe(section, reading.faults),
        attachment_limit=section.whole("attachment_limit", 1, 1000) or usual.attachment_limit,
        link=_link(section),
    )


def _mailbox(section: Section, key: str) -> Mailbox | None:
    text = section.text(key, longest=500)
    try:
        return read_mailbox(text) if text else None
    except ValueError as error:
        section.wrong(key, str(error))
        return None


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


def _unsubscribe(section: Section, faults: Faults) -> tuple[str, ...]:
    node = section.get("unsubscribe")
    items = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
    if isinstance(node, Sequence) and not 0 < len(items) <= _MOST_LINKS:
        section.wrong("unsubscribe", "one address, or one with mailto: and one with https:")
        return ()
    found: list[str] = []
    for n, item in enumerate(items, 1):
        path = f"distribution.unsubscribe[{n}]" if isinstance(node, Sequence) else "distribution.unsubscribe"
        text = one_text(item, path, faults)
        try:
            if text is not None:
                check_link(text, ("mailto", "https"), ("address",))
                found.append(text)
        except ValueError as error:
            faults.add(item, f"{path}: found {describe(item)}; allowed: {error}")
    return tuple(found)


def _link(section: Section) -> str:
    text = section.text("link")
    try:
        if text is not None:
            check_link(text, ("https", "http"), ("file", "name", "day"))
    except ValueError as error:
        section.wrong("link", str(error))
    return text or ""


def _smtp(distribution: Section, reading: Reading) -> SmtpServer | None:
    node = distribution.get("smtp")
    if node is None:
        return None
    if isinstance(node, Mapping):
        for key, _ in node.entries:
            if key.text == "password":
                words = "distribution.smtp: a password never stands in the file; name a variable in password_env"
                reading.faults.add(key, f"{words}, or a file in password_file")
        node = Mapping(tuple(entry for entry in node.entries if entry[0].text != "password"), node.line, node.column)
    smtp = Section(node, "distribution.smtp", SMTP_KEYS, reading.faults)
    host = smtp.text("host", longest=253) if smtp.require("host") else None
    if host is not None and not all(char.isalnum() or char in ".-:_" for char in host):
        smtp.wrong("host", "the name of a server, like mail.example.org")
    security = Security(smtp.choice("security", tuple(kind.value for kind in Security)) or "starttls")
    user, variable = smtp.text("user", longest=200), smtp.text("password_env", longest=200)
    if variable is not None and not (variable.isascii() and variable.isidentifier()):
        smtp.wrong("password_env", "the name of an environment variable")
    if user and security is Security.NONE and host not in ("localhost", "127.0.0.1", "::1"):
        smtp.refuse("user", "a password is not sent over an open connection; use security starttls or tls")
    file = smtp.text("password_file")
    if file is not None and variable is not None:
        smtp.refuse("password_file", "is another place than password_env; give one of them")
    usual = SmtpServer("", 0)
    return SmtpServer(
        host=host or "",
        port=smtp.whole("port", 1, 65535) or security.port,
        security=security,
        user=user,
        password_env=variable or usual.password_env,
        password_file=reading.folder / file if file is not None else None,
        per_minute=smtp.whole("per_minute", 1, 100_000),
    )
