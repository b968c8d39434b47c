"""Taking money in, from the app."""

from collections.abc import Iterable

from crmcli.core.records.money import Invoice
from crmcli.services.money import payments
from crmcli.services.money.payments import Asked
from crmcli.tui.screens.forms.form import Form
from crmcli.tui.widgets.field import Field
from crmcli.view.money import told
from crmcli.view.words import _


class PaymentForm(Form):
    """A payment of an invoice; Enter alone says that all of it was paid today."""

    def __init__(self, invoice: Invoice) -> None:
        super().__init__()
        self.invoice = invoice

    def heading(self) -> str:
        """Of which invoice, and whose."""
        return _("Payment of {number}, {name}").format(number=self.invoice.number, name=self.invoice.contact)

    def fields(self) -> Iterable[Field]:
        """How much, when, how."""
        one = self.invoice
        left = told(one.total_minor - one.paid_minor, one.currency)
        yield Field("amount", _("Amount"), placeholder=_("all that is open: {amount}").format(amount=left))
        yield Field("day", _("When"), placeholder=_("today"), echo=self.past_day)
        yield Field("method", _("Method"), placeholder=_("transfer, cash …"))
        yield Field("note", _("Note"), is_long=True)

    async def save(self, values: dict[str, str]) -> None:
        """Take it in."""
        asked = Asked(values["amount"], (self.invoice.number,), values["day"], values["method"], values["note"])
        taken = await self.crm.change(payments.add, "", asked)
        payment, now = taken.payment, taken.invoices[0]
        amount = told(payment.amount_minor, payment.currency)
        left = now.total_minor - now.paid_minor
        self.crm.tell(
            "{amount} taken in, {left} left to pay. {undo} takes it back."
            if left
            else "{amount} taken in. {undo} takes it back.",
            amount=amount,
            left=told(left, now.currency),
        )
