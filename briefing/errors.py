"""Every error that briefing raises on purpose, and the problems that it reports without stopping."""

from __future__ import annotations


class BriefingError(Exception):
    """Base of every error; prints ``where: problem (hint)`` on one line.

    ``where`` is a file, with line and column where there are some; ``hint`` says what to do next. The arguments are
    positional so that an error survives the way out of a worker process.
    """

    def __init__(self, problem: str, where: str = "", hint: str = "") -> None:
        super().__init__(problem, where, hint)
        self.problem, self.where, self.hint = problem, where, hint

    def __str__(self) -> str:
        place = f"{one_line(self.where)}: " if self.where else ""
        remedy = f" ({self.hint})" if self.hint else ""
        return "\n".join(one_line(line) for line in f"{place}{self.problem}{remedy}".split("\n"))


class SourceError(BriefingError):
    """An article that cannot be read."""


class BriefFileError(BriefingError):
    """A brief file that says something it may not; ``problem`` lists every fault, a line each."""


class TimelineError(BriefingError):
    """A timeline file that cannot be read or written."""


class RuleError(BriefingError):
    """A row of a rule table that is wrong."""


class StyleError(BriefingError):
    """A style that cannot be used."""


class RenderError(BriefingError):
    """A document that cannot be drawn."""


class VerifyError(BriefingError):
    """A PDF that cannot be checked."""


class DeliveryError(BriefingError):
    """A message or a file that could not be delivered."""


class ClusterError(BriefingError):
    """A scheduler or a worker of a cluster that cannot be used."""


def one_line(text: str) -> str:
    """Return ``text`` on one line that no terminal obeys: control and direction characters are written as escapes.

    >>> one_line("a\\nb\\x1b[31m")
    'a\\\\nb\\\\x1b[31m'
    """
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def json_line(value: object) -> str:
    """Return ``value`` as JSON on one line; what a terminal would obey, or cannot show, is escaped.

    >>> json_line({"where": "red\\x1b[2J\\u202etxt"})
    '{"where": "red\\\\u001b[2J\\\\u202etxt"}'
    """
    import json

    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
