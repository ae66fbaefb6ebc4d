"""A PDF that was changed is found out, item by item; one that was not is proven."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tamper import Data, replaced, reword, with_file, with_pdf, with_timeline

from briefing.build import Options, build, rebuild
from briefing.job import job_from_sources
from briefing.render.style import Style
from briefing.verify.record import Check, State
from briefing.verify.run import verify

ROOT = Path(__file__).resolve().parents[2]
Change = Callable[[bytes], bytes]


def false(checks: tuple[Check, ...]) -> list[Check]:
    return [check for check in checks if check.state is State.FALSE]


def states(checks: tuple[Check, ...]) -> set[State]:
    return {check.state for check in checks}


def test_an_untouched_file_is_proven(strike: bytes, styles: tuple[Style, ...]) -> None:
    checks = verify(strike, styles)
    assert states(checks) == {State.PROVEN}
    kinds = {check.kind for check in checks}
    assert kinds >= {"timeline", "source", "bullet", "headline", "bracket", "expression", "date", "published", "title"}


@pytest.mark.parametrize("style", ["house", "two-page", "large"])
def test_the_samples_are_proven_in_every_style(style: str, styles: tuple[Style, ...], tmp_path: Path) -> None:
    made = build(job_from_sources((ROOT / "seeds",), output=tmp_path), Options(style=style))
    checks = verify(made.pdf, styles, name=made.name)
    assert not false(checks)
    absent = [check for check in checks if check.state is State.ABSENT]
    assert [check.kind for check in absent] == ["published"]  # the web page's own date stands in its metadata
    assert all("calendar" in check.message for check in checks if check.state is State.EDITOR)


def test_the_real_articles_are_proven(real_articles: Path, styles: tuple[Style, ...], tmp_path: Path) -> None:
    made = build(job_from_sources((real_articles,), output=tmp_path), Options())
    assert states(verify(made.pdf, styles)) == {State.PROVEN}


CORRECTIONS = """
corrections:
  - {match: port was built, date: "1965"}
  - {match: clear majority, drop: true}
  - {match: vote on the roster, rename: Dockers decide}
  - {merge: [Dockers of Lindholm, meet in the town hall]}
