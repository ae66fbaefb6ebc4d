"""The gate has to close: what is broken in our own file, and which of the two standards has to notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from standards import broken_rules, faults_of_syntax

from briefing.render.pdf import render
from briefing.render.sample import SAMPLE, SAMPLE_FILES
from briefing.render.style import load_style

Flaw = Callable[[pikepdf.Pdf], None]

# One of each: a figure, a list, a table with its head, links within and outwards, attached files.
SMALL = replace(SAMPLE, new=(), gone=(), since="", days=SAMPLE.days[:1], undated=(), sources=SAMPLE.sources[:2])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small file of ours."""
    path = tmp_path_factory.mktemp("gate") / "sound.pdf"
    path.write_bytes(render(SMALL, load_style(), SAMPLE_FILES))
    return path


@pytest.fixture
def broken(sound: Path, tmp_path: Path) -> Callable[..., Path]:
    """Save the sound file with one flaw."""

    def make(flaw: Flaw, **options: Any) -> Path:
        path = tmp_path / "broken.pdf"
        with pikepdf.open(sound) as pdf:
            flaw(pdf)
            pdf.save(path, **options)
        return path

    return make


def _catalog(pdf: pikepdf.Pdf) -> Iterator[Any]:
    yield pdf.Root


def _structure(pdf: pikepdf.Pdf) -> Iterator[Any]:
    yield pdf.Root.StructTreeRoot


def _pages(pdf: pikepdf.Pdf) -> Iterator[Any]:
    yield from (page.obj for page in pdf.pages)


