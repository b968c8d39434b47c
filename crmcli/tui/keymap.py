"""The keys that a user settled for actions: refused in one line where they cannot be."""

from collections.abc import Iterator, Mapping

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key, key_to_character

from crmcli.core.errors import BadSettings
from crmcli.core.values.text import nearest
from crmcli.tui.actions import ACTIONS, BY_ID, EVERYWHERE, FILTER, FORMS, LISTS, SCREENS, WINDOWS, Action

TOGETHER = (
    ("people", "tasks", "agenda", "filtered"),
    ("people", "filtered", "contacts", "card"),
    ("people", "filtered", "funnel", "trade"),
    ("people", "filtered", "sales", "trade", "parts"),
)
"""Groups of actions that one meets on one screen; those of lists and of everywhere are met on all."""
_MODIFIERS = {"ctrl", "shift", "alt"}
_NAMED = {key.value for key in Keys} | set(KEY_NAME_REPLACEMENTS.values())
_ALONE = (FILTER, FORMS, WINDOWS)
"""Groups of what covers a screen."""


def check(settled: Mapping[str, str]) -> None:
    """BadSettings for an action that is not there, a key that is none, and a key of two actions."""
    for action, keys in settled.items():
        if action not in BY_ID:
            near = nearest(action, BY_ID) or "done"
            hint = "Did you mean {near}? It stands in the table `keys` of the settings."
            raise BadSettings("There is no action {name}.", name=action, near=near, hint=hint)
        for key in keys.split(","):
            if not _is_key(key.strip()):
                raise BadSettings(
                    "{name} cannot have the key {key}.", name=action, key=f'"{key.strip()}"', usual=BY_ID[action].keys,
                    hint='Keys are x, f5, ctrl+x, shift+up or several with commas; usually it has "{usual}".',
                )  # fmt: skip
    if found := clash(settled):
        key, one, other = found
        raise BadSettings(
            "The key {key} is both {one} and {other}.", key=key, one=one, other=other,
            hint="Give one of them another key, in the table `keys` of the settings.",
        )  # fmt: skip


def clash(settled: Mapping[str, str]) -> tuple[str, str, str] | None:
    """A key that a user gave to two actions which one meets together, and these; None where there is none."""
    keys = {action.id: list(_names(settled.get(action.id, action.keys))) for action in ACTIONS}
    for one in (action for action in ACTIONS if action.id in settled):
        for other in ACTIONS:
            if other.id != one.id and are_met(one.group, other.group):
                for key in keys[one.id]:
                    if key in keys[other.id] and key not in _shared(one, other):
                        return key, one.id, other.id
    return None


def are_met(one: str, other: str) -> bool:
    """Whether one meets the actions of two groups at once."""
    groups = {one, other}
    if len(groups) == 1 or groups & {EVERYWHERE, SCREENS}:
        return True
    if LISTS in groups:
        return not groups & set(_ALONE)
    return any(groups <= set(some) for some in TOGETHER)


def _shared(one: Action, other: Action) -> set[str]:
    """The keys that two actions share unless settled otherwise: one of a screen stands before one of everywhere."""
    return set(_names(one.keys)) & set(_names(other.keys))


def _names(keys: str) -> Iterator[str]:
    for key in keys.split(","):
        name = key.strip()
        yield _character_to_key(name) if len(name) == 1 else name


def _is_key(name: str) -> bool:
    if len(name) == 1:
        return name.isprintable()
    *modifiers, key = name.split("+")
    is_sign = len(key) == 1 or (key.islower() and len(key_to_character(key) or "") == 1)
    return set(modifiers) <= _MODIFIERS and (is_sign or key in _NAMED)
