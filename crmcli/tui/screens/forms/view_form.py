"""Saving a filter under a name: of contacts as a segment, of deals, tasks and invoices as a view."""

from collections.abc import Iterable

from crmcli.services.insight import segments
from crmcli.tui.screens.forms.form import Form
from crmcli.tui.widgets.field import Field
from crmcli.view.words import _


class ViewForm(Form):
    """A query under a name."""

    def __init__(self, query: str, noun: str = "contact") -> None:
        super().__init__()
        self.text, self.noun = query, noun

    def heading(self) -> str:
        """What it is."""
        headings = {
            "deal": _("New view of deals"),
            "task": _("New view of tasks"),
            "invoice": _("New view of invoices"),
        }
        return headings.get(self.noun) or _("New segment")

    def fields(self) -> Iterable[Field]:
        """The name first."""
        yield Field("name", _("Name"))
        yield Field("query", _("Query"), self.text, placeholder="tag:client city:madrid")
        yield Field("note", _("Note"), is_long=True)

    async def save(self, values: dict[str, str]) -> None:
        """Create it."""
        created, count = await self.crm.change(
            segments.create, values["name"], values["query"], note=values["note"], noun=self.noun
        )
        self.crm.tell("Saved {name}, which picks {count} now. {undo} takes it back.", name=created.name, count=count)
