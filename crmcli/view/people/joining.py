"""What a merge does, in words: what stays, what comes with it, what goes to the note."""

from collections.abc import Callable, Iterable

from crmcli.core.records.consents import Consent, Standing
from crmcli.core.records.contact import Contact
from crmcli.core.rules.people.joining import Losing
from crmcli.view.columns import labels
from crmcli.view.people import changes
from crmcli.view.words import _, ngettext


def lines(
    before: Contact,
    after: Contact,
    others: Iterable[Contact],
    moved: Iterable[tuple[str, int]],
    losing: Iterable[Losing],
    held_to: Iterable[Standing] = (),
) -> list[str]:
    """Who stays and who joins, then each field that changes, what is handed over, permissions, and the note's lines."""
    told = [f"{before.name}  #{before.id}  <-  {names(others)}"]
    told += changes.lines(before, after._replace(note=before.note))[1:]
    if handed := counts(moved):
        told.append(f"  {_('Handed over')}: {handed}")
    told += [f"  {_('The strictest holds')}: {held}" for held in strictest(held_to)]
    told += [f"  {_('To the note')}: {labels.field(one.field)}: {one.value}  (#{one.id})" for one in losing]
    return told


def strictest(held_to: Iterable[Standing]) -> list[str]:
    """What holds after a merge because it is the strictest: denied: newsletter by e-mail (#42)."""
    groups: dict[tuple[str, int], list[Consent]] = {}
    for one in held_to:
        groups.setdefault((one.state, one.said.contact_id), []).append(one.said)
    if not groups:
        return []
    from crmcli.view.wording import consent_words  # noqa: PLC0415 - door: 1 ms, only where permissions differ

    return [
        f"{consent_words.state(state)}: {consent_words.what(said)}  (#{number})"
        for (state, number), said in groups.items()
    ]


def names(contacts: Iterable[Contact]) -> str:
    """Contacts with their numbers, on one line."""
    return ", ".join(f"{contact.name} (#{contact.id})" for contact in contacts)


def counts(moved: Iterable[tuple[str, int]]) -> str:
    """How many records of each noun, on one line: 3 interactions, 1 task."""
    return ", ".join(_counted(noun, count) for noun, count in moved)


def _counted(noun: str, count: int) -> str:
    told: dict[str, Callable[[], str]] = {
        "contact": lambda: ngettext("{count} contact", "{count} contacts", count),
        "interaction": lambda: ngettext("{count} interaction", "{count} interactions", count),
        "task": lambda: ngettext("{count} task", "{count} tasks", count),
        "deal": lambda: ngettext("{count} deal", "{count} deals", count),
        "quote": lambda: ngettext("{count} quote", "{count} quotes", count),
        "sale": lambda: ngettext("{count} sale", "{count} sales", count),
        "cost": lambda: ngettext("{count} cost", "{count} costs", count),
        "invoice": lambda: ngettext("{count} invoice", "{count} invoices", count),
        "payment": lambda: ngettext("{count} payment", "{count} payments", count),
        "delivery": lambda: ngettext("{count} delivery", "{count} deliveries", count),
        "answer": lambda: ngettext("{count} survey answer", "{count} survey answers", count),
        "billing": lambda: ngettext("{count} billing profile", "{count} billing profiles", count),
        "consent": lambda: ngettext("{count} permission entry", "{count} permission entries", count),
        "segment": lambda: ngettext("{count} segment", "{count} segments", count),
        "snapshot": lambda: ngettext("{count} snapshot", "{count} snapshots", count),
    }
    return told[noun]().format(count=count) if noun in told else f"{count} {noun}"
