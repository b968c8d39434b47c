"""Cards as other programs read them: vobject, khard and ical.js see what was written."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.formats.vcard.writer import written

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


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_ical_js_reads_both_versions(tmp_path: Path, version: str) -> None:
    modules = Path(os.environ.get("CRM_NODE_MODULES", REPOSITORY / "node_modules"))
    if shutil.which("node") is None or not (modules / "ical.js").is_dir():
        pytest.skip(f"ical.js is not in {modules}: npm install ical.js, or set CRM_NODE_MODULES")
    path = tmp_path / "ana.vcf"
    path.write_text(written(ANA, version), encoding="utf-8", newline="")
    script = (
        "const I = require('ical.js').default || require('ical.js');"
        "console.log(JSON.stringify(I.parse(require('fs').readFileSync(process.argv[1], 'utf8'))))"
    )
    ran = subprocess.run(
        ["node", "-e", script, str(path)],
        env={**os.environ, "NODE_PATH": str(modules)},
        capture_output=True,
        check=True,
    )
    card: list[Any] = json.loads(ran.stdout)
    by_name: dict[str, list[Any]] = {}
    for name, params, _type, *values in card[1]:
        by_name.setdefault(name, []).append((params, values))
    assert by_name["fn"][0][1] == [ANA.name]
    assert by_name["n"][0][1][0][:2] == ["García López", "Ana"]
    assert by_name["note"][0][1] == [NOTE]
    assert [values[0] for _, values in by_name["email"]] == [point.value for point in ANA.emails]
    assert by_name["categories"][0][1] == list(ANA.tags)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_khard_shows_and_finds_them(tmp_path: Path, version: str) -> None:
    pytest.importorskip("khard", reason="khard is not installed: pip install khard")
    folder = tmp_path / "cards"
    folder.mkdir()
    for known in ALL:
        (folder / f"{known.uid}.vcf").write_text(written(known, version), encoding="utf-8", newline="")
    config = tmp_path / "khard.conf"
    config.write_text(
        f"[addressbooks]\n[[c]]\npath = {folder}\n[general]\ndefault_action = list\neditor = vi\nmerge_editor = vi\n",
        encoding="utf-8",
    )

    def khard(*words: str) -> str:
        run = [sys.executable, "-m", "khard", "-c", str(config), *words]
        ran = subprocess.run(run, capture_output=True, text=True, check=True, env={**os.environ, "LANG": "C.UTF-8"})
        assert "error" not in ran.stderr.lower()
        return ran.stdout

    assert khard("list").count("\n") >= 4
    shown = khard("show", "García")
    for text in ("Ana García López", "ana@x.example", "+34 600 111 222", "Calle Mayor 1", "Telares, S.L.", "vip"):
        assert text in shown
    assert "ana@x.example" in khard("email", "--parsable", "García")
