"""What is owed and what is to be delivered: overdue invoices, all invoices, deliveries; each acted on in place."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple, cast

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
from crmcli.tui.screens.pages.filter_page import SavedFilterPage
from crmcli.tui.screens.pages.parts_page import PartsPage
from crmcli.tui.spans import number
from crmcli.tui.standing import when_drawn
from crmcli.tui.widgets.filter_bar import FilterBar
from crmcli.tui.widgets.lines import TextLines
from crmcli.tui.widgets.rows import Rows
from crmcli.tui.widgets.tabs import Tabs
from crmcli.view import money
from crmcli.view.cards import Line
from crmcli.view.columns.sales.money import DELIVERY, INVOICE
from crmcli.view.sales import money_cards
from crmcli.view.sections import labelled
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

MOST = 500
"""Lines of a list."""
_OVERDUE, _INVOICES, _DELIVERIES = range(3)
_LISTS = ("overdue", "invoices", "deliveries")


class SalesPage(PartsPage, SavedFilterPage):
    """Three lists, and beside them what the cursor is on."""

    TITLE_WORD = "Sales"
    OFFERED = ("part_right", "pay", "delivered", "person", "filter", "log", "follow_up", "undo", "call")
    GROUPS = (LISTS, "parts", "sales", "trade", "filtered", "people")
    AUTO_FOCUS = "#overdue"
    BINDINGS: ClassVar[list[BindingType]] = bindings("pay", "delivered")
    NOUN = "invoice"
    counts = totals = (0, 0, 0)
    owed = ""
    other = ""
    """The filter of the lists that are not seen: invoices are picked by theirs, deliveries by whom they go to."""

    @property
    def noun(self) -> str:
        """As in FilterPage."""
        return "contact" if self.part == _DELIVERIES else "invoice"

    def body(self) -> Iterable[Widget]:
        """The names of the lists, the filter of invoices, the lists, the details."""
        yield Tabs()
        yield FilterBar()
        with Horizontal(id="panes"):
            yield Rows(INVOICE, "number,contact,open,due,status", "overdue", narrow="contact,open")
            yield Rows(INVOICE, "number,date,contact,total,open,status", "invoices", narrow="contact,total,status")
            yield Rows(DELIVERY, "promised_on,title,contact,status", "deliveries", narrow="title,promised_on")
            yield TextLines("person")

    def command(self) -> Sequence[str]:
        """As in Page."""
        if self.part == _DELIVERIES:
            return ("delivery", "list", *(("--query", self.text) if self.text else ()))
        query = f"is:overdue ({self.text})" if self.text else "is:overdue"
        return ("invoice", "list", query, "--sort", "due") if self.part == _OVERDUE else self.listing("invoice", "list")

    def to_main(self) -> None:
        """As in FilterPage: the list that is seen."""
        self.set_focus(self.rows)

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
        texts = (self.other, self.text) if self.part == _DELIVERIES else (self.text, self.other)
        read = await self.asked(_read, *texts)
        if read is None:
            return
        overdue, invoices, waiting = read.lists
        today = self.frame.today.isoformat()
        lists = [self.query_one(f"#{name}", Rows) for name in _LISTS]
        for rows, empty in zip(lists, self._empty(*texts), strict=True):
            rows.empty = empty
        lists[_INVOICES].style_of = lambda one: "quiet" if one.settled_on or one.status == "void" else ""
        lists[_DELIVERIES].style_of = lambda one: "late" if one.promised_on < today else ""
        found: tuple[Sequence[Invoice | Delivery], ...] = (overdue, invoices, waiting)
        for rows, records in zip(lists, found, strict=True):
            rows.tell(records[:MOST], self.frame)
        self.counts, self.totals = (len(overdue), len(invoices), len(waiting)), read.totals
        sums: dict[str, int] = {}
        for one in overdue:
            sums[one.currency] = sums.get(one.currency, 0) + one.total_minor - one.paid_minor
        self.owed = " · ".join(money.told(minor, currency) for currency, minor in list(sums.items())[:2])
        self.told_parts()
        self.show_part()

    def _empty(self, invoices: str, deliveries: str) -> tuple[Sequence[Spans], ...]:
        """What is said where a list is empty; otherwise where a filter made it so."""
        filtered = _empty(_("Nothing fits the filter."), _("Esc shows everything again."))
        every = _("{key} shows every invoice.").format(key=self.crm.key_of("part_right"))
        return (
            filtered if invoices else _empty(_("Nothing is overdue."), every),
            filtered if invoices else _empty(_("No invoices yet."), _("`crm invoice new` draws one up.")),
            filtered
            if deliveries
            else _empty(_("Nothing is to be delivered."), _("`crm delivery plan` promises something.")),
        )

    def _tell(self) -> None:
        owed = _("overdue {amount}").format(amount=self.owed) if self.owed else ""
        counts = self.told_count(self.counts[self.part], self.totals[self.part]) if self.text else ""
        self.tell(self.told_filter(owed), counts)

    def see(self, noun: str) -> None:
        """As in FilterPage."""
        if noun != self.noun:
            self.action_part(_INVOICES)

    def action_part(self, number: int) -> None:
        """As in PartsPage; deliveries have a filter of their own."""
        before = self.noun
        super().action_part(number)
        if self.noun != before:
            self.text, self.other = self.other, "" if self.filter_bar.is_wrong else self.text
            self.filter_bar.put(self.text)
            self._tell()

    def on_mount(self) -> None:
        """Show one list from the first."""
        self._hide()

    def _hide(self) -> None:
        for at, name in enumerate(_LISTS):
            self.query_one(f"#{name}").display = at == self.part

    def show_part(self) -> None:
        """Show the list that was chosen."""
        self._hide()
        self._tell()
        if self.focused is None or isinstance(self.focused, Rows):
            self.rows.focus()
        when_drawn(self, self._show_details)

    @on(Moved)
    def _moved(self) -> None:
        if self.focused is self.rows:
            self._show_details()

    def on_resize(self) -> None:
        """Write the details for the room there is."""
        when_drawn(self, self._show_details)

    @on(Chosen)
    def _chosen(self) -> None:
        self.open_record(self.rows.chosen)

    @work(group="details", exclusive=True)
    async def _show_details(self) -> None:
        pane = self.query_one("#person", TextLines)
        told = await self._told() if pane.display else None
        if told is None:
            pane.show([])
            return
        heading, lines = told
        top: list[tuple[Spans, object]] = [((Span(heading, "heading"),), None), ((), None)]
        pane.write(lambda room: top + [(spans, told) for spans in labelled(lines, room)])

    async def _told(self) -> tuple[str, list[Line]] | None:
        record = self.rows.chosen
        try:
            if isinstance(record, Invoice):
                whole = await self.crm.desk.read(invoice_documents.whole, record.number)
                return money_cards.invoice(whole.invoice, whole.payments, self.frame)
        except CrmError:  # gone meanwhile; the list is read anew in a moment
            return None
        return money_cards.delivery(record, self.frame) if isinstance(record, Delivery) else None

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
        self.crm.tell("Delivered: {title}. {undo} takes it back.", title=record.title)


class _Lists(NamedTuple):
    """The three lists, one more of each than is shown, and how many there would be of each without a filter."""

    lists: tuple[Sequence[Invoice], Sequence[Invoice], Sequence[Delivery]]
    totals: tuple[int, int, int]


def _read(crm: Workspace, text: str, people: str) -> _Lists:
    """What queries on invoices and on those who wait for deliveries pick."""
    lists = (
        invoice_lists.listed(crm, text, within="is:overdue", sort="due", limit=MOST + 1).invoices,
        invoice_lists.listed(crm, text, limit=MOST + 1).invoices,
        deliveries.listed(crm, query=people, limit=MOST + 1),
    )
    overdue, invoices, waiting = map(len, lists)
    if text:
        overdue, invoices = invoice_lists.count(crm, "is:overdue"), invoice_lists.count(crm, "")
    if people:
        waiting = len(deliveries.listed(crm, limit=MOST + 1))
    return _Lists(lists, (overdue, invoices, waiting))


def _told(count: int) -> str:
    return number(count) if count <= MOST else f"{number(MOST)}+"


def _empty(sentence: str, hint: str) -> list[Spans]:
    return [(), (Span(sentence),), (Span(hint, "quiet"),)]
