"""The one workspace of this run, made when the first command asks for it."""

from collections.abc import Mapping
from pathlib import Path

from crmcli.cli import diagnostics
from crmcli.core.errors import CrmError
from crmcli.services.workspace import Workspace
from crmcli.settings.keys import Value

_environ: Mapping[str, str] = {}
_flags: dict[str, Value] = {}
_switches: frozenset[str] = frozenset()
_open: list[Workspace] = []


def prepare(environ: Mapping[str, str], flags: Mapping[str, Value], switches: frozenset[str]) -> None:
    """Keep what the front door was told until a command needs it."""
    global _environ, _switches  # noqa: PLW0603 - one process, one session
    close()
    _switches = switches
    _environ = environ
    _flags.clear()
    _flags.update(flags)


def here() -> Workspace:
    """The workspace of this run."""
    if not _open:
        crm = Workspace(_environ, _flags)
        crm.waiting, crm.upgraded = _waiting, _upgraded
        _open.append(crm)
        if _environ.get("TZ") and not crm.settings.zone:
            _doubt_zone()
    return _open[0]


def environ() -> Mapping[str, str]:
    """The environment that this run was given."""
    return _environ


def flags() -> Mapping[str, Value]:
    """The settings that this run was given by flags."""
    return _flags


def switched(name: str) -> bool:
    """Whether --no-input or --debug was given (`no_input`, `debug`)."""
    return name in _switches


def ask_nobody() -> None:
    """Let no command of this run ask a question."""
    global _switches  # noqa: PLW0603 - one process, one session
    _switches |= {"no_input"}


def wanted_color() -> str:
    """What the user settled of colours: auto, always or never; auto where the settings cannot be read."""
    try:
        return str(here().settings.color)
    except CrmError:
        return "auto"


def saved() -> int | None:
    """The number of the last change set that this run saved."""
    return _open[0].saved if _open else None


def explained(error: Exception) -> CrmError | None:
    """A failure of the file in words; None where it is a mistake of the program's."""
    return _open[0].explained(error) if _open else None


def close() -> None:
    """Let go of the book."""
    while _open:
        _open.pop().close()


def _waiting(holder: str) -> None:
    pid, _, command = holder.partition(" ")
    diagnostics.note("Waiting for another crm that is writing (process {pid}, {command}).", pid=pid, command=command)


def _doubt_zone() -> None:
    from crmcli.services.activity import zones  # noqa: PLC0415 - door: only where TZ is set and no zone is settled

    if name := zones.unheard_of(_environ):
        diagnostics.note(
            "TZ says {name}, which is no time zone here: times are in UTC. `crm config set zone Europe/Madrid` helps.",
            name=name,
        )


def _upgraded(copy: Path) -> None:
    diagnostics.note("This crmcli keeps the book in a newer form. The book as it was is {copy}.", copy=copy)
