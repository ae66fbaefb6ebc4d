"""Batches: what is built anew and what is left, and that one bad brief stops nobody."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib.metadata import requires
from pathlib import Path

import pretend
import pytest

from briefing.batch import key as key_module
from briefing.batch.cache import Cache
from briefing.batch.key import key_of
from briefing.batch.record import Result, State, exit_code
from briefing.batch.run import load_all, run
from briefing.batch.settings import Settings
from briefing.build import Options
from briefing.errors import BriefFileError
from briefing.job import load_brief


class Batch:
    """A folder of briefs, its output folder and its cache."""

    def __init__(self, root: Path) -> None:
        self.root, self.out, self.cache = root, root / "out", Cache(root / "cache")

    def brief(self, name: str, text: str = "A ferry sails.", more: str = "") -> Path:
        articles = self.root / name
        articles.mkdir(parents=True, exist_ok=True)
        (articles / "a.txt").write_text(text, encoding="utf-8")
        path = self.root / f"{name}.yaml"
        path.write_text(f"sources: {name}/*.txt\n{more}", encoding="utf-8")
        return path

    def __call__(self, *briefs: Path, force: bool = False, workers: int = 2) -> dict[str, Result]:
        jobs, bad = load_all(briefs, self.out)
        settings = Settings(self.out, workers=workers, force=force, cache=self.cache, make=pretend.make)
        found = [*bad, *run(jobs, settings)]
        assert len(found) == len(briefs)
        return {Path(result.shown).stem: result for result in found}

    def state(self, brief: Path) -> State:
        return self(brief)[brief.stem].state


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    return Batch(tmp_path)


def test_nothing_changed_nothing_made(batch: Batch) -> None:
    briefs = [batch.brief(name) for name in ("one", "two", "three")]
    first, second = batch(*briefs), batch(*briefs)
    assert {result.state for result in first.values()} == {State.MADE}
    assert {result.state for result in second.values()} == {State.UNCHANGED}
    for name, result in second.items():
        assert (result.outputs, result.summary) == (first[name].outputs, first[name].summary)


def test_force_builds_all(batch: Batch) -> None:
    brief = batch.brief("one")
    batch(brief)
    assert batch(brief, force=True)["one"].state is State.MADE


MORE = """\
events: calendar.yaml
style: ./style.yaml
distribution: {from: a@example.org, files: list.csv}
"""


def _edit(name: str, text: str) -> Callable[[Batch], None]:
    return lambda batch: batch.root.joinpath(name).write_text(text, encoding="utf-8") and None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_edit("one/a.txt", "Another ferry sails."), id="article"),
        pytest.param(_edit("one/b.txt", "One more article."), id="new article"),
        pytest.param(
            lambda batch: (batch.root / "one/c.txt").rename(batch.root / "one/d.txt"), id="name of an article"
        ),
        pytest.param(lambda batch: (batch.root / "one/c.txt").unlink(), id="article gone"),
        pytest.param(_edit("one.yaml", f"sources: one/*.txt\ntitle: Ferries\n{MORE}"), id="brief"),
        pytest.param(_edit("calendar.yaml", "Summit: 2024-03-08\n"), id="calendar"),
        pytest.param(_edit("style.yaml", "colours: {ink: '#000001'}\n"), id="style"),
        pytest.param(_edit("list.csv", "two@example.org\n"), id="list"),
        pytest.param(lambda batch: (batch.out / "one.pdf").unlink(), id="PDF gone"),
        pytest.param(_edit("out/one.pdf", "other"), id="PDF changed"),
        pytest.param(lambda batch: (batch.out / "one.timeline.yaml").unlink(), id="timeline gone"),
        pytest.param(_edit("out/one.timeline.yaml", "edited"), id="timeline edited"),
    ],
)
def test_each_change_means_one_build(batch: Batch, change: Callable[[Batch], object]) -> None:
    brief = batch.brief("one", more=MORE)
    _edit("one/c.txt", "A third article.")(batch)
    _edit("calendar.yaml", "Summit: 2024-03-07\n")(batch)
    _edit("style.yaml", "colours: {ink: '#000000'}\n")(batch)
    _edit("list.csv", "one@example.org\n")(batch)
    batch(brief)
    assert batch.state(brief) is State.UNCHANGED
    change(batch)
    assert [batch.state(brief), batch.state(brief)] == [State.MADE, State.UNCHANGED]


def test_touching_a_file_without_changing_it_means_nothing(batch: Batch) -> None:
    brief = batch.brief("one")
    batch(brief)
    os.utime(batch.root / "one" / "a.txt", (1, 1))
    assert batch.state(brief) is State.UNCHANGED


def test_other_program_or_flags_mean_another_key(batch: Batch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import datetime as dt

    job = load_brief(batch.brief("one"))
    earlier = tmp_path / "earlier.timeline.yaml"
    earlier.write_text("a", encoding="utf-8")
    options = [
        Options(),
        Options(given=dt.date(2024, 3, 8)),
        Options(as_of=dt.date(2024, 3, 8)),
        Options(style="large"),
        Options(handling="TLP:AMBER"),
        Options(since=earlier),
    ]
    keys = [key_of(job, option) for option in options]
    earlier.write_text("b", encoding="utf-8")
    keys.append(key_of(job, options[-1]))
    monkeypatch.setattr(key_module, "program", lambda: "another program")
    keys.append(key_of(job, Options()))
    assert len(set(keys)) == len(keys)


def test_every_library_that_the_program_needs_is_in_the_key_but_those_that_shape_no_output() -> None:
    needed = {re.split(r"[\s<>=!~;\[]", line)[0] for line in requires("briefing") or () if "extra ==" not in line}
    assert set(key_module.LIBRARIES) == needed - {"click", "jinja2", "rich"}  # the terminal, and messages


def test_key_does_not_depend_on_where_the_brief_lies(tmp_path: Path) -> None:
    keys = {key_of(load_brief(Batch(tmp_path / place).brief("one")), Options()) for place in ("here", "there/deep")}
    assert len(keys) == 1


def test_problems_of_an_unchanged_brief_are_told_again(batch: Batch) -> None:
    brief = batch.brief("one", "A problem sails.")
    first, second = batch(brief)["one"], batch(brief)["one"]
    assert second.state is State.UNCHANGED
    assert first.problems == second.problems != ()
    assert exit_code((second,)) == 1


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"form": 1}', b"\xff"])
def test_damaged_record_is_no_record(batch: Batch, damage: bytes) -> None:
    brief = batch.brief("one")
    batch(brief)
    (record,) = (batch.root / "cache").iterdir()
    record.write_bytes(damage)
    assert [batch.state(brief), batch.state(brief)] == [State.MADE, State.UNCHANGED]


def test_output_folder_holds_two_files_a_brief(batch: Batch) -> None:
    batch(batch.brief("one"), batch.brief("two"))
    assert sorted(path.name for path in batch.out.iterdir()) == [
        *("one.pdf", "one.timeline.yaml"),
        *("two.pdf", "two.timeline.yaml"),
    ]


def test_one_bad_brief_stops_nobody(batch: Batch) -> None:
    good = [batch.brief(f"good{n}") for n in range(3)]
    fails, dies, wrong = batch.brief("fails", "fail"), batch.brief("dies", "die"), batch.root / "wrong.yaml"
    wrong.write_text("sorces: x\n", encoding="utf-8")
    found = batch(good[0], dies, fails, good[1], wrong, good[2])
    assert {name: result.state for name, result in found.items()} == {
        "good0": State.MADE,
        "good1": State.MADE,
        "good2": State.MADE,
        "fails": State.FAILED,
        "dies": State.FAILED,
        "wrong": State.BAD_BRIEF,
    }
    assert str(found["dies"].problems[0]) == f"{dies}: its process died (too little memory? build it alone)"
    assert str(found["fails"].problems[0]) == f"{fails}: cannot be built (write another article)"
    assert found["wrong"].problems[0].where == f"{wrong}:1:1"
    assert exit_code(tuple(found.values())) == 1


def test_one_name_twice_is_refused_before_any_work(batch: Batch) -> None:
    one = batch.brief("one")
    other = batch.brief("other", more="name: One\n")
    with pytest.raises(BriefFileError, match="has the same NAME as"):
        batch(one, other)
    assert not batch.out.exists()


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ((State.MADE, State.UNCHANGED), 0),
        ((State.MADE, State.FAILED), 1),
        ((State.UNCHANGED, State.BAD_BRIEF), 1),
        ((State.FAILED, State.BAD_BRIEF), 3),
        ((State.BAD_BRIEF, State.BAD_BRIEF), 2),
    ],
)
def test_exit_code(states: tuple[State, ...], code: int) -> None:
    assert exit_code(tuple(Result("x", state) for state in states)) == code
