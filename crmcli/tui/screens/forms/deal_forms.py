"""Opening a deal, and closing one: won, or lost for a reason."""

from collections.abc import Iterable

from crmcli.core.errors import Refused
from crmcli.core.records.deals import Deal
from crmcli.core.records.kinds import LOST_REASONS
from crmcli.core.values.money import Money
from crmcli.services.sales import deal_changes, deals
from crmcli.tui.screens.forms.form import Form
from crmcli.tui.widgets.choice import Choice
from crmcli.tui.widgets.field import Field
from crmcli.view.sales import deal_changes as changes
from crmcli.view.wording import deal_labels
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
        self.crm.tell("Won: {title}. {undo} takes it back.", title=self.deal.title)


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
        few = ", ".join(map(deal_labels.reason, LOST_REASONS[:3]))
        yield Field("reason", _("Why"), choice=Choice(LOST_REASONS, deal_labels.reason), placeholder=f"{few} …")
        yield Field("competitor", _("Competitor"), self.deal.competitor, placeholder=_("who won it"))
        yield Field("at", _("When"), placeholder=_("today"), echo=self.past_day)

    async def save(self, values: dict[str, str]) -> None:
        """Lose it."""
        if not values["reason"]:
            choices = ", ".join(map(deal_labels.reason, LOST_REASONS))
            raise Refused("Why was it lost?", field="reason", choices=choices, hint="It takes {choices}.")
        await self.crm.change(
            deals.lose, [str(self.deal.id)], reason=values["reason"], at=values["at"], competitor=values["competitor"]
        )
        self.crm.tell("Lost: {title}. {undo} takes it back.", title=self.deal.title)


class DealForm(Form):
    """A new deal, or changes of one."""

    def __init__(self, pipeline: str = "", stage: str = "", before: Deal | None = None) -> None:
        super().__init__()
        self.pipeline, self.stage, self.before = pipeline, stage, before

    def heading(self) -> str:
        """What it is."""
        return f"{self.before.title}  #{self.before.id}" if self.before else _("New deal")

    def fields(self) -> Iterable[Field]:
        """What, with whom, how much, until when."""
        shown = _shown(self.before or Deal())
        yield Field("title", _("Title"), shown["title"], placeholder=_("what they may buy"))
        yield Field("contact", _("With"), shown["contact"], offers=self.people, placeholder=_("a name, or nobody"))
        yield Field("amount", _("Amount"), shown["amount"], placeholder="1200, 1.200,50 €")
        yield Field("close", _("Close"), shown["close"], echo=self.day, placeholder=_("friday, +3d, 24 nov"))
        yield Field("next", _("Next step"), shown["next"])
        yield Field("note", _("Note"), shown["note"], is_long=True)

    async def save(self, values: dict[str, str]) -> None:
        """Open it, or change it."""
        if self.before is not None:
            await self._edit(self.before)
            return
        deal = await self.crm.change(deal_changes.add, values, pipeline=self.pipeline, stage=self.stage)
        self.crm.tell("Opened deal {id}: {title}. {undo} takes it back.", id=deal.id, title=deal.title)

    async def _edit(self, before: Deal) -> None:
        given = {field.key: field.value for field in self.query(Field) if field.is_changed}
        try:
            done = await self.crm.change(deal_changes.edit, f"id:{before.id}", given, version=before.version)
        except Refused:
            now = await self.crm.desk.read(deals.get, before.id)
            if now.version == before.version:
                raise
            self.before = now
            raise self.met(_shown(now), changes.lines(before, now)[1:]) from None
        self.crm.tell("Changed {name}. {undo} takes it back.", name=done.after.title)


def _shown(deal: Deal) -> dict[str, str]:
    """What the fields show of a deal."""
    amount = str(Money(deal.amount_minor, deal.currency)) if deal.currency else ""
    return {
        "title": deal.title, "contact": deal.contact or deal.organisation, "amount": amount,
        "close": deal.expected_close, "next": deal.next_step, "note": deal.note,
    }  # fmt: skip
