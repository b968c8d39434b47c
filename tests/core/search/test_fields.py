import pytest

from crmcli.core.records.words import FieldType
from crmcli.core.search.fields import FIELDS, NOUNS, fields_of, find, is_taken, own, owners
from crmcli.core.values.text import fold

CUSTOM = {"shoe size": FieldType(7, "Shoe Size", "shoe size", "number"), "title": FieldType(8, "Title", "title")}


@pytest.mark.parametrize("noun", NOUNS)
def test_no_name_of_a_noun_means_two_things(noun: str) -> None:
    names = [name for field in FIELDS if field.noun == noun for name in (field.name, *field.aliases)]
    assert len(names) == len(set(names))
    assert all(name == fold(name) and " " not in name for name in names)


def test_every_field_says_what_it_is_for() -> None:
    assert all(field.summary for field in FIELDS)
    assert all(field.choices for field in FIELDS if field.type in ("enum", "flag"))


@pytest.mark.parametrize(
    ("name", "noun", "owner", "found"),
    [
        ("kind", "contact", "contact", "kind"),
        ("kind", "task", "task", "kind"),
        ("note", "task", "task", "note"),
        ("city", "task", "contact", "city"),
        ("channel", "contact", "interaction", "channel"),
        ("due", "contact", "task", "due"),
        ("channel", "task", "interaction", "channel"),
        ("tag", "interaction", "interaction", "tag"),
        ("tag", "task", "contact", "tag"),
        ("Etiqueta", "contact", "contact", "tag"),
        ("TELÉFONO", "contact", "contact", "phone"),
        ("shoe_size", "task", "contact", "shoe-size"),
        ("shoe-size", "contact", "contact", "shoe-size"),
        ("amount", "contact", "deal", "amount"),
        ("amount", "invoice", "invoice", "amount"),
        ("producto", "sale", "sale", "bought"),
        ("owes", "deal", "contact", "owes"),
        ("title", "contact", "contact", "title"),
        ("title", "task", "task", "title"),
    ],
)
def test_a_nouns_own_field_wins_then_the_contacts_then_what_hangs_on_contacts(
    name: str, noun: str, owner: str, found: str
) -> None:
    field = find(name, noun, CUSTOM)
    assert field is not None
    assert (field.noun, field.name) == (owner, found)


def test_a_custom_field_has_its_type_and_number() -> None:
    field = find("shoe-size", "contact", CUSTOM)
    assert field is not None
    assert (field.type, field.custom) == ("number", 7)


def test_unknown_names_are_none() -> None:
    assert find("password_hash", "contact", CUSTOM) is None
    assert own("channel", "contact") is None


def test_a_list_of_fields_names_each_once_and_shows_what_can_be_reached() -> None:
    for noun in NOUNS:
        names = [field.name for field in fields_of(noun, CUSTOM)]
        assert len(names) == len(set(names))
        for field in fields_of(noun, CUSTOM):
            assert find(field.name, noun, CUSTOM) == field


def test_owners_begin_with_the_noun_and_its_contact() -> None:
    assert owners("contact") == ("contact", "interaction", "task", "deal", "sale", "invoice")
    assert owners("task") == ("task", "contact", "interaction", "deal", "sale", "invoice")
    assert owners("deal")[:2] == ("deal", "contact")


@pytest.mark.parametrize("name", ["tag", "Etiqueta", "due", "task", "is"])
def test_names_that_a_custom_field_may_not_take(name: str) -> None:
    assert is_taken(name)


def test_other_names_are_free() -> None:
    assert not is_taken("Shoe Size")
    assert not is_taken("Amount")
