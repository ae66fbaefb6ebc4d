"""Briefs that want too much: they fail alone, each with its reason."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

import pretend
import pytest

from briefing.batch import limits as limits_module
from briefing.batch.cache import Cache
from briefing.batch.limits import Limits, make_within
from briefing.batch.record import Result, State, exit_code
from briefing.batch.run import load_all, run
from briefing.batch.settings import Settings
from briefing.build import Options
from briefing.job import Job

pytestmark = pytest.mark.skipif(not limits_module.HAVE_LIMITS, reason="the system has no such limits")
NARROW = Limits(seconds=1.0, memory=2_000_000_000, grace=0.2)
NARROWER = Limits(
    seconds=0.5, grace=0.1
)  # together less than a second of the processor, which the system counts in whole


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., dict[str, Result]]:
    def together(limits: Limits = NARROW, **texts: str) -> dict[str, Result]:
        for name, text in texts.items():
            (tmp_path / name).mkdir()
            (tmp_path / name / "a.txt").write_text(text, encoding="utf-8")
            (tmp_path / f"{name}.yaml").write_text(f"sources: {name}/*.txt\n", encoding="utf-8")
        jobs, _ = load_all([tmp_path / f"{name}.yaml" for name in texts], tmp_path / "out")
        cache = Cache(tmp_path / "cache")
        settings = Settings(tmp_path / "out", limits=limits, workers=2, cache=cache, make=pretend.make)
        return {result.name: result for result in run(jobs, settings)}

    return together


def test_too_slow_or_too_large_fails_alone(build: Callable[..., dict[str, Result]]) -> None:
    results = build(good="A ferry sails.", slow="Please wait.", large="Rivers swell.", fine="A ship docks.")
    assert {name: result.state for name, result in results.items()} == {
        "good": State.MADE,
        "fine": State.MADE,
        "slow": State.FAILED,
        "large": State.FAILED,
    }
    assert [problem.message for problem in results["slow"].problems] == ["took longer than 1 s and was stopped"]
    assert [problem.message for problem in results["large"].problems] == ["needs more than 2,000 MB of memory"]
    assert exit_code(tuple(results.values())) == 1


def test_what_listens_to_nothing_is_ended_by_the_system(
    build: Callable[..., dict[str, Result]],
) -> None:
    results = build(NARROWER, good="A ferry sails.", deaf="Wheels spin.")
    assert results["good"].state is State.MADE
    assert [problem.message for problem in results["deaf"].problems] == ["its process died"]


def test_alone_it_is_limited_too_and_the_limits_are_lifted_afterwards(
    build: Callable[..., dict[str, Result]],
) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU)
    assert build(slow="Please wait.")["slow"].state is State.FAILED
    assert (resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU)) == before


def test_lower_limit_of_the_system_stays(build: Callable[..., dict[str, Result]], tmp_path: Path) -> None:
    build(good="A ferry sails.")
    (job,), _ = load_all([tmp_path / "good.yaml"], tmp_path / "out")
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seen: list[int] = []

    def look(job: Job, options: Options, output: Path) -> Result:
        seen.append(resource.getrlimit(resource.RLIMIT_CPU)[0])
        return pretend.make(job, options, output)

    resource.setrlimit(resource.RLIMIT_CPU, (5000, hard))
    try:
        make_within(Limits(seconds=9999), look, Options(), tmp_path / "out", job)
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
    assert seen == [5000]
