"""Lists of recipients as spreadsheets write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.deliver.address import Mailbox
from briefing.job.recipients import read_list

ONE, TWO = Mailbox("one@example.org", "Reader One"), Mailbox("two@example.org")


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
    ],
)
def test_list_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert read_list(path) == ((ONE, TWO), [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name,team\nOne,A\n", "1:1: found the columns 'name', 'team'; one must be called address"),
        ("address\none@example.org\nnobody\n", "3:1: found 'nobody'; allowed: an address like one@example.org"),
        ("name,address\nOne\n", "2:1: found ''; allowed: an address like one@example.org"),
        (
            'name,address\n"A\nBcc: x",one@example.org\n',
            "3:1: found 'one@example.org'; allowed: an address stands on one line, without control characters",
        ),
        (f"address\n{'a' * 200_000}@example.org\n", "2:1: is not CSV: field larger than field limit (131072)"),
    ],
)
def test_fault_has_its_line(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert read_list(path)[1] == [f"{path}:{fault}"]


@pytest.mark.parametrize(
    "text",
    [
        "- Reader One <one@example.org>\n- two@example.org\n",
        "- {name: Reader One, address: one@example.org}\n- address: two@example.org\n",
        "[Reader One <one@example.org>, {address: two@example.org, name: }]\n",
    ],
)
@pytest.mark.parametrize("name", ["list.yaml", "LIST.YML"])
def test_yaml_list_is_read(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_list(path) == ((ONE, TWO), [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("address: one@example.org\n", "1:1: found keys and values; allowed: a list of addresses"),
        ("- one@example.org\n- nobody\n", "2:3: [2]: found 'nobody'; allowed: an address like one@example.org"),
        (
            "- {adress: one@example.org}\n",
            "1:4: [1]: found the key 'adress'; allowed: address, name; did you mean 'address'?",
        ),
    ],
)
def test_fault_of_a_yaml_list_has_its_line(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "list.yaml"
    path.write_text(text, encoding="utf-8")
    assert f"{path}:{fault}" in read_list(path)[1]


def test_no_name_in_a_yaml_list_adds_a_header(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text('- {name: "A\\nBcc: x", address: one@example.org}\n', encoding="utf-8")
    found, faults = read_list(path)
    assert not any("Bcc" in mailbox.name for mailbox in found)
    assert faults