def _links(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from page.obj.get("/Annots", [])


def _files(pdf: pikepdf.Pdf) -> Iterator[Any]:
    yield from pdf.Root.AF


def _of(key: str, value: str) -> Callable[[pikepdf.Pdf], Iterator[Any]]:
    """Yield the dictionaries of which ``key`` is ``/value``."""

    def found(pdf: pikepdf.Pdf) -> Iterator[Any]:
        for entry in pdf.objects:
            if isinstance(entry, pikepdf.Dictionary) and entry.get(key) == f"/{value}":
                yield entry

    return found


def _tagged(kind: str) -> Callable[[pikepdf.Pdf], Iterator[Any]]:
    return _of("/S", kind)


def _without(owners: Callable[[pikepdf.Pdf], Iterator[Any]], key: str) -> Flaw:
    def flaw(pdf: pikepdf.Pdf) -> None:
        found = [entry for entry in owners(pdf) if key in entry]
        assert found, f"nothing has {key}"
        for entry in found:
            del entry[key]

    return flaw


def _with(owners: Callable[[pikepdf.Pdf], Iterator[Any]], key: str, value: Any) -> Flaw:
    def flaw(pdf: pikepdf.Pdf) -> None:
        found = list(owners(pdf))
        assert found, f"nothing to give {key}"
        for entry in found:
            entry[key] = value

    return flaw


def _retagged(kind: str, to: str) -> Flaw:
    return _with(_tagged(kind), "/S", pikepdf.Name(f"/{to}"))


def _metadata(old: bytes, new: bytes) -> Flaw:
    def flaw(pdf: pikepdf.Pdf) -> None:
        xmp = pdf.Root.Metadata.read_bytes()
        assert old in xmp
        pdf.Root.Metadata.write(xmp.replace(old, new))

    return flaw


def _untagged(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nBT /F1+0 8 Tf (A) Tj ET")


def _artifact_in_content(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(
        page.Contents.read_bytes().replace(b"BT ", b"/Artifact BMC\nBT ").replace(b" ET", b" ET\nEMC")
    )


def _missing_glyph(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n/Artifact BMC BT /F1+0 8 Tf (\x01) Tj ET EMC")


def _half_seen(pdf: pikepdf.Pdf) -> None:
    state = pikepdf.Dictionary(G0=pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Unheard))
    page = pdf.pages[0].obj
    page.Resources.ExtGState = state
    page.Contents = pdf.make_stream(b"/Artifact BMC /G0 gs EMC\n" + page.Contents.read_bytes())


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))


_NO_TITLE = pikepdf.Dictionary(DisplayDocTitle=False)

FLAWS: dict[str, tuple[Flaw, str]] = {
    "no language": (_without(_catalog, "/Lang"), "ua1"),
    "no marking": (_without(_catalog, "/MarkInfo"), "ua1 3a"),
    "no structure": (_without(_catalog, "/StructTreeRoot"), "ua1 3a"),
    "no preferences": (_without(_catalog, "/ViewerPreferences"), "ua1"),
    "the name of the file as title": (_with(_catalog, "/ViewerPreferences", _NO_TITLE), "ua1"),
    "no metadata": (_without(_catalog, "/Metadata"), "ua1 3a"),
    "no colour space": (_without(_catalog, "/OutputIntents"), "3a"),
    "no associated files": (_without(_catalog, "/AF"), "3a"),
    "files without a relationship": (_without(_files, "/AFRelationship"), "3a"),
    "files without a name": (_without(_files, "/UF"), "ua1 3a"),
    "a figure without words": (_without(_tagged("Figure"), "/Alt"), "ua1"),
    "a figure as an unknown thing": (_retagged("Figure", "Drawing"), "ua1 3a"),
    "heads without a scope": (_without(_tagged("TH"), "/A"), "ua1"),
    "rows outside tables": (_retagged("Table", "P"), "ua1"),
    "bullets outside lists": (_retagged("L", "Sect"), "ua1"),
    "a level left out": (_retagged("H2", "H4"), "ua1"),
    "no tab order": (_without(_pages, "/Tabs"), "ua1"),
    "no way back to the structure": (_without(_structure, "/ParentTree"), "ua1"),
    "text outside the structure": (_untagged, "ua1"),
    "artifacts within text": (_artifact_in_content, "ua1"),
    "a glyph that is missing": (_missing_glyph, "ua1 3a"),
    "an unknown way to blend": (_half_seen, "3a"),
    "links without flags": (_without(_links, "/F"), "3a"),
    "links that are not printed": (_with(_links, "/F", 0), "3a"),
    "links without words": (_without(_links, "/Contents"), "ua1"),
    "links outside the structure": (_without(_links, "/StructParent"), "ua1"),
    "fonts that are not embedded": (_without(_of("/Type", "FontDescriptor"), "/FontFile2"), "ua1 3a"),
    "codes that stand for no letters": (_without(_of("/Type", "Font"), "/ToUnicode"), "ua1 3a"),
    "other widths": (_with(_of("/Type", "Font"), "/Widths", pikepdf.Array([100] * 256)), "ua1 3a"),
    "another part of PDF/A": (_metadata(b"<pdfaid:part>3", b"<pdfaid:part>9"), "3a"),
    "no part of PDF/UA": (_metadata(b"<pdfuaid:part>1</pdfuaid:part>", b""), "ua1"),
    "no title": (_metadata(b"dc:title>", b"dc:titel>"), "ua1 3a"),
    "an unknown schema": (_metadata(b"<pdfaExtension:schemas>", b"<pdfaExtension:nothing>"), "3a"),
    "a script": (_script, "3a"),
}
"""What is broken, and the standards that have to notice."""


def test_the_gate_opens(sound: Path) -> None:
    assert broken_rules(sound, "ua1") == broken_rules(sound, "3a") == []
    with pikepdf.open(sound) as pdf:
        assert own_complaints(pdf) == []


@pytest.mark.parametrize("name", FLAWS)
def test_the_gate_closes(name: str, broken: Callable[..., Path]) -> None:
    flaw, notice = FLAWS[name]
    path = broken(flaw)
    for profile in notice.split():
        assert broken_rules(path, profile), f"{profile} does not notice: {name}"


def test_nothing_but_the_flaw_is_noticed(broken: Callable[..., Path]) -> None:
    path = broken(lambda pdf: None)
    assert broken_rules(path, "ua1") == broken_rules(path, "3a") == []


def test_a_locked_file_is_noticed(broken: Callable[..., Path]) -> None:
    path = broken(lambda pdf: None, encryption=pikepdf.Encryption(owner="key", user=""))
    assert "PDFA3A-ENCRYPTION-001" in broken_rules(path, "3a")


@pytest.mark.parametrize("damage", [(b"startxref", b"startxxxx"), (b"endstream", b"endstraem")])
def test_damage_that_readers_mend_is_noticed(damage: tuple[bytes, bytes], sound: Path, tmp_path: Path) -> None:
    assert faults_of_syntax(sound) == []
    path = tmp_path / "damaged.pdf"
    path.write_bytes(sound.read_bytes().replace(*damage))
    assert faults_of_syntax(path)


def own_complaints(pdf: pikepdf.Pdf) -> list[str]:
    """Return what the standards ask for and no validator sees."""
    found = []
    kept = {int(key) for key in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]}
    if any(int(page.obj.get("/StructParents", -1)) not in kept for page in pdf.pages):
        found.append("a page has no place in the parent tree")
    if any(str(cell.S) != "/TH" for table in _tagged("Table")(pdf) for cell in table.K[0].K):
        found.append("a table has no head")
    with pdf.open_metadata() as xmp:
        if xmp["dc:title"] != str(pdf.docinfo.Title):
            found.append("the file has two titles")
    return found


@pytest.mark.parametrize(
    ("flaw", "complaint"),
    [
        (_retagged("TH", "TD"), "a table has no head"),
        (_without(_pages, "/StructParents"), "a page has no place in the parent tree"),
        (_metadata(b"The swing bridge stays shut", b"The swing bridge is open"), "the file has two titles"),
    ],
)
def test_what_no_validator_sees_we_see(flaw: Flaw, complaint: str, broken: Callable[..., Path]) -> None:
    with pikepdf.open(broken(flaw)) as pdf:
        assert own_complaints(pdf) == [complaint]
