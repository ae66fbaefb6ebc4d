"""Which files are sources: folders, globs, hidden files, links, earlier outputs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.errors import BriefFileError
from briefing.job import check_names, job_from_sources, load_brief
from briefing.job.files import files_under
from briefing.job.folders import Folders


def tree(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("An article.\n", encoding="utf-8")
    return root


def paths(files: tuple[Path, ...], root: Path) -> list[str]:
    return [file.relative_to(root).as_posix() for file in files]


def test_folder_skips_and_names_hidden_files_and_links_that_leave(tmp_path: Path) -> None:
    tree(tmp_path, "outside.txt", "in/b.txt", "in/sub/a.txt", "in/.hidden", "in/.git/config")
    root = tmp_path / "in"
    (root / "leaves.txt").symlink_to(tmp_path / "outside.txt")
    (root / "stays.txt").symlink_to(root / "b.txt")
    (root / "up").symlink_to(tmp_path)
    (root / "loop").symlink_to(root)
    (root / "dangling").symlink_to(root / "nowhere")
    os.mkfifo(root / "pipe")
    files, notes = files_under(root, lambda path: False)
    assert paths(files, root) == ["b.txt", "stays.txt", "sub/a.txt"]
    assert {Path(note.where).name: note.message for note in notes} == {
        ".git": "is a hidden folder and was skipped",
        ".hidden": "is a hidden file and was skipped",
        "dangling": "is not a regular file and was skipped",
        "leaves.txt": "is a link that leaves the folder and was skipped",
        "pipe": "is not a regular file and was skipped",
        "up": "is a link that leaves the folder and was skipped",
    }
    assert all(note.note for note in notes)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("[b-z].txt", ["b.txt"]),
        ("*/*.txt", ["x/c.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "x/c.txt", "x/y/d.txt"]),
        ("x/**", ["x/c.txt", "x/e.html", "x/y/d.txt"]),
        ("x/**/d.txt", ["x/y/d.txt"]),
        (".h*", [".h.txt"]),
        ("*", ["a.txt", "b.txt"]),
        ("nothing/*.txt", []),
    ],
)
def test_glob(tmp_path: Path, pattern: str, expected: list[str]) -> None:
    tree(tmp_path, "a.txt", "b.txt", ".h.txt", "x/c.txt", "x/e.html", "x/y/d.txt", ".z/f.txt")
    (tmp_path / "x" / "loop").symlink_to(tmp_path)
    assert paths(Folders().matching(tmp_path, pattern), tmp_path) == expected


def test_glob_takes_its_folder_literally(tmp_path: Path) -> None:
    root = tree(tmp_path / "a[1]*", "x.txt")
    assert paths(Folders().matching(root, "*.txt"), root) == ["x.txt"]
    assert Folders().matching(tmp_path, f"{tmp_path}/*/x.txt") == (root / "x.txt",)


def test_name_and_paths_of_a_folder_are_those_of_the_argument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path / "Morning News", "b.txt", "sub/a.txt")
    job = job_from_sources([tmp_path / "Morning News"])
    assert (job.name, [source.path for source in job.sources]) == ("morning-news", ["b.txt", "sub/a.txt"])
    monkeypatch.chdir(tmp_path / "Morning News")
    assert job_from_sources([Path(".")]).name == "morning-news"


def test_several_sources_share_the_folder_that_holds_them(tmp_path: Path) -> None:
    tree(tmp_path / "week", "mon/a.txt", "tue/b.txt", "c.txt")
    given = [tmp_path / "week" / name for name in ("tue", "c.txt", "mon", "mon/a.txt")]
    for order in (given, given[::-1]):
        job = job_from_sources(order)
        assert (job.name, [source.path for source in job.sources]) == ("week", ["c.txt", "mon/a.txt", "tue/b.txt"])


def test_output_of_yesterday_is_no_source(tmp_path: Path) -> None:
    tree(tmp_path / "news", "a.txt", "report.pdf", "out/news.pdf", "out/news.timeline.yaml", "out/note.txt")
    tree(tmp_path / "news", "out/old.new.timeline.yaml")
    job = job_from_sources([tmp_path / "news"], output=tmp_path / "news" / "out")
    assert [source.path for source in job.sources] == ["a.txt", "out/note.txt", "report.pdf"]


def test_what_a_brief_reads_otherwise_is_no_source(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "b.pdf", "b.timeline.yaml")
    (tmp_path / "list.csv").write_text("a@example.org\n", encoding="utf-8")
    (tmp_path / "calendar.yaml").write_text("Summit: 2024-03-07\n", encoding="utf-8")
    text = "sources: [{}]\nevents: calendar.yaml\ndistribution: {{from: b@example.org, files: list.csv}}\n"
    for sources in (".", "'*'", "'**'"):
        (tmp_path / "brief.yaml").write_text(text.format(sources), encoding="utf-8")
        job = load_brief(tmp_path / "brief.yaml", output=tmp_path)
        assert [source.path for source in job.sources] == ["a.txt"]


def test_folder_with_a_brief_is_that_brief(tmp_path: Path) -> None:
    tree(tmp_path / "ferries", "a.txt", "ignored.txt")
    (tmp_path / "ferries" / "brief.yaml").write_text("sources: a.txt\n", encoding="utf-8")
    job = job_from_sources([tmp_path / "ferries"])
    assert (job.name, [source.path for source in job.sources]) == ("ferries", ["a.txt"])
    with pytest.raises(BriefFileError, match="is a brief and stands alone; use batch for several"):
        job_from_sources([tmp_path / "ferries", tmp_path / "ferries" / "a.txt"])


def test_every_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(BriefFileError) as caught:
        job_from_sources([tmp_path / "x", tmp_path / "y"])
    assert [line.split(": ")[1] for line in caught.value.problem.split("\n")] == ["there is no such file or folder"] * 2


def test_a_missing_path_is_told_with_what_may_be_meant(tmp_path: Path) -> None:
    tree(tmp_path, "articles/a.txt")
    (tmp_path / "gone").symlink_to("nowhere")
    given = [tmp_path / "artikles", tmp_path / "gone", Path("https://example.org/a")]
    with pytest.raises(BriefFileError) as caught:
        job_from_sources(given)
    near, link, address = caught.value.problem.split("\n")
    assert near.endswith(f"there is no such file or folder; did you mean '{tmp_path / 'articles'}'?")
    assert link.endswith("gone: is a link that leads nowhere (mend it, or give another path)")
    assert address.endswith("(nothing is fetched; save the page and give its file)")


def test_two_briefs_of_one_name_are_refused(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    for name in ("One Day", "one-day!", "other"):
        (tmp_path / f"{name}.yaml").write_text("sources: a.txt\n", encoding="utf-8")
    jobs = [load_brief(path) for path in sorted(tmp_path.glob("*.yaml"))]
    with pytest.raises(BriefFileError, match=r"one-day!\.yaml: has the same NAME as .*One Day\.yaml: one-day"):
        check_names(jobs)
    check_names([job for job in jobs if job.brief != tmp_path / "One Day.yaml"])


def test_a_folder_is_listed_once_for_many_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, *(f"{sub}{letter}-{number}.txt" for sub in ("", "x/") for letter in "abc" for number in range(3)))
    listed: list[object] = []
    listdir, walk = os.listdir, os.walk
    monkeypatch.setattr(os, "listdir", lambda path: [listed.append(path), listdir(path)][1])
    monkeypatch.setattr(os, "walk", lambda path: [listed.append(f"below {path}"), walk(path)][1])
    folders = Folders()
    for letter in "abc":
        here = [f"{letter}-{n}.txt" for n in range(3)]
        assert paths(folders.matching(tmp_path, f"{letter}-*.txt"), tmp_path) == here
        below = [*here, *(f"x/{name}" for name in here)]
        assert paths(folders.matching(tmp_path, f"**/{letter}-*.txt"), tmp_path) == below
    assert sorted(map(str, listed)) == sorted([str(tmp_path), str(tmp_path / "x"), f"below {tmp_path}"])


def test_another_run_lists_a_folder_anew(tmp_path: Path) -> None:
    tree(tmp_path, "a-1.txt")
    (tmp_path / "brief.yaml").write_text("sources: 'a-*.txt'\n", encoding="utf-8")
    assert [source.path for source in load_brief(tmp_path / "brief.yaml").sources] == ["a-1.txt"]
    tree(tmp_path, "a-2.txt")
    assert [source.path for source in load_brief(tmp_path / "brief.yaml").sources] == ["a-1.txt", "a-2.txt"]
