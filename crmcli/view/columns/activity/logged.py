"""How machines read what was logged: the interaction, and the task that was promised with it."""

from typing import Any

from crmcli.view.columns.activity.activity import INTERACTION, TASK
from crmcli.view.columns.column import Column, Json


def _of_interaction(column: Column) -> Column:
    return column._replace(value=lambda logged: column.value(logged.interaction))


def _next(logged: Any) -> Json:
    return logged.next and {column.key: column.value(logged.next) for column in TASK if column.machine}


LOGGED = (*map(_of_interaction, INTERACTION), Column("next", "Next", _next, shown=False, type="object"))
