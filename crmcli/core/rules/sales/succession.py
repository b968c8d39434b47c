"""Which stage stands for one that was removed: moves are never rewritten, so that old ones still name it."""

from collections.abc import Iterable, Sequence

from crmcli.core.records.deals import Stage


def heirs(stages: Iterable[Stage], as_of: str = "") -> dict[int, int]:
    """In which stage the history of each one counts at the end of a day, or now.

    In itself while it is in use; from the day on which it is retired in the one that took over its deals, and so on
    where that one is retired too. Where none took over, since nothing had ever happened in it, what is told of it later
    counts in the first stage of its pipeline, or else of any; in none (0) where none is in use. So a report as of an
    earlier day is what it was, and one of today is as if the two had always been one.
    """
    known = {stage.id: stage for stage in stages}
    in_use = [stage for stage in known.values() if not stage.retired_on or "" < as_of < stage.retired_on]
    found: dict[int, int] = {}
    for start, gone in known.items():
        at, passed = start, {start}
        while (stage := known[at]).retired_on and (not as_of or stage.retired_on <= as_of):
            at = stage.successor_id or 0
            if at in passed or at not in known:
                at = _first_like(gone, in_use)
                break
            passed.add(at)
        found[start] = at
    return found


def _first_like(stage: Stage, in_use: Sequence[Stage]) -> int:
    """The first stage that can stand for one that nothing took over from: of its kind, and of its pipeline."""

    def rank(one: Stage) -> tuple[bool, bool, int, int, int]:
        other_kind, elsewhere = one.is_won is not stage.is_won, one.pipeline_id != stage.pipeline_id
        return other_kind, elsewhere, one.pipeline_id, one.position, one.id

    return min(in_use, key=rank).id if in_use else 0


def standing_for(stages: Iterable[Stage], stage_id: int) -> list[int]:
    """A stage in use and the retired ones whose history counts in it now."""
    return [number for number, heir in heirs(stages).items() if heir == stage_id]
