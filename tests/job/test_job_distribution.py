"""The key ``distribution``: lists and tags, templates, links, the server; every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.deliver.distribution import Distribution
from briefing.errors import BriefFileError
from briefing.job import Job, load_brief

HEAD = "sources: a.txt\ndistribution:\n  from: desk@example.org\n"
LIST = """\
name,address,tags
Ann,ann@example.org,press
Bo,bo@example.org,board; press
Cy,cy@example.org,
Dee,dee@example.org,board
Ann again,ANN@Example.org,board
"""


def load(folder: Path, text: str) -> Job:
    (folder / "a.txt").write_text("An article.\n", encoding="utf-8")
    (folder / "list.csv").write_text(LIST, encoding="utf-8")
    (folder / "ferries.yaml").write_text(text, encoding="utf-8")
    return load_brief(folder / "ferries.yaml")


def distribution(folder: Path, text: str) -> Distribution:
    found = load(folder, HEAD + text).distribution
    assert found is not None
    return found


def names(readers: tuple[object, ...]) -> list[str]:
    return [str(reader).partition("@")[0].rpartition("<")[2] for reader in readers]


@pytest.mark.parametrize(
    ("text", "readers"),
    [
        ("  files: list.csv\n", ["ann", "bo", "cy", "dee"]),
        ("  files: [list.csv, list.csv]\n  to: bo@example.org\n", ["bo", "ann", "cy", "dee"]),
        ("  files: list.csv\n  tags: press\n", ["ann", "bo"]),
        ("  files: list.csv\n  tags: [PRESS, board]\n", ["ann", "bo", "dee"]),
        ("  files: list.csv\n  tags: [board]\n", ["ann", "bo", "dee"]),
        ("  files: list.csv\n  tags: press\n  to: [zoe@example.org, cy@example.org]\n", ["zoe", "cy", "ann", "bo"]),
    ],
)
def test_tags_choose_among_the_rows_of_files(tmp_path: Path, text: str, readers: list[str]) -> None:
    found = distribution(tmp_path, text)
    assert names(found.recipients) == readers
    assert found.problems == ()


def test_part_of_a_list(tmp_path: Path) -> None:
    found = distribution(tmp_path, "  files: list.csv\n  to: zoe@example.org\n")
    assert names(found.tagged(["Press"])) == ["ann", "bo"]
    assert names(found.tagged(["press", "board"])) == ["ann", "bo", "dee"]
    assert names(found.tagged([])) == ["zoe", "ann", "bo", "cy", "dee"]
    assert found.tagged(["nobody"]) == ()


def test_tag_that_nobody_bears_is_told_and_stops_nobody(tmp_path: Path) -> None:
    found = distribution(tmp_path, "  files: list.csv\n  tags: [pres, board]\n")
    assert names(found.recipients) == ["ann", "bo", "dee"]
    (problem,) = found.problems
    assert str(problem).removeprefix(f"{tmp_path}/") == (
        "ferries.yaml:5:9: nobody on the list bears the tag 'pres'; did you mean 'press'? (correct one)"
    )


def test_row_that_names_nobody_is_told_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("address\nnobody\neve@example.org\n", encoding="utf-8")
    found = distribution(tmp_path, "  files: [more.csv, list.csv]\n")
    assert names(found.recipients) == ["eve", "ann", "bo", "cy", "dee"]
    assert [problem.where for problem in found.problems] == [f"{tmp_path / 'more.csv'}:2"]


def test_every_key_reaches_the_distribution(tmp_path: Path) -> None:
    (tmp_path / "mail.html").write_text("<p>{{ title }}</p>", encoding="utf-8")
    (tmp_path / "mail.txt").write_text("{{ title }}", encoding="utf-8")
    job = load(
        tmp_path,
        HEAD + "  to: a@example.org\n  template: mail.html\n  text_template: mail.txt\n"
        '  unsubscribe: ["mailto:leave@example.org", "https://example.org/{address}"]\n'
        '  attachment_limit: 5\n  link: "https://example.org/{name}/{day}/{file}"\n'
        "  smtp: {host: h, user: u, password_file: secret/word, per_minute: 300}\n",
    )
    found = job.distribution
    assert found is not None
    assert found.html is not None
    assert found.text is not None
    assert (found.html.text, found.html.html) == ("<p>{{ title }}</p>", True)
    assert (found.text.text, found.text.html) == ("{{ title }}", False)
    assert found.unsubscribe == ("mailto:leave@example.org", "https://example.org/{address}")
    assert (found.attachment_limit, found.link) == (5, "https://example.org/{name}/{day}/{file}")
    assert found.smtp is not None
    assert (found.smtp.password_file, found.smtp.per_minute) == (tmp_path / "secret" / "word", 300)
    assert {tmp_path / "mail.html", tmp_path / "mail.txt"} <= set(job.reads)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("  template: mail.htm\n", "5:13: distribution.template: found 'mail.htm'; there is no such file; did you"),
        ("  text_template: .\n", "5:18: distribution.text_template: found '.'; there is no such file"),
        ("  unsubscribe: []\n", "5:16: distribution.unsubscribe: found a list; allowed: one address, or one with"),
        (
            '  unsubscribe: "http://example.org/"\n',
            "5:16: distribution.unsubscribe: found 'http://example.org/'; allowed: an address that begins with mailto:",
        ),
        (
            '  unsubscribe: ["mailto:a@example.org", "https://example.org/%0abcc"]\n',
            "5:41: distribution.unsubscribe[2]: found 'https://example.org/%0abcc'; allowed: an address without",
        ),
        (
            '  unsubscribe: "mailto:a@example.org\\r\\nBcc: b@example.org"\n',
            r"5:16: distribution.unsubscribe: found 'mailto:a@example.org\r\nBcc: b@example.org'; allowed: a text",
        ),
        ("  attachment_limit: 0\n", "5:21: distribution.attachment_limit: found '0'; allowed: a whole number from 1"),
        (
            '  link: "ftp://example.org/{file}"\n',
            "5:9: distribution.link: found 'ftp://example.org/{file}'; allowed: an address that begins with https: or",
        ),
        (
            '  link: "https://example.org/{title}"\n',
            "5:9: distribution.link: found 'https://example.org/{title}'; allowed: an address that may hold {file} or",
        ),
        (
            "  smtp: {host: h, per_minute: 0}\n",
            "5:31: distribution.smtp.per_minute: found '0'; allowed: a whole number",
        ),
        (
            "  smtp: {host: h, password_env: A, password_file: b}\n",
            "5:51: distribution.smtp.password_file: is another place than password_env; give one of them",
        ),
        (
            "  smtp: {host: h, password: b}\n",
            "5:19: distribution.smtp: a password never stands in the file; name a variable in password_env, or a file",
        ),
        ("  tag: press\n", "5:3: distribution: found the key 'tag'; allowed: from, to, files, tags, subject, template"),
        ("  tags: {a: b}\n", "5:9: distribution.tags: found keys and values; allowed: a list of texts"),
    ],
)
def test_fault_has_place_and_remedy(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "mail.html").write_text("{{ title }}", encoding="utf-8")
    with pytest.raises(BriefFileError) as caught:
        load(tmp_path, HEAD + "  to: a@example.org\n" + text)
    assert caught.value.problem.removeprefix(f"{tmp_path}/ferries.yaml:").startswith(fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"<p>\n  {{ titel }}\n", ":2:6: found the name 'titel'; allowed: all_sources, as_of, bottom_line, chart, "),
        (b"{% for line in bottom_line %}\n{{ line.word }}\n{% endfor %}\n", ":2:1: 'briefing.deliver.summary.Line"),
        (b"{% for event in coming_up %}", ":1:1: Unexpected end of template."),
        (b"{{ title|safe }}", ":1:10: found the filter 'safe'; allowed: bullet, "),
        (b"x" * 70_000, ":1:1: makes 70 kB of an empty briefing; allowed: up to 60"),
        (b"caf\xe9", ":1: is not UTF-8"),
    ],
)
@pytest.mark.parametrize("key", ["template", "text_template"])
def test_fault_of_a_template_has_its_own_line(tmp_path: Path, key: str, text: bytes, fault: str) -> None:
    (tmp_path / "mine.html").write_bytes(text)
    with pytest.raises(BriefFileError) as caught:
        load(tmp_path, f"{HEAD}  to: a@example.org\n  {key}: mine.html\n")
    assert caught.value.problem.startswith(f"{tmp_path / 'mine.html'}{fault}")
