"""Figures beside contacts, and contacts in their order: worked out only where a list asks for them."""

from collections.abc import Collection, Sequence

from crmcli.core.records.contact import Contact
from crmcli.core.records.worth import Valued
from crmcli.services.figures import fields, ledger
from crmcli.services.workspace import Workspace


def valued(crm: Workspace, contacts: Sequence[Contact], keys: Collection[str]) -> list[Valued]:
    """The contacts, each with these of its figures (as the fields of the search language are called)."""
    known = {key: fields.everybody(crm, key) for key in keys}
    unit = ledger.unit(crm)

    def text(key: str, contact: Contact) -> str:
        return str(known.get(key, {}).get(contact.id, ""))

    def number(key: str, contact: Contact, times: float = 1) -> float | None:
        found = known.get(key, {}).get(contact.id)
        return float(found) * times if found is not None else None

    return [
        Valued(
            one, text("rfm", one), text("code", one), text("abc", one).upper(), number("clv", one, unit),
            number("worth", one, unit), number("alive", one), ledger.base(crm),
        )
        for one in contacts
    ]  # fmt: skip


def sorted_by(crm: Workspace, key: str, ids: Sequence[int]) -> list[int]:
    """The contacts by a figure, upwards or with - before it downwards; those without it last, equals as they came."""
    known = fields.everybody(crm, key.removeprefix("-"))
    turn = -1 if key.startswith("-") else 1
    return sorted(ids, key=lambda number: (number not in known, turn * float(known.get(number, 0))))
