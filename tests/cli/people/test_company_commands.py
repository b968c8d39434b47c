"""`crm company`: the verbs of contacts, kept to organisations; and two channels of `crm log`."""

import json
from collections.abc import Callable

import pytest

from tests.conftest import Ran

Crm = Callable[..., Ran]


@pytest.fixture
def telares(crm: Crm) -> Crm:
    crm("company", "add", "Telares SL", "--email", "hola@telares.example")
    crm("contact", "add", "Ana García", "--company", "Telares SL")
    return crm


def test_a_company_is_an_organisation(telares: Crm) -> None:
    assert json.loads(telares("company", "show", "telares", "--json").out)["kind"] == "organisation"
    assert [line.split("\t")[1] for line in telares("company", "list").lines] == ["Telares SL"]


def test_company_set_changes_it_and_undo_takes_that_back(telares: Crm) -> None:
    assert telares("company", "set", "Telares SL", "lifecycle=customer", "tag+=client").code == 0
    shown = json.loads(telares("company", "show", "1", "--json").out)
    assert (shown["lifecycle"], shown["tags"]) == ("customer", ["client"])
    telares("undo")
    assert json.loads(telares("company", "show", "1", "--json").out)["lifecycle"] is None


def test_company_edit_opens_its_form(telares: Crm) -> None:
    ran = telares("company", "edit", "Telares SL", EDITOR="sed -i s/Telares/Tejidos/")
    assert (ran.code, ran.out) == (0, "1\tTejidos SL\n")


def test_company_archive_puts_it_away_and_company_restore_brings_it_back(telares: Crm) -> None:
    assert telares("company", "archive", "Telares SL").code == 0
    assert telares("company", "list").out == ""
    assert telares("company", "list", "is:archived", "--count").out == "1\n"
    assert telares("company", "restore", "1").code == 0
    assert telares("company", "list", "--count").out == "1\n"


def test_company_delete_moves_it_to_the_trash(telares: Crm) -> None:
    assert telares("company", "delete", "1").code == 0
    assert telares("trash", "list").out.startswith("contact\t1\tTelares SL\t")


@pytest.mark.parametrize("verb", ["show", "archive", "delete"])
def test_a_person_is_no_company(verb: str, telares: Crm) -> None:
    assert telares("company", verb, "Ana García").code == 3


@pytest.mark.parametrize("query", ["tag:none", "ana"])
def test_a_query_of_companies_never_picks_a_person(query: str, telares: Crm) -> None:
    telares("company", "delete", "--query", query, "--yes")
    assert telares("contact", "list", "--count", "kind:person").out == "1\n"


@pytest.mark.parametrize("command", ["log message", "log visit"])
def test_a_channel_is_what_its_verb_says(command: str, telares: Crm) -> None:
    assert telares(*command.split(), "Ana García", "Hello", "--json").code == 0
    assert json.loads(telares("log", "show", "1", "--json").out)["channel"] == command.split()[1]
