"""What is owed and what is to be delivered: overdue invoices, all invoices, deliveries; each acted on in place."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar, cast

from textual import on, work
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from crmcli.core.errors import CrmError
from crmcli.core.records.money import Delivery, Invoice
from crmcli.services.money import deliveries, invoice_documents, invoice_lists
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Chosen, Moved
from crmcli.tui.screens.pages.parts_page import PartsPage
from crmcli.tui.spans import number
from crmcli.tui.widgets.lines import TextLines
from crmcli.tui.widgets.rows import Rows
from crmcli.tui.widgets.tabs import Tabs
from crmcli.view.cards import Line
from crmcli.view.columns.column import Column, Frame, plain
from crmcli.view.columns.sales.money import DELIVERY, INVOICE, said
from crmcli.view.sales import money_cards
from crmcli.view.sections import labelled
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

MOST = 500
"""Lines of a list."""
_OVERDUE, _INVOICES, _DELIVERIES = range(3)
_LISTS = ("overdue", "invoices", "deliveries")
_UNTOLD = ("id", "uid", "contact_id", "sale_id", "created_at", "updated_at", "trashed_at", "version", "title")


class SalesPage(PartsPage):
    """Three lists, and beside them what the cursor is on."""

    TITLE_WORD = "Sales"
    OFFERED = ("part_right", "pay", "delivered", "person", "log", "follow_up", "undo", "call")
    GROUPS = (LISTS, "parts", "sales", "trade", "people")
    AUTO_FOCUS = "#overdue"
    BINDINGS: ClassVar[list[BindingType]] = bindings("pay", "delivered")
    counts = (0, 0, 0)

    def body(self) -> Iterable[Widget]:
        """The names of the lists, the lists, the details."""
        yield Tabs()
        with Horizontal(id="panes"):
            yield Rows(INVOICE, "number,contact,open,due,status", "overdue")
            yield Rows(INVOICE, "number,date,contact,total,open,status", "invoices")
            yield Rows(DELIVERY, "promised_on,title,contact,status", "deliveries")
            yield TextLines("person")

    @property
    def rows(self) -> Rows:
        """The list that is seen."""
        return self.query_one(f"#{_LISTS[self.part]}", Rows)

    def names(self) -> list[str]:
        """The lists with how many are on each."""
        words = (_("Overdue"), _("Invoices"), _("Deliveries"))
        return [f"{word} {_told(count)}" for word, count in zip(words, self.counts, strict=True)]

    def person(self) -> tuple[int, str] | None:
        """The customer."""
        found = cast("Invoice | Delivery | None", self.rows.chosen)
        return (found.contact_id, found.contact) if found else None

    async def load(self) -> None:
        """Read the three lists."""
        overdue, invoices, waiting = await self.crm.desk.read(_read)
        today = self.frame.today.isoformat()
        lists = [self.query_one(f"#{name}", Rows) for name in _LISTS]
        lists[_OVERDUE].empty = _empty(_("Nothing is overdue."), _("→ shows every invoice."))
        lists[_INVOICES].empty = _empty(_("No invoices yet."), _("`crm invoice new` draws one up."))
        lists[_DELIVERIES].empty = _empty(
            _("Nothing is to be delivered."), _("`crm delivery plan` promises something.")
        )
        lists[_INVOICES].style_of = lambda one: "quiet" if one.settled_on or one.status == "void" else ""
        lists[_DELIVERIES].style_of = lambda one: "late" if one.promised_on < today else ""
        found: tuple[Sequence[Invoice | Delivery], ...] = (overdue, invoices, waiting)
        for rows, records in zip(lists, found, strict=True):
            rows.tell(records[:MOST], self.frame)
        self.counts = (len(overdue), len(invoices), len(waiting))
        sums: dict[str, int] = {}
        for one in overdue:
            sums[one.currency] = sums.get(one.currency, 0) + one.total_minor - one.paid_minor
        told = " · ".join(said(minor, currency) for currency, minor in list(sums.items())[:2])
        self.tell(_("overdue {amount}").format(amount=told) if told else "")
        self.told_parts()
        self.show_part()

    def on_mount(self) -> None:
        """Show one list from the first."""
        self._hide()

    def _hide(self) -> None:
        for at, name in enumerate(_LISTS):
            self.query_one(f"#{name}").display = at == self.part

    def show_part(self) -> None:
        """Show the list that was chosen."""
        self._hide()
        if self.focused is None or isinstance(self.focused, Rows):
            self.rows.focus()
        self.call_after_refresh(self._show_details)

    @on(Moved)
    def _moved(self) -> None:
        if self.focused is self.rows:
            self._show_details()

    def on_resize(self) -> None:
        """Write the details for the room there is."""
        self.call_after_refresh(self._show_details)

    @on(Chosen)
    def _chosen(self) -> None:
        self._open()

    @work(group="window", exclusive=True)
    async def _open(self) -> None:
        if (told := await self._told()) is not None:
            from crmcli.tui.screens.windows.window import Window  # noqa: PLC0415 - door: only when a record is opened

            self.app.push_screen(Window(*told))

    @work(group="details", exclusive=True)
    async def _show_details(self) -> None:
        pane = self.query_one("#person", TextLines)
        told = await self._told() if pane.display else None
        lines: list[tuple[Spans, object]] = []
        if told is not None:
            lines = [((Span(told[0], "heading"),), None), ((), None)]
            lines += [(spans, told) for spans in labelled(told[1], pane.room)]
        pane.show(lines, at=0)

    async def _told(self) -> tuple[str, list[Line]] | None:
        record = self.rows.chosen
        try:
            if isinstance(record, Invoice):
                whole = await self.crm.desk.read(invoice_documents.whole, record.number)
                return money_cards.invoice(whole.invoice, whole.payments, self.frame)
        except CrmError:  # gone meanwhile; the list is read anew in a moment
            return None
        return _delivery(record, self.frame) if isinstance(record, Delivery) else None

    @work(group="write")
    async def action_pay(self) -> None:
        """Take a payment in."""
        record = self.rows.chosen
        if not isinstance(record, Invoice):
            self.crm.tell("Only invoices are paid.")
            return
        if record.settled_on or record.status == "void":
            self.crm.tell("Nothing is left to pay of {number}.", number=record.number)
            return
        from crmcli.tui.screens.forms import sales_forms  # noqa: PLC0415 - door: forms, 20 ms, only when one is opened

        await self.app.push_screen_wait(sales_forms.PaymentForm(record))

    @work(group="write")
    async def action_delivered(self) -> None:
        """Mark as delivered."""
        record = self.rows.chosen
        if not isinstance(record, Delivery):
            self.crm.tell("Only deliveries are delivered.")
            return
        try:
            await self.crm.change(deliveries.done, [str(record.id)])
        except CrmError as error:
            self.crm.tell_error(error)
            return
        self.crm.tell("Delivered: {title}. u takes it back.", title=record.title)


def _read(crm: Workspace) -> tuple[Sequence[Invoice], Sequence[Invoice], Sequence[Delivery]]:
    """The three lists, one more of each than is shown."""
    return (
        invoice_lists.listed(crm, within="is:overdue", sort="due", limit=MOST + 1).invoices,
        invoice_lists.listed(crm, limit=MOST + 1).invoices,
        deliveries.listed(crm, limit=MOST + 1),
    )


def _told(count: int) -> str:
    return number(count) if count <= MOST else f"{number(MOST)}+"


def _delivery(one: Delivery, frame: Frame) -> tuple[str, list[Line]]:
    lines = [Line(_(column.label), _cell(column, one, frame)) for column in DELIVERY if column.key not in _UNTOLD]
    days = (date.fromisoformat(one.promised_on) - frame.today).days
    if days < 0:
        lines.insert(1, Line(_("Late"), _("{count} d").format(count=-days)))
    return f"{one.title}  #{one.id}", [line for line in lines if line.text]


def _cell(column: Column, one: Delivery, frame: Frame) -> str:
    return column.text(one, frame) if column.text else plain(column.value(one))


def _empty(sentence: str, hint: str) -> list[Spans]:
    return [(), (Span(sentence),), (Span(hint, "quiet"),)]
