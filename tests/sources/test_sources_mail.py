"""Mails: an article in the body, forwarded, or attached; a folder of mails; and what no mail program would write."""

from __future__ import annotations

import datetime as dt
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cli import main
from briefing.errors import SourceError
from briefing.model import DateBasis, Document, Interval, Problem
from briefing.sources.clean import label
from briefing.sources.contents import read_documents

STORY = """Ferries between the islands sailed again on Wednesday, nine days after their crews had walked out.

The union accepted an offer of four per cent, which the company had made on Monday evening in Glasgow.

Both sides will meet again in April to talk about crews for the new ships, a spokeswoman said."""
PAGE = f"<!doctype html><html><body><article><h1>Ferries sail</h1><p>{STORY.replace(chr(10) * 2, '</p><p>')}</p>"
WEDNESDAY = Interval.day(dt.date(2024, 3, 13))


def mail(body: str = STORY, subject: str = "Ferries sail again", **fields: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Harbour Post <news@example.org>"
    message["Subject"] = subject
    message["Date"] = "Wed, 13 Mar 2024 23:40:00 -0500"
    message.set_content(body)
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    return message


def read(message: EmailMessage | bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    return read_documents(message if isinstance(message, bytes) else message.as_bytes(), "a.eml")


def test_an_article_in_the_body() -> None:
    ((document,), problems) = read(mail())
    assert document.path == "a.eml"
    assert document.text == f"Ferries sail again\n\n{STORY}\n"
    assert (document.title, document.published, document.published_basis) == (
        "Ferries sail again",
        WEDNESDAY,  # where it was sent; in Greenwich it was Thursday
        DateBasis.METADATA,
    )
    assert document.published_note == "mail Date"
    assert document.publisher is None  # who sends an article need not be who printed it
    assert problems == ()


def test_a_newsletter_names_its_publisher() -> None:
    ((document,), _) = read(mail(List_Unsubscribe="<https://example.org/u>", Content_Language="en-GB"))
    assert (document.publisher, document.language) == ("Harbour Post", "en-GB")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("cte", ["quoted-printable", "base64"])
def test_encodings(charset: str, cte: str) -> None:
    message = mail(subject="Fähren fahren – endlich")
    message.set_content(f"{STORY}\n\nThe café in Århus stayed shut.", charset=charset, cte=cte)
    ((document,), _) = read(message)
    assert "The café in Århus" in document.text
    assert document.title == "Fähren fahren – endlich"


def test_the_plain_text_is_read_unless_it_is_a_pointer() -> None:
    both = mail()
    both.add_alternative(f"<html><body><p>Markup</p><p>{STORY}</p></body></html>", subtype="html")
    assert "Markup" not in read(both)[0][0].text
    pointer = mail("Open this mail in a browser.")
    pointer.add_alternative(PAGE, subtype="html")
    ((document,), _) = read(pointer)
    assert "browser" not in document.text
    assert "nine days after" in document.text


FORWARDS = [
    "---------- Forwarded message ---------\nFrom: Harbour Post <n@example.org>\nDate: Wed, Mar 13, 2024 at 9:30 AM\n"
    "Subject: Ferries sail again\nTo: <desk@example.org>\n\n",
    "-----Original Message-----\nFrom: Harbour Post\nSent: Wednesday, March 13, 2024 9:30 AM\nTo: Desk\n"
    "Subject: RE: Ferries sail again\n\n",
    "-----Ursprüngliche Nachricht-----\nVon: Harbour Post\nGesendet: Mittwoch, 13. März 2024 09:30\nAn: Desk\n"
    "Betreff: Ferries sail again\n\n",
    "*From:* Harbour Post\n*Date:* 13 March 2024 at 09:30:00 GMT\n*Subject:* *Ferries sail again*\n\n",
    "From: Other\nDate: 20 March 2024\nSubject: FW: Ferries\n\nFrom: Harbour Post\nDate: 13 March 2024\n"
    "Subject: Ferries sail again\n\n",
]


@pytest.mark.parametrize("head", FORWARDS)
def test_a_forwarded_article_has_its_own_date_and_title(head: str) -> None:
    message = mail(f"Have you seen this one?\n\n{head}{STORY}\n", subject="Fwd: Your ferries")
    ((document,), _) = read(message)
    assert (document.title, document.published) == ("Ferries sail again", WEDNESDAY)
    assert document.published_note == "date of the forwarded mail"
    (document,) = label([document])
    (above,) = [item for item in document.furniture if item.reason == "mail header"]
    assert "seen this" in document.text[slice(*above.span)]
    assert document.text[above.span[1] :].strip() == STORY


def test_a_forwarded_article_in_quotation_marks() -> None:
    quoted = "\n".join(f"> {line}" for line in (FORWARDS[3] + STORY).split("\n"))
    ((document,), _) = read(mail(f"Begin forwarded message:\n\n{quoted}\n"))
    assert document.text.endswith(f"\n{STORY}\n")
    assert document.published == WEDNESDAY


def test_a_forwarded_mail_that_does_not_say_when_has_no_date() -> None:
    ((document,), _) = read(mail(subject="WG: Ferries sail again"))
    assert (document.title, document.published) == ("Ferries sail again", None)


def test_a_signature_is_furniture() -> None:
    ((document,), _) = read(mail(f"{STORY}\n\n-- \nA. Reader\nHarbour Road 1\n"))
    (item,) = document.furniture
    assert document.text[slice(*item.span)].split("\n")[1:] == ["A. Reader", "Harbour Road 1"]


def test_attached_articles() -> None:
    message = mail("Two for tomorrow, see below.")
    message.add_attachment(PAGE.encode(), maintype="application", subtype="octet-stream", filename="page.bin")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(mail(f"{STORY} No. 2."))
    message.add_attachment(b"PK\x05\x06" + bytes(100), maintype="application", subtype="zip", filename="x\u202e.zip")
    documents, problems = read(message)
    assert [d.path for d in documents] == ["a.eml#1", "a.eml#2"]
    assert documents[0].title == "Ferries sail"
    assert documents[0].published is None  # the mail's date is not the page's
    assert documents[1].published == WEDNESDAY
    assert [(p.where.partition(" ")[0], p.note) for p in problems] == [("a.eml", True), ("a.eml#3", False)]
    assert all(str(problem).isprintable() for problem in problems)


def test_a_body_beside_attachments() -> None:
    message = mail()
    message.add_attachment(STORY.encode(), maintype="text", subtype="plain", filename="copy.txt")
    documents, _ = read(message)
    assert [d.path for d in documents] == ["a.eml", "a.eml#1"]
    assert documents[0].id == f"d{documents[0].sha256[:12]}"


def test_a_mail_folder() -> None:
    one, two = mail().as_bytes(), mail(f"{STORY}\n\n>From then on they sailed.").as_bytes()
    for end in (b"\n", b"\r\n"):
        folder = b"\n".join(b"From a@example.org Wed Mar 13 09:30:00 2024\n" + data + b"\n" for data in (one, two))
        documents, problems = read_documents(folder.replace(b"\n", end), "mail.mbox")
        assert [d.path for d in documents] == ["mail.mbox#1", "mail.mbox#2"]
        assert documents[1].text.endswith("\nFrom then on they sailed.\n")
        assert {d.published for d in documents} == {WEDNESDAY}
        assert problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "From the harbour of 2024\nSubject: ferries",
        "Subject: ferries\nTo: whom it concerns\n\nThey sailed.",
        "From: here\n\nThey sailed.",
        "Note: They sailed.\n",
    ],
)
def test_what_only_looks_like_mail_is_text(text: str) -> None:
    ((document,), _) = read(text.encode())
    assert document.text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"From: a\nSubject: b\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nabc\n--x--\n", "encrypted"),
        (b"From: a\nSubject: b\nContent-Type: application/pkcs7-mime\n\nMIAG\n", "encrypted"),
        (b"From: a\nSubject: b\n\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n", "encrypted"),
        (b"From: a\nSubject: b\n\n \n", "without text"),
        (b"From: a\nSubject: b\nContent-Type: text/plain;" + b";" * 90_000 + b"\n\nHello\n", "too many parts"),
        (b"From: a\nSubject: b\n\n" + b"boundary=x\n" * 500_000, "too many parts"),
    ],
)
def test_what_is_refused(data: bytes, words: str) -> None:
    begun = time.process_time()
    with pytest.raises(SourceError, match=words) as refused:
        read(data)
    assert refused.value.hint
    assert time.process_time() - begun < 5


