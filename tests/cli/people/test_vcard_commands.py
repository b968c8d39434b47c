"""Cards through the commands: in from files, folders and standard input, out as files, text and codes."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from crmcli.formats.vcard import mapping
from crmcli.formats.vcard.reader import cards

Crm = Callable[..., Any]
ANA = """BEGIN:VCARD
VERSION:3.0
UID:ana-1
N:García;Ana;;;
FN:Ana García
ORG:Telares SL;Ventas
TITLE:Jefa
EMAIL;TYPE=WORK:ana@x.example
TEL;TYPE=CELL,VIDEO:+34 600 111 222
CATEGORIES:vip,prensa
PHOTO;VALUE=uri:https://x.example/ana.png
RELATED;TYPE=friend:urn:uuid:1
X-SPOUSE:Luis
END:VCARD
"""
BRUNO = "BEGIN:VCARD\nVERSION:4.0\nFN:Bruno Díaz\nBDAY:--0229\nEND:VCARD\n"
CUT = "BEGIN:VCARD\nVERSION:3.0\nFN:Cut Off\n"
PEOPLE = {
    "01": 1, "03": 1, "05": 1, "07": 1, "09": 1, "11": 0, "13": 3, "17": 1, "19": 1, "21": 1, "23": 1, "25": 3, "27": 1,
    "29": 1, "31": 1, "33": 0,
}  # fmt: skip
"""Contacts that each hostile file gives, by its number."""


def report(crm: Crm, *words: object, **more: Any) -> dict[str, Any]:
    ran = crm("import", *words, "--json", **more)
    told: dict[str, Any] = json.loads(ran.out)
    assert ran.code == (0 if not told["rejected"] else 7 if told["rejected"] < told["rows"] else 5)
    return told


def people(crm: Crm, *query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(crm("contact", "list", *query, "--sort", "id", "--json").out)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.vcf"
    path.write_text(ANA + BRUNO, encoding="utf-8")
    return path


def test_a_file_comes_in_once_and_can_be_taken_back(crm: Crm, file: Path) -> None:
    told = report(crm, file)
    assert (told["format"], told["created"], told["organisations"]) == ("vcard", 2, 1)
    firm, ana, bruno = people(crm)
    assert (ana["uid"], ana["name"], ana["job_title"], ana["department"]) == ("ana-1", "Ana García", "Jefa", "Ventas")
    assert (ana["organisation"], firm["kind"]) == ("Telares SL", "organisation")
    assert ana["tags"] == ["prensa", "vip"]
    assert bruno["birthday"] == "--02-29"
    again = report(crm, file)
    assert (again["created"], again["updated"], again["unchanged"], again["change_set"]) == (0, 0, 2, None)
    assert crm("undo").code == 0
    assert people(crm) == []


def test_a_dry_run_changes_nothing(crm: Crm, file: Path) -> None:
    ran = crm("import", file, "--dry-run")
    assert [line.split("\t")[1] for line in ran.lines] == ["create", "create"]
    assert people(crm) == []


def test_what_was_kept_comes_out_again(crm: Crm, file: Path) -> None:
    report(crm, file)
    text = crm("contact", "card", "ana garcia").out.replace("\r\n ", "").replace("\r\n", "\n")
    wanted = set(ANA.split("\n")) - {"CATEGORIES:vip,prensa"}
    assert wanted <= set(text.split("\n"))
    assert "CATEGORIES:prensa,vip" in text
    crm("contact", "set", "ana@x.example", "phone=work=+34 600 999 999")
    text = crm("contact", "card", "ana garcia").out
    assert "VIDEO" not in text
    assert "X-SPOUSE:Luis" in text


def test_an_update_unites_and_erases_nothing(crm: Crm, file: Path, tmp_path: Path) -> None:
    report(crm, file)
    newer = tmp_path / "newer.vcf"
    newer.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nUID:ana-1\nFN:Ana García\nX-SPOUSE:Pedro\nX-PET:Tom\nEND:VCARD\n", "utf-8"
    )
    told = report(crm, newer)
    assert told["updated"] == 1
    text = crm("contact", "card", "ana garcia").out
    assert "X-SPOUSE:Pedro" in text
    assert "X-SPOUSE:Luis" not in text
    assert "X-PET:Tom" in text
    assert "RELATED;TYPE=friend" in text
    assert "ana@x.example" in text
    assert report(crm, newer)["unchanged"] == 1


def test_a_folder_comes_in_and_its_files_are_named(crm: Crm, tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    (folder / "inner").mkdir(parents=True)
    wide = BRUNO.encode("utf-16")
    texts = {"a.vcf": ANA, "b.vcf": CUT, "c.VCF": BRUNO, "note.txt": "x", ".e.vcf": ANA, "inner/f.vcf": ANA}
    for name, text in {**{name: text.encode() for name, text in texts.items()}, "d.vcf": wide}.items():
        (folder / name).write_bytes(text)
    told = report(crm, folder)
    assert (told["created"], told["rejected"], told["duplicates"]) == (2, 1, 1)
    assert [(each["file"], each["line"]) for each in told["rejects"]] == [("b.vcf", 1)]
    rows = [line.split("\t")[:3] for line in crm("import", folder, "--dry-run").lines]
    assert rows[:2] == [["a.vcf", "1", "unchanged"], ["b.vcf", "1", "reject"]]
    ran = crm("import", folder)
    assert "b.vcf, line 1, is rejected: The card is not closed" in ran.err
    assert crm("import", tmp_path / "home").code == 3
    assert crm("import", folder, "--format", "csv").code == 2


def test_standard_input_and_a_told_format(crm: Crm) -> None:
    assert report(crm, "-", stdin=ANA)["created"] == 1
    assert report(crm, "-", "--format", "vcard", stdin="\n\n" + BRUNO)["created"] == 1
    assert report(crm, "-", "--encoding", "iso-8859-2", stdin="BEGIN:VCARD\nFN:Łódź\nEND:VCARD\n".encode("iso-8859-2"))
    assert "Łódź" in [person["name"] for person in people(crm)]


def test_rejected_cards_can_be_mended_and_brought_in(crm: Crm, tmp_path: Path) -> None:
    crm("contact", "add", "Eva", "--email", "e@x.example", "--force")
    crm("contact", "add", "Eva", "--email", "e@x.example", "--force")
    text = ANA + "BEGIN:VCARD\nVERSION:2.1\nN;QUOTED-PRINTABLE:Eva=20=\nLuz\nEMAIL:e@x.example\nEND:VCARD\n" + CUT
    path, rejects = tmp_path / "x.vcf", tmp_path / "rejects.vcf"
    path.write_text(text, encoding="utf-8")
    told = report(crm, path, "--rejects", rejects)
    assert (told["created"], told["rejected"]) == (1, 2)
    kept = cards_of(rejects.read_text(encoding="utf-8"))
    assert [card.properties[0].name for card in kept] == ["X-CRMCLI-REJECTED"] * 2
    assert "belongs to 2 contacts" in kept[0].properties[0].text
    assert mapping.draft(kept[0]).contact.family == "Eva Luz"
    assert mapping.draft(kept[0]).contact.properties == ""
    assert mapping.draft(kept[1]).contact.name == "Cut Off"
    rejects.write_bytes(rejects.read_bytes().replace(b"e@x.example", b"eva@x.example"))
    assert report(crm, rejects)["created"] == 2


def test_an_export_comes_in_again_as_it_was(crm: Crm, tmp_path: Path) -> None:
    crm(
        "contact", "add", "Ana García", "-e", "work=ana@x.example", "--field", "size=42", "--cadence", "3w", "-t", "vip"
    )
    crm("contact", "add", "Bruno Díaz", "-p", "600111222", "--company", "Telares", "--referred-by", "Ana García")
    crm("contact", "set", "1", "note=one\ntwo; three, four")
    for version in ("3.0", "4.0"):
        out = tmp_path / f"all-{version}.vcf"
        assert crm("export", "contacts", "-o", out, "--vcard-version", version).code == 0
        assert f"VERSION:{version}" in out.read_text(encoding="utf-8")
        assert report(crm, out)["unchanged"] == 3
        there = crm("--db", tmp_path / f"{version}.db", "init").code
        assert there == 0
        told = json.loads(crm("--db", tmp_path / f"{version}.db", "import", out, "--json").out)
        assert told["created"] == 3
        found = json.loads(crm("--db", tmp_path / f"{version}.db", "contact", "list", "--json").out)
        for was, now in zip(sorted(people(crm), key=lambda p: p["name"]), found, strict=True):
            for own in ("id", "created_at", "updated_at", "version", "organisation_id", "referred_by"):
                was.pop(own, None)
                now.pop(own, None)
            assert now == was


def test_an_export_takes_a_query_and_words_in_either_order(crm: Crm, file: Path) -> None:
    report(crm, file)
    assert crm("export", "--format", "vcard", "tag:vip").out.count("BEGIN:VCARD") == 1
    assert crm("export", "contacts", "--format", "vcf").out.count("BEGIN:VCARD") == 3
    assert crm("export", "contcats").code == 2
    assert crm("export", "contacts", "--format", "csv", "--vcard-version", "4.0").code == 2
    assert crm("export", "contacts", "--vcard-version", "2.1").code == 2
    assert crm("export", "tasks", "--format", "vcard").code == 2


def test_a_code_is_drawn(crm: Crm, file: Path) -> None:
    pytest.importorskip("segno", reason="segno is not installed: pip install segno")
    report(crm, file)
    ran = crm("contact", "card", "ana", "--qr")
    widths = {len(line) for line in ran.lines}
    assert len(widths) == 1
    assert widths.pop() <= 80
    assert set("".join(ran.lines)) <= set("█▀▄ ")
    assert crm("contact", "card", "nobody").code == 3
    assert crm("company", "card", "telares", "--qr").code == 0


def test_hostile_names_stay_in_their_card(crm: Crm) -> None:
    for name in ("[red]x[/red]", "x\x1b]0;evil\x07", "a\u202eb", "x;y,z\\"):
        number = crm("contact", "add", "--", name).out.split("\t")[0]
        ran = crm("contact", "card", number)
        assert len(list(cards_of(ran.out))) == 1


def cards_of(text: str) -> list[Any]:
    return list(cards(BytesIO(text.encode())))


def test_the_nasty_battery(crm: Crm, corpora: Path, tmp_path: Path) -> None:
    for path in sorted((corpora / "nasty" / "vcf").glob("*.vcf")):
        book = ("--db", tmp_path / f"{path.stem}.db")
        crm(*book, "init")
        ran = crm(*book, "import", path, "--json")
        told = json.loads(ran.out)
        assert told["created"] == PEOPLE[path.name[:2]], path.name
        assert ran.code == (5 if not told["created"] else 0), path.name
        again = json.loads(crm(*book, "import", path, "--json").out)
        assert (again["created"], again["updated"]) == (0, 0), path.name
        out = crm(*book, "export", "--format", "vcard").out
        if told["created"]:
            assert json.loads(crm(*book, "import", "-", "--json", stdin=out).out)["created"] == 0, path.name


def test_every_card_of_the_corpora_comes_in_and_goes_round(crm: Crm, corpora: Path, tmp_path: Path) -> None:
    for path in sorted((corpora / "vcard").glob("*/*.vcf")):
        book = ("--db", tmp_path / f"{path.parent.name}-{path.stem}.db")
        crm(*book, "init")
        first = json.loads(crm(*book, "import", path, "--json").out)
        again = json.loads(crm(*book, "import", path, "--json").out)
        assert (again["created"], again["updated"], again["change_set"]) == (0, 0, None), path.name
        assert again["rejected"] == first["rejected"]


def test_signs_that_deceive_are_told(crm: Crm) -> None:
    names = ("Ann\u202etxt", "Аnn Example", "Zoë Núñez", "Анна Каренина", "زهرا\u200cسادات")
    text = "".join(f"BEGIN:VCARD\nFN:{name}\nEND:VCARD\n" for name in names)
    told = report(crm, "-", stdin=text)
    assert [(each["line"], each["message"]) for each in told["warnings"]] == [
        (1, "The name has signs that may deceive: U+202E."),
        (4, "The name has signs that may deceive: U+0410."),
    ]
    assert told["created"] == 5
