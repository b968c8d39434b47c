"""Keys that a user settles: what cannot be is refused before the app begins, in one line with a way out."""

from importlib import import_module
from itertools import combinations

import pytest

from crmcli.core.errors import BadSettings
from crmcli.tui.actions import ACTIONS, SCREENS
from crmcli.tui.keymap import TOGETHER, are_met, check, clash
from crmcli.tui.pages import PAGES
from crmcli.tui.screens.card import CardPage


def test_a_key_that_would_do_two_things_is_refused() -> None:
    assert clash({"done": "x"}) == ("x", "done", "cancel")
    assert clash({"done": "x", "cancel": "d"}) is None
    assert clash({"log": "u"}) == ("u", "log", "undo")
    assert clash({"done": "l"}) == ("l", "done", "log"), "another group of the same screen"
    assert clash({"done": "w"}) is None, "the board is another screen"
    assert clash({"pay": "j"}) == ("j", "pay", "cursor_down")
    assert clash({"add": "?"}) == ("question_mark", "add", "help"), "however the key is written"
    assert clash({"sort": "z, l"}) == ("l", "sort", "log")
    assert clash({}) is None


def test_actions_that_are_met_together_are_those_of_one_screen() -> None:
    pages = [
        getattr(import_module(module), name) for module, _, name in (t.target.partition(":") for t in PAGES.values())
    ]
    screens = [set(page.GROUPS) for page in (*pages, CardPage)]
    for groups in screens:
        assert all(are_met(one, other) for one, other in combinations(groups, 2)), groups
    for some in TOGETHER:
        for one, other in combinations(some, 2):
            assert any({one, other} <= groups for groups in screens), (one, other)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"doen": "z"}, "no action"),
        ({"done": "ctrl+zz"}, "cannot have the key"),
        ({"done": "hyper+z"}, "cannot have the key"),
        ({"log": ""}, "cannot have the key"),
        ({"log": "z,"}, "cannot have the key"),
        ({"log": "DOWN"}, "cannot have the key"),
        ({"done": "l"}, "is both"),
    ],
)
def test_what_cannot_be_is_refused_with_a_way_out(keys: dict[str, str], told: str) -> None:
    with pytest.raises(BadSettings) as refused:
        check(keys)
    assert told in refused.value.message
    assert refused.value.hint


def test_every_key_that_an_action_usually_has_is_one() -> None:
    check({one.id: one.keys for one in ACTIONS if one.group != SCREENS})
    check({"log": "Ñ", "done": "ctrl+b", "edit": "f5", "redo": "shift+home", "add": "ctrl+shift+a", "win": "+"})
