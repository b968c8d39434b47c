"""What serving each customer costs: booked costs, travel, material, and time at its hourly rate."""

from datetime import date, timedelta

from crmcli.core.errors import Refused
from crmcli.core.values import money
from crmcli.services.figures import ledger
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import service as reads
from crmcli.store.reads.insight.service import Effort, Span
from crmcli.view.money import told


def costs(crm: Workspace, as_of: date, since: str = "") -> dict[int, int]:
    """Cost to serve of each customer that has any, in minor units of the base currency."""
    check(crm, as_of)
    found = reads.by_customer(crm.db, ledger.base(crm), since, as_of.isoformat())
    rate = hourly_rate(crm)
    for one in reads.serving(crm.db, span(crm, as_of, since)):
        found[one.contact_id] = found.get(one.contact_id, 0) + of_effort(one, rate)
    return found


def of_effort(effort: Effort, rate: int) -> int:
    """Time at the hourly rate, and travel and material."""
    return round(effort.minutes * rate / 60 + effort.travel)


def hourly_rate(crm: Workspace) -> int:
    """What an hour costs, in minor units of the base currency; 0 where nobody settled it."""
    text = crm.settings.hourly_rate
    return money.parse(text, ledger.base(crm)).minor if text else 0


def span(crm: Workspace, last: date, since: str = "", as_of: date | None = None) -> Span:
    """The talks from a day, if there is one, to another; sales are known up to that or to `as_of`."""
    first = crm.midnight(date.fromisoformat(since)) if since else ""
    return Span(first, until(crm, last), (as_of or last).isoformat(), crm.local)


def until(crm: Workspace, as_of: date) -> str:
    """The instant at which the day ends."""
    return crm.midnight(as_of + timedelta(days=1))


def check(crm: Workspace, as_of: date) -> None:
    """Refuse to add costs of other currencies that have no rate."""
    missing = reads.unpriced(crm.db, ledger.base(crm), as_of.isoformat())
    if missing:
        raise Refused(
            "These costs have no rate to {currency}, so nothing can be added up:\n{rows}",
            currency=ledger.base(crm),
            rows=tuple(f"{number}  {day}  {told(minor, code)}  {note}" for number, day, minor, code, note in missing),
            hint="`crm cost edit {number} --rate RATE` says what one unit was worth on its day.",
            number=missing[0][0],
        )
