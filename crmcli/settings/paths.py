"""Where things lie: XDG folders, or everything under CRM_HOME."""

from collections.abc import Mapping
from pathlib import Path

from crmcli.core.errors import BadSettings


def config_file(environ: Mapping[str, str]) -> Path:
    """The user's settings."""
    return _folder(environ, "XDG_CONFIG_HOME", ".config") / "config.toml"


def book(environ: Mapping[str, str]) -> Path:
    """The book that is opened when none is named."""
    return _folder(environ, "XDG_DATA_HOME", ".local/share") / "crm.db"


def demo(environ: Mapping[str, str]) -> Path:
    """The sample business, which never mixes with the user's own."""
    return _folder(environ, "XDG_DATA_HOME", ".local/share") / "demo.db"


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where rejected rows and crash reports go."""
    return _folder(environ, "XDG_STATE_HOME", ".local/state")


def make_private(folder: Path) -> None:
    """Make a folder and those above it for their owner alone; with `parents` those above would get the umask's mode."""
    for missing in reversed([above for above in (folder, *folder.parents) if not above.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def typed(text: str) -> Path:
    """A path as somebody wrote it, `~` and `~user` at its start being folders."""
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # no such user, or no home
        raise BadSettings("There is no folder {path}.", path=text, hint="~ needs a user who has a home.") from error


def _folder(environ: Mapping[str, str], variable: str, below_home: str) -> Path:
    if own := environ.get("CRM_HOME"):
        return Path(own)
    if shared := environ.get(variable):
        return Path(shared) / "crmcli"
    if home := environ.get("HOME"):
        return Path(home) / below_home / "crmcli"
    raise BadSettings("There is no home folder: HOME is not set.", hint="Set HOME, or CRM_HOME to a folder of its own.")
