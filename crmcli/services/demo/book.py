"""The sample business in a book of its own, which never mixes with the user's."""

from datetime import date
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from crmcli.core.errors import CrmError, Damaged, Refused
from crmcli.core.rules.activity import tasks as rules
from crmcli.services.activity import zones
from crmcli.services.demo.business import Business, business
from crmcli.services.demo.days import around
from crmcli.services.people import adding
from crmcli.services.workspace import Workspace, seeded
from crmcli.settings import paths
from crmcli.store.changes import sample
from crmcli.store.fields.picked import alive
from crmcli.store.reads import facts, lists
from crmcli.store.unit import Unit

SEED = 1


class Sample(NamedTuple):
    """A sample business that lies in a file."""

    path: Path
    seed: int
    made_on: date
    is_new: bool
    """Whether it was made just now."""
    contacts: int
    interactions: int
    tasks: int


def ready(crm: Workspace, *, path: Path | None, seed: int | None, reset: bool) -> tuple[Workspace, Sample]:
    """The sample business with a workspace on it: the one that is there; where there is none or on `reset`, a new one.

    Refused where the file is anything else than a sample.
    """
    usual = Path(realpath(paths.demo(crm.environ)))
    file = Path(realpath(path)) if path else usual
    own = {Path(realpath(paths.book(crm.environ))), crm.path} - {usual}
    there = crm.beside(file)
    exists = file.exists()
    if exists and _is_sample(there, being_made=file not in own) and not reset:
        return there, _described(there, is_new=False)
    if not exists and file in own:
        raise Refused(
            "{path} is the place of your own book: the sample was not put there.",
            path=file,
            hint="Leave --path away, or give it another file.",
        )
    is_new = _write(there, SEED if seed is None else seed, reset=reset, may_be_empty=not exists or file == usual)
    there.close()
    return there, _described(there, is_new=is_new)


def fill(crm: Workspace, unit: Unit, seed: int) -> None:
    """Write the whole business into an empty book."""
    made = _made(crm, seed)
    for tag in made.tags:
        unit.save(tag)
    for field in made.fields:
        unit.save(field)
    for person in made.contacts:
        unit.save(adding.prepared(crm, unit, person))
    for talk in made.interactions:
        unit.save(talk)
    for task in made.tasks:
        unit.save(rules.settled(task))
    for records in made.trade:
        for record in records:
            unit.save(record)


def _write(crm: Workspace, seed: int, *, reset: bool, may_be_empty: bool) -> bool:
    """Make the sample, unless another process did so meanwhile; whether it was made."""
    with crm.writing("demo", kind="system") as unit:
        is_marked = bool(facts.value(unit.db, sample.MARK))
        if is_marked and not reset:
            return False
        if is_marked:
            sample.clear(unit)
        elif not (may_be_empty and sample.is_untouched(unit.db)):
            raise _not_a_sample(crm.settings.db)
        fill(crm, unit, seed)
        sample.mark(unit, f"{seed} {crm.today.isoformat()}")
    return True


def _made(crm: Workspace, seed: int) -> Business:
    days = around(crm.today, zones.here(crm), zones.name(crm))
    return business(seeded(seed), days, crm.settings.actor, crm.settings.currency)


def _described(crm: Workspace, *, is_new: bool) -> Sample:
    seed, day = facts.value(crm.db, sample.MARK).split()
    return Sample(
        path=crm.settings.db,
        seed=int(seed),
        made_on=date.fromisoformat(day),
        is_new=is_new,
        contacts=lists.count_where(crm.db, "contact", alive("contact")),
        interactions=lists.count_where(crm.db, "interaction", alive("interaction")),
        tasks=lists.count_where(crm.db, "task", alive("task")),
    )


def _is_sample(crm: Workspace, *, being_made: bool) -> bool:
    """Whether an existing file is a sample; Refused where it is neither that nor perhaps being made just now."""
    try:
        is_marked = bool(facts.value(crm.db, sample.MARK))
        if is_marked or (being_made and sample.is_untouched(crm.db)):
            return is_marked
    except Damaged as error:
        raise _not_a_sample(crm.settings.db) from error
    raise _not_a_sample(crm.settings.db)


def _not_a_sample(file: Path) -> CrmError:
    return Refused(
        "{path} is not a sample business: it was left as it is.",
        path=file,
        hint="--path takes another file for the sample.",
    )
