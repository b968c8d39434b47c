"""What commands that merge share: telling what a merge does, before and after."""

from collections.abc import Sequence

from crmcli.cli import diagnostics, output
from crmcli.cli.output import Style
from crmcli.services.people.merging import Merged
from crmcli.view.people import joining

SHOWN = 20


def foretell(plans: Sequence[Merged]) -> None:
    """Tell on stderr what these merges would do, the first ones in full."""
    for plan in plans[:SHOWN]:
        diagnostics.lines(*joining.lines(plan.before, plan.contact, plan.others, plan.moved, plan.losing, plan.held_to))
        if plan.were_distinct:
            diagnostics.note("  Somebody said before that these are not the same.")
    if len(plans) > SHOWN:
        diagnostics.note("... and {count} more.", count=len(plans) - SHOWN)


def tell(done: Sequence[Merged], style: Style, *, one: bool = False) -> None:
    """Tell what was merged."""
    if not style.for_people:
        from crmcli.view.columns.people.joining import MERGED  # noqa: PLC0415 - door: 1 ms, only for machines

        output.show(done, MERGED, style, one=one)
        return
    if len(done) > 1:
        output.say("Merged {count} groups of contacts. `crm undo` takes it back.", count=len(done))
        return
    for merged in done:
        output.say(
            "Merged {others} into {name} (contact {id}). `crm undo` takes it back.",
            others=joining.names(merged.others),
            name=merged.contact.name,
            id=merged.contact.id,
        )
        if handed := joining.counts(merged.moved):
            output.say("Handed over: {counts}.", counts=handed)
        for held in joining.strictest(merged.held_to):
            output.say("The strictest holds: {what}.", what=held)
        if merged.losing:
            output.say("Values that gave way and are in the note: {count}.", count=len(merged.losing))
