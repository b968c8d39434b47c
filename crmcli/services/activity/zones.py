"""Which time zone is meant: the one that is settled, or the system's by its IANA name."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

from crmcli.core.errors import BadSettings, Invalid
from crmcli.services.workspace import Workspace

SYSTEM = Path("/etc")
RULES = tuple(map(Path, ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")))
_DAY = len("2026-11-24")
_NAMES_ARE_BELOW = "zoneinfo/"
_UTC_NAMES = ("Etc/UTC", "Etc/Universal", "Etc/Zulu", "Universal", "Zulu", "UCT", "Etc/UCT")


def name(crm: Workspace) -> str:
    """The IANA name of the local zone; "" where the system has none."""
    return crm.settings.zone or system_name(crm.environ)


def system_name(environ: Mapping[str, str], system: Path = SYSTEM) -> str:
    """The system's zone as TZ, the link to its rules or its settings name it; "" where none does."""
    if written := environ.get("TZ", "").removeprefix(":"):
        return _known(_below(written) or ("" if written.startswith("/") else written))
    try:
        linked = _below(str((system / "localtime").readlink()))
    except OSError:
        linked = ""
    return _known(linked) or _known(_first_line(system / "timezone"))


def unheard_of(environ: Mapping[str, str]) -> str:
    """What TZ names and the system does not know, which it takes for UTC without a word; "" where all is well."""
    written = environ.get("TZ", "")
    is_name = bool(written) and written[0] not in "/:" and not any(sign.isdigit() for sign in written)
    return written if is_name and not any((folder / written).exists() for folder in RULES) else ""


def get(text: str) -> tzinfo:
    """The zone of an IANA name; Invalid where there is none."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - door: 1.6 ms, only when a time of day is at stake

    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        raise Invalid("There is no time zone {name}.", name=text, hint="As in Europe/Madrid.") from error


def here(crm: Workspace) -> tzinfo:
    """The zone of times that name none, with its changes in summer and winter.

    BadSettings when TZ says something that is no zone: the system would take it for UTC without a word.
    """
    if crm.zone is not None:
        return crm.zone
    if found := name(crm):
        return get(found)
    written = crm.environ.get("TZ", "")
    if written and not written.startswith(("/", ":")) and not any(sign.isdigit() for sign in written):
        raise BadSettings(
            "There is no time zone {name}.",
            name=written,
            hint="TZ says so. `crm config set zone Europe/Madrid` settles another.",
        )
    return _System()


def clock(crm: Workspace, zone: str) -> Callable[[str], datetime]:
    """Tells stored days and instants as moments in a zone, "" being the local one."""
    found: list[tzinfo] = []

    def local(text: str) -> datetime:
        if not found:
            found.append(get(zone) if zone else here(crm))
        if len(text) <= _DAY:
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, tzinfo=found[0])
        return datetime.fromisoformat(text).astimezone(found[0])

    return local


class _System(tzinfo):
    """The system's own clock, where it has rules but no name for them."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002 - nobody knows
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, moment: datetime) -> datetime:
        there = moment.replace(tzinfo=UTC).astimezone()
        return there.replace(tzinfo=self)


def _known(found: str) -> str:
    """The name, if there are rules for it."""
    if found in _UTC_NAMES:
        return "UTC"
    if not found:
        return ""
    try:
        get(found)
    except Invalid:
        return ""
    return found


def _below(path: str) -> str:
    return path.partition(_NAMES_ARE_BELOW)[2]


def _first_line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")[:100].partition("\n")[0].strip()
    except OSError:
        return ""
