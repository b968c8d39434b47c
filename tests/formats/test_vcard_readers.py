"""Cards as other programs read them: vobject, khard and ical.js see what was written."""

import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.formats.vcard import mapping
from crmcli.formats.vcard.reader import cards as read_cards
from crmcli.formats.vcard.writer import written

Crm = Callable[..., Any]

REPOSITORY = Path(__file__).parents[2]
NOTE = "Con Íñigo Núñez, S.L.; oferta №3 🚀\nand a second line that is long enough to be folded: 田中太郎 ñandú \\o/"
ANA = Contact(
    uid="9e107d9d-372b-4b8a-8a8a-000000000001",
    name="Dra. Ana García López",
    prefix="Dra.",
    given="Ana",
    family="García López",
    nickname="Anita",
    organisation="Telares, S.L.",
    department="Ventas",
    job_title="Jefa; y más",
    birthday="1980-03-22",
    note=NOTE,
    emails=(Point("ana@x.example", "work", "ana@x.example", preferred=True), Point("a@y.example", "summer house")),
    phones=(Point("+34 600 111 222", "mobile"), Point("+34 910 000 000", "home fax")),
    urls=(Point("https://x.example/?a=1,2;3", "work"),),
    handles=(Point("ana", "telegram"),),
    addresses=(Address("home", "Calle Mayor 1\n2º B", "", "", "Alcalá, Madrid", "", "28001", "España"),),
    tags=("vip", "cliente; nuevo"),
    properties="PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=\nX-SPOUSE:Luis\nitem7.X-ABDATE:2001-01-01\nitem7.X-ABLabel:Boda",
    updated_at="2026-11-22T09:30:00Z",
)
FIRM = Contact(uid="firm-1", kind="organisation", name="Telares, S.L.", department="x")
BARE = Contact(uid="bare-1", name="ana@x.example", given="ana@x.example", birthday="--02-29")
ALL = (ANA, FIRM, BARE)


@pytest.mark.parametrize("known", ALL, ids=lambda known: known.uid)
def test_vobject_reads_version_3(known: Contact) -> None:
    vobject = pytest.importorskip("vobject", reason="vobject is not installed: pip install vobject")
    (card,) = vobject.readComponents(written(known, "3.0"))
    assert card.fn.value == known.name
    assert (card.n.value.family, card.n.value.given) == (known.family, known.given)
    assert card.uid.value == known.uid
    assert [line.value for line in card.contents.get("email", ())] == [point.value for point in known.emails]
    assert [line.value for line in card.contents.get("tel", ())] == [point.value for point in known.phones]
    assert [line.value for line in card.contents.get("note", ())] == [known.note] * bool(known.note)
    for address, line in zip(known.addresses, card.contents.get("adr", ()), strict=True):
        assert (line.value.street, line.value.city) == (address.street, address.city)
    if known.tags:
        assert card.categories.value == list(known.tags)
        assert card.org.value == [known.organisation, known.department]
        assert card.photo.value == b"\x89PNG\r\n\x1a\n"
        assert card.title.value == known.job_title
    assert card.serialize()


@pytest.fixture
def sample(crm: Crm, tmp_path: Path) -> Callable[..., list[str]]:
    """The cards of the sample business, with some of people with hostile names."""
    there = ("--db", tmp_path / "demo.db")
    crm("demo", "--path", tmp_path / "demo.db")
    for name, note in (
        ("D'Ávila; Ño, \\n 田中 🚀", "one\ntwo;three,four\\five" + " long" * 60),
        ("END:VCARD", "BEGIN:VCARD\nFN:x\nEND:VCARD"),
    ):  # fmt: skip
        crm(*there, "contact", "add", "--note", note, "-e", f"x{len(name)}@x.example", "-t", "a;b", "--", name)
    return lambda version: re.findall(
        r"^BEGIN:VCARD\r\n.*?^END:VCARD\r\n",
        crm(*there, "export", "contacts", "is:all", "--vcard-version", version, "--format", "vcard").out,
        re.DOTALL | re.MULTILINE,
    )


