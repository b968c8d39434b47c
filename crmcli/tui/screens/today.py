"""Today: overdue, today, the coming days, birthdays, and who waits to hear from us; each can be acted on in place."""

from collections.abc import Iterable, Sequence
from typing import cast

from textual.containers import Horizontal
from textual.widget import Widget

from crmcli.core.records.agenda import AgendaItem, Today
from crmcli.services.activity import today as service
from crmcli.tui.screens.pages.task_page import TaskPage
from crmcli.tui.widgets.lines import TextLines
from crmcli.tui.widgets.person import PersonPane
from crmcli.view import dates
from crmcli.view.activity import agenda
from crmcli.view.spans import Span
from crmcli.view.words import _


class DayLines(TextLines):
    """The sections of a day."""

    day: Today | None = None

    def laid_out(self) -> None:
        """Write the lines for the room there is."""
        if self.day is None:
            return
        page = cast("TodayPage", self.screen)
        lines = agenda.today_items(self.day, page.frame, self.room)[2:]  # the day itself stands on top already
        if not any(self.day[:5]):
            lines = [
                *lines,
                agenda.Told(()),
                agenda.Told((Span(page.hint(), "quiet"),)),
            ]
        self.show([(line.spans, line.item) for line in lines])


class TodayPage(TaskPage):
    """What one looks at first in the morning."""

    TITLE_WORD = "Today"

    def body(self) -> Iterable[Widget]:
        """The day, and where there is room the card of whom the cursor is on."""
        with Horizontal(id="panes", classes="-roomy"):
            yield DayLines("day")
            yield PersonPane("person")

    def hint(self) -> str:
        """What to do on a day without anything."""
        key_of = self.crm.key_of
        sentence = _("{task} promises something, {contacts} shows your contacts.")
        return sentence.format(task=key_of("task"), contacts=key_of("go_contacts"))

    def item(self) -> AgendaItem | None:
        """What the cursor is on."""
        return cast("AgendaItem | None", self.query_one(DayLines).chosen)

    def command(self) -> Sequence[str]:
        """As in Page."""
        return ("today",)

    async def load(self) -> None:
        """Read the day."""
        lines = self.query_one(DayLines)
        lines.day = await self.crm.desk.read(service.today)
        totals = lines.day.totals
        self.tell(
            dates.long(self.frame.today), _("{count} coming").format(count=totals.coming) if totals.coming else ""
        )
        lines.laid_out()
        self.show_person()
