"""Closed deals in lists: asked for by their stage, and told where no open one is left."""

import json
from collections.abc import Callable

from tests.conftest import Ran

Crm = Callable[..., Ran]


def test_the_stage_of_won_deals_shows_them(crm: Crm) -> None:
    crm("contact", "add", "Ana")
    for title in ("Looms", "Wheels", "Threads", "Needles"):
        crm("deal", "add", title, "--contact", "Ana", "--stage", "proposal")
    crm("deal", "win", "1", "--reason", "charm")
    crm("deal", "lose", "2", "--reason", "price")
    crm("deal", "move", "3", "needs")

    def titles(*query: str) -> set[str]:
        return {deal["title"] for deal in json.loads(crm("deal", "list", *query, "--json").out)}

    assert titles("stage:won") == titles("is:won") == {"Looms"}
    assert titles("stage:won", "or", "stage:proposal") == {"Looms", "Needles"}
    assert titles("not", "stage:won") == {"Threads", "Needles"}
    assert titles("stage:proposal") == {"Needles"}
    assert crm("deal", "list", "stage:won", "--count").out == "1\n"


def test_where_no_deal_is_open_the_closed_ones_are_told(crm: Crm) -> None:
    crm("contact", "add", "Ana")
    assert crm("deal", "list", "--format", "table").out == "No deals. `crm deal add` opens one.\n"
    crm("deal", "add", "Looms", "--contact", "Ana")
    crm("deal", "win", "1", "--reason", "charm")
    told = "No open deals. `crm deal list not is:open` shows the closed one.\n"
    assert crm("deal", "list", "--format", "table").out == told
    told = "No open deals. `crm deal list 'not is:open (with:ana amount:none or id<5)'` shows the closed one.\n"
    asked = crm("deal", "list", "with:ana", "amount:none or id<5", "--format", "table")
    assert asked.out == told, asked.err
    assert "Looms" in crm("deal", "list", "not is:open (with:ana amount:none or id<5)").out
    assert crm("deal", "list", "with:bo", "--format", "table").out == "No deals. `crm deal add` opens one.\n"
    assert crm("deal", "list", "is:lost", "--format", "table").out == "No deals. `crm deal add` opens one.\n"
