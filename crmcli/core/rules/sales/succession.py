"""Which stage stands for one that was removed: moves are never rewritten, so that old ones still name it."""

from collections.abc import Iterable

from crmcli.core.records.deals import Stage


def heirs(stages: Iterable[Stage], as_of: str = "") -> dict[int, int]:
    """In which stage the history of each one counts at the end of a day, or now.

    In itself while it is in use; from the day on which it is retired in the one that took over its deals, and so on
    where that one is retired too; in none (0) where nothing had ever happened in it. So a report as of an earlier day
    is what it was, and one of today is as if the two had always been one.
    """
    known = {stage.id: stage for stage in stages}
    found: dict[int, int] = {}
    for start in known:
        at, passed = start, {start}
        while (stage := known[at]).retired_on and (not as_of or stage.retired_on <= as_of):
            at = stage.successor_id or 0
            if at in passed or at not in known:
                at = 0
                break
            passed.add(at)
        found[start] = at
    return found


def standing_for(stages: Iterable[Stage], stage_id: int) -> list[int]:
    """A stage in use and the retired ones whose history counts in it now."""
    return [number for number, heir in heirs(stages).items() if heir == stage_id]
