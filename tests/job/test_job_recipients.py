"""Lists of recipients as spreadsheets write them: who is on them, and what becomes of the rows that name nobody."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.deliver.address import Mailbox
from briefing.errors import BriefFileError
from briefing.job.recipients import Listed, Row, read_list, tags_of

ONE, TWO = Mailbox("one@example.org", "Reader One"), Mailbox("two@example.org")


def read(folder: Path, text: str | bytes, name: str = "list.csv") -> Listed:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_list(path)


def told(folder: Path, listed: Listed) -> list[str]:
    return [f"{problem.where}: {problem.message}".replace(f"{folder}/", "") for problem in listed.problems]


@pytest.mark.parametrize(
    "text",
    [
        "Reader One <one@example.org>\ntwo@example.org\n",
        "name,address\nReader One,one@example.org\n,two@example.org\n",
        "\ufeffname;address\r\nReader One;one@example.org\r\n;two@example.org\r\n",
        "E-Mail\tName\tTeam\none@example.org\tReader One\tA\ntwo@example.org\t\tB\n",
        '# our readers\n"Reader One <one@example.org>"\n\n  \ntwo@example.org',
        "# list\naddress;name\none@example.org;Reader One\ntwo@example.org;\n",
        "address\nReader One <one@example.org>\ntwo@example.org\n",
        'note,address,name\n"on leave,\nback in May",one@example.org,"Reader One"\n,two@example.org\n',
    ],
)
def test_list_is_read(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == Listed((Row(ONE), Row(TWO)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_list_in_the_encoding_of_a_spreadsheet(tmp_path: Path, encoding: str) -> None:
    text = 'name;address\r\n"Jürgen Löwe";a@example.org\r\n"Müller, Renée";b@example.org\r\n'
    names = [row.mailbox.name for row in read(tmp_path, text.encode(encoding)).rows]
    assert names == ["Jürgen Löwe", "Müller, Renée"]


@pytest.mark.parametrize(
    "text",
    [
        'name,address,tags\nReader One,one@example.org,"press, Board"\n,two@example.org,\n',
        "address;TAGS;name\none@example.org;board press;Reader One\ntwo@example.org\n",
        "address\ttag\tname\none@example.org\tpress|BOARD|press\tReader One\ntwo@example.org\t ; \t\n",
    ],
)
def test_tags_are_words(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).rows == (Row(ONE, frozenset({"press", "board"})), Row(TWO))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("address\none@example.org\nnobody\ntwo@example.org\n", ["list.csv:3: found 'nobody'; allowed: an address "]),
        ("name,address\nOne\n,two@example.org\n", ["list.csv:2: found ''; allowed: an address like one@example.org"]),
        (
            'name,address\n"A\nBcc: x",one@example.org\n,two@example.org\n',
            ["list.csv:2: found 'one@example.org'; allowed: an address stands on one line, without control"],
        ),
        (
            'name,address\n"A mark is missing,one@example.org\n,two@example.org\n,three@example.org\n',
            ["list.csv:2: found ''; allowed: an address like one@example.org"],
        ),
        (
            f"address\n{'a' * 200_000}@example.org\ntwo@example.org\n",
            ["list.csv:2: found 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...'; allowed"],
        ),
    ],
)
def test_row_that_names_nobody_is_told_and_stops_no_other(tmp_path: Path, text: str, wrong: list[str]) -> None:
    listed = read(tmp_path, text)
    lines = told(tmp_path, listed)
    assert len(lines) == len(wrong)
    assert all(line.startswith(start) for line, start in zip(lines, wrong, strict=True)), lines
    assert "two@example.org" in {row.mailbox.address for row in listed.rows}
    assert not any("\n" in row.mailbox.name for row in listed.rows)


def test_many_bad_rows_are_counted(tmp_path: Path) -> None:
    listed = read(tmp_path, "address\n" + "nobody\n" * 250 + "one@example.org\n")
    assert [row.mailbox.address for row in listed.rows] == ["one@example.org"]
    assert len(listed.problems) == 101
    assert told(tmp_path, listed)[-1] == "list.csv: 150 more rows are wrong"


@pytest.mark.parametrize(
    ("data", "name", "fault"),
    [
        (b"name,team\nOne,A\n", "list.csv", "1:1: found the columns 'name', 'team'; one must be called address"),
        (b"address: one@example.org\n", "list.yaml", "1:1: found keys and values; allowed: a list of addresses"),
        (b"- [\n", "list.yaml", "2:1: is not YAML"),
        (bytes(range(32)) * 99, "list.csv", " is no text"),
    ],
)
def test_file_that_is_no_list_is_a_fault(tmp_path: Path, data: bytes, name: str, fault: str) -> None:
    with pytest.raises(BriefFileError) as caught:
        read(tmp_path, data, name)
    assert str(caught.value).startswith(f"{tmp_path / name}:{fault}")


@pytest.mark.parametrize(
    "text",
    [
        "- {name: Reader One, address: one@example.org, tags: [Press, board]}\n- two@example.org\n",
        "[{address: Reader One <one@example.org>, tags: press board}, {address: two@example.org, name: }]\n",
    ],
)
@pytest.mark.parametrize("name", ["list.yaml", "LIST.YML"])
def test_yaml_list_is_read(tmp_path: Path, text: str, name: str) -> None:
    assert read(tmp_path, text, name) == Listed((Row(ONE, frozenset({"press", "board"})), Row(TWO)))


def test_what_is_wrong_in_a_yaml_list_is_told_by_line(tmp_path: Path) -> None:
    text = (
        "- nobody\n- {adress: a@example.org}\n- {address: b@example.org, team: A}\n- [c@example.org]\n"
        '- {name: "A\\nBcc: x", address: d@example.org}\n- two@example.org\n'
    )
    listed = read(tmp_path, text, "list.yaml")
    assert [row.mailbox for row in listed.rows] == [Mailbox(f"{name}@example.org") for name in ("b", "d", "two")]
    assert told(tmp_path, listed) == [
        "list.yaml:1: [1]: found 'nobody'; allowed: an address like one@example.org",
        "list.yaml:2: [2]: the key address is missing",
        "list.yaml:2: [2]: found the key 'adress'; allowed: address, name, tags; did you mean 'address'?",
        "list.yaml:3: [3]: found the key 'team'; allowed: address, name, tags",
        "list.yaml:4: [4]: found a list; allowed: a text",
        r"list.yaml:5: [5].name: found 'A\nBcc: x'; allowed: a text on one line, without control characters",
    ]


@given(st.text(alphabet='",;\t\n\r@ab.#\x00', max_size=80))
def test_any_text_is_a_list_or_a_fault(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        try:
            listed = read(Path(folder), text)
        except BriefFileError:
            return
    assert all("\n" not in str(row.mailbox) for row in listed.rows)


def test_large_list_full_of_marks_is_read_in_time(tmp_path: Path) -> None:
    began = time.process_time()
    read(tmp_path, 'address\n"a\n' + "r@example.org\n" * 25_000 + 'x,"\n' * 10_000)
    assert time.process_time() - began < 5


def test_tag_has_no_capitals() -> None:
    assert tags_of(" Press;;BOARD ") == {"press", "board"}
