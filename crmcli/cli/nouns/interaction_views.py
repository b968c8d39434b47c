"""How what was logged or corrected is shown."""

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns.interactions import plain
from crmcli.cli.output import Style
from crmcli.core.records.activity import Interaction
from crmcli.services.activity.log import Logged
from crmcli.view.activity.interaction_card import cost as card_cost
from crmcli.view.activity.interaction_card import interaction as card
from crmcli.view.activity.interaction_card import moment
from crmcli.view.columns.activity.activity import INTERACTION
from crmcli.view.columns.activity.logged import LOGGED
from crmcli.view.wording import labels
from crmcli.view.words import _

UNDO = "`crm undo` takes it back."


def logged(done: Logged, style: Style) -> None:
    """Tell what was logged, and what is promised."""
    said, promised = done
    if style.for_people:
        _heading, lines = card(said, output.frame(), promised, cost=cost(said))
        heading = _("Logged: {channel} #{id}").format(channel=labels.channel(said.channel), id=said.id)
        output.block((heading, lines))
        output.say(UNDO)
        return
    if style.format != "plain":
        output.show([done], LOGGED, style, one=True)
        return
    plain(said)
    if promised is not None:
        when = moment(promised.due, output.frame())
        diagnostics.note("Next: {title} (task {id}), {when}.", title=promised.title, id=promised.id, when=when)


def cost(said: Interaction) -> str:
    """What an interaction cost, for people; "" where it cost nothing that is known."""
    if not (said.minutes or said.travel_minor or said.materials_minor):
        return ""
    from crmcli.services.activity import interaction_costs  # noqa: PLC0415 - door: 2 ms, only where there are costs

    crm = session.here()
    return card_cost(interaction_costs.spent(crm, said), crm.settings.currency)


def understood(meant: Logged, style: Style) -> None:
    """Tell what would be logged."""
    if style.for_people or style.format == "plain":
        heading, lines = card(meant.interaction, output.frame(), meant.next)
        output.block((heading.partition("  ")[0], lines))
        output.say("Nothing was logged.")
    else:
        output.show([meant], LOGGED, style, one=True)


def changed(said: Interaction, style: Style) -> None:
    """Tell what an interaction has become."""
    if style.for_people:
        output.block(card(said, output.frame(), cost=cost(said)))
        output.say(UNDO)
    elif style.format == "plain":
        plain(said)
    else:
        output.show([said], INTERACTION, style, one=True)
