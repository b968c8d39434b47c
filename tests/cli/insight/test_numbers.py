"""What is no number for an option of the figures is refused in a line, whatever the option: taken from the registry."""

import importlib
import typing
from collections.abc import Callable, Iterator
from types import UnionType
from typing import Any

import pytest
from typer.models import OptionInfo

from crmcli.cli.entries import Noun, Verb
from crmcli.cli.registry import COMMANDS
from crmcli.services.workspace import Workspace
from tests.services.insight.sales_book import ten

Crm = Callable[..., Any]
WORDS = ("rfm", "clv", "cac", "abc", "dashboard", "goal", "report", "forecast")
"""The nouns of figures and reports."""
FREE = {"COLUMN", "FILE", "FORMAT", "KEYS", "NAME", None}
"""What text an option takes that may be anything; one of no metavar is a note or a share, and a share says so."""
NEEDED = {"rfm explain": ("ana",), "rfm migrate": ("--from", "2026-01-01")}
"""What a command cannot do without."""
NONE = ("nan", "inf", "-inf", "-1", "1e999")


def verbs(table: dict[str, Verb | Noun], words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each command of a table by its words, and where its function is."""
    for word, entry in table.items():
        if isinstance(entry, Verb):
            yield (*words, word), entry.target
        else:
            yield from verbs(dict(entry.verbs), (*words, word))


def numbers() -> Iterator[tuple[str, str, str]]:
    """Each option that takes a number, a share, an amount, a length of time or a day: command, option, kind."""
    for words, target in verbs({word: COMMANDS[word] for word in WORDS}):
        module, _colon, name = target.partition(":")
        function = getattr(importlib.import_module(module), name)
        for hint in typing.get_type_hints(function, include_extras=True).values():
            kind, *more = typing.get_args(hint) if typing.get_origin(hint) is typing.Annotated else (hint,)
            option = more[0] if more else None
            if not isinstance(option, OptionInfo):
                continue
            kinds = typing.get_args(kind) if isinstance(kind, UnionType) else (kind,)
            named = next(
                (word for word in (option.default, *(option.param_decls or ())) if str(word).startswith("--")), ""
            )
            is_number = int in kinds or float in kinds
            is_text = str in kinds and (option.metavar not in FREE or "Per cent" in (option.help or ""))
            if named and (is_number or is_text):
                yield " ".join(words), named, "number" if is_number else "text"


OPTIONS = sorted(set(numbers()))


def test_they_are_found() -> None:
    found = {(command, option) for command, option, _kind in OPTIONS}
    assert {
        ("clv projected", "--longest"), ("clv projected", "--churn"), ("clv predict", "--discount"),
        ("clv predict", "--months"), ("abc", "--cuts"), ("abc", "--budget"), ("rfm show", "--weights"),
        ("rfm show", "--thresholds"), ("rfm show", "--window"), ("report crosssell", "--fewest"),
        ("report trends", "--months"), ("report retention", "--periods"), ("cac", "--lag"), ("report funnel", "--from"),
    } <= found  # fmt: skip
    assert len(found) > 80


@pytest.mark.parametrize(("command", "option", "kind"), OPTIONS, ids=str)
def test_what_is_no_number_is_refused(crm: Crm, workspace: Workspace, command: str, option: str, kind: str) -> None:
    ten(workspace, workspace.today)
    for value in NONE:
        ran = crm(*command.split(), *NEEDED.get(command, ()), f"{option}={value}")
        assert ran.code in ((2,) if kind == "number" else (2, 3, 5)), (value, ran)
        assert ran.out == ""
        first, *hint = ran.err.splitlines()
        assert first.startswith("crm: ")
        assert len(hint) <= 1
        assert value.lstrip("-") in ran.err or option in ran.err


@pytest.mark.parametrize("metric", ["revenue", "orders", "retention", "new-customers"])
@pytest.mark.parametrize("value", [*NONE, "many"])
def test_no_number_is_no_goal(crm: Crm, metric: str, value: str) -> None:
    ran = crm("goal", "set", metric, "2026", "--", value)
    assert (ran.code in (2, 5), ran.out) == (True, "")
    assert ran.err.startswith("crm: ")
    assert len(ran.err.splitlines()) == 2
    assert crm("goal", "list").out == ""
