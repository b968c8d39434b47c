"""The funnel as a board, drawn on the terminal or written for machines."""

from crmcli.cli import output
from crmcli.cli.nouns import agenda
from crmcli.cli.output import Style
from crmcli.services.sales import board as boards
from crmcli.services.workspace import Workspace
from crmcli.view.columns.sales.deals import LANE
from crmcli.view.sales import board as board_view


def board(crm: Workspace, query: str, pipeline: str, limit: int | None, style: Style) -> None:
    """The funnel."""
    found = boards.board(crm, query, pipeline=pipeline, cards=boards.CARDS if limit is None else limit)
    if style.for_people and not style.only:
        agenda.draw(board_view.draw(found.lanes, output.frame(), output.terminal_width()))
    else:
        output.show(found.lanes, LANE, style)
