"""E-mails: what is read of them, what is new in them, and that nothing in them can do harm."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.formats import mbox, message, quoting

HEAD = (
    b"From: Ana <ana@x.example>\nTo: me@y.example\nDate: Mon, 05 Jan 2026 10:00:00 +0100\nMessage-ID: <1@x.example>\n"
)


def test_who_wrote_to_whom_when_and_about_what() -> None:
    read = message.read(
        b'From: =?utf-8?q?Ana_Garc=C3=ADa?= <Ana@X.example>\nTo: <me@y.example>, "Bo, B." <bo@y.example>\n'
        b"Cc: x@y.example\nDate: Mon, 05 Jan 2026 10:00:00 +0100\nSubject: =?iso-8859-1?q?caf=E9?=\n\nHello\n"
    )
    assert read.sender == message.Address("ana@x.example", "Ana García")
    assert [address.email for address in read.to] == ["me@y.example", "bo@y.example", "x@y.example"]
    assert read.at is not None
    assert (read.at.isoformat(), read.subject, read.text) == ("2026-01-05T09:00:00+00:00", "café", "Hello")
    assert read.id.startswith("sha256-")


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Yes.\n\nOn Mon, 5 Jan 2026, Ana wrote:\n> Shall we?\n", "Yes."),
        ("Sí.\n\nEl lun, 5 ene 2026 a las 10:00, Ana García\n(<ana@x.example>) escribió:\n> ¿Quedamos?\n", "Sí."),
        ("Ja.\n\nAm 05.01.2026 um 10:00 schrieb Ana:\n> Und?\n", "Ja."),
        ("> One?\nYes.\n> Two?\nNo.\n", "Yes.\nNo."),
        ("On Monday Ana wrote:\n> One?\nYes.\n", "Yes."),
        ("Fine.\n\n-----Original Message-----\nFrom: Ana\n", "Fine."),
        ("Fine.\n\n________________\nDe: Ana\nEnviado: lunes\nPara: Bo\nAsunto: x\n\nold\n", "Fine."),
        ("Fine.\n\nFrom: Ana\nSent: Monday\nTo: Bo\n\nold", "Fine."),
        ("Text\n-- \nAna García\n+34", "Text"),
        ("On the whole I agree:\nlet us go on.", "On the whole I agree:\nlet us go on."),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_new(text: str, new: str) -> None:
    assert quoting.new_text(text) == new


def test_html_tells_where_links_lead_and_runs_nothing() -> None:
    html = (
        '<style>p{}</style><p>Hi <b>you</b></p><script>alert(1)</script><a href="https://evil.example/x">bank.example</a>'
        '<a href="javascript:1">x</a><blockquote>old</blockquote>'
    )
    assert quoting.text_of_html(html) == "Hi you\nbank.example <https://evil.example/x>x"


def test_attachments_are_named_without_their_folders() -> None:
    read = message.read(
        HEAD + b"Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nHi\n--B\n"
        b'Content-Type: application/pdf\nContent-Disposition: attachment; filename="../../etc/passwd"\n\nx\n--B--\n'
    )
    assert (read.text, read.attachments) == ("Hi", ("passwd",))


@pytest.mark.parametrize(
    "sender",
    [b'"boss@company.example" <eve@evil.example>', b"boss@company.example <eve@evil.example>"],
)
def test_a_name_that_looks_like_an_address_is_a_name(sender: bytes) -> None:
    read = message.read(b"From: " + sender + b"\nSubject: x\n\n")
    assert read.sender is None or read.sender.email == "eve@evil.example"


@pytest.mark.parametrize("sender", [b"a@x.example)b@y.example", b"a@x.example@y.example", b"<a@x.example", b"a"])
def test_an_address_in_doubt_is_none(sender: bytes) -> None:
    read = message.read(b"From: " + sender + b"\nSubject: x\n\n")
    assert read.sender is None or (sender.startswith(b"<") and read.sender.email == "a@x.example")


@pytest.mark.parametrize(
    "header", [b"List-Id: <x>", b"Precedence: bulk", b"Auto-Submitted: auto-replied", b"Return-Path: <>"]
)
def test_what_machines_send_is_told(header: bytes) -> None:
    assert message.read(HEAD + header + b"\n\nHi").is_automatic
    assert not message.read(HEAD + b"Auto-Submitted: no\n\nHi").is_automatic


def test_enormous_headers_are_cut() -> None:
    many = b"To: " + b", ".join(b"a%d@x.example" % number for number in range(200_000))
    read = message.read(HEAD + many + b"\nSubject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nHi")
    assert (len(read.to) <= message.MOST_ADDRESSES, len(read.subject) <= 500, read.text) == (True, True, "Hi")


def test_nested_parts_end_somewhere() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (number, number) for number in range(3000)
    )
    with suppress(Invalid):
        message.read(HEAD + deep + b"Content-Type: text/plain\n\nHi")


@given(st.binary(max_size=400))
def test_any_bytes_are_a_message_or_none(data: bytes) -> None:
    for start in (b"", HEAD, HEAD + b"Content-Type: multipart/mixed; boundary=B\n\n--B\n"):
        with suppress(Invalid):
            message.read(start + data)


def test_a_mailbox_is_cut_where_messages_begin() -> None:
    box = (
        b"From a Mon Jan  5 10:00:00 2026\nSubject: one\n\nFrom here on\n\nFrom me to you\n>From x\n\n"
        b"From b Mon Jan  5 10:00:00 2026\r\nSubject: two\r\n\r\nx\r\n"
    )
    assert mbox.is_mbox(box)
    letters = list(mbox.letters(io.BytesIO(box)))
    assert [letter.line for letter in letters] == [1, 9]
    assert letters[0].data == b"Subject: one\n\nFrom here on\n\nFrom me to you\nFrom x\n\n"
    assert not mbox.is_mbox(b"From: ana\n\nFrom x\n")
    assert list(mbox.letters(io.BytesIO(b"nothing"))) == []


def test_real_messages_of_other_programs_are_read(corpora: Path) -> None:
    read = 0
    for path in sorted((*(corpora / "mail" / "cpython").glob("*.txt"), *(corpora / "mail" / "flanker").glob("*.eml"))):
        with suppress(Invalid):
            message.read(path.read_bytes())
            read += 1
    assert read > 80


def test_the_mailbox_of_mimekit(corpora: Path) -> None:
    with (corpora / "mail" / "mimekit" / "issue1189.mbox.txt").open("rb") as stream:
        read = [message.read(letter.data) for letter in mbox.letters(stream)]
    assert [one.subject for one in read] == [f"Message {number}" for number in range(1, 5)]
    assert {one.sender.email for one in read if one.sender} == {"sender@example.com"}
    assert [len(one.attachments) for one in read] == [0, 1, 0, 0]
