"""Who a row is, and what somebody becomes by it."""

from collections.abc import Mapping, Sequence

import pytest

from crmcli.core.errors import Refused
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.rules.people.matching import Known, identify, is_renamed
from crmcli.core.rules.people.merging import merged


def mail(*addresses: str) -> tuple[Point, ...]:
    return tuple(Point(address, normal=address.lower()) for address in addresses)


def phone(*numbers: str) -> tuple[Point, ...]:
    return tuple(Point(number, normal=number) for number in numbers)


ANA = Known(1, "uid-1", "person", "Ana García", "Telares", "google:7", has_emails=True, is_reachable=True)
BEA = Known(2, "uid-2", "person", "Bea Ruiz", "", "", has_emails=True, is_reachable=True)
BARE = Known(3, "uid-3", "person", "Carla", "", "")
TELARES = Known(4, "uid-4", "organisation", "Telares")
BOOK = {
    ("uid", "uid-1"): [ANA],
    ("external_id", "google:7"): [ANA],
    ("email", "ana@x.example"): [ANA],
    ("email", "both@x.example"): [ANA, BEA],
    ("email", "bea@x.example"): [BEA],
    ("phone", "34600"): [ANA, BEA],
    ("name", "ana garcia"): [ANA],
    ("name", "bea ruiz"): [BEA],
    ("name", "carla"): [BARE],
    ("name", "telares"): [TELARES],
}


def found(
    row: Contact, book: Mapping[tuple[str, str], Sequence[Known]] | None = None, *, new: bool = True
) -> int | None:
    known = identify(row, lambda kind, key: (book or BOOK).get((kind, key), []), lambda _: not new)
    return known.id if known else None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Contact(name="Somebody", uid="uid-1"), 1),
        (Contact(name="Somebody", external_id="google:7"), 1),
        (Contact(name="Somebody", emails=mail("ANA@x.example")), 1),
        (Contact(name="Ana Garcia", emails=mail("new@x.example"), phones=phone("34600")), 1),
        (Contact(name="Another", phones=phone("34600")), None),
        (Contact(name="ANA GARCÍA", organisation="telares"), 1),
        (Contact(name="Ana García", organisation="Acme"), None),
        (Contact(name="Carla"), 3),
        (Contact(name="Carla", emails=mail("c@x.example")), None),
        (Contact(name="Bea Ruiz", phones=phone("999")), None),
        (Contact(name="Telares", kind="organisation"), 4),
        (Contact(name="Telares"), None),
        (Contact(name="both", emails=mail("both@x.example", "bea@x.example")), 2),
        (Contact(name="Bea Ruiz", emails=mail("both@x.example")), 2),
    ],
)
def test_keys_are_tried_in_their_order(row: Contact, expected: int | None) -> None:
    assert found(row) == expected


@pytest.mark.parametrize(
    "row",
    [
        Contact(name="x", emails=mail("ana@x.example", "bea@x.example")),
        Contact(name="x", external_id="google:7", emails=mail("bea@x.example")),
        Contact(name="x", uid="uid-1", emails=mail("bea@x.example")),
        Contact(name="x", emails=mail("both@x.example")),
    ],
)
def test_keys_that_point_at_two_people_are_refused(row: Contact) -> None:
    with pytest.raises(Refused) as refused:
        found(row)
    assert "1" in str(refused.value)
    assert "2" in str(refused.value)


def test_two_of_one_name_are_no_obstacle_to_a_row_that_says_nothing_new() -> None:
    twins = {("name", "ana"): [ANA._replace(name="Ana", organisation=""), BEA._replace(name="Ana")]}
    with pytest.raises(Refused):
        found(Contact(name="Ana"), twins)
    assert found(Contact(name="Ana"), twins, new=False) == 1


def test_a_row_with_only_a_name_is_rather_somebody_with_only_a_name() -> None:
    assert found(Contact(name="Carla"), {("name", "carla"): [BEA._replace(name="Carla"), BARE]}) == 3


def test_two_rows_of_one_file_with_their_own_ids_are_two_people() -> None:
    here = {("email", "a@x.example"): [ANA._replace(line=2)]}
    row = Contact(name="Ana García", emails=mail("a@x.example"))
    assert found(row, here) == 1
    assert found(row._replace(uid="other"), here) is None
    assert found(row._replace(external_id="google:8"), here) is None
    assert found(row._replace(external_id="hubspot:8"), here) == 1
    assert found(row._replace(uid="other"), {("email", "a@x.example"): [ANA]}) == 1


def test_two_rows_of_one_file_with_one_e_mail_and_unlike_names_are_not_one() -> None:
    here = {("email", "info@x.example"): [ANA._replace(line=2)]}
    with pytest.raises(Refused, match="line 2"):
        found(Contact(name="Luis García", emails=mail("info@x.example")), here)
    assert found(Contact(name="Ana García Núñez", emails=mail("info@x.example")), here) == 1
    assert found(Contact(name="info@x.example", emails=mail("info@x.example")), here) == 1


def test_an_e_mail_of_an_organisation_does_not_turn_it_into_a_person() -> None:
    book = {("email", "info@x.example"): [TELARES]}
    with pytest.raises(Refused):
        found(Contact(name="Ana García", emails=mail("info@x.example")), book)
    assert found(Contact(name="Telares SL", emails=mail("info@x.example")), book) == 4


