"""What holds for every door by which data comes in, whatever the format.

A dry run changes nothing; each reject tells its file, line, reason and way out, and can be mended and brought in again;
twice is once; one undo takes a whole import back.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.formats.test_program_profiles import FILES
from tests.store.books import dump

Crm = Callable[..., Any]
LETTER = "From: Bo <bo@x.example>\nTo: ana@x.example\nSubject: {subject}\n{more}\n\nHello\n"
DATED = "Date: Mon, 23 Nov 2026 09:30 +0100\nMessage-ID: <{id}@x.example>"


class Door(NamedTuple):
    """A file of one good and one bad row, or several; what mends the bad one."""

    name: str
    content: str | dict[str, str]
    bad: str
    """What the reason of the reject begins with."""
    mend: tuple[str, str] = ("", "")
    command: tuple[str, ...] = ("import",)
    words: tuple[str, ...] = ()
    good: int = 1
    mended: int = 1


def _with_nobody(program: str) -> Door:
    """The export of a program with one row more, in which only a cell of no use is filled."""
    header, row = FILES[program].splitlines()
    titles = header.split(",")
    cell = {"salesforce": "Mailing City", "outlook": "Home City", "icloud": "City (home)", "thunderbird": "Home City"}
    title = cell.get(program) or {"hubspot": "City", "pipedrive": "Person - Owner", "mailchimp": "NOTES"}[program]
    bare = ",".join("XX" if one == title else "" for one in titles)
    email = next(at for at, one in enumerate(titles) if "email" in one.lower().replace("-", ""))
    mended = ",".join("XX" if one == title else "b@b.example" if at == email else "" for at, one in enumerate(titles))
    return Door(f"{program}.csv", f"{header}\n{row}\n{bare}\n", "There is no name", (bare, mended))


DOORS = {
    "csv": Door("a.csv", "Name;City\nBea;Vigo\n;León\n", "There is no name", (",León", "Zoe,León")),
    "monica": Door(
        "m.csv", "Firstname,Lastname,Email,Phone\nBono,Hewson,,,,\n,,,,,\n\"x\n", "A quotation mark",
        ('"x', "Zoe,Hart"),
    ),
    **{program: _with_nobody(program) for program in FILES},
    "jsonl": Door("a.jsonl", '{"name":"Bea"}\n{"name":}\n', "This is not JSON", ('"name":}', '"name":"Zoe"}')),
    "ldif": Door(
        "a.ldif", "dn: cn=Bea\ncn: Bea\nmail: b@x.example\n\ncn: Zoe\nmail: z@x.example\n",
        "The entry does not begin", ("\ncn: Zoe", "\ndn: cn=Zoe\ncn: Zoe"),
    ),
    "vcf": Door(
        "a.vcf", "BEGIN:VCARD\nFN:Bea\nEND:VCARD\nBEGIN:VCARD\nNICKNAME:\nROLE:x\nEND:VCARD\n", "There is no name",
        ("ROLE:x", "ROLE:x\nFN:Zoe"),
    ),
    "vdir": Door(
        "cards", {"a.vcf": "BEGIN:VCARD\nFN:Bea\nEND:VCARD\n", "b.vcf": "BEGIN:VCARD\nFN:Zoe\n"}, "The card is not",
    ),
    "mbox": Door(
        "a.mbox",
        "".join(
            f"From - Mon Nov 23 09:30:00 2026\n{LETTER.format(subject=subject, more=more)}\n"
            for subject, more in (("good", DATED.format(id=1)), ("bad", "X-A: b"))
        ),
        "Nothing says when", ("X-A: b", DATED.format(id=2)), ("import", "mail"), ("--add-unknown",),
    ),
    "maildir": Door(
        "Mail",
        {
            "cur/1": LETTER.format(subject="good", more=DATED.format(id=1)),
            "new/2": LETTER.format(subject="bad", more="X-A: b"),
        },
        "Nothing says when", ("X-A: b", DATED.format(id=2)), ("import", "mail"), ("--add-unknown",),
    ),
    "eml": Door(
        "mails",
        {"1.eml": LETTER.format(subject="good", more=DATED.format(id=1)), "2.eml": "Hello\nFrom here on\n"},
        "It is no e-mail", ("Hello", LETTER.format(subject="bad", more=DATED.format(id=2))), ("import", "mail"),
        ("--add-unknown",),
    ),
    "deals": Door(
        "d.csv", "title,stage,amount,contact\nLogo,proposal,10,Ana\nBook,Legal,20,Ana\n", "There is no stage",
        ("Legal", "lead"), ("import", "deals"),
    ),
    "sales": Door(
        "s.csv", "number,date,client,total\nS1,2026-09-01,Ana,10.50\nS2,2026-09-01,,9.50\n", "Who bought is missing",
        ("2026-09-01,,", "2026-09-01,Ana,"), ("import", "sales"),
    ),
    "invoices": Door(
        "i.csv", "number,date,customer,total\nF1,2026-09-01,Ana,10.50\nF2,2026-09-01,Zoe,9.50\n", "Zoe is not in the",
        ("Zoe", "Ana"), ("import", "invoices"),
    ),
    "payments": Door(
        "p.csv", "id,date,customer,amount\nP1,2026-09-01,Ana,10.50\nP2,2026-09-01,Ana,0.00\n", "A payment is of more",
        ("0.00", "5.50"), ("import", "payments"), ("--credit",),
    ),
    "agenda": Door(
        "a.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:good\nDTSTART:20261201T090000\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2\nSUMMARY:bad\nDTSTART:20261301T090000\nEND:VEVENT\nEND:VCALENDAR\n",
        "DTSTART is no day or time", ("DTSTART:20261301", "DTSTART:20261203"), ("import", "agenda"),
    ),
    "costs": Door(
        "c.csv", "date,amount,purpose\n2026-09-01,10.50,overhead\n2026-09-01,9.50,fun\n", "fun is no purpose",
        ("fun", "overhead"), ("cost", "import"),
    ),
    "answers": Door(
        "s.csv", "date,email,score\n2026-09-01,ana@own.example,9\n2026-09-01,ana@own.example,99\n",
        "99 is no answer to NPS", (",99", ",7"), ("survey", "import"), ("--kind", "nps"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DOORS)
def test_a_door(name: str, crm: Crm, tmp_path: Path, home: Path) -> None:
    door, book = DOORS[name], home / "crm.db"
    path = put(tmp_path / door.name, door.content)
    crm("contact", "add", "Ana", "--email", "ana@own.example")
    before = dump(book)

    dry = crm(*door.command, path, *door.words, "--dry-run")
    assert (dry.code, dump(book) == before) == (7, True), dry
    assert_tells(door, dry.err)

    rejects = tmp_path / f"rejects{path.suffix}"
    ran = crm(*door.command, path, *door.words, "--rejects", rejects)
    assert ran.code == 7, ran
    assert_tells(door, ran.err)
    assert "`crm undo` takes the import back." in ran.out
    after = dump(book)

    told = json.loads(crm(*door.command, path, *door.words, "--json").out)
    assert (told["created"], told["updated"], told["rejected"], dump(book) == after) == (0, 0, 1, True), told
    (reject,) = told["rejects"]
    assert (reject["message"].startswith(door.bad), bool(reject["hint"]), reject["line"] > 0) == (True, True, True)

    if door.mend[0]:
        text = rejects.read_text(encoding="utf-8")
        assert door.mend[0] in text
        rejects.write_text(text.replace(*door.mend, 1), encoding="utf-8")
    for created in (1, 0):
        mended = json.loads(crm(*door.command, rejects, *door.words, "--json").out)
        assert (mended["created"], mended["rejected"]) == (created, 0), mended
    crm("undo")
    assert dump(book) == after
    crm("undo")
    assert dump(book) == before


def assert_tells(door: Door, said: str) -> None:
    """The reject's file and line, the reason, and the way out after it."""
    (line,) = [line for line in said.splitlines() if "is rejected" in line]
    file, at, reason = line.partition(", is rejected: ")[0].partition(", line ")[0], line, line.partition(": ")[2]
    assert file in (door.name, *(Path(one).name for one in (door.content if isinstance(door.content, dict) else ())))
    assert ", line " in at
    assert reason.startswith(door.bad)
    assert len(reason.split(". ", 1)[-1]) > 5, "the way out"


def put(path: Path, content: str | dict[str, str]) -> Path:
    """A file, or a folder of them."""
    for name, text in (content if isinstance(content, dict) else {"": content}).items():
        file = path / name if name else path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path
