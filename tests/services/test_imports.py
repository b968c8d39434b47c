"""Imports as a whole: what they do twice, in any order, with anything in the cells."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.rules.people import contacts as rules
from crmcli.core.rules.people import imported
from crmcli.formats import cards
from crmcli.services.importing import contacts as importing
from crmcli.services.importing.contacts import Report
from crmcli.services.importing.options import Options
from crmcli.services.people import adding
from crmcli.services.system import exports
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts as reads
from tests.thorough import examples

COLUMNS = ["Name", "Email", "Email 2", "Phone", "Company", "Job", "Birthday", "Tags", "Notes", "City", "Id"]
CELLS = (
    st.sampled_from(["", "Ana", "Ana García", "ANA GARCIA", "Bea", "Acme"]),
    st.sampled_from(["", "", "a@x.example", "A@x.example", "b@x.example"]),
    st.sampled_from(["", "", "", "a@x.example", "c@x.example"]),
    st.sampled_from(["", "", "600111222", "+34 600 111 222", "600333444"]),
    st.sampled_from(["", "", "Acme", "ACME", "Beta"]),
    st.sampled_from(["", "Boss", "Clerk"]),
    st.sampled_from(["", "1985-12-10", "--12-10"]),
    st.sampled_from(["", "vip", "vip;press"]),
    st.sampled_from(["", "one", "two", "one\ntwo"]),
    st.sampled_from(["", "Madrid", "Cádiz"]),
    st.sampled_from(["", "", "", "1", "2"]),
)
ROWS = st.lists(st.tuples(*CELLS).filter(lambda row: any(row[:5])), max_size=7)


@pytest.fixture
def crm(workspace: Workspace) -> Workspace:
    return workspace


def sheet(rows: Sequence[Sequence[str]], columns: Sequence[str] = COLUMNS) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows([columns, *rows])
    return made.getvalue().encode()


def bring(crm: Workspace, data: bytes, options: Options = Options()) -> Report:  # noqa: B008 - it is frozen
    return importing.bring_in(crm, "-", io.BytesIO(data), options)


def fresh(folder: str) -> Workspace:
    home = Path(folder) / "home"
    return Workspace(
        {"CRM_HOME": str(home), "CRM_NOW": "2026-11-22T09:30", "CRM_ZONE": "Europe/Madrid", "CRM_COUNTRY": "ES"}
    )


@settings(max_examples=examples(150), derandomize=True)
@given(ROWS)
def test_the_same_file_twice_changes_nothing(rows: list[tuple[str, ...]]) -> None:
    with TemporaryDirectory() as folder:
        crm = fresh(folder)
        first = bring(crm, sheet(rows))
        before = everybody(crm)
        again = bring(crm, sheet(rows))
        if not first.rejected:  # a row that was refused may fit when the rows after it are there
            assert (again.created, again.updated, again.rejected, again.change_set) == (0, 0, 0, None)
            assert everybody(crm) == before
        crm.close()


def everybody(crm: Workspace) -> list[Contact]:
    crm.close()
    return reads.by_ids(crm.db, range(1, 100))


ANYTHING = st.lists(
    st.tuples(*(st.text(max_size=12) | cell for cell in CELLS)) | st.tuples(*CELLS),
    max_size=4,
)


@given(ANYTHING)
def test_what_a_reader_made_needs_little_more_checking(rows: list[tuple[str, ...]]) -> None:
    padding = ["Ana", *[""] * 7, "so that the file is text " * 100, "", ""]
    assert_settled(sheet([*rows, padding]))


@pytest.mark.parametrize("folder", ["google", "linkedin", "outlook", "thunderbird", "monica", "nasty"])
def test_real_files_need_little_more_checking_too(corpora: Path, folder: str) -> None:
    for path in sorted((corpora / "csv" / folder).glob("*.csv")):
        assert_settled(path.read_bytes())


def assert_settled(data: bytes) -> None:
    """Assert that the short check of what a reader made gives the same as the whole one."""
    stream = io.BytesIO(data)
    read = cards.open_sheet(stream, date_order="dmy", country="ES", keep_unknown=True)
    for draft in cards.drafts(stream, read):
        if not draft.errors and draft.contact.birthday <= "2026-11-22":
            settled = rules.settled(draft.contact, country="ES", today=date(2026, 11, 22))
            assert imported.completed(draft.contact) == settled


@settings(max_examples=examples(100))
@given(st.data())
def test_an_export_comes_back_the_same(data: st.DataObject) -> None:
    with TemporaryDirectory() as here, TemporaryDirectory() as there:
        one, other = fresh(here), fresh(there)
        with one.writing("test") as unit:
            stored = [
                unit.save(adding.prepared(one, unit, draft)) for draft in data.draw(st.lists(contacts(), max_size=5))
            ]
            for person in reads.by_ids(unit.db, stored):
                referrer = data.draw(st.sampled_from([None, *stored]))
                unit.save(person._replace(referred_by=referrer if referrer != person.id else None))
        exported = export(one)
        report = bring(other, exported)
        assert report.rejected == 0
        assert export(other) == exported
        assert bring(other, exported).change_set is None
        assert bring(one, exported).change_set is None
        one.close()
        other.close()


def export(crm: Workspace) -> bytes:
    crm.close()
    with exports.contacts(crm, "is:all", "csv") as made:
        return "".join(made.lines).encode()


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=15)
LABEL = st.sampled_from(["", "work", "home", "my own"])


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """Contacts that `contact add` would take."""
    label = st.sampled_from(["", "work", "Blog"])
    emails = st.builds(Point, st.emails(), LABEL, st.just(""), st.booleans())
    phones = st.builds(Point, st.from_regex(r"\+34 6[0-9]{8}", fullmatch=True), LABEL, st.just(""), st.booleans())
    urls = st.builds(Point, st.just("https://x.example/a"), label)
    handles = st.builds(Point, st.sampled_from(["ana", "@ana"]), st.sampled_from(["mastodon", "x"]))
    addresses = st.builds(Address, label, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)
    names = st.sampled_from(["size", "shoe size", "Año"])
    return Contact(
        kind=draw(st.sampled_from(["person", "person", "organisation"])),
        name=draw(st.sampled_from(["Ana", "=cmd()", "'Bea", "-1", "+34", "Núñez, Ana", "x"])) + draw(TEXT),
        given=draw(TEXT),
        nickname=draw(TEXT),
        organisation=draw(st.sampled_from(["", "", "Acme", "Beta; Co", "=Gamma"])),
        job_title=draw(TEXT),
        birthday=draw(st.sampled_from(["", "--02-29", "1985-12-10"])),
        lifecycle=draw(st.sampled_from(["", "lead", "customer"])),
        cadence=draw(st.sampled_from(["", "3w"])),
        note=draw(st.text(st.characters(blacklist_categories=["Cs"]))),
        language=draw(TEXT),
        emails=tuple(draw(st.lists(emails, max_size=2))),
        phones=tuple(draw(st.lists(phones, max_size=2))),
        urls=tuple(draw(st.lists(urls, max_size=1))),
        handles=tuple(draw(st.lists(handles, max_size=2))),
        addresses=tuple(draw(st.lists(addresses, max_size=2))),
        tags=tuple(draw(st.lists(st.sampled_from(["vip", "a;b", "back\\slash", "Ñu"]), max_size=3))),
        fields=tuple(draw(st.dictionaries(names, TEXT, max_size=2)).items()),
    )
