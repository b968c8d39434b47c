"""Exports of CRMs and mail programs: their own names of columns are known, and what they count is left out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Crm = Callable[..., Any]
FILES = {
    "pipedrive": (
        "Person - ID,Person - Name,Person - Label,Person - Organization,Person - Organization ID,Person - Email - Work,"
        "Person - Email - Home,Person - Phone - Mobile,Person - Open deals,Person - Owner,Person - Person created\n"
        "1,Ana García,Customer,Loom SL,7,ana@x.example,ana@home.example,600 555 001,2,Bo,2024-01-02 10:00:00\n"
    ),
    "salesforce": (
        "First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,Mailing State/Province,"
        "Mailing Zip/Postal Code,Mailing Country,Phone,Mobile,Email,Account Owner,Lead Source,Contact ID,Birthdate\n"
        "Ana,García,CEO,Loom SL,Calle Mayor 1,Cádiz,Andalucía,01001,Spain,910 000 001,600 555 001,ana@x.example,Bo,Web,"
        "003x1,12/28/1969\n"
    ),
    "mailchimp": (
        "Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CC,REGION,"
        "LEID,EUID,NOTES,TAGS\n"
        'ana@x.example,Ana,García,"Calle Mayor 1  Cádiz",600 555 001,12/28,2,2024-01-02 10:00:00,192.0.2.1,ES,CA,1,'
        'abc,Likes tea,"""client"",""vip"""\n'
    ),
    "hubspot": (
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Primary Associated Company ID,Create Date,"
        "Lifecycle Stage,Associated Company,Mobile Phone Number,Job Title,City\n"
        "51,Ana,García,ana@x.example,910 000 001,Bo,77,2024-01-02 10:00,Lead,Loom SL,600 555 001,CEO,Cádiz\n"
    ),
    "icloud": (
        "Name Prefix,First Name,Last Name,Nickname,Company,Department,Job Title,Phone (mobile),"
        "Phone (iPhone),Phone (work),"
        "Home Fax,Email (home),Email (work),URL (homepage),Street (home),City (home),State (home),"
        "ZIP (home),Country (home),"
        "Birthday,Notes,Groups\n"
        "Dr.,Ana,García,Anita,Loom SL,Sales,CEO,600 555 001,600 555 002,910 000 001,910 000 009,"
        "ana@x.example,a@loom.example,"
        "https://ana.example,Calle Mayor 1,Cádiz,Andalucía,01001,Spain,12/28/1969,Likes tea,Family;Choir\n"
    ),
    "thunderbird": (
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,"
        "Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,"
        "Home ZipCode,Home Country,"
        "Work Address,Work Address 2,Work City,Work State,Work ZipCode,Work Country,Job Title,Department,Organization,"
        "Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Notes\n"
        "Ana,García,Ana García,Anita,ana@x.example,a@home.example,anagarcia,910 000 001,910 000 002,"
        "910 000 009,910 000 008,"
        "600 555 001,Calle Mayor 1,2º B,Cádiz,Andalucía,01001,Spain,Calle Menor 2,,Sevilla,"
        "Andalucía,41001,Spain,CEO,Sales,"
        "Loom SL,https://loom.example,https://ana.example,1969,12,28,Likes tea\n"
    ),
    "outlook": (
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,"
        "Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Business Fax,Business Phone,"
        "Home Phone,Mobile Phone,Birthday,Categories,E-mail Address,E-mail 2 Address,Notes,Web Page\n"
        "Dr.,Ana,,García,,Loom SL,Sales,CEO,Calle Mayor 1,Cádiz,Andalucía,01001,Spain,Calle Menor 2,"
        "Sevilla,910 000 009,"
        "910 000 001,910 000 002,600 555 001,12/28/1969,client;vip,ana@x.example,a@home.example,Likes tea,"
        "https://loom.example\n"
    ),
}
EXPECTED: dict[str, dict[str, object]] = {
    "pipedrive": {"organisation": "Loom SL", "owner": "Bo", "tags": ["Customer"], "external_id": "pipedrive:1"},
    "salesforce": {
        "organisation": "Loom SL", "job_title": "CEO", "source": "Web", "birthday": "1969-12-28", "owner": "Bo",
        "external_id": "salesforce:003x1",
    },
    "mailchimp": {
        "birthday": "--12-28", "tags": ["client", "vip"], "note": "Likes tea", "external_id": "mailchimp:abc",
    },
    "icloud": {
        "organisation": "Loom SL", "department": "Sales", "job_title": "CEO", "birthday": "1969-12-28",
        "note": "Likes tea", "tags": ["Choir", "Family"], "nickname": "Anita", "prefix": "Dr.",
    },
    "thunderbird": {
        "organisation": "Loom SL", "department": "Sales", "job_title": "CEO", "birthday": "1969-12-28",
        "note": "Likes tea", "nickname": "Anita",
    },
    "outlook": {
        "organisation": "Loom SL", "department": "Sales", "job_title": "CEO", "birthday": "1969-12-28",
        "note": "Likes tea", "tags": ["client", "vip"], "prefix": "Dr.",
    },
    "hubspot": {"organisation": "Loom SL", "lifecycle": "lead", "owner": "Bo", "external_id": "hubspot:51"},
}  # fmt: skip


@pytest.mark.parametrize("program", FILES)
def test_an_export_is_known_and_read_whole(program: str, crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text(FILES[program], encoding="utf-8")
    ran = crm("import", path)
    assert (ran.code, "left out" in ran.err, "This is an export of" in ran.err) == (0, False, True), ran.err
    ana = json.loads(crm("contact", "show", "ana@x.example", "--json").out)
    assert (ana["given"], ana["family"]) == ("Ana", "García")
    assert {key: ana[key] for key in EXPECTED[program]} == EXPECTED[program]
    assert ana["fields"] == {}
    assert "600 555 001" in [point["value"] for point in ana["phones"]]
    assert "1 unchanged" in crm("import", path).out
    if program == "salesforce":
        (address,) = ana["addresses"]
        assert (address["street"], address["region"], address["postal_code"]) == ("Calle Mayor 1", "Andalucía", "01001")


@pytest.mark.parametrize(
    ("program", "companies", "people"),
    [
        (
            "hubspot",
            "Record ID,Company name,City\n77,Loom SL,Cádiz\n78,Loom SL,Sevilla\n",
            "Record ID,First Name,Last Name,Email,Primary Associated Company ID\n77,Ana,García,ana@x.example,78\n",
        ),
        (
            "pipedrive",
            "Organization - ID,Organization - Name\n77,Loom SL\n78,Loom SL\n",
            "Person - ID,Person - Name,Person - Email - Work,Person - Organization ID\n77,Ana,ana@x.example,78\n",
        ),
        (
            "salesforce",
            "Account ID,Account Name,Phone\n77,Loom SL,910 000 001\n78,Loom SL,910 000 002\n",
            "Contact ID,First Name,Last Name,Email,Account Name,Account ID\n77,Ana,García,ana@x.example,Loom SL,78\n",
        ),
    ],
)
def test_companies_are_linked_by_their_ids(program: str, companies: str, people: str, crm: Crm, tmp_path: Path) -> None:
    for name, text in (("companies", companies), ("people", people)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    first = crm("import", tmp_path / "people.csv")
    assert (first.code, "Company 78 is not here yet" in first.err) == (0, program != "salesforce"), first
    crm("undo")
    assert crm("import", tmp_path / "companies.csv").code == 0
    found = json.loads(crm("company", "list", "--json").out)
    ids = {one["external_id"]: one["id"] for one in found}
    assert ids.keys() == {f"{program}:company:77", f"{program}:company:78"}
    assert crm("import", tmp_path / "people.csv").code == 0
    ana = json.loads(crm("contact", "show", "ana@x.example", "--json").out)
    assert (ana["organisation_id"], ana["external_id"]) == (ids[f"{program}:company:78"], f"{program}:77")
    for name in ("companies", "people", "companies"):
        ran = crm("import", tmp_path / f"{name}.csv")
        assert "0 created, 0 updated" in ran.out, ran


def test_an_audience_of_mailchimp_tells_who_left_and_who_joined(crm: Crm, tmp_path: Path) -> None:
    subscribed = "Email Address,First Name,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,EUID"
    files = {
        "subscribed": subscribed + "\n"
        "ana@x.example,Ana,2024-01-02 10:00:00,192.0.2.1,2024-01-03 11:00:00,192.0.2.1,a\n"
        "bo@x.example,Bo,2024-01-02 10:00:00,,2024-01-02 10:00:00,,b\n"
        "cy@x.example,Cy,soon,192.0.2.1,,,c\n",
        "unsubscribed": subscribed + ",UNSUB_TIME,UNSUB_REASON\n"
        "ana@x.example,Ana,2024-01-02 10:00:00,192.0.2.1,2024-01-03 11:00:00,192.0.2.1,a,2025-06-01 09:00:00,No more\n"
        "bo@x.example,Bo,2024-01-02 10:00:00,192.0.2.1,,,b,yesterday,\n",
        "cleaned": subscribed + ",CLEAN_TIME\ncy@x.example,Cy,,,,,c,2025-07-01 09:00:00\n",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")

    def told(who: str) -> list[tuple[str, ...]]:
        entries = json.loads(crm("consent", "history", who, "--json").out)
        return [(one["date"], one["purpose"], one["channel"], one["action"], one["source"]) for one in entries]

    crm("import", tmp_path / "subscribed.csv")
    assert told("Ana") == [("2024-01-03", "newsletter", "email", "granted", "Mailchimp")]
    assert (told("Bo"), told("Cy")) == ([], [])
    assert "consents" in crm("import", tmp_path / "unsubscribed.csv", "--dry-run", "--json").out
    before = {who: told(who) for who in ("Ana", "Bo", "Cy")}
    for name in ("unsubscribed", "cleaned"):
        assert crm("import", tmp_path / f"{name}.csv").code == 0
    assert {(when, action) for when, _purpose, _channel, action, _source in told("Ana")} == {
        ("2024-01-03", "granted"), ("2025-06-01", "withdrawn"),
    }  # fmt: skip
    assert {line[:1] + line[3:] for line in told("Bo")} == {("2026-11-22", "withdrawn", "Mailchimp")}
    assert len(told("Cy")) == 4
    assert crm("contact", "list", "consent:any").out == ""
    after = {who: told(who) for who in before}
    for name in ("subscribed", "unsubscribed", "cleaned"):
        assert "0 updated" in crm("import", tmp_path / f"{name}.csv").out
    assert {who: told(who) for who in before} == after
    crm("undo")
    crm("undo")
    assert {who: told(who) for who in before} == before


@pytest.mark.parametrize(
    ("program", "column", "value", "channel"),
    [
        ("salesforce", "Email Opt Out", "1", "email"),
        ("salesforce", "Do Not Call", "true", "phone"),
        ("hubspot", "Unsubscribed from all email", "Yes", "email"),
        ("pipedrive", "Person - Marketing status", "Unsubscribed", "email"),
    ],
)
def test_a_no_of_other_programs_is_taken_once(
    program: str, column: str, value: str, channel: str, crm: Crm, tmp_path: Path
) -> None:
    header, row, *_more = FILES[program].splitlines()
    path = tmp_path / "contacts.csv"
    path.write_text(f"{header},{column}\n{row},{value}\n", encoding="utf-8")
    assert crm("import", path).code == 0
    told = json.loads(crm("consent", "status", "ana@x.example", "--json").out)
    assert {(one["channel"], one["state"], one["since"]) for one in told} == {(channel, "withdrawn", "2026-11-22")}
    assert (len(told), "1 unchanged" in crm("import", path).out) == (4, True)
    path.write_text(f"{header},{column}\n{row},No\n", encoding="utf-8")
    assert "1 unchanged" in crm("import", path).out


def test_labels_and_addresses_of_programs_for_mail_and_people(crm: Crm, tmp_path: Path) -> None:
    for program in ("icloud", "thunderbird", "outlook"):
        (tmp_path / f"{program}.csv").write_text(FILES[program], encoding="utf-8")
        home = {"CRM_HOME": str(tmp_path / program)}
        assert crm("import", tmp_path / f"{program}.csv", **home).code == 0
        ana = json.loads(crm("contact", "show", "ana@x.example", "--json", **home).out)
        phones = {(point["label"], point["value"]) for point in ana["phones"]}
        assert {("mobile", "600 555 001"), ("work", "910 000 001")} <= phones, program
        assert ("home fax" if program == "icloud" else "fax", "910 000 009") in phones, program
        assert len(ana["emails"]) == 2
        (main, *_other) = ana["addresses"]
        assert (main["label"], main["street"], main["city"]) in (
            ("home", "Calle Mayor 1", "Cádiz"), ("work", "Calle Mayor 1", "Cádiz"),
        )  # fmt: skip
        assert main["postal_code"] == "01001"


def test_whoever_is_at_one_company_is_moved_to_its_namesake_that_the_file_names(crm: Crm, tmp_path: Path) -> None:
    companies, people = tmp_path / "companies.csv", tmp_path / "people.csv"
    companies.write_text("Record ID,Company name,City\n77,Loom SL,Cádiz\n78,Loom SL,Sevilla\n", encoding="utf-8")
    crm("import", companies)
    head = "Record ID,First Name,Last Name,Email,Primary Associated Company ID\n"

    def firm_of_ana(company: int) -> str:
        people.write_text(f"{head}5,Ana,García,ana@x.example,{company}\n", encoding="utf-8")
        crm("import", people)
        number = json.loads(crm("contact", "show", "ana@x.example", "--json").out)["organisation_id"]
        city: str = json.loads(crm("contact", "show", str(number), "--json").out)["addresses"][0]["city"]
        return city

    assert [firm_of_ana(company) for company in (77, 78, 77)] == ["Cádiz", "Sevilla", "Cádiz"]
    assert "1 unchanged" in crm("import", people).out
    people.write_text(f"{head}5,Ana,García,ana@x.example,78\n", encoding="utf-8")
    assert crm("import", people, "--dry-run").out == "2\tupdate\tAna García\torganisation\n"
