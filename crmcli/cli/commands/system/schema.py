"""The JSON Schema of a noun."""

from typing import Annotated

import typer

from crmcli.cli import output
from crmcli.core.values.json_text import dumps
from crmcli.services.system import schema as service


def complete(incomplete: str) -> list[str]:
    """Nouns that begin like this."""
    return [noun for noun in service.NOUNS if noun.startswith(incomplete)]


def schema(
    noun: Annotated[
        str, typer.Argument(help="contact, interaction, task, tag ...", autocompletion=complete, show_default=False)
    ],
) -> None:
    """Print the JSON Schema of a noun."""
    output.write(dumps(service.of(noun), indent=2) + "\n")
