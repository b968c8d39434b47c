"""The first day: settling currency, country, zone and language, and making the book."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from crmcli.core.errors import Refused
from crmcli.services.system import config
from crmcli.services.workspace import Workspace
from crmcli.settings.keys import Value
from crmcli.settings.settings import customs
from crmcli.store import connection, lock
from crmcli.store.reads import system

ASKED = ("language", "currency", "country", "zone", "date_order")
"""What is settled, in the order in which it is asked: the language first, for the other questions are asked in it."""
_LOCALTIME = Path("/etc/localtime")


class Begun(NamedTuple):
    """What the first day left behind."""

    book: str
    settings: str
    currency: str
    country: str
    zone: str
    language: str
    date_order: str


def refuse_again(crm: Workspace) -> None:
    """Refuse where a book is already, saying what is there."""
    if not crm.path.exists() or not crm.path.stat().st_size:
        return
    contacts = system.counts(crm.db)["contact"]
    raise Refused(
        "There is a book at {path} already (contacts: {count}). Nothing was changed.",
        path=crm.path,
        count=contacts,
        hint="`crm config set currency EUR` changes a setting; `crm --db FILE init` makes another book.",
    )


def suggested(crm: Workspace, country: str = "") -> dict[str, str]:
    """What is in force for each setting that is asked, or the habit of a country that was named."""
    settings = crm.settings
    habits = customs(country.upper()) if country else {}
    return {
        "currency": habits.get("currency", settings.currency),
        "country": settings.country,
        "zone": settings.zone or _system_zone(),
        "language": settings.language,
        "date_order": habits.get("date_order", settings.date_order or "dmy"),
    }


def settled(answers: Mapping[str, str]) -> dict[str, Value]:
    """Answers as they may be written; BadSettings names the one that means nothing."""
    return {name: config.typed(name, answer.strip()) for name, answer in answers.items()}


def begin(crm: Workspace, answers: Mapping[str, str]) -> Begun:
    """Write the settings and make the book."""
    values = settled(answers)
    refuse_again(crm)
    crm.refuse_readonly("init")
    connection.private_folder(crm.path.parent)
    with lock.writer(crm.path, "init", patience=crm.settings.lock_timeout, waiting=crm.waiting):
        refuse_again(crm)
        connection.create(crm.path)  # an empty file counts as none, here and nowhere else
    file = config.write(crm.environ, values)
    return Begun(str(crm.path), str(file), **{name: str(values.get(name, "")) for name in ASKED})


def _system_zone() -> str:
    """The name of the system's zone, where its link tells; "" otherwise, which means the system's too."""
    if not _LOCALTIME.is_symlink():
        return ""
    name = str(_LOCALTIME.readlink()).partition("zoneinfo/")[2]
    return name if "/" in name else ""
