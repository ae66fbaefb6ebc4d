"""Errors survive the way out of a worker and never speak to the terminal."""

from __future__ import annotations

import pickle

import pytest

from briefing import errors
from briefing.model import Problem

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.BriefingError)]


@pytest.mark.parametrize("kind", KINDS)
def test_errors_pickle(kind: type[errors.BriefingError]) -> None:
    error = pickle.loads(pickle.dumps(kind("is wrong", "a.yaml:3:1", "mend it")))
    assert type(error) is kind
    assert str(error) == "a.yaml:3:1: is wrong (mend it)"


def test_messages_carry_no_escape_sequences() -> None:
    assert str(Problem("a\x1b[2J\nb.txt", "bad\u202e", "mend")) == "a\\x1b[2J\\nb.txt: bad\\u202e (mend)"
