"""What screens with a filter have: the line to type it in, what could be typed next, what is wrong, and Esc."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, TypeVar

from textual import events, on, work
from textual.binding import BindingType
from textual.widgets import Input

from crmcli.core.errors import CrmError
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import bindings
from crmcli.tui.messages import Filtered, FilterLeft
from crmcli.tui.screens.pages.page import Page
from crmcli.tui.screens.pages.people_page import PeoplePage
from crmcli.tui.spans import number
from crmcli.tui.widgets.bars import KeyBar
from crmcli.tui.widgets.filter_bar import FilterBar
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.core.records.insight import Segment

P = ParamSpec("P")
T = TypeVar("T")


_TYPING = ("take_word", "next_word", "keep_filter", "leave_filter")
"""The actions on the line of keys while one types."""


def saved_query(view: "Segment") -> str:
    """The filter that shows what was saved: of contacts the segment by its name, else the query itself."""
    return f'segment:"{view.name}"' if view.noun == "contact" else view.query


class FilterPage(Page):
    """A page with a FilterBar in its body. Subclasses read what `text` picks in `load`, through `asked`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("filter", "back")
    NOUN: ClassVar[str] = "contact"
    """Of what the search language tells here; of nothing where the filter is plain words."""
    text = ""
    """The filter."""

    @property
    def noun(self) -> str:
        """Of what the filter asks now."""
        return self.NOUN

    def see(self, noun: str) -> None:
        """Show the part whose filter is of this noun, where there are several."""

    @property
    def filter_bar(self) -> FilterBar:
        """The line to type the filter in."""
        return self.query_one(FilterBar)

    def filtered(self) -> None:
        """Show what the filter picks now."""
        self.reload()

    def filter_by(self, text: str) -> None:
        """Filter by this, as if it were typed."""
        box = self.filter_bar.query_one(Input)
        if box.value == text:
            self.text = text
            self.filtered()
        else:
            box.value = text
            box.cursor_position = len(text)

    @on(events.DescendantFocus)
    def _keys_change(self, event: events.DescendantFocus) -> None:
        """Show the keys of the filter while it is typed in; on the line of keys itself they stay."""
        if not isinstance(event.widget, KeyBar):
            self.query_one(KeyBar).offer(_TYPING if self.filter_bar in event.widget.ancestors else self.OFFERED)

    def stand_for(self, action: str) -> None:
        """As in Page."""
        if action in _TYPING:
            self.filter_bar.type_in()
        else:
            self.to_main()

    async def asked(
        self, service: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """What a service answers to a query; None where the query is wrong, which is said under its word."""
        try:
            found = await self.crm.desk.read(service, *args, **kwargs)
        except CrmError as error:
            self.filter_bar.complain(error)
            if not self.filter_bar.is_open:
                self.crm.tell_error(error)
            return None
        self.filter_bar.complain(None)
        return found

    def told_filter(self, *details: str) -> str:
        """The filter and what else is said on top."""
        return "   ".join(filter(None, (f"/ {self.text}" if self.text else "", *details)))

    def told_count(self, found: int, total: int) -> str:
        """How many are listed, and of how many where there is a filter."""
        if not self.text:
            return number(found)
        return _("{found} of {total}").format(found=number(found), total=number(total))

    def listing(self, *words: str) -> Sequence[str]:
        """The words of a command with the filter as its query."""
        dashes = ("--",) if self.text.startswith("-") else ()
        return (*words, *dashes, *((self.text,) if self.text else ()))

    def action_filter(self) -> None:
        """Begin to filter."""
        self.filter_bar.open()
        self._warm_up()

    @work(group="offer", exclusive=True)
    async def _warm_up(self) -> None:
        if not self.noun:
            return
        from crmcli.services.people import completion  # noqa: PLC0415 - door: only while one types

        await self.crm.desk.slow(completion.query, "", self.noun)
        await self.offer_saved()

    async def offer_saved(self) -> None:
        """Offer what was saved, while nothing is typed."""
        self.filter_bar.offer([])

    @on(Filtered)
    def _filtered(self, event: Filtered) -> None:
        self.text = event.text
        self.filtered()
        self._offer()

    @work(group="offer", exclusive=True)
    async def _offer(self) -> None:
        from crmcli.services.people import completion  # noqa: PLC0415 - door: as above

        bar = self.filter_bar
        word = bar.word
        if not self.noun:
            return
        if not bar.text:
            await self.offer_saved()
            return
        found = await self.crm.desk.slow(completion.query, word, self.noun) if len(word) > 1 or word == "#" else []
        if bar.word == word and bar.is_open:
            bar.offer(found)

    @on(FilterLeft)
    def _left(self, event: FilterLeft) -> None:
        bar = self.filter_bar
        if event.kept and bar.is_wrong:
            return
        if not event.kept:
            bar.clear()
        bar.close()
        self.to_main()

    def action_back(self) -> None:
        """Clear the filter."""
        bar = self.filter_bar
        if self.text:
            bar.clear()
            bar.close()
        self.to_main()


class SavedFilterPage(FilterPage, PeoplePage):
    """A page of records with a person each, whose filters can be saved under names."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("save_view")

    async def offer_saved(self) -> None:
        """As in FilterPage; of a segment its query is told."""
        from crmcli.services.insight import segments  # noqa: PLC0415 - door: only while one types

        found = await self.crm.desk.slow(segments.saved, self.noun)
        if self.filter_bar.is_open and not self.filter_bar.text:
            self.filter_bar.offer([
                (saved_query(one), one.query if one.noun == "contact" else one.name) for one in found
            ])  # fmt: skip

    @work(group="write")
    async def action_save_view(self) -> None:
        """Save the filter under a name."""
        from crmcli.tui.screens.forms import view_form  # noqa: PLC0415 - door: forms, 20 ms, only when one is opened

        await self.app.push_screen_wait(view_form.ViewForm(self.text, self.noun))
