"""A PDF that nobody vouches for is refused by name: cut off, not ours, encrypted, a bomb, without end."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tamper import Data, saved, with_file, with_pdf, with_timeline

from briefing.errors import VerifyError
from briefing.render.style import Style
from briefing.verify import container
from briefing.verify.run import verify


def _blank() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        return saved(pdf)


def _encrypted(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="one", user="two"))
        return out.getvalue()


def _bomb(data: bytes) -> bytes:
    """Give a source that unpacks to more than a thousand times its size."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]["/F"]
        stream.write(zlib.compress(b"0" * (container.LARGEST_STREAM + 1), 9), filter=pikepdf.Name.FlateDecode)

    return with_pdf(data, change)


def _packed_twice(data: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]["/F"]
        filters = pikepdf.Array([pikepdf.Name.FlateDecode] * 3)
        stream.write(zlib.compress(zlib.compress(zlib.compress(b"0" * 1000))), filter=filters)

    return with_pdf(data, change)


def _endless(data: bytes) -> bytes:
    """Let a structure element hold itself."""

    def change(pdf: pikepdf.Pdf) -> None:
        top = pdf.Root["/StructTreeRoot"]["/K"]
        top["/K"] = pikepdf.Array([top])

    return with_pdf(data, change)


def _outline(data: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        first = pdf.Root["/Outlines"]["/First"]
        first["/Next"] = first

    return with_pdf(data, change)


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda data: b"", "is no PDF"),
    "a text": (lambda data: b"Dear reader,\n", "is no PDF"),
    "half of the file": (lambda data: data[: len(data) // 2], "damaged, cut off"),
    "all but its last byte lines": (lambda data: data[:-200], "damaged, cut off"),
    "another PDF": (lambda data: _blank(), "holds no timeline"),
    "an encrypted file": (_encrypted, "is encrypted"),
    "a bomb": (_bomb, "damaged, cut off, or unpacks"),
    "a stream packed three times": (_packed_twice, "damaged, cut off, or unpacks"),
    "another packing": (lambda data: data.replace(b"/Root ", b"/X /LZW#44ecode /Root "), "packed in a way"),
    "a structure without end": (_endless, "not built as briefing"),
    "an outline without end": (_outline, "not built as briefing"),
    "a timeline of another make": (
        lambda data: with_file(data, "timeline.json", lambda _: b'{"format": 1}'),
        "cannot be",
    ),
    "no timeline": (lambda data: with_file(data, "timeline.json", lambda _: None), "holds no timeline"),
    "a timeline that is no text": (lambda data: with_file(data, "timeline.json", lambda _: b"\xff\xfe{"), "not UTF-8"),
    "brackets": (lambda data: with_file(data, "timeline.json", lambda _: b'{"a":' + b"[" * 99_999), "cannot be read"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(
    name: str, strike: bytes, styles: tuple[Style, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "LARGEST_STREAM", 2_000_000)
    change, words = REFUSED[name]
    with pytest.raises(VerifyError, match=words) as raised:
        verify(change(strike), styles, where="here.pdf")
    assert raised.value.where.startswith("here.pdf")
    assert raised.value.hint


def test_the_limits_hold_only_while_a_file_is_open(strike: bytes) -> None:
    before = pikepdf.settings.get_qpdf_limits()
    with container.opened(strike, "x"):
        assert pikepdf.settings.get_qpdf_limits()["flate_max_memory"] == container.LARGEST_STREAM
    with pytest.raises(VerifyError), container.opened(strike[:900], "x"):
        pass
    assert pikepdf.settings.get_qpdf_limits() == before


any_file = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@any_file
@given(st.data())
def test_any_flipped_byte_is_a_result_or_a_named_error(
    strike: bytes, styles: tuple[Style, ...], data: st.DataObject
) -> None:
    changed = bytearray(strike)
    for place in data.draw(st.lists(st.integers(0, len(strike) - 1), min_size=1, max_size=8)):
        changed[place] ^= data.draw(st.integers(1, 255))
    with suppress(VerifyError):
        assert verify(bytes(changed), styles)


odd = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**19), st.text(max_size=12), st.just([]), st.just({}),
    st.sampled_from(["0001-01-01", "9998-12-31", "../9998-12-30", "0001-01-02/..", "S1S2", "[x]", "\ud7ff\u202e"]),
)  # fmt: skip


@any_file
@given(st.data())
def test_any_timeline_inside_is_a_result_or_a_named_error(
    strike: bytes, styles: tuple[Style, ...], data: st.DataObject
) -> None:
    def change(content: Data) -> None:
        for _ in range(data.draw(st.integers(1, 3))):
            held: object = content
            while True:
                keys = list(held) if isinstance(held, dict) else list(range(len(held)))  # type: ignore[call-overload, arg-type]
                key = data.draw(st.sampled_from(keys))
                if not isinstance(held[key], (dict, list)) or not held[key] or data.draw(st.integers(0, 9)) == 0:  # type: ignore[index]
                    held[key] = data.draw(odd)  # type: ignore[index]
                    break
                held = held[key]  # type: ignore[index]

    with suppress(VerifyError):
        assert verify(with_timeline(strike, change), styles)