def test_vobject_reads_a_whole_export(sample: Callable[..., list[str]]) -> None:
    vobject = pytest.importorskip("vobject", reason="vobject is not installed: pip install vobject")
    cards = sample("3.0")
    assert len(cards) > 60
    for text in cards:
        known = mapping.draft(next(iter(read_cards(io.BytesIO(text.encode()))))).contact
        card = vobject.readOne(text)
        assert (card.fn.value, card.uid.value) == (known.name, known.uid)
        assert [line.value for line in card.contents.get("email", ())] == [point.value for point in known.emails]
        assert [line.value for line in card.contents.get("tel", ())] == [point.value for point in known.phones]
        assert [line.value for line in card.contents.get("note", ())] == ([known.note] if known.note else [])
        assert [list(line.value) for line in card.contents.get("categories", ())] == (
            [[*known.tags]] if known.tags else []
        )


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_ical_js_reads_a_whole_export(sample: Callable[..., list[str]], tmp_path: Path, version: str) -> None:
    cards = sample(version)
    path = tmp_path / "all.vcf"
    path.write_text("".join(cards), encoding="utf-8", newline="")
    found = by_ical_js(path)
    assert len(found) == len(cards)
    for (_name, lines, _parts), text in zip(found, cards, strict=True):
        known = mapping.draft(next(iter(read_cards(io.BytesIO(text.encode()))))).contact
        told = {name: values for name, _params, _type, *values in lines}
        assert (told["fn"], told["uid"]) == ([known.name], [known.uid])
        assert told.get("note", [""]) == [known.note]
        emails = [values[0] for name, _params, _type, *values in lines if name == "email"]
        assert emails == [point.value for point in known.emails]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_ical_js_reads_both_versions(tmp_path: Path, version: str) -> None:
    path = tmp_path / "ana.vcf"
    path.write_text(written(ANA, version), encoding="utf-8", newline="")
    (card,) = by_ical_js(path)
    by_name: dict[str, list[Any]] = {}
    for name, params, _type, *values in card[1]:
        by_name.setdefault(name, []).append((params, values))
    assert by_name["fn"][0][1] == [ANA.name]
    assert by_name["n"][0][1][0][:2] == ["García López", "Ana"]
    assert by_name["note"][0][1] == [NOTE]
    assert [values[0] for _, values in by_name["email"]] == [point.value for point in ANA.emails]
    assert by_name["categories"][0][1] == list(ANA.tags)


def by_ical_js(path: Path) -> list[Any]:
    """The cards of a file as ical.js parses them: jCard."""
    modules = Path(os.environ.get("CRM_NODE_MODULES", REPOSITORY / "node_modules"))
    if shutil.which("node") is None or not (modules / "ical.js").is_dir():
        pytest.skip(f"ical.js is not in {modules}: npm install ical.js, or set CRM_NODE_MODULES")
    script = (
        "const I = require('ical.js').default || require('ical.js');"
        "const all = I.parse(require('fs').readFileSync(process.argv[1], 'utf8'));"
        "console.log(JSON.stringify(typeof all[0] === 'string' ? [all] : all))"
    )
    ran = subprocess.run(
        ["node", "-e", script, str(path)],
        env={**os.environ, "NODE_PATH": str(modules)},
        capture_output=True,
        check=True,
    )
    found: list[Any] = json.loads(ran.stdout)
    return found


class Khard:
    """khard on a folder of cards."""

    def __init__(self, folder: Path) -> None:
        self.program = shutil.which("khard")
        if self.program is None:
            pytest.skip("khard is not installed: pip install khard")
        self.config = folder.parent / "khard.conf"
        self.config.write_text(
            f"[addressbooks]\n[[c]]\npath = {folder}\n"
            "[general]\ndefault_action = list\neditor = vi\nmerge_editor = vi\n",
            encoding="utf-8",
        )

    def __call__(self, *words: str) -> str:
        run = [str(self.program), "-c", str(self.config), *words]
        ran = subprocess.run(run, capture_output=True, text=True, check=True, env={**os.environ, "LANG": "C.UTF-8"})
        assert "error" not in ran.stderr.lower()
        return ran.stdout


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_khard_shows_and_finds_them(tmp_path: Path, version: str) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    for known in ALL:
        (folder / f"{known.uid}.vcf").write_text(written(known, version), encoding="utf-8", newline="")
    khard = Khard(folder)
    assert khard("list").count("\n") >= 4
    shown = khard("show", "García")
    for text in ("Ana García López", "ana@x.example", "+34 600 111 222", "Calle Mayor 1", "Telares, S.L.", "vip"):
        assert text in shown
    assert "ana@x.example" in khard("email", "--parsable", "García")


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_khard_lists_a_whole_book(sample: Callable[..., list[str]], crm: Crm, tmp_path: Path, version: str) -> None:
    cards = sample(version)
    folder = tmp_path / "cards"
    folder.mkdir()
    there = ("--db", tmp_path / "demo.db")
    assert crm(*there, "contacts", "sync", "--vdir", folder, "--vcard-version", version).code == 0
    khard = Khard(folder)
    uids = {line.partition("\t")[0] for line in khard("list", "--parsable").splitlines()}
    assert uids == {one["uid"] for one in json.loads(crm(*there, "export", "contacts", "--format", "json").out)}
    assert len(uids) <= len(cards)
    listed = khard("email", "--parsable", "--remove-first-line")
    for one in json.loads(crm(*there, "export", "contacts", "--format", "json").out):
        assert all(point["value"] in listed for point in one["emails"])
