"""What is typed wrong is never taken for something else: each slip gets the way out, and nothing changes."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from crmcli.cli.bash import whole_words

Crm = Callable[..., Any]


@pytest.fixture
def book(crm: Crm) -> Crm:
    """Ana (1), with two phones; Mr. Linus (2); two of one name but for the accent (3, 4)."""
    crm("contact", "add", "Ana García", "--phone", "600555001", "--phone", "600555002", "--email", "ana@x.example")
    crm("contact", "add", "Mr. Linus Mill")
    crm("contact", "set", "2", "prefix=Mr.", "given=Linus", "family=Mill")
    crm("contact", "add", "Bruno Díaz", "--force")
    crm("contact", "add", "Bruno Diaz", "--force")
    return crm


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("agenda week tomorow", "Did you mean tomorrow?"),
        ("agenda day fryday", "Did you mean friday?"),
        ("agenda week 2027-13-01", "is not a day"),
        ("contact set 1 emial=x@y.example", "Did you mean email?"),
        ("contact set 1 birtday=1990-01-01", "Did you mean birthday?"),
        ("contact set 1 name=", "A name cannot be empty."),
        ("contact set 1 city+=Madrid", "can be set, not added to"),
        ("contact set 1 referrer=Bo", "is a field of the program"),
        ("export contacts out.csv", "crm export contacts -o out.csv"),
        ("log one line", "A sentence goes in quotes"),
        ("ls", "Did you mean `crm contact list`?"),
        ("contact rm 1", "Did you mean `crm contact delete`?"),
        ("task move 1", "Did you mean `crm task snooze`?"),
        ("log call 1 -3%", "After -- nothing is an option"),
        ("history 3 --x", "`crm history list --help`"),
        ("report crosssell --named 99999999999999999999", "--named cannot be"),
        ("contact list --limit", "--limit needs a value."),
        ("contact list --limit 1.5", "--limit takes a whole number, not 1.5."),
        ("contact list --limit -1", "--limit cannot be -1."),
        ("clv projected --longest abc", "--longest takes years from 0.1 to 100, not abc."),
        ("clv projected --longest 200", "--longest takes years from 0.1 to 100, not 200."),
        ("contact list --count=5", "--count takes no value."),
    ],
)
def test_a_slip_is_told(book: Crm, line: str, told: str) -> None:
    before = book("contact", "show", "1", "--json").out
    ran = book(*line.split(" "))
    assert ran.code in (2, 5)
    assert ran.out == ""
    assert told in ran.err
    assert book("contact", "show", "1", "--json").out == before


@pytest.mark.parametrize("word", ["OR", "AND", "NOT"])
def test_operators_in_capitals_are_not_words(book: Crm, word: str) -> None:
    ran = book("contact", "list", f"ana {word} bruno")
    assert ran.code == 2
    assert word.lower() in ran.err
    assert book("contact", "list", f'ana "{word}"').code == 0


@pytest.mark.parametrize("sentence", ["yesterdya: call with Ana García", "2026-13-40: call with Ana García"])
def test_a_day_that_is_none_is_not_logged_as_text(book: Crm, sentence: str) -> None:
    ran = book("log", sentence)
    assert ran.code == 5
    assert "is not a day" in ran.err
    assert book("log", "list").out == ""


def test_a_word_with_a_colon_is_a_part_of_the_text(book: Crm) -> None:
    assert book("log", "Price: call with Ana García").code == 0
    assert "Price: call" in book("log", "list").out


def test_places_can_be_set(book: Crm) -> None:
    assert book("contact", "set", "1", "city=Madrid", "pais=España").code == 0
    (address,) = json.loads(book("contact", "show", "1", "--json").out)["addresses"]
    assert (address["city"], address["country"]) == ("Madrid", "España")
    book("contact", "set", "1", "city=", "country=")
    assert json.loads(book("contact", "show", "1", "--json").out)["addresses"] == []


def test_a_title_is_no_part_of_what_somebody_is_called(book: Crm) -> None:
    assert book("log", "call", "Linus Mill", "hello").code == 0
    assert book("log", "call", "Linus", "hello").code == 4


def test_the_exact_spelling_is_who_is_meant(book: Crm) -> None:
    assert json.loads(book("contact", "show", "Bruno Díaz", "--json").out)["id"] == 3
    assert json.loads(book("contact", "show", "Bruno Diaz", "--json").out)["id"] == 4
    assert book("contact", "show", "bruno diaz").code == 4


def test_restoring_by_name_looks_into_the_trash(book: Crm) -> None:
    book("contact", "delete", "Ana García")
    assert book("contact", "restore", "Ana García").code == 0
    assert book("contact", "list", "ana", "--count").out == "1\n"


def test_a_dry_run_deletes_nothing(book: Crm) -> None:
    ran = book("contact", "delete", "--query", "bruno", "--dry-run")
    assert ran.out.count("\n") == 2
    assert ran.err == "Nothing was changed.\n"
    assert book("contact", "list", "--count").out == "4\n"


def test_the_agenda_counts_weeks_and_months(book: Crm) -> None:
    book("task", "add", "Far", "--due", "2026-12-01")
    assert "Far" in book("agenda", "month", "next").out
    assert "Far" in book("agenda", "week", "+1").out
    assert book("agenda", "week").out == ""


@pytest.mark.parametrize(
    ("line", "at", "made"),
    [
        ("crm contact list tag : cl", 5, ("crm contact list tag:cl", 3, "tag:")),
        ("crm contact list tag :", 4, ("crm contact list tag:", 3, "tag:")),
        ("crm contact list li", 3, ("crm contact list li", 3, "")),
        ("crm contact list tag : vip ci", 6, ("crm contact list tag:vip ci", 4, "")),
        ("crm contact set 1 city = Ma", 6, ("crm contact set 1 city=Ma", 4, "city=")),
        ('crm show "Ana G', 2, ('crm show "Ana G', 2, "")),
    ],
)
def test_bash_breaks_are_mended(line: str, at: int, made: tuple[str, int, str]) -> None:
    assert whole_words(line, at) == made


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("contact list --limit", "--limit necesita un valor."),
        ("clv projected --longest abc", "--longest espera años de 0,1 a 100, no abc."),
        ("contact list --count=5", "--count no lleva valor."),
        ("contact list --db", "--db necesita un valor."),
        ("task add", "Falta TÍTULO..."),
        ("contact show", "Falta REFERENCIA."),
        ("log call", "Falta QUIÉN... TEXTO."),
        ("history show abc", "NÚMERO espera un número entero, no abc."),
        ("contact list --limit abc", "--limit espera un número entero, no abc."),
        ("contact list --limit -1", "--limit no puede ser -1."),
        ("contact list --nope", "No existe la opción --nope."),
        ("contact show 1 2", "Sobran estas palabras: 2"),
        ("contact add Bo --lifecycle former-one", "Hay: subscriber, lead"),
        ("contact delete bruno", "Nadie se llama exactamente bruno."),
        ("config set theme x", "Temas: auto, terminal, dark, light."),
        ("config set lock_timeout x", "lock_timeout debe ser un número entero, no x."),
    ],
)
def test_a_slip_is_told_in_spanish(book: Crm, line: str, told: str) -> None:
    ran = book(*line.split(" "), CRM_LANG="es")
    assert ran.out == ""
    assert told in ran.err
    assert not {"is", "the", "value", "shows", "There"} & set(ran.err.split())


def test_what_is_shown_is_spanish_too(book: Crm) -> None:
    book("contact", "set", "1", "lifecycle=customer", "phone=work=600555001", "cadence=3w")
    book("field", "add", "size", "--type", "number")
    for line, told in (
        ("contact show 1", "cliente"),
        ("contact show 1", "600555001  (trabajo)"),
        ("field list", "número"),
        ("cadence list", "contacto"),
        ("config list", "por defecto"),
        ("contact list --columns lifecycle,kind", "persona"),
    ):
        assert told in book(*line.split(" "), "--format", "table", CRM_LANG="es").out, line
    assert '"lifecycle":"customer"' in book("contact", "show", "1", "--json", CRM_LANG="es").out


def test_help_calls_values_by_spanish_names(crm: Crm) -> None:
    shown = crm("contact", "set", "--help", CRM_LANG="es").out
    assert "Uso: crm contact set [OPCIONES] [QUIÉN...] NOMBRE=VALOR..." in shown
    assert "--query TEXTO" in shown
    assert "Uso: crm contact show [OPCIONES] REFERENCIA" in crm("contact", "show", "--help", CRM_LANG="es").out
    assert "<" not in shown + crm("demo", "--help", CRM_LANG="es").out


def test_the_hint_names_the_verb_that_answered(crm: Crm) -> None:
    assert "`crm rfm show --help`" in crm("rfm", "--limit", "-1").err
    assert "`crm clv historic --help`" in crm("clv", "17").err
    assert "`crm rfm` is `crm rfm show`" in crm("rfm", "--help").out
