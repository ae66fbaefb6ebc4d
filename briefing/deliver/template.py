"""Templates of messages: the part of jinja2 that cannot run wild, checked before anything is sent.

A template may come from somebody else than the one who sends. It is read as a tree first, and only what shows values
is let through: no calls, no assignments, no other files, few loops, no way round the escaping of HTML. What is let
through ends soon, whatever it says; the sandbox of jinja2 stands behind that as a second wall.
"""

from __future__ import annotations

import contextlib
import functools
import textwrap
import warnings
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2 import Template as Compiled
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.deliver.distribution import Template
from briefing.errors import one_line

LONGEST = 100_000
"""Characters of a template."""

_LONGEST_OUTPUT = 1_000_000
_MOST_LOOPS, _DEEPEST_LOOP = 50, 3
_MOST_ROWS = 100
_WIDTH = 72  # columns of a text
_LONGEST_INDENT = 20

FILTERS = (
    *("bullet", "capitalize", "count", "default", "e", "escape", "first", "join", "last", "length", "lower", "title"),
    *("trim", "underline", "upper", "urlencode", "wrap"),
)
"""The filters that a template may use."""

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem),
    *(nodes.Slice, nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
    *(nodes.Neg, nodes.Add, nodes.Sub, nodes.Concat, nodes.Filter, nodes.Test, nodes.Tuple, nodes.List, nodes.Keyword),
)


class TemplateFault(Exception):  # noqa: N818 - it is one, and no error of the program
    """What is wrong with a template, and where."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message, self.line, self.column = one_line(message), line, column

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}"


def check(template: Template, names: Iterable[str]) -> None:
    """Raise ``TemplateFault`` when a template is not one, or does what none may do; ``names`` are those it may use."""
    if len(template.text) > LONGEST:
        raise TemplateFault(f"found a template of {len(template.text):,} characters; allowed: up to {LONGEST:,}")
    tree = _parsed(template)
    loops = 0
    for node, depth in _walk(tree):
        kind = type(node).__name__
        if not isinstance(node, _ALLOWED):
            raise _fault(template, node, f"found {kind.lower()}; allowed: values, if, for and filters")
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise _fault(template, node, f"found the filter {node.name!r}; allowed: {', '.join(FILTERS)}", node.name)
        if isinstance(node, nodes.Test) and node.name not in _environment(template.html).tests:
            raise _fault(template, node, f"found the test {node.name!r}; there is none of this name", node.name)
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            raise _fault(template, node, f"found {node.attr!r}; allowed: names that are documented", node.attr)
        if isinstance(node, nodes.For):
            loops += 1
            if node.recursive or depth > _DEEPEST_LOOP or loops > _MOST_LOOPS:
                allowed = f"allowed: {_MOST_LOOPS} loops, {_DEEPEST_LOOP} within each other, none that calls itself"
                raise _fault(template, node, f"found one loop too many; {allowed}")
    _check_names(template, tree, tuple(names))


def render(template: Template, values: Mapping[str, Any]) -> str:
    """Return what a checked template makes of ``values``; ``TemplateFault`` when it names what is not there.

    A text that grows too long ends where it is.
    """
    parts: list[str] = []
    size = 0
    try:
        for part in _compiled(template).generate(values):
            parts.append(part)
            size += len(part)
            if size > _LONGEST_OUTPUT:
                break
    except Exception as error:  # whatever goes wrong in there, the template asked for it
        raise TemplateFault(str(error), _line_of(error.__traceback__)) from None
    return "".join(parts) if template.html else _tidy("".join(parts))


def _parsed(template: Template) -> nodes.Template:
    with _faults():
        return _environment(template.html).parse(template.text)


@functools.lru_cache(maxsize=16)
def _compiled(template: Template) -> Compiled:
    tree = _parsed(template)
    for loop in list(tree.find_all(nodes.For)):
        loop.iter = nodes.Filter(loop.iter, "rows", [], [], None, None, lineno=loop.lineno)
    with _faults():
        return _environment(template.html).from_string(tree)


@contextlib.contextmanager
def _faults() -> Iterator[None]:
    """Make what the parser and the compiler raise a ``TemplateFault``, and keep their advice to themselves."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            yield
    except TemplateSyntaxError as error:
        raise TemplateFault(error.message or "is no template", error.lineno) from None
    except (RecursionError, ValueError, SyntaxError, OverflowError, MemoryError):
        raise TemplateFault("is nested too deeply, or holds a number too large") from None


@functools.cache
def _environment(html: bool) -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        autoescape=html, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_printable
    )
    made.filters |= {"wrap": _wrap, "bullet": _bullet, "underline": _underline, "join": _join, "rows": _rows}
    made.globals.clear()
    return made


def _printable(value: Any) -> Any:
    """Return what a template shows; only texts and numbers show."""
    if isinstance(value, str | Undefined) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(f"found {'a list' if isinstance(value, tuple | list) else 'something'} that is no text to be shown")


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Yield each node and how many loops it stands in, itself included."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        depth += isinstance(node, nodes.For)
        yield node, depth
        waiting += [(child, depth) for child in node.iter_child_nodes()]


def _check_names(template: Template, tree: nodes.Template, names: tuple[str, ...]) -> None:
    unknown = find_undeclared_variables(tree) - set(names)
    first = min(
        (node for node in tree.find_all(nodes.Name) if node.name in unknown),
        key=lambda node: (node.lineno, node.name),
        default=None,
    )
    if first is not None:
        from difflib import get_close_matches

        near = get_close_matches(first.name, names, n=1, cutoff=0.6)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        raise _fault(
            template, first, f"found the name {first.name!r}; allowed: {', '.join(sorted(names))}{meant}", first.name
        )


def _fault(template: Template, node: nodes.Node, message: str, word: str = "") -> TemplateFault:
    number = next((found.lineno for found in (node, *node.find_all(nodes.Node)) if found.lineno), 1)
    line = "".join(template.text.split("\n")[number - 1 : number])
    return TemplateFault(message, number, line.find(word) + 1 if word in line else 1)


def _line_of(trace: TracebackType | None) -> int:
    """Return the line of the template in which something went wrong, the innermost."""
    line = 1
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _tidy(text: str) -> str:
    """Return a text whose lines do not end in blanks, with one empty line between its parts."""
    tidy: list[str] = []
    for line in map(str.rstrip, text.split("\n")):
        if line or (tidy and tidy[-1]):
            tidy.append(line)
    return "\n".join(tidy).rstrip("\n") + "\n"


def _rows(values: Any) -> Any:
    """Return what a loop goes over: a list of some rows, and never the letters of a text."""
    if not isinstance(values, tuple | list) or len(values) > _MOST_ROWS:
        raise TypeError(f"a loop goes over a list of up to {_MOST_ROWS}")
    return values


def _join(values: Iterable[Any], separator: str = "") -> str:
    if isinstance(values, str):
        raise TypeError("join takes a list")
    return separator.join(str(_printable(value)) for value in values)


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    if max(len(first), len(rest)) > _LONGEST_INDENT:
        raise ValueError(f"an indent has up to {_LONGEST_INDENT} characters")
    return textwrap.fill(
        str(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _bullet(text: str) -> str:
    return _wrap(text, "* ", "  ")


def _underline(text: str) -> str:
    return f"{text}\n{'-' * min(len(text), _WIDTH)}"
