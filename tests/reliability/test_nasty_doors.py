"""Cards, mail, calendars, archives and address books of the nasty battery through their commands: C1 to C11."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.battery import corpus, count, files, measure, meets_contract
from tests.reliability.faults import ask, book_of, dangers, needs, on_terminal

Crm = Callable[..., Any]
CARDS = {
    **dict.fromkeys(["01", "03", "05", "07", "09", "17", "19", "21", "23", "27", "29", "31"], (1, 0)),
    "11": (0, 1),
    "13": (3, 0),
    "25": (3, 0),
    "33": (0, 1),
}
"""Contacts and rejects that a file of vcf/ gives, by its number."""
MAILS = {
    **dict.fromkeys(["eml/01", "eml/03", "eml/07", "eml/09", "eml/13", "eml/17"], 1),
    **dict.fromkeys(["eml/05", "eml/11", "eml/15", "mbox/05", "mbox/07"], 0),
    "mbox/01": 2,
}
"""Interactions that a file gives, by its folder and number."""
CALENDARS = {
    **dict.fromkeys(["01", "03", "05", "09", "13", "17"], (1, 0)), "07": (3, 0), "11": (2, 3), "15": (0, 1),
}  # fmt: skip
"""Tasks and rejects that a file of ics/ gives, by its number."""
CONTROLS = {"vcf/01_ok.vcf", "eml/01_ok.eml", "mbox/01_ok.mbox", "ics/01_ok.ics"}
LDIF = {
    "ok": b"dn: cn=Ana\ncn: Ana\nmail: ana@x.example\n",
    "controls": b"dn: cn=a\ncn:: QQobWzJKAG4=\nmail: a@x.example\ndescription:: G1szMW0=\n",
    "bidi": "dn: cn=a\ncn: An\u202egnp\nmail: a@x.example\n".encode(),
    "canary": b"dn: cn=a\ncn: A\nmail: a@x.example\njpegPhoto:< file:///etc/passwd\nuserPassword: CANARY-1\n",
    "line": b"dn: cn=a\ncn: " + b"a" * 40_000_000 + b"\n\ndn: cn=b\ncn: Good\nmail: g@x.example\n",
    "folds": b"dn: cn=a\nmail: g@x.example\ncn: G"
    + b"\n a" * 2_000_000
    + b"\n\ndn: cn=b\ncn: Good\nmail: g@x.example\n",
    "values": b"dn: cn=a\n" + b"mail: a@x.example\n" * 50_000 + b"\ndn: cn=b\ncn: Good\nmail: g@x.example\n",
    "members": b"dn: cn=l\nobjectclass: groupOfNames\ncn: L\n" + b"member: cn=a\n" * 900 + b"\ndn: cn=a\ncn: A\n",
    "change": b"dn: cn=a\nchangetype: delete\n\ndn: cn=b\ncn: Good\nmail: g@x.example\n",
    "truncated": b"dn: cn=a\ncn: A\nmail:: YUB4L",
}
REJECTED = ("line", "folds", "values", "change")


def test_the_controls_are_there(corpora: Path) -> None:
    assert {*files("vcf", "eml", "mbox", "ics")} >= CONTROLS


@pytest.mark.parametrize("name", files("vcf"))
def test_cards(environ: dict[str, str], crm: Crm, cwd: Path, name: str) -> None:
    needs("import")
    file = corpus() / name
    expected = CARDS.get(Path(name).name[:2])
    dry = measure(environ, "import", "--dry-run", file, cwd=cwd)
    meets_contract(dry, environ, cwd, codes=(0, 5, 7))
    assert count(environ) == 0
    ran = measure(environ, "import", file, cwd=cwd)
    meets_contract(ran, environ, cwd, codes=(0,) if name in CONTROLS else (0, 5, 7))
    people = count(environ)
    if expected is not None:
        assert (people, f"{expected[1]} rejected".encode() in ran.out) == (expected[0], True), ran
    again = measure(environ, "import", file, cwd=cwd)
    meets_contract(again, environ, cwd, codes=(ran.code,))
    assert count(environ) == people, "C11"
    for words in (["import", file], ["contact", "list"], ["contact", "show", "1"]):
        assert dangers(on_terminal(environ, *words).out) == [], "C4 on a terminal"
    if people:
        for shape in ("vcard", "markdown", "csv"):
            assert crm("export", "contacts", "is:all", "--format", shape).code == 0
        assert measure(environ, "export", "contacts", "is:all", "--format", "xlsx", cwd=cwd).out.startswith(b"PK")


@pytest.mark.parametrize("name", files("eml", "mbox"))
def test_mail(environ: dict[str, str], cwd: Path, name: str) -> None:
    needs("import mail")
    file = corpus() / name
    expected = MAILS.get(name.partition("_")[0])
    dry = measure(environ, "import", "mail", "--add-unknown", "--dry-run", file, cwd=cwd)
    meets_contract(dry, environ, cwd, codes=(0, 5, 7))
    ran = measure(environ, "import", "mail", "--add-unknown", file, cwd=cwd)
    meets_contract(ran, environ, cwd, codes=(0,) if name in CONTROLS else (0, 5, 7))
    before = told(environ)
    if expected is not None:
        assert len(before) == expected, ran
    again = measure(environ, "import", "mail", "--add-unknown", file, cwd=cwd)
    meets_contract(again, environ, cwd, codes=(ran.code,))
    assert told(environ) == before, "C11"
    for words in (["import", "mail", file], ["log", "list"], ["contact", "list"], ["log", "show", "1"]):
        assert dangers(on_terminal(environ, *words).out) == [], "C4 on a terminal"
    assert not any("\r" in text or "\n" in subject for subject, text in before)


@pytest.mark.parametrize("name", files("ics"))
def test_calendars(environ: dict[str, str], cwd: Path, name: str) -> None:
    needs("import agenda")
    file = corpus() / name
    expected = CALENDARS.get(Path(name).name[:2])
    dry = measure(environ, "import", "agenda", "--dry-run", file, cwd=cwd)
    meets_contract(dry, environ, cwd, codes=(0, 5, 7))
    ran = measure(environ, "import", "agenda", file, cwd=cwd)
    meets_contract(ran, environ, cwd, codes=(0,) if name in CONTROLS else (0, 5, 7))
    before = tasks(environ)
    if expected is not None:
        assert (len(before), f"{expected[1]} rejected".encode() in ran.out) == (expected[0], True), ran
    again = measure(environ, "import", "agenda", file, cwd=cwd)
    meets_contract(again, environ, cwd, codes=(ran.code,))
    assert tasks(environ) == before, "C11"
    for words in (["agenda", "month"], ["agenda"], ["today"], ["task", "list", "status:any"]):
        meets_contract(measure(environ, *words, cwd=cwd), environ, cwd, codes=(0,))
        assert dangers(on_terminal(environ, *words).out) == [], "C4 on a terminal"
    assert measure(environ, "agenda", "export", "-", cwd=cwd).code == 0


def tasks(environ: dict[str, str]) -> list[tuple[str, ...]]:
    """Every task."""
    book = book_of(environ)
    return ask(book, "SELECT uid, title, due, recurrence, status FROM task ORDER BY id") if book.exists() else []


@pytest.mark.parametrize("name", files("zip"))
def test_archives(environ: dict[str, str], cwd: Path, name: str) -> None:
    for words in (["restore"], ["import"], ["import", "mail"]):
        ran = measure(environ, *words, corpus() / name, cwd=cwd)
        meets_contract(ran, environ, cwd, codes=(1, 5))
        assert count(environ) == 0


def test_an_archive_that_leads_elsewhere_is_refused(environ: dict[str, str], cwd: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "slip.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", '{"format":"crmcli export","version":1,"schema":2,"files":{},"numbers":{}}')
        packed.writestr("../../tmp/pwned", "x")
        packed.writestr("records/contact.jsonl", b"0" * 100_000_000)
    (tmp_path / "cards.vcf.gz").write_bytes(gzip.compress(b"BEGIN:VCARD" * 10))
    for command, file in (("restore", "slip.zip"), ("import", "cards.vcf.gz")):
        meets_contract(measure(environ, command, tmp_path / file, cwd=cwd), environ, cwd, codes=(1, 5))
    assert count(environ) == 0


@pytest.mark.parametrize("name", LDIF)
def test_address_books_in_ldif(environ: dict[str, str], cwd: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"{name}.ldif"
    file.write_bytes(LDIF[name])
    dry = measure(environ, "import", "--dry-run", file, cwd=cwd)
    meets_contract(dry, environ, cwd, codes=(0, 7))
    for _time in range(2):
        ran = measure(environ, "import", "--keep-unknown", file, cwd=cwd)
        meets_contract(ran, environ, cwd, codes=(7,) if name in REJECTED else (0,))
        assert count(environ) == 1, "C10, C11"
    for words in (["import", file], ["contact", "list"], ["contact", "show", "1"]):
        assert dangers(on_terminal(environ, *words).out) == [], "C4 on a terminal"


def told(environ: dict[str, str]) -> list[tuple[str, str]]:
    """Subject and text of every interaction."""
    book = book_of(environ)
    return ask(book, "SELECT subject, text FROM interaction ORDER BY id") if book.exists() else []


@pytest.fixture
def cwd(tmp_path: Path) -> Path:
    folder = tmp_path / "cwd"
    folder.mkdir()
    return folder
