"""What exports of other programs tell of permissions: who left a list and when, and who joined it by themselves.

A no without its day is one all the same; a yes counts only with its day and what shows that they gave it themselves.
"""

from collections.abc import Callable, Mapping
from datetime import date

from crmcli.core.records.consents import Consent
from crmcli.core.rules.people.consents import ADVERTISING
from crmcli.formats.gathering import Gathering
from crmcli.formats.profiles import names
from crmcli.formats.profiles.layout import Layout

Step = Callable[[list[str], Gathering], None]
_NOES: Mapping[str, Mapping[str, str]] = {
    "hubspot": {"unsubscribed from all email": "email", "opted out of email marketing information": "email"},
    "salesforce": {"email opt out": "email", "do not call": "phone"},
    "pipedrive": {"person marketing status": "email", "marketing status": "email"},
}
"""Columns that say no, and the channel that they say it of."""
_NO = ("yes", "y", "true", "1", "x", "si", "sí", "unsubscribed")
_LEFT = {"unsub time": "unsubscribed", "clean time": "cleaned"}
_MAILCHIMP = "Mailchimp"


def step(layout: Layout) -> Step | None:
    """What reads the permissions of a row; None where the program tells nothing of them."""
    places = {names.key(column.title): column.place for column in layout.columns}
    if layout.program == "mailchimp":
        return _mailchimp(places)
    columns = [(places[key], channel) for key, channel in _NOES.get(layout.program, {}).items() if key in places]
    titles = {column.place: column.title for column in layout.columns}

    def noes(cells: list[str], found: Gathering) -> None:
        for place, channel in columns:
            if cells[place].strip().casefold() in _NO:
                found.consents += _no(channel, "", layout.program.capitalize(), f"{titles[place]}: {cells[place]}")

    return noes if columns else None


def _mailchimp(places: Mapping[str, int]) -> Step:
    """Each audience is a file: that of who left has the time of it, and only that of who is in it tells a yes."""
    left = [(places[key], word) for key, word in _LEFT.items() if key in places]

    def leavers(cells: list[str], found: Gathering) -> None:
        for place, word in left:
            if said := cells[place].strip():
                found.consents += _no("email", _day(said), _MAILCHIMP, f"{word} {said}")

    def members(cells: list[str], found: Gathering) -> None:
        for kind in ("confirm", "optin"):
            at, ip = (cells[places[key]].strip() if key in places else "" for key in (f"{kind} time", f"{kind} ip"))
            if ip and (day := _day(at)):
                evidence = f"{kind.upper()}_TIME {at}, {kind.upper()}_IP {ip}"
                found.consents.append(
                    Consent(
                        date=day, channel="email", purpose="newsletter", action="granted", basis="consent",
                        source=_MAILCHIMP, evidence=evidence,
                    )
                )  # fmt: skip
                return

    return leavers if left else members


def _no(channel: str, day: str, source: str, evidence: str) -> list[Consent]:
    return [
        Consent(date=day, channel=channel, purpose=purpose, action="withdrawn", source=source, evidence=evidence)
        for purpose in ADVERTISING
    ]


def _day(text: str) -> str:
    """The day of a moment in ISO digits, "" for anything else."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""
