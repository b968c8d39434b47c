"""Modules that Typer imports and hardly a command uses: they load when somebody first touches them.

Python 3.15 can do this by itself (PEP 810). Until then it spares a seventh of the time that a short command takes.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

NAMES = (
    "bz2", "difflib", "ipaddress", "lzma", "platform", "shellingham", "subprocess", "textwrap", "tokenize",
    "urllib.parse", "zlib",
)  # fmt: skip
"""Measured one by one; each is imported by Typer or by what it imports, and none is used before a command runs."""
_BY_NAME = {"difflib": "get_close_matches", "urllib.parse": "quote_from_bytes"}
"""The functions that Typer and `pathlib` take out of them, which load their module when they are called."""


class _Later(ModuleType):
    """Stands for a module until an attribute of it is wanted that the stand-in has not."""

    def __getattr__(self, attribute: str) -> Any:
        name = self.__name__
        if attribute == "__path__" and name in _BY_NAME:  # asked for by `from NAME import`; they are no packages
            raise AttributeError(attribute)
        if sys.modules.get(name) is self:
            sys.modules.pop(name, None)
        module = import_module(name)
        vars(self).update(vars(module))
        return getattr(module, attribute)


def postpone() -> None:
    """Put a stand-in for each module that is not there yet."""
    for name in NAMES:
        if name not in sys.modules:
            sys.modules[name] = stand_in = _Later(name)
            vars(stand_in).update(_ready(stand_in))
            parent, _dot, child = name.rpartition(".")
            if parent:
                setattr(import_module(parent), child, stand_in)


def _ready(stand_in: _Later) -> dict[str, Callable[..., Any]]:
    """What a stand-in has from the start: what is called, or taken by name, where nobody uses the module yet."""
    name = stand_in.__name__
    if name == "platform":
        return {"system": lambda: os.uname().sysname}  # `uuid` asks when it is imported; all else is dear
    function = _BY_NAME.get(name)
    return {function: partial(_call, stand_in, function)} if function else {}


def _call(stand_in: _Later, function: str, *arguments: Any, **named: Any) -> Any:
    return stand_in.__getattr__(function)(*arguments, **named)
