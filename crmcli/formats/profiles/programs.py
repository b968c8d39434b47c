"""The programs whose exports are known by their headers, and what is theirs alone."""

from collections.abc import Sequence

from crmcli.formats.drafts import Remark, remark
from crmcli.formats.profiles import names, own
from crmcli.formats.profiles.targets import IGNORE, Target

_NAMES = {
    "google": "Google Contacts",
    "hubspot": "HubSpot",
    "icloud": "iCloud",
    "linkedin": "LinkedIn",
    "mailchimp": "Mailchimp",
    "monica": "Monica",
    "outlook": "Outlook",
    "pipedrive": "Pipedrive",
    "salesforce": "Salesforce",
    "thunderbird": "Thunderbird",
}
_MARKS = (
    ("linkedin", ("first name", "last name", "connected on")),
    ("thunderbird", ("display name", "primary email")),
    ("icloud", ("first name", "last name", "phone iphone")),
    ("icloud", ("first name", "last name", "iphone")),
    ("icloud", ("first name", "last name", "icloud email")),
    ("hubspot", ("record id", "email", "first name")),
    ("mailchimp", ("email address", "optin time", "euid")),
    ("pipedrive", ("person id", "person name")),
    ("salesforce", ("contact id", "account name", "last name")),
    ("salesforce", ("account name", "last name", "mailing city")),
    ("hubspot", ("record id", "company name")),
    ("pipedrive", ("organization id", "organization name")),
    ("salesforce", ("account id", "account name")),
    ("outlook", ("first name", "last name", "email address", "business phone")),
    ("outlook", ("first name", "last name", "email address", "business street")),
    ("outlook", ("nombre", "apellidos", "direccion correo electronico", "telefono trabajo")),
)
_GOOGLE = ("given name", "first name", "name")
_MONICA = ["id", "first name", "middle name", "last name"]
_MONICA_PLACES = {
    14: Target("birthday"),
    28: Target("emails", "value"),
    42: Target("phones", "value"),
    49: Target("addresses", "street"),
    50: Target("addresses", "city"),
    52: Target("addresses", "region"),
    53: Target("addresses", "postal_code"),
    66: Target("job_title"),
}
"""Monica reads its CSV by the places that Google's old export had, whatever the header says."""


_SAID = {
    "hubspot": {"company domain name": "Website"},
    "mailchimp": {"euid": "External id", "notes": "Note"},
    "pipedrive": {"id": "External id", "label": "Tags", "labels": "Tags"},
    "salesforce": {"contact id": "External id", "account owner": "Owner", "contact owner": "Owner"},
}
"""What a program calls by a name of its own, in words that are known."""
_IDLE = {
    "hubspot": {
        "primary associated company id", "associated company ids", "last activity date", "lead status",
        "marketing contact status", "create date", "last modified date", "associated contact ids",
        "associated deal ids", "unsubscribed from all email", "opted out of email marketing information",
    },
    "mailchimp": {
        "member rating", "optin time", "optin ip", "confirm time", "confirm ip", "latitude", "longitude", "gmtoff",
        "dstoff", "timezone", "cc", "region", "last changed", "leid", "unsub time", "unsub campaign title",
        "unsub campaign id", "unsub reason", "unsub reason other", "clean time", "clean campaign title",
        "clean campaign id",
    },
    "pipedrive": {
        "organization id", "open deals", "closed deals", "won deals", "lost deals", "total activities",
        "done activities", "activities to do", "email messages count", "last email received", "last email sent",
        "next activity date",
        "last activity date", "marketing status", "person marketing status", "person created",
        "update time", "followers count", "visible to", "profile picture",
    },
    "salesforce": {
        "account id", "created date", "last modified date", "last activity", "created by", "last modified by",
        "reports to", "do not call", "email opt out", "fax opt out",
    },
}  # fmt: skip
"""What programs count and keep for themselves."""
_NOTHING = "photo"
"""A header whose column is left out without a word."""
_PREFIXES = {"pipedrive": ("person ",), "salesforce": ("mailing ",)}


def spoken(program: str, header: Sequence[str]) -> list[str]:
    """The headers in words that are known: `Person - Email - Work` of Pipedrive is `email work`."""
    if program not in _IDLE:
        return list(header)
    return [_spoken(program, cell) for cell in header]


def _spoken(program: str, cell: str) -> str:
    key = names.key(cell)
    for prefix in _PREFIXES.get(program, ()):
        if key in _IDLE[program]:
            break
        if key.startswith(prefix):
            key = key.removeprefix(prefix)
    if key in _IDLE[program]:
        return _NOTHING
    said = _SAID.get(program, {}).get(key)
    return said or (key if key != names.key(cell) else cell)


def whose(header: Sequence[str]) -> str:
    """The program that wrote this header, "" when it shows none."""
    if own.is_header(header):
        return "crmcli"
    keys = [names.key(cell) for cell in header]
    if keys == _MONICA:
        return "monica"
    here = set(keys)
    if any(cell.strip().endswith(" 1 - Value") for cell in header) and here & set(_GOOGLE):
        return "google"
    return next((program for program, marks in _MARKS if here.issuperset(marks)), "")


def adapted(program: str, targets: Sequence[Target | None], width: int) -> list[Target | None]:
    """The targets with what the program means by its columns."""
    known = list(targets)
    if program == "monica":
        known[0] = IGNORE
        for place, target in _MONICA_PLACES.items():
            if place < width:
                known[place] = target
    elif program == "linkedin":
        known = [
            target._replace(label="linkedin") if target and target.field == "urls" and not target.label else target
            for target in known
        ]
    return known


def remark_of(program: str) -> Remark | None:
    """What to say about a file of this program."""
    if program not in _NAMES:
        return None
    return remark("This is an export of {program}.", program=_NAMES[program])
