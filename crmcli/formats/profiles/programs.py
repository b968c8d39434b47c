"""The programs whose exports are known by their headers, and what is theirs alone."""

from collections.abc import Sequence

from crmcli.formats.drafts import Remark, remark
from crmcli.formats.profiles import names, own
from crmcli.formats.profiles.targets import IGNORE, Target

_NAMES = {
    "google": "Google Contacts",
    "hubspot": "HubSpot",
    "linkedin": "LinkedIn",
    "monica": "Monica",
    "outlook": "Outlook",
    "thunderbird": "Thunderbird",
}
_MARKS = (
    ("linkedin", ("first name", "last name", "connected on")),
    ("thunderbird", ("display name", "primary email")),
    ("hubspot", ("record id", "email", "first name")),
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
