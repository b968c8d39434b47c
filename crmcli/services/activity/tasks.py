"""Promises: finding the one that is meant, doing it, calling it off, throwing it away."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, CrmError, NotFound, Refused
from crmcli.core.records.activity import Task
from crmcli.core.rules.activity import task_states as rules
from crmcli.core.values.text import words
from crmcli.services.activity import zones
from crmcli.services.workspace import Workspace
from crmcli.store.reads import tasks as reads
from crmcli.store.unit import Unit

Change = Callable[[Unit, Task], Task | None]
"""What happens to one task, the next of a repeated one being saved with it; the next one, if there is one."""


class Skipped(NamedTuple):
    """A time of day that the clock skips, and the one that was taken for it."""

    typed: datetime
    taken: datetime


class Written(NamedTuple):
    """A task that was made or changed."""

    task: Task
    skipped: Skipped | None = None
    """The time that was typed but does not exist, where the clock skips it."""


class Report(NamedTuple):
    """What became of several tasks."""

    done: tuple[Task, ...]
    """As they are now."""
    following: tuple[Task, ...]
    """The next ones of those that repeat."""
    failed: tuple[CrmError, ...]
    """Why others stayed as they were."""


def get(crm: Workspace, task_id: int) -> Task:
    """A task, the trash included."""
    found = reads.one(crm.db, task_id)
    if found is None:
        raise NotFound("There is no task {id}.", id=task_id, hint="`crm task list` shows what is open.")
    return found


def pick(crm: Workspace, text: str, *, status: Sequence[str] = ("open",), sure: bool = True) -> Task:
    """The task that is meant: by number, beginning of its uid, or exact title, best of this status.

    A read that is not `sure` may also take the only one whose title has words that begin like these. Raises NotFound,
    or Ambiguous with the candidates.
    """
    reference = references.read(text)
    if reference.id:
        return get(crm, reference.id)
    found = reads.by_ids(crm.db, reads.by_uid(crm.db, reference.uid)) if reference.uid else []
    if not found:
        titled = reads.by_title(crm.db, reference.name) if reference.name else []
        found = [task for task in titled if task.status in status] or titled
    if len(found) == 1:
        return found[0]
    searched = () if found else words(text)
    alike = reads.matching(crm.db, searched, 20) if searched else []
    near = [task for task in alike if task.status in status] or ([] if sure else alike)
    if len(near) == 1 and not sure:
        return near[0]
    if found or near:
        raise Ambiguous(
            "{text} could be any of {count}." if found else "No task is called exactly {text}.",
            text=text,
            count=len(found),
            candidates=_lines(found or near),
            hint="Take the number, as {id}.",
            id=(found or near)[0].id,
        )
    raise NotFound("There is no task {text}.", text=text, hint="`crm task list` shows what is open.", noun="task")


def done(crm: Workspace, targets: Iterable[str]) -> Report:
    """Mark as done; one that repeats makes its next, once."""

    def finish(unit: Unit, task: Task) -> Task | None:
        finished, following = rules.done(task, unit.now), _next(crm, unit, task)
        unit.save(finished)
        return following and get(crm, unit.save(following))

    return each(crm, "task done", targets, finish)


def cancel(crm: Workspace, targets: Iterable[str], *, once: bool = False) -> Report:
    """Call off, with all that would come after; or of a repeated task this one only, so that its next is made."""

    def call_off(unit: Unit, task: Task) -> Task | None:
        cancelled, following = rules.cancelled(task), _next(crm, unit, task) if once else None
        unit.save(cancelled)
        return following and get(crm, unit.save(following))

    return each(crm, "task cancel", targets, call_off)


def reopen(crm: Workspace, targets: Iterable[str]) -> Report:
    """Open again what is done or cancelled; where its next one exists, that one alone goes on repeating."""

    def open_again(unit: Unit, task: Task) -> None:
        unit.save(rules.reopened(task, is_followed=reads.is_followed(unit.db, task.id)))

    return each(crm, "task reopen", targets, open_again, status=("done", "cancelled"))


def trash(crm: Workspace, targets: Iterable[str]) -> Report:
    """Move to the trash."""

    def throw_away(unit: Unit, task: Task) -> None:
        unit.save(task._replace(trashed_at=unit.now))

    return each(crm, "task delete", targets, throw_away)


def each(
    crm: Workspace, command: str, targets: Iterable[str], change: Change, *, status: Sequence[str] = ("open",)
) -> Report:
    """Change each task that is meant, in one change set. What is refused is told, or raised where alone."""
    changed: list[int] = []
    made: list[Task] = []
    failed: list[CrmError] = []
    with crm.writing(command) as unit:
        for reference in dict.fromkeys(targets):
            try:
                task = pick(crm, reference, status=status)
                if task.id in changed:
                    continue
                check_kept(task)
                following = change(unit, task)
            except CrmError as error:
                failed.append(error)
                continue
            changed.append(task.id)
            if following is not None:
                made.append(following)
        if len(failed) == 1 and not changed:
            raise failed[0]
        return Report(tuple(reads.by_ids(unit.db, changed)), tuple(made), tuple(failed))


def _next(crm: Workspace, unit: Unit, task: Task) -> Task | None:
    """The next of a repeated task, not yet stored; None where there is one already."""
    if not task.recurrence or reads.is_followed(unit.db, task.id):
        return None
    from crmcli.core.rules.activity import rounds  # noqa: PLC0415 - door: rules of repetition, 1 ms, only for what repeats

    origin = reads.one(unit.db, task.origin_id) if task.origin_id and task.zone else None
    return rounds.following(task, crm.today, zones.clock(crm, task.zone), origin)


def check_kept(task: Task) -> None:
    """Refuse what lies in the trash."""
    if task.trashed_at:
        raise Refused(
            "Task {id} ({title}) is in the trash.",
            id=task.id,
            title=task.title,
            hint="`crm trash list` shows it, `crm trash restore` brings it back.",
        )


def _lines(tasks: Iterable[Task]) -> tuple[str, ...]:
    return tuple(
        "  ".join(filter(None, (f"{task.id:>6}", task.due[:10], task.title, task.contact and f"({task.contact})")))
        for task in tasks
    )
