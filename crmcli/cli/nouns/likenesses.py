"""What the commands about duplicates share: the pairs, as sure as the user wants them."""

from typing import Annotated

import typer

from crmcli.cli import progress, session
from crmcli.core.errors import Usage
from crmcli.core.rules.people.twins import CERTAINTIES
from crmcli.core.values.text import nearest
from crmcli.services.people import duplicates as service
from crmcli.services.people.duplicates import Twin

STEPS = {"compare": "Comparing"}
STEP_MESSAGES = tuple(STEPS.values())
Sure = Annotated[
    str, typer.Option("--sure", help="As sure as this at least: certain, likely or possible.", metavar="LEVEL")
]


def found(sure: str) -> list[Twin]:
    """Pairs that are as sure as this at least."""
    if sure not in CERTAINTIES:
        raise Usage(
            "There is no certainty {word}.",
            word=sure,
            near=nearest(sure, CERTAINTIES) or CERTAINTIES[0],
            hint="Did you mean {near}? There are: certain, likely, possible.",
        )
    with progress.bar(STEPS) as tell:
        pairs = service.found(session.here(), tell)
    wanted = CERTAINTIES[: CERTAINTIES.index(sure) + 1]
    return [pair for pair in pairs if pair.certainty in wanted]
