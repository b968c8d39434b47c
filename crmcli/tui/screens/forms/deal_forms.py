"""Opening a deal, and closing one: won, or lost for a reason."""

from collections.abc import Iterable

from crmcli.core.records.deals import Deal
from crmcli.core.records.kinds import LOST_REASONS
from crmcli.services.sales import deal_changes, deals
from crmcli.tui.screens.forms.form import Form, choice
from crmcli.tui.widgets.field import Field
from crmcli.view.words import _


class WinForm(Form):
    """A deal is won; why is worth knowing, and may be left out."""

    def __init__(self, deal: Deal) -> None:
        super().__init__()
        self.deal = deal

    def heading(self) -> str:
        """Which one."""
        return _("Won: {title}").format(title=self.deal.title)

    def fields(self) -> Iterable[Field]:
        """Why, and when."""
        yield Field("reason", _("Why"), placeholder=_("why they bought; Enter alone is enough"))
        yield Field("at", _("When"), placeholder=_("today"), echo=self.past_day)

    async def save(self, values: dict[str, str]) -> None:
        """Win it."""
        await self.crm.change(deals.win, [str(self.deal.id)], at=values["at"], reason=values["reason"])
        self.crm.tell("Won: {title}. u takes it back.", title=self.deal.title)


class LoseForm(Form):
    """A deal is lost, and for which reason."""

    def __init__(self, deal: Deal) -> None:
        super().__init__()
        self.deal = deal

    def heading(self) -> str:
        """Which one."""
        return _("Lost: {title}").format(title=self.deal.title)

    def fields(self) -> Iterable[Field]:
        """Why, to whom, and when."""
        reasons = choice(*LOST_REASONS)
        yield Field("reason", _("Why"), offers=reasons, echo=reasons.echo, placeholder="price, timing, competitor …")
        yield Field("competitor", _("Competitor"), self.deal.competitor, placeholder=_("who won it"))
        yield Field("at", _("When"), placeholder=_("today"), echo=self.past_day)

    async def save(self, values: dict[str, str]) -> None:
        """Lose it."""
        await self.crm.change(
            deals.lose, [str(self.deal.id)], reason=values["reason"], at=values["at"], competitor=values["competitor"]
        )
        self.crm.tell("Lost: {title}. u takes it back.", title=self.deal.title)


class DealForm(Form):
    """A new deal."""

    def __init__(self, pipeline: str = "", stage: str = "") -> None:
        super().__init__()
        self.pipeline, self.stage = pipeline, stage

    def heading(self) -> str:
        """What it is."""
        return _("New deal")

    def fields(self) -> Iterable[Field]:
        """What, with whom, how much, until when."""
        yield Field("title", _("Title"), placeholder=_("what they may buy"))
        yield Field("contact", _("With"), offers=self.people, placeholder=_("a name, or nobody"))
        yield Field("amount", _("Amount"), placeholder="1200, 1.200,50 €")
        yield Field("close", _("Close"), echo=self.day, placeholder=_("friday, +3d, 24 nov"))
        yield Field("next", _("Next step"))
        yield Field("note", _("Note"), is_long=True)

    async def save(self, values: dict[str, str]) -> None:
        """Open it."""
        deal = await self.crm.change(deal_changes.add, values, pipeline=self.pipeline, stage=self.stage)
        self.crm.tell("Opened deal {id}: {title}. u takes it back.", id=deal.id, title=deal.title)