def test_two_e_mails_in_one_file_are_two_people_of_one_name_in_one_organisation() -> None:
    here = {("name", "ana garcia"): [ANA._replace(line=2)]}
    row = Contact(name="Ana García", organisation="Telares", emails=mail("other@x.example"))
    assert found(row, here) is None
    assert found(row._replace(emails=()), here) == 1
    assert found(row, {("name", "ana garcia"): [ANA]}) == 1


def test_another_name_altogether_is_worth_a_word() -> None:
    assert is_renamed(Contact(name="Bruno Díaz"), ANA)
    assert not is_renamed(Contact(name="Ana María"), ANA)
    assert not is_renamed(Contact(name="ana@x.example"), ANA)


KNOWN = Contact(
    id=1,
    name="Ana García López",
    given="Ana",
    family="García López",
    job_title="Buyer",
    birthday="1985-12-10",
    note="Likes tea.",
    emails=(Point("ana@x.example", "work", "ana@x.example", preferred=True),),
    addresses=(Address("work", street="Calle Mayor 1", city="Madrid"),),
    tags=("vip",),
    fields=(("size", "42"),),
    external_id="google:7",
)


def test_an_empty_cell_erases_nothing() -> None:
    assert merged(KNOWN, Contact(name="Ana García")) is KNOWN
    assert merged(KNOWN, KNOWN._replace(id=0)) is KNOWN


def test_a_cell_that_says_something_replaces_a_text() -> None:
    after = merged(KNOWN, Contact(name="Ana Ruiz", given="Ana", family="Ruiz", job_title="Head", birthday="1985-12-11"))
    assert (after.name, after.given, after.family) == ("Ana Ruiz", "Ana", "Ruiz")
    assert (after.job_title, after.birthday) == ("Head", "1985-12-11")


def test_lists_are_united() -> None:
    row = Contact(
        name="Ana García",
        note="Has a dog.",
        emails=(
            Point("ANA@x.example", "home", "ana@x.example"),
            Point("b@x.example", "", "b@x.example", preferred=True),
        ),
        addresses=(Address(street="calle mayor 1"), Address(city="Cádiz")),
        tags=("VIP", "press"),
        fields=(("Size", "43"), ("hat", "56")),
    )
    after = merged(KNOWN, row)
    assert [(point.value, point.label, point.preferred) for point in after.emails] == [
        ("ana@x.example", "work", True),
        ("b@x.example", "", False),
    ]
    assert after.addresses == (*KNOWN.addresses, Address(city="Cádiz"))
    assert after.tags == ("vip", "press")
    assert after.fields == (("size", "43"), ("hat", "56"))
    assert after.note == "Likes tea.\nHas a dog."
    assert merged(after, row) is after


def test_an_address_that_says_more_takes_the_place_of_one_that_says_less() -> None:
    row = Contact(name="Ana García", addresses=(Address("home", "Calle Mayor 1", city="MADRID", country="Spain"),))
    assert merged(KNOWN, row).addresses == (Address("work", "Calle Mayor 1", city="MADRID", country="Spain"),)


def test_a_second_row_only_fills() -> None:
    row = Contact(name="Other", job_title="Head", department="Sales", birthday="1999-01-01", tags=("press",))
    after = merged(KNOWN, row, fills=True)
    assert (after.name, after.job_title, after.birthday) == (KNOWN.name, KNOWN.job_title, KNOWN.birthday)
    assert (after.department, after.tags) == ("Sales", ("vip", "press"))


def test_the_more_careful_spelling_of_a_name_stays() -> None:
    shouted = KNOWN._replace(name="ANA GARCIA LOPEZ")
    assert merged(KNOWN, shouted).name == KNOWN.name
    assert merged(shouted, KNOWN).name == KNOWN.name


def test_a_name_takes_the_place_of_an_e_mail() -> None:
    nameless = KNOWN._replace(name="ana@x.example", given="ana@x.example", family="")
    after = merged(nameless, Contact(name="Ana Ruiz", given="Ana", family="Ruiz"), fills=True)
    assert (after.name, after.given, after.family) == ("Ana Ruiz", "Ana", "Ruiz")
    assert merged(KNOWN, nameless) == KNOWN


def test_guessed_parts_do_not_replace_told_ones() -> None:
    told = KNOWN._replace(given="Ana García", family="López")
    assert merged(KNOWN, told, parted=False) is KNOWN
    assert merged(KNOWN, told).given == "Ana García"


def test_a_birthday_without_its_year_does_not_take_the_year_away() -> None:
    assert merged(KNOWN, Contact(name="Ana García", birthday="--12-10")) is KNOWN
    assert merged(KNOWN, Contact(name="Ana García", birthday="--12-11")).birthday == "--12-11"


def test_an_id_of_another_program_does_not_replace_the_one_that_is_there() -> None:
    assert merged(KNOWN, Contact(name="Ana García", external_id="linkedin:ana")).external_id == "google:7"
    assert merged(KNOWN, Contact(name="Ana García", external_id="google:8")).external_id == "google:8"


def test_another_organisation_is_named_and_still_to_be_found() -> None:
    there = KNOWN._replace(organisation="Telares", organisation_id=4)
    assert merged(there, Contact(name="Ana García", organisation="TELARES")) is there
    after = merged(there, Contact(name="Ana García", organisation="Acme"))
    assert (after.organisation, after.organisation_id) == ("Acme", None)


def test_an_address_that_is_known_gives_no_other_its_place() -> None:
    short, long = Address(text="1 Main St"), Address(text="1 Main St", country="Ireland")
    known = Contact(name="Ana", addresses=(short, long))
    assert merged(known, known).addresses == (short, long)
    assert merged(known._replace(addresses=(short,)), known).addresses == (long,)
