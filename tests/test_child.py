"""A process beside this one: its answers, its errors, its limits, its end."""

from __future__ import annotations

import os
import time

import pytest

from briefing.child import Child, StoppedError
from briefing.errors import SourceError


def test_it_answers_again_and_again() -> None:
    with Child("math:hypot", modules=("json",)) as hypot:
        assert [hypot.call(3, 4), hypot.call(5, 12)] == [5.0, 13.0]
        assert hypot.process != os.getpid()


def test_it_works_while_this_process_goes_on() -> None:
    with Child("time:sleep") as sleep:
        sleep.call(0)  # it has started
        began = time.perf_counter()
        sleep.begin(0.2)
        time.sleep(0.2)
        assert sleep.result() is None
        assert time.perf_counter() - began < 0.39


def test_what_the_function_raises_is_raised_here() -> None:
    with Child("json:loads") as loads:
        with pytest.raises(ValueError, match="Expecting value"):
            loads.call("?")
        assert loads.call("[1]") == [1]  # and it goes on


def test_an_error_of_ours_keeps_its_parts() -> None:
    with Child("briefing.sources.contents:read_documents") as read, pytest.raises(SourceError) as caught:
        read.call(b"%PDF-1.7 broken", "a.pdf")
    assert "broken" in caught.value.problem
    assert caught.value.hint


def test_an_error_that_cannot_travel_sends_its_words() -> None:
    with Child("tarfile:open") as opened, pytest.raises(Exception, match="nothing"):
        opened.call("nothing/there")


def test_too_long_is_killed() -> None:
    began = time.perf_counter()
    with Child("time:sleep") as sleep, pytest.raises(StoppedError, match=r"took longer than 0\.3 s"):
        sleep.call(60, seconds=0.3)
    assert time.perf_counter() - began < 10


def test_too_much_memory() -> None:
    with (
        Child("operator:mul", memory=300_000_000) as multiply,
        pytest.raises(StoppedError, match=r"needs more than 0\.3 GB"),
    ):
        multiply.call(b"x", 400_000_000)


@pytest.mark.parametrize(("function", "words"), [("os:abort", "SIGABRT"), ("os:_exit", "ended with 7")])
def test_it_may_die(function: str, words: str) -> None:
    with Child(function) as child, pytest.raises(StoppedError, match=words):
        child.call(*([7] if function == "os:_exit" else []))


def test_a_function_that_is_not_there() -> None:
    with Child("math:no_such") as child, pytest.raises(StoppedError):
        child.call()


def test_what_it_prints_is_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    with Child("builtins:print") as child:
        assert child.call("to whom it may concern") is None
    assert capfd.readouterr().out == ""


def test_closing_kills_what_is_at_work() -> None:
    child = Child("time:sleep")
    child.begin(60)
    began = time.perf_counter()
    child.close()
    assert time.perf_counter() - began < 10
