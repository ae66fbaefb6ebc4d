"""How a step goes through its documents or events: one after another, or as the caller arranges it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

MANY = 200
"""Documents from which on it pays to spread the work."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Each(Protocol):
    """Calls a pure function with each item; returns the results in the order of the items."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterable[Result]: ...


def in_turn(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterable[Result]:
    """Do one after another."""
    return map(function, items)
