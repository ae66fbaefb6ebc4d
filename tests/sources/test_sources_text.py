"""Decoding: any bytes become text, or are told to be none; nothing else changes."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.text import decode, ends_like_a_sentence, printable_line, title_of

GERMAN = "Der Außenminister sagte am Freitag in Köln, daß die Gespräche über den Hafen fortgeführt würden."
RUSSIAN = "Паромы между островами снова вышли в море в среду, через девять дней после начала забастовки."


@pytest.mark.parametrize(
    ("data", "text", "lost"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n", 0),
        (codecs.BOM_UTF8 + "Köln".encode(), "Köln", 0),
        (codecs.BOM_UTF16_LE + "Köln\r\n".encode("utf-16-le"), "Köln\n", 0),
        (codecs.BOM_UTF16_BE + "Köln".encode("utf-16-be"), "Köln", 0),
        (b"one\x00two words", "one\ufffdtwo words", 1),
        (b"lone \xed\xa0\x80 surrogate", "lone \ufffd surrogate", 1),
        (codecs.BOM_UTF16_LE + b"\x00\xd8x\x00y\x00z\x00", "\ufffdxyz", 1),
        ("Zürich – “fine”, all else too".encode() + b"\xff", "Zürich – “fine”, all else too\ufffd", 1),
        ("e\u0301 is not é".encode(), "e\u0301 is not é", 0),
        ("right\u202eleft".encode(), "right\u202eleft", 0),
    ],
)
def test_decode(data: bytes, text: str, lost: int) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text, decoded.lost) == (text, lost)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        ("L’élève a été reçu à l’école vendredi, a déclaré le ministre.", "cp1252"),
        ("Zażółć gęślą jaźń, powiedział kapitan w piątek w Krakowie.", "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("日本の首相は金曜日に記者会見を行い、来週の会談について述べた。", "shift_jis"),
        ("乌克兰总统星期五在基辅会见了秘书长。", "gb18030"),
    ],
)
def test_decode_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


def test_decode_prefers_what_a_page_declares() -> None:
    text = "İstanbul'da cuma günü görüşme"
    decoded = decode(text.encode("cp1254"), "windows-1254")
    assert decoded is not None
    assert decoded.text == text
    assert decode(GERMAN.encode("cp1252"), "no-such-encoding") is not None


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x00\x01\x02\x03", b"\x89abc\x00\x00\x01\x02" * 50])
def test_binary_is_no_text(data: bytes) -> None:
    assert decode(data) is None


@given(st.binary(max_size=400))
def test_decode_any_bytes(data: bytes) -> None:
    decoded = decode(data)
    if decoded is not None:
        assert "\r" not in decoded.text
        assert "\x00" not in decoded.text
        assert decoded.lost == decoded.text.count("\ufffd")
        decoded.text.encode("utf-8")


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_changes_nothing(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert decoded is not None
    assert decoded.text == text.removeprefix("\ufeff")  # one mark only


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry strike ends\n\nTrains ran.", "Ferry strike ends"),
        ("\n \n  Ferry strike ends  \nMore.", "Ferry strike ends"),
        ("# Ferry strike ends\n", "Ferry strike ends"),
        ("The strike ended on Monday.\nMore.", None),
        ("The strike “has ended.”\nMore.", None),
        ("Is it over?\nMore.", None),
        ("x" * 119, "x" * 119),
        ("x" * 120, None),
        ("", None),
    ],
)
def test_title_of(text: str, title: str | None) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("It ends.", True),
        ("It ends.”", True),
        ("It ends. '", True),
        ("(It ends!)", True),
        ("It ends", False),
        ("", False),
    ],
)
def test_ends_like_a_sentence(line: str, answer: bool) -> None:
    assert ends_like_a_sentence(line) is answer


@given(st.text(max_size=60))
def test_printable_line_is_one_printable_line(text: str) -> None:
    assert printable_line(text).isprintable()
