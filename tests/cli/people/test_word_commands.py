"""Tags and custom fields through the program's own entry."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Crm = Callable[..., Any]


@pytest.fixture
def book(crm: Crm) -> Crm:
    """Ana (1) and Bruno (2), both clients."""
    crm("contact", "add", "Ana García", "-t", "client", "--field", "size=42")
    crm("contact", "add", "Bruno Díaz", "-t", "Client,vip")
    return crm


def tags_of(crm: Crm, reference: str) -> list[str]:
    tags: list[str] = json.loads(crm("contact", "show", reference, "--json").out)["tags"]
    return tags


def test_tags_are_one_in_any_spelling(book: Crm) -> None:
    assert book("tag", "list").lines == ["1\tclient\t2\t", "2\tvip\t1\t"]


def test_tag_add_and_remove(book: Crm) -> None:
    assert book("tag", "add", "press,friend", "1", "2").code == 0
    assert tags_of(book, "1") == ["client", "friend", "press"]
    book("tag", "remove", "press", "1")
    assert tags_of(book, "1") == ["client", "friend"]
    assert book("tag", "remove", "client", "--everywhere").code == 2
    book("tag", "remove", "client", "--everywhere", "--yes")
    assert tags_of(book, "2") == ["friend", "press", "vip"]


def test_tagging_by_query(book: Crm) -> None:
    assert book("tag", "add", "warm", "--query", "tag:client").code == 2
    assert book("tag", "add", "warm", "--query", "tag:client", "--yes").code == 0
    assert book("contact", "list", "tag:warm", "--count").out == "2\n"
    book("undo")
    assert book("contact", "list", "tag:warm", "--count").out == "0\n"


def test_rename_keeps_everybody_and_is_found_by_the_new_name(book: Crm) -> None:
    book("tag", "rename", "client", "Cliente")
    assert tags_of(book, "1") == ["Cliente"]
    assert book("contact", "list", "cliente", "--count").out == "2\n"
    assert book("tag", "rename", "vip", "cliente").code == 5
    assert book("tag", "rename", "nothing", "x").code == 3
    for name in ("", ",#", "a,b"):
        ran = book("tag", "rename", "client", name)
        assert (ran.code, "A tag needs" in ran.err) == (5, True)


def test_no_tag_is_no_tag(book: Crm) -> None:
    ran = book("tag", "add", ",#", "1")
    assert (ran.code, "A tag needs a name." in ran.err) == (5, True)


def test_merge_and_its_undo(book: Crm) -> None:
    assert book("tag", "merge", "vip", "client", "--yes").code == 0
    assert book("tag", "list").lines == ["1\tclient\t2\t"]
    book("undo")
    assert tags_of(book, "2") == ["client", "vip"]


def test_field_types_hold_their_values(book: Crm) -> None:
    assert book("field", "add", "size", "--type", "number").code == 0
    assert book("contact", "list", "size>41", "--count").out == "1\n"
    wrong = book("contact", "set", "2", "size=big")
    assert (wrong.code, "not a number" in wrong.err) == (5, True)
    book("field", "add", "cut", "--type", "choice", "--choice", "S,M,L")
    assert book("contact", "set", "2", "cut=XL").code == 5
    assert book("contact", "set", "2", "cut=M").code == 0
    book("field", "add", "budget", "--type", "money")
    book("contact", "set", "2", "budget=1250.50")
    assert json.loads(book("contact", "show", "2", "--json").out)["fields"] == {"budget": "1250.50 EUR", "cut": "M"}
    assert book("contact", "list", "budget>1000", "--count").out == "1\n"


def test_a_type_that_the_values_do_not_bear_is_refused(book: Crm) -> None:
    book("contact", "set", "2", "size=huge")
    assert book("field", "add", "size", "--type", "number").code == 5
    assert book("field", "list").lines == ["1\tsize\ttext\t\t2"]


def test_field_remove_and_its_undo(book: Crm) -> None:
    assert book("field", "remove", "size").code == 2
    assert book("field", "remove", "size", "--yes").code == 0
    assert book("field", "list").out == ""
    book("undo")
    assert json.loads(book("contact", "show", "1", "--json").out)["fields"] == {"size": "42"}
