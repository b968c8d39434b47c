"""Answers that take several readings and must not mix the book of two moments."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from crmcli.services.workspace import Workspace
from crmcli.store.connection import one_moment

P = ParamSpec("P")
T = TypeVar("T")


def of_one_moment(answer: Callable[Concatenate[Workspace, P], T]) -> Callable[Concatenate[Workspace, P], T]:
    """Let an answer see the book of one moment, whoever writes between its readings; it must not write itself."""

    @wraps(answer)
    def told(crm: Workspace, /, *arguments: P.args, **named: P.kwargs) -> T:
        with one_moment(crm.db):
            return answer(crm, *arguments, **named)

    return told