"""


@pytest.mark.parametrize("style", ["house", "two-page", "large"])
def test_corrections_differences_and_news_are_verified(
    style: str, strike_folder: Path, styles: tuple[Style, ...], tmp_path: Path
) -> None:
    """Two events merged that have two dates, one event without an heir, one with a date set by a person."""
    folder = tmp_path / "corrected"
    shutil.copytree(strike_folder, folder)
    (folder / "brief.yaml").write_text(f'sources: ["*.txt"]{CORRECTIONS}', encoding="utf-8")
    earlier = tmp_path / "earlier.yaml"
    earlier.write_bytes(build(job_from_sources((strike_folder,), output=tmp_path), Options()).timeline_yaml)
    made = build(job_from_sources((folder,), output=tmp_path), Options(style=style, since=earlier))
    assert made.brief.differences
    assert made.brief.corrections
    assert made.brief.gone or made.brief.new
    checks = verify(made.pdf, styles)
    assert not false(checks)
    assert "1965: set by a person" in {check.message for check in checks if check.state is State.EDITOR}


def test_letters_of_all_kinds_are_verified(styles: tuple[Style, ...], tmp_path: Path) -> None:
    """Scripts that no font has, letters that are printed in another form, markup, controls, references in the text."""
    folder = tmp_path / "odd"
    folder.mkdir()
    text = (
        '---\npublished: "2025-03-14"\ntitle: Δοκιμή — a <b>title</b> ]]> & more\npublisher: Газета 中文\n---\n'
        "The minister met 习近平 in Beijing on Monday, and Παπαδόπουλος\u202e spoke of שלום on Tuesday S1 S2.\n\n"
        f"A w\u00f3rd \ufb01nally\u2003reached the cafe\u0301 on Wednesday. On Thursday {'A' * 700} met in Berlin S3.\n"
    )
    (folder / "a.txt").write_text(text, encoding="utf-8")
    assert not false(verify(build(job_from_sources((folder,), output=tmp_path), Options()).pdf, styles))


def test_a_briefing_without_a_date_is_verified(styles: tuple[Style, ...], tmp_path: Path) -> None:
    folder = tmp_path / "vague"
    folder.mkdir()
    (folder / "a.txt").write_text("The harbour is calm. Nobody says since when it has been so.\n", encoding="utf-8")
    made = build(job_from_sources((folder,), output=tmp_path), Options())
    assert not made.timeline.events
    assert states(verify(made.pdf, styles, name=made.name)) == {State.PROVEN}


def _set(path: str, value: Any) -> Callable[[Data], None]:
    """Return what sets a value of the timeline; ``path`` is like "events.1.bullets.0.text"."""

    def change(content: Data) -> None:
        *steps, last = path.split(".")
        held: Any = content
        for step in steps:
            held = held[int(step)] if step.isdigit() else held[step]
        assert last in held
        held[last] = value

    return change


def _replace(path: str, old: str, new: str) -> Callable[[Data], None]:
    def change(content: Data) -> None:
        held: Any = content
        for step in path.split("."):
            held = held[int(step)] if step.isdigit() else held[step]
        (key,) = [key for key in ("text", "headline") if key in held]
        assert old in held[key]
        held[key] = held[key].replace(old, new)

    return change


def _redate(content: Data) -> None:
    """Move the meeting in the town hall to the day before, in all that tells it."""
    text = json.dumps(content).replace("2025-03-12", "2025-03-11").replace("12 March", "11 March")
    content.clear()
    content.update(json.loads(text))


MEETING = "events.1"  # the meeting in the town hall

PAGE = {
    "a word of a bullet": (lambda pdf: reword(pdf, "chairman", "chairnam"), "bullet", "chairnam"),
    "a word of the bottom line": (lambda pdf: reword(pdf, "Cranes", "Trains"), "bottom line", "Trains"),
    "a word in brackets": (lambda pdf: reword(pdf, "[14 March]", "[13 March]"), "bottom line", "13 March"),
    "the date of an event": (lambda pdf: reword(pdf, "20 March", "02 March", skip=1), "date", "02 March"),
    "a headline": (lambda pdf: reword(pdf, "Port is built", "Port is burnt", skip=1), "headline", "burnt"),
    "a label of the chart": (lambda pdf: reword(pdf, "Port is built", "Port is burnt"), "chart", "burnt"),
    "the title": (lambda pdf: reword(pdf, "Dockers of", "Doctors of"), "title", "Doctors"),
    "a date of the annex": (lambda pdf: reword(pdf, "2025-03-14", "2025-03-13"), "audit row", "2025-03-13"),
    "an offset of the annex": (lambda pdf: reword(pdf, "407–411", "404–411"), "audit row", "404"),
    "the date of a source": (lambda pdf: reword(pdf, "Friday 14 March", "Friday 13 March"), "source row", "13 March"),
    "a reference": (lambda pdf: reword(pdf, "S1", "S3"), "reference", "cites S3, the timeline S1"),
    "a count": (lambda pdf: reword(pdf, "1 of 3 sources", "3 of 3 sources"), "words", "3 of 3"),
    "a running head": (lambda pdf: reword(pdf, "As of Saturday", "As of Sunday"), "words", "Sunday"),
}


def test_a_handling_mark_is_proven_and_a_change_of_it_found(
    strike_folder: Path, styles: tuple[Style, ...], tmp_path: Path
) -> None:
    options = Options(handling="TLP:AMBER")
    made = build(job_from_sources((strike_folder,), output=tmp_path), options)
    checks = verify(made.pdf, styles)
    assert not false(checks)
    assert "handling mark" in {check.kind for check in checks}
    everywhere = false(verify(reword(made.pdf, "TLP:AMBER", "TLP:AREBM"), styles))
    assert everywhere[0].kind == "handling mark"
    again = false(verify(reword(made.pdf, "TLP:AMBER", "TLP:AREBM", skip=1), styles))
    assert (again[0].kind, again[0].place) == ("words", "page 1")
    edited = tmp_path / "edited.timeline.yaml"
    edited.write_bytes(made.timeline_yaml)
    rendered, _ = rebuild(edited, name="edited", folders=(strike_folder,), style="house")
    assert "handling mark" in {check.kind for check in verify(rendered, styles)}


def test_a_page_may_say_that_sources_are_not_attached(
    strike_folder: Path, styles: tuple[Style, ...], tmp_path: Path
) -> None:
    timeline = tmp_path / "strike.timeline.yaml"
    timeline.write_bytes(build(job_from_sources((strike_folder,), output=tmp_path), Options()).timeline_yaml)
    alone = rebuild(timeline, name="strike", folders=(tmp_path,), style="house")[0]
    assert not false(verify(alone, styles))
    other = false(verify(reword(alone, "Source not attached", "Source now attached"), styles))
    assert [check.kind for check in other] == ["words"]


def test_undated_sources_that_are_not_attached_are_no_foreign_words(styles: tuple[Style, ...], tmp_path: Path) -> None:
    folder, away = tmp_path / "vague", tmp_path / "away"
    folder.mkdir()
    away.mkdir()
    (folder / "a.txt").write_text("The bridge at Holm was shut on Monday. In 2019 it was painted.\n", encoding="utf-8")
    made = build(job_from_sources((folder,), output=tmp_path), Options())
    timeline = away / "vague.timeline.yaml"
    timeline.write_bytes(made.timeline_yaml)
    assert not false(verify(rebuild(timeline, name="vague", folders=(away,), style="house")[0], styles))


@pytest.mark.parametrize("name", PAGE)
def test_a_change_on_the_page_is_found(name: str, strike: bytes, styles: tuple[Style, ...]) -> None:
    change, kind, words = PAGE[name]
    found = false(verify(change(strike), styles))
    assert found[0].kind == kind
    assert len(found) == (2 if kind == "reference" else 1)  # its link still leads to the right source
    assert words in found[0].message


def test_a_bullet_that_only_the_page_has_is_found(strike: bytes, styles: tuple[Style, ...]) -> None:
    """Words that are drawn over the page without a place in its structure."""
    false_words = b" BT 100 100 Td %s 9 Tf (%s) Tj ET"

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        code = page["/Contents"].read_bytes()
        show = next(part for part in code.split(b"BT ")[1:] if len(part.split(b")")[0]) > 60 and part.count(b"(") == 1)
        font, text = show.split(b"Td ")[1].split()[0], show.split(b"(")[1].split(b")")[0]
        page["/Contents"] = pdf.make_stream(code + false_words % (font, text * 3))

    (found,) = false(verify(with_pdf(strike, change), styles))
    assert (found.kind, found.place) == ("words", "page 1")


def test_what_is_laid_over_the_page_is_found(strike: bytes, styles: tuple[Style, ...]) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        first, second = pdf.pages[0].obj, pdf.pages[1].obj
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 90, 90])
        first["/Annots"] = pikepdf.Array([*first.get("/Annots", []), pdf.make_indirect(note)])
        second["/Contents"] = pdf.make_stream(b"q /Im0 Do Q BT 3 Tr ET " + second["/Contents"].read_bytes())

    found = false(verify(with_pdf(strike, change), styles))
    assert [(check.kind, check.place) for check in found] == [
        ("page", "page 1"),
        ("page", "page 2"),
        ("page", "page 2"),
    ]


def test_a_reference_that_leads_elsewhere_is_found(strike: bytes, styles: tuple[Style, ...]) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        links = [
            one for page in pdf.pages for one in page.obj.get("/Annots", []) if "Source 2" in str(one["/Contents"])
        ]
        assert len(links) > 2
        links[0]["/Dest"][3] = 11

    (found,) = false(verify(with_pdf(strike, change), styles))
    assert "S2 leads elsewhere" in found.message


def test_a_changed_word_of_an_attached_source_is_found(strike: bytes, styles: tuple[Style, ...]) -> None:
    found = false(verify(with_file(strike, "s2.txt", replaced("20 March", "27 March")), styles))
    assert {check.kind for check in found} == {"source", "bullet", "expression", "bracket"} - {"bracket"}
    assert all("S2" in check.place for check in found)


def test_a_changed_word_that_nobody_quotes_is_found(strike: bytes, styles: tuple[Style, ...]) -> None:
    (found,) = false(verify(with_file(strike, "s1.txt", replaced("400", "900")), styles))
    assert (found.kind, found.place) == ("source", "S1 radio.txt")


def test_a_removed_source_is_not_attached_though_the_page_says_so(strike: bytes, styles: tuple[Style, ...]) -> None:
    checks = verify(with_file(strike, "s2.txt", lambda _: None), styles)
    (found,) = false(checks)
    assert (found.kind, found.place) == ("source row", "S2")
    absent = {check.kind for check in checks if check.state is State.ABSENT}
    assert absent >= {"source", "bullet", "expression"}


def test_a_stray_file_is_found(strike: bytes, styles: tuple[Style, ...]) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        names = pdf.Root["/Names"]["/EmbeddedFiles"]["/Names"]
        stray = pikepdf.Dictionary(UF="s9.txt", EF=pikepdf.Dictionary(F=pdf.make_stream(b"more")))
        names.extend(pikepdf.Array([pikepdf.String("s9.txt"), pdf.make_indirect(stray)]))

    (found,) = false(verify(with_pdf(strike, change), styles))
    assert (found.kind, found.place) == ("source", "s9.txt")


def test_a_changed_timeline_no_longer_fits_its_hash(strike: bytes, styles: tuple[Style, ...]) -> None:
    changed = with_timeline(strike, _set("topic", ["else"]), signed=False)
    assert "timeline" in {check.kind for check in false(verify(changed, styles))}


SIGNED = {
    "a passage": (_replace(f"{MEETING}.bullets.0", "Mayor", "Major"), "bullet", "Major"),
    "an offset": (_set(f"{MEETING}.bullets.0.start", 80), "bullet", "the source has"),
    "a headline": (_replace(MEETING, "the union", "400 men"), "headline", "400 men"),
    "the days of an expression": (_set(f"{MEETING}.resolutions.0.date", "2025-03-11"), "expression", "11 March"),
    "the value of an expression": (_set(f"{MEETING}.resolutions.0.value", "2025-03-11"), "expression", "12 March"),
    "words in brackets": (_set(f"{MEETING}.bullets.0.insertions.0.text", "Tuesday 11 March"), "bracket", "12 March"),
    "the date of a source": (_set("documents.0.published", "2025-03-12"), "published", "declares another"),
    "a hash": (_set("documents.0.text_sha256", "0" * 64), "source", "not the one that was read"),
    "a start": (_set(f"{MEETING}.start", "2025-03-11"), "timeline", "contradict"),
}


@pytest.mark.parametrize("name", SIGNED)
def test_a_changed_timeline_with_its_hash_made_to_fit_is_found(
    name: str, strike: bytes, styles: tuple[Style, ...]
) -> None:
    change, kind, words = SIGNED[name]
    found = false(verify(with_timeline(strike, change), styles))
    assert any(check.kind == kind and words in check.message for check in found)


def test_a_length_counted_the_other_way_is_found(styles: tuple[Style, ...], tmp_path: Path) -> None:
    folder = tmp_path / "fall"
    folder.mkdir()
    words = "The harbour master was dismissed on Wednesday, a week after the bridge at Lund fell.\n"
    (folder / "a.txt").write_text(f"Published 15 May 2024\n\n{words}", encoding="utf-8")
    pdf = build(job_from_sources((folder,), output=tmp_path), Options()).pdf
    assert not false(verify(pdf, styles))
    found = false(verify(with_timeline(pdf, _set("events.0.resolutions.0.date", "2024-05-22")), styles))
    assert any(check.kind == "expression" and "8 May" in check.message for check in found)


def test_a_date_changed_in_the_timeline_and_on_the_page_is_found(strike: bytes, styles: tuple[Style, ...]) -> None:
    """The forger moves the meeting by a day wherever it is told: only the source contradicts."""
    pdf = with_timeline(strike, _redate)
    for old, new in (("12\xa0March", "11\xa0March"), ("2025-03-12", "2025-03-11")):
        while True:
            try:
                pdf = reword(pdf, old, new)
            except AssertionError:
                break
    found = false(verify(pdf, styles))
    meeting = [check for check in found if "yesterday" in check.message + check.place]
    assert {check.kind for check in meeting} >= {"expression", "bracket"}


def test_an_inferred_date_is_inferred_again(strike: bytes, styles: tuple[Style, ...], tmp_path: Path) -> None:
    made = build(job_from_sources((ROOT / "seeds",), output=tmp_path), Options())
    number = next(n for n, one in enumerate(made.timeline.documents) if one.published_basis == "inferred")
    changed = with_timeline(made.pdf, _set(f"documents.{number}.published", "2025-08-21"))
    assert any(
        check.kind == "published" and "22 August 2025" in check.message for check in false(verify(changed, styles))
    )


def test_an_edited_timeline_is_the_editors(strike_folder: Path, styles: tuple[Style, ...], tmp_path: Path) -> None:
    made = build(job_from_sources((strike_folder,), output=tmp_path), Options())
    text = made.timeline_yaml.decode()
    text = text.replace("date: '1964'\n    start: '1964-01-01'", "date: '1965'\n    start: '1964-01-01'")
    text = text.replace("Cranes turned again in Lindholm", "Cranes stood still in Lindholm")
    edited = tmp_path / "strike.timeline.yaml"
    edited.write_text(text, encoding="utf-8")
    pdf, _ = rebuild(edited, name="strike", folders=(strike_folder,), style="house")
    checks = verify(pdf, styles)
    assert not false(checks)
    mine = {check.kind for check in checks if check.state is State.EDITOR}
    assert mine >= {"date", "bullet"}


@pytest.mark.parametrize("inside", ["quoted", "none"])
def test_what_is_not_inside_is_not_attached(
    inside: str, strike_folder: Path, styles: tuple[Style, ...], tmp_path: Path
) -> None:
    job = replace(job_from_sources((strike_folder,), output=tmp_path), sources_inside=inside)
    checks = verify(build(job, Options()).pdf, styles)
    assert not false(checks)
    assert {check.state for check in checks if check.kind == "source"} == {State.ABSENT}
    quoted = [check for check in checks if check.kind == "bullet" and "in its source" in check.message]
    assert bool(quoted) is (inside == "quoted")


def test_a_quoted_passage_that_was_changed_is_found(
    strike_folder: Path, styles: tuple[Style, ...], tmp_path: Path
) -> None:
    job = replace(job_from_sources((strike_folder,), output=tmp_path), sources_inside="quoted")
    changed = with_file(build(job, Options()).pdf, "s3.txt", replaced("Cranes", "Trains"))
    found = false(verify(changed, styles))
    assert [check.kind for check in found] == ["bullet"]


def test_words_of_another_style_are_false_until_it_is_named(strike: bytes, styles: tuple[Style, ...]) -> None:
    other = replace(styles[0], words=replace(styles[0].words, coming_up="Ahead"))
    unnamed = verify(strike, [other])
    assert all("“Coming up”" in check.message for check in false(unnamed))
    assert len(false(unnamed)) == 2  # the heading and its bookmark
    assert not false(verify(strike, [other, *styles]))


def test_a_file_of_another_version_says_so(strike: bytes, styles: tuple[Style, ...]) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Producer"] = "briefing 0.0.1"

    first = verify(with_pdf(strike, change), styles)[0]
    assert (first.kind, first.state) == ("program", State.ABSENT)
    assert "briefing 0.0.1" in first.message


def test_which_passages_lead_is_a_choice_and_proves_nothing(
    strike: bytes, styles: tuple[Style, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version that weighs events otherwise still proves the file; a sentence that is no passage stays false."""
    monkeypatch.setattr(
        "briefing.timeline.choice.rank.salience", lambda event, timeline: -float(event.interval.start.toordinal())
    )
    found = [check for check in false(verify(strike, styles)) if check.kind != "title"]
    assert not found
    changed = verify(reword(strike, "Cranes", "Trains"), styles)
    assert [check.kind for check in false(changed)] == ["bottom line"]
