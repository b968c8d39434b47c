"""Settings and where each comes from."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.options import Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.cli.prompts import ask, may_ask, need_somebody
from crmcli.core.errors import CrmError
from crmcli.services.system import config as service
from crmcli.settings.keys import NAMES
from crmcli.view import sentences
from crmcli.view.columns.column import plain
from crmcli.view.columns.system.system import PLACES, SETTING


def complete(incomplete: str) -> list[str]:
    """Settings that begin like this."""
    return [name for name in NAMES if name.startswith(incomplete)]


Name = Annotated[str, typer.Argument(help="A setting.", autocompletion=complete, show_default=False)]


def list_(columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """List the settings in force with their origin."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    output.show(service.listed(crm), SETTING, style)
    for name in crm.settings.unknown:
        diagnostics.note("The settings file has a key that means nothing: {name}.", name=name)


def get(name: Name, format: Format = None, json: Json = False) -> None:
    """Print one setting."""
    style = Style(format, json=json)
    found = service.get(session.here(), name)
    if style.format in ("table", "plain"):
        output.line(plain(found.value))
    else:
        output.show([found], SETTING, style, one=True)


def set_(
    name: Name,
    value: Annotated[str, typer.Argument(help='What it shall be; "" for nothing.', show_default=False)],
) -> None:
    """Write one setting."""
    done = service.set_(session.environ(), name, value)
    output.say("{name} is {value} now, in {file}.", name=done.name, value=plain(done.value) or '""', file=done.file)
    if done.hidden_by:
        diagnostics.note("{variable} is set and beats it.", variable=done.hidden_by)


def path(format: Format = None, json: Json = False) -> None:
    """Print where settings and book are."""
    style = Style(format, json=json)
    try:
        found = service.places(session.here())
    except CrmError:
        output.line(str(service.settings_file(session.environ())))
        raise
    if style.format in ("table", "plain"):
        output.line(str(found.settings))
        output.line(str(found.book))
    else:
        output.show([found], PLACES, style, one=True)


def edit() -> None:
    """Open the settings in $EDITOR."""
    need_somebody("`crm config set` writes a setting without one.")
    environ = session.environ()
    text = service.edited(environ)
    while text is not None:
        try:
            file = service.save(environ, text)
        except CrmError as error:
            if not may_ask():
                raise
            diagnostics.note("{problem}", problem=sentences.words(error)[0])
            if ask("Edit it again? [Y/n]").lower().startswith("n"):
                break
            text = service.edited(environ, text)
        else:
            output.say("Saved {file}.", file=file)
            return
    diagnostics.note("Nothing was changed.")