def test_long_mails_take_no_longer_than_they_are_long() -> None:
    begun = time.process_time()
    read(b"From: a\nSubject: " + b"=?utf-8?q?x?= " * 6_000 + b"\nTo: " + b"b, " * 1_000 + b"\n\nHello you\n")
    read(b"From: a\nSubject: b\n\n" + b"From: x\nDate: y\nSubject: z\n\nHello\n" * 20_000)
    read(b"From: a\nSubject: b\n\nHello\n\n" + b"From \n\n" * 100_000)
    assert time.process_time() - begun < 10


@given(
    st.binary(max_size=300),
    st.sampled_from(
        [b"text/plain; charset=x", b"text/html", b'multipart/mixed; boundary="b"', b"message/rfc822", b"\xff"]
    ),
    st.sampled_from([b"base64", b"quoted-printable", b"x-uuencode", b"8bit"]),
    st.booleans(),
)
def test_any_bytes(body: bytes, kind: bytes, cte: bytes, parted: bool) -> None:
    body = b"--b\n\n" + body.replace(b"\xff", b"\n--b\n") if parted else body
    data = b"From: a\nSubject: =?x?q?y?=\nContent-Type: %s\nContent-Transfer-Encoding: %s\n\n%s" % (kind, cte, body)
    for whole in (data, b"From a 09:30 2024\n" + data, body):
        try:
            documents, problems = read(whole)
        except SourceError:
            continue
        assert documents or not all(problem.note for problem in problems)
        for document in documents:
            document.text.encode("utf-8")
            assert all(0 <= f.span[0] < f.span[1] <= len(document.text) for f in document.furniture)


def test_a_briefing_of_a_mail_folder_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    with (tmp_path / "in" / "week.mbox").open("wb") as stream:
        for n in (1, 2):
            story = STORY if n == 1 else "The harbour of Oban will be closed on 20 March 2024.\n\nCranes come, it said."
            stream.write(b"From x Wed Mar 13 09:30:00 2024\n" + mail(story, f"Story {n}").as_bytes() + b"\n")
    assert main(["build", "in", "-o", "out", "--quiet"]) == 0
    pdf, timeline = tmp_path / "out" / "in.pdf", tmp_path / "out" / "in.timeline.yaml"
    assert "in/week.mbox" not in timeline.read_text()
    assert "week.mbox#2" in timeline.read_text()
    made = pdf.read_bytes()
    assert main(["render", str(timeline), "--sources", "in", "-o", "again.pdf", "--quiet"]) == 0
    assert (tmp_path / "again.pdf").stat().st_size == len(made)
    assert main(["verify", str(pdf), "--sources", "in", "--quiet"]) == 0
