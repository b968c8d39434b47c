"""The agenda as a calendar file for other programs, written whole or not at all."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crmcli import __version__
from crmcli.core.records.owed import Promise
from crmcli.services import files
from crmcli.services.activity import task_queries, zones
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.reads import agenda as reads
from crmcli.store.reads import lists
from crmcli.store.reads import tasks as task_reads
from crmcli.store.reads.agenda import Born
from crmcli.store.reads.sales import promises
from crmcli.view.wording import promises as words
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.formats.ical_days import Day

Progress = Callable[[str, int, int], None]
OURS = b"PRODID:-//crmcli//"
"""How our own files name their program."""
NOUNS: dict[str, tuple[str, ...]] = {
    "contact": (), "task": (), "deal": ("deal",), "invoice": ("invoice", "discount"),
}  # fmt: skip
"""The nouns of which a calendar can hold something, and which days of money are theirs."""
_YEAR = timedelta(days=366)
_HEAD = 4096
"""Bytes in which a calendar file names its program."""


class Exported(NamedTuple):
    """A calendar file and what is in it."""

    data: bytes
    tasks: int
    birthdays: int
    promises: int
    """Days of money and goods."""


def export(
    crm: Workspace,
    query: str = "",
    *,
    birthdays: bool = True,
    money: bool = True,
    progress: Progress = lambda _doing, _done, _of: None,
) -> Exported:
    """Tasks of every state that a query picks, but for the trash, and birthdays, as the bytes of a calendar file.

    With `money`, also when invoices are due, discounts and promotions end, deliveries are promised and deals expected
    to close; what was paid, delivered or closed more than a year ago is left out.
    """
    picked = task_queries.condition(crm, query, within="", always="not is:trashed")
    numbers = lists.ids_where(crm.db, "task", picked, sorting.order("task", "id"), None)
    people = reads.birthdays(crm.db) if birthdays else []
    days = promises.calendar(crm.db, (crm.today - _YEAR).isoformat()) if money else []
    return _made(crm, numbers, people, days, progress)


def of(crm: Workspace, noun: str, ids: Collection[int]) -> Exported:
    """These tasks, the birthdays of these contacts, or the days of these deals or invoices."""
    wanted = frozenset(ids)
    people = [one for one in reads.birthdays(crm.db) if one.id in wanted] if noun == "contact" else []
    days = [one for one in promises.calendar(crm.db, "") if one.kind in NOUNS[noun] and one.id in wanted]
    return _made(crm, list(ids) if noun == "task" else [], people, days)


def _made(
    crm: Workspace,
    task_ids: Sequence[int],
    people: Sequence[Born],
    days: Sequence[Promise],
    progress: Progress = lambda _doing, _done, _of: None,
) -> Exported:
    from crmcli.formats import ical, ical_days  # noqa: PLC0415 - door: icalendar, 65 ms, only for calendar files

    tasks = task_reads.by_ids(crm.db, task_ids)
    data = ical.calendar(
        tasks,
        [ical.Birthday(who.uid, who.name, who.birthday, who.updated_at, who.version) for who in people],
        zone=zones.name(crm) or "UTC",
        product=f"-//crmcli//crmcli {__version__}//EN",
        birthday=_("Birthday: {name}"),
        more=ical_days.entries(map(_day, days)),
        told=lambda done: progress("write", done, len(tasks)),
    )
    return Exported(data, len(tasks), len(people), len(days))


def _day(one: Promise) -> "Day":
    from crmcli.formats.ical_days import Day  # noqa: PLC0415 - door: as in `export`

    contact = f" ({one.contact})" if one.contact else ""
    if one.kind == "deal" and one.amount_minor is not None:
        contact = f", {words.amount(one)}{contact}"
    return Day(
        one.uid, words.told(one) + contact, one.day, one.kind, one.updated_at, one.version, one.status,
        is_todo=one.kind in ("invoice", "delivery"),
    )  # fmt: skip


def write(path: Path, data: bytes, *, force: bool = False) -> None:
    """Put a calendar file in its place in one step, readable by its owner alone.

    An earlier export of ours is replaced; a file of another program only by force; a link never.
    """
    with files.new(path, force=force or _is_ours(path)) as file:
        file.write(data)


def _is_ours(path: Path) -> bool:
    """Whether there is a file that is empty or an earlier export."""
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    return not head or OURS in head
