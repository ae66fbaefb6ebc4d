"""The rules of the house: layers, types, style, licences, and what README and CI promise to each other."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

ALLOWED_LICENCES = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|OFL|SIL Open Font|HPND|Zlib|Unlicense"
    r"|Public Domain|CC0)\b",
    re.I,
)


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports", "--no-cache"],
    ],
    ids=" ".join,
)
def test_checks_pass(command: list[str]) -> None:
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_hold_one_idea() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "briefing").rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 300
    }
    assert not long


def test_readme_commands_are_those_of_ci() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*$", README, re.M)
    assert len(commands) == 2
    assert all(command in script.splitlines() for command in commands)


def test_no_machine_path_in_the_project() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a checkout")
    pattern = re.compile(r"(?<![\w.])/(?:work|opt|root|farm)/[\w.-]+")
    found = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if (
            path.is_file()
            and path.suffix in {".py", ".md", ".yaml", ".toml", ".txt", ""}
            and path.stat().st_size < 1_000_000
        ):
            found += [
                f"{name}: {m.group(0)}" for m in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
            ]
    assert not found


def test_licences_of_dependencies_are_allowed() -> None:
    names = {re.split(r"[\s<>=!~;\[]", line)[0] for line in requires("briefing") or () if "extra ==" not in line}
    refused = []
    for name in sorted(names):
        meta = distribution(name).metadata
        texts = [meta.get("License-Expression") or "", (meta.get("License") or "")[:200]]
        texts += [line for line in meta.get_all("Classifier") or () if line.startswith("License")]
        if not any(ALLOWED_LICENCES.search(text) for text in texts):
            refused.append(f"{name}: {texts}")
    assert not refused
