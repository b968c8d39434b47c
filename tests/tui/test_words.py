"""The app speaks one's own language where one types and where one is asked; what is kept is the English word."""

from collections.abc import Callable

import pytest

from crmcli.core.records.contact import Contact
from crmcli.services.activity import log_lists, task_lists
from crmcli.services.people import adding, listing
from crmcli.services.sales import deal_lists
from tests.tui.conftest import Hand

Drive = Callable[..., None]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("typed", ["llamada", "Llamada", "call"])
def test_the_form_of_a_log_shows_and_takes_the_words_of_ones_language(drive: Drive, typed: str) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "down", "l")
        assert "nota" in hand.line("Canal")
        assert "positivo, sin respuesta" in hand.line("Resultado")
        await hand.type("dicho aquí")
        await hand.press("down", "down")
        await hand.type(typed)
        await hand.press("down")
        await hand.type("sin respuesta")
        await hand.press("enter")
        assert log_lists.count(hand.crm, "text:'dicho aquí' channel:call outcome:no-answer") == 1

    drive(story, CRM_LANG="es")


@pytest.mark.usefixtures("sample")
def test_a_word_that_is_none_is_refused_in_ones_language(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "down", "l", "down", "down")
        await hand.type("lamada")
        assert "llamada · reunión" in hand.text
        await hand.press("enter")
        assert "lamada no vale como canal." in hand.text
        assert "llamada" in hand.line("Querías decir")
        assert "channel" not in hand.text
        assert "meeting" not in hand.text

    drive(story, size=(100, 30), CRM_LANG="es")


@pytest.mark.usefixtures("sample")
def test_other_forms_show_the_words_of_ones_language(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("t")
        assert "otro" in hand.line("Tipo")
        assert "normal" in hand.line("Prioridad")
        await hand.type("Prueba")
        await hand.press("down", "down", "down")
        await hand.type("visita")
        await hand.press("enter")
        assert [one.kind for one in task_lists.tasks(hand.crm, "title:Prueba").records] == ["visit"]
        await hand.press("2", "a")
        assert "persona" in hand.line("Tipo")
        await hand.type("Zoe Prueba")
        await hand.press("up", "up")
        await hand.type("organización")
        await hand.press("enter")
        assert [one.kind for one in listing.contacts(hand.crm, "Zoe Prueba").records] == ["organisation"]
        await hand.press("4", "x")
        assert "precio, momento, competidor" in hand.line("Por qué")
        await hand.type("sin presupuesto")
        await hand.press("enter")
        (lost,) = deal_lists.deals(hand.crm, "status:lost closed:today").records
        assert lost.reason == "no-budget"

    drive(story, size=(100, 30), CRM_LANG="es")


def test_what_a_merge_changes_is_told_in_ones_language(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        adding.add(hand.crm, Contact(name="Ana Prueba"))
        adding.add(hand.crm, Contact(name="Ana Prueba", lifecycle="customer"))
        await hand.press("8", "l")
        assert "- -> cliente" in hand.text

    drive(story, CRM_LANG="es")
