"""What every file is held against: both standards, and the syntax that all readers count on."""

from __future__ import annotations

from pathlib import Path

import pikepdf

PROFILES = ("ua1", "3a")


def broken_rules(path: Path, profile: str) -> list[str]:
    """Return the rules of one standard that a file breaks."""
    import page

    report = page.validate_pdf(str(path), profile=profile)
    assert report.is_compliant == (not report.failures)
    return sorted({failure.rule_id for failure in report.failures})


def faults_of_syntax(path: Path) -> list[str]:
    """Return what ``qpdf --check`` says against a file, asked of its library."""
    with pikepdf.open(path) as pdf:
        return [*map(str, pdf.check_pdf_syntax()), *map(str, pdf.get_warnings())]


def assert_kept(path: Path) -> None:
    """Fail for a file that breaks a rule of either standard, or of the syntax."""
    assert {profile: broken_rules(path, profile) for profile in PROFILES} == {"ua1": [], "3a": []}
    assert faults_of_syntax(path) == []
