"""Logging what was said: type it, press Enter."""

from collections.abc import Iterable

from crmcli.core.records.activity import Interaction
from crmcli.core.records.contact import Contact
from crmcli.core.records.kinds import CHANNELS, OUTCOMES
from crmcli.core.rules.activity import interaction_times
from crmcli.services.activity import log
from crmcli.tui.screens.forms.form import Form
from crmcli.tui.widgets.choice import Choice
from crmcli.tui.widgets.field import Field
from crmcli.view import dates
from crmcli.view.columns.people.people import preferred
from crmcli.view.wording import labels
from crmcli.view.words import _


class LogForm(Form):
    """An interaction with one person, and the next step that was promised."""

    def __init__(self, person: Contact, channel: str) -> None:
        super().__init__()
        self.person, self.channel = person, channel

    def heading(self) -> str:
        """With whom, and for a call the number."""
        number = preferred(self.person.phones) if self.channel == "call" else ""
        sentence = _("Call with {name}") if self.channel == "call" else _("Log with {name}")
        return "   ".join(filter(None, (sentence.format(name=self.person.name), number)))

    def fields(self) -> Iterable[Field]:
        """What was said first."""
        channels, outcomes = Choice(CHANNELS, labels.channel), Choice(OUTCOMES, labels.outcome)
        few = ", ".join(map(labels.outcome, ("positive", "no-answer")))
        yield Field("text", _("Said"), is_long=True, placeholder=_("what was said"))
        yield Field("next", _("Next"), placeholder=_("+3d send the offer"), echo=self._promise)
        yield Field("channel", _("Channel"), self.channel, choice=channels)
        yield Field("outcome", _("Outcome"), choice=outcomes, placeholder=f"{few} …")
        yield Field("at", _("When"), placeholder=_("today"), echo=self.past_day)
        yield Field("minutes", _("Minutes"))

    async def save(self, values: dict[str, str]) -> None:
        """Log it."""
        draft = Interaction(channel=values["channel"], text=values["text"], outcome=values["outcome"])
        logged = await self.crm.change(
            log.add, draft, [f"id:{self.person.id}"], at=values["at"] or None, minutes=values["minutes"] or None,
            next_step=values["next"] or None,
        )  # fmt: skip
        if logged.next is not None:
            day = dates.moment(logged.next.due, self.crm.clock.local)
            self.crm.tell(
                "Logged, and promised for {day}: {title}. {undo} takes it back.", day=day, title=logged.next.title
            )
        else:
            channel = labels.channel(logged.interaction.channel)
            self.crm.tell(
                "Logged: {channel} with {name}. {undo} takes it back.", channel=channel, name=self.person.name
            )

    def _promise(self, text: str) -> str:
        clock = self.crm.clock
        task = interaction_times.next_step(text, now=clock.now, order=clock.settings.date_order)
        title = task.title or _("Follow up with {name}").format(name=self.person.name)
        return f"{dates.moment(task.due, clock.local)}: {title}"
