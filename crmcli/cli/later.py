"""Modules that Typer imports and hardly a command uses: they load when somebody first touches them.

Python 3.15 can do this by itself (PEP 810). Until then it spares a tenth of the time that a short command takes.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

NAMES = ("bz2", "ipaddress", "lzma", "shellingham", "subprocess", "textwrap", "tokenize")
"""Measured one by one; each is imported by Typer or by what it imports, and none is used before a command runs."""


class _Later(ModuleType):
    """Stands for a module until an attribute of it is wanted."""

    def __getattr__(self, attribute: str) -> Any:
        name = self.__name__
        if sys.modules.get(name) is self:
            sys.modules.pop(name, None)
        module = import_module(name)
        vars(self).update(vars(module))
        return getattr(module, attribute)


def postpone() -> None:
    """Put a stand-in for each module that is not there yet."""
    for name in NAMES:
        if name not in sys.modules:
            sys.modules[name] = _Later(name)
