"""Contacts that may be the same one: pairs with the reasons, side by side; merged or told apart in place."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, cast

from textual import on, work
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmcli.core.errors import CrmError
from crmcli.core.records.contact import Contact
from crmcli.services.people import duplicates as service
from crmcli.services.people import merging, people
from crmcli.services.people.duplicates import Twin
from crmcli.services.people.merging import Merged
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Chosen, Moved
from crmcli.tui.screens.pages.filter_page import FilterPage
from crmcli.tui.standing import when_drawn
from crmcli.tui.widgets.filter_bar import FilterBar
from crmcli.tui.widgets.lines import TextLines
from crmcli.tui.widgets.rows import Rows
from crmcli.view.clean import clean
from crmcli.view.columns.column import Frame
from crmcli.view.columns.people.twins import TWIN
from crmcli.view.people import joining, twins
from crmcli.view.spans import Span, Spans
from crmcli.view.wording import twin_words
from crmcli.view.words import _

MOST = 500
_WITHOUT_PAIR = ("filter", "undo", "redo")
"""What can be done where there is no pair."""
_MOST_LINES, _LONGEST = 8, 200


class DuplicatesPage(FilterPage):
    """The pairs, and below them the two beside each other."""

    TITLE_WORD = "Duplicates"
    OFFERED = ("keep_left", "keep_right", "apart", "skip", "keep_both", "choose", "filter", "undo", "redo")
    GROUPS = (LISTS, "duplicates")
    AUTO_FOCUS = "#pairs"
    BINDINGS: ClassVar[list[BindingType]] = bindings("keep_left", "keep_right", "keep_both", "apart", "skip")
    found: Sequence[Twin] | None = None
    """All pairs; the filter picks of these, since finding them looks at the whole book."""

    def body(self) -> Iterable[Widget]:
        """The filter of contacts, the pairs and the two."""
        yield FilterBar()
        with Vertical(id="twins"):
            yield Rows(
                TWIN, "left,left_name,right,right_name,certainty,reasons", "pairs", narrow="left_name,right_name"
            )
            yield TextLines("two")

    @property
    def pairs(self) -> Rows:
        """The pairs."""
        return self.query_one("#pairs", Rows)

    def pair(self) -> Twin | None:
        """The one under the cursor."""
        return cast("Twin | None", self.pairs.chosen)

    def offered(self) -> Sequence[str]:
        """As in FilterPage: of pairs only where there are some."""
        return self.OFFERED if self.pairs.records else _WITHOUT_PAIR

    def command(self) -> Sequence[str]:
        """As in Page."""
        return ("duplicates", "list", *(("--query", self.text) if self.text else ()))

    async def load(self) -> None:
        """Find the pairs."""
        rows = self.pairs
        if not rows.records:
            rows.empty = [(), (Span(_("Looking …"), "quiet"),)]
            rows.show([])
        self.found = await self.crm.desk.long(service.found)
        if not self.query(Rows):  # taken down meanwhile
            return
        await self._show()

    async def _show(self) -> None:
        rows = self.pairs
        found = self.found or ()
        picked = await self.asked(service.among, found, self.text)
        if picked is None:
            return
        told = _("Of no pair is one found by this filter.") if self.text else _("No two contacts look alike.")
        rows.empty = [(), (Span(told),)]
        rows.tell(picked[:MOST], self.frame)
        self.show_keys(self.focused)
        self.tell(self.told_filter(), self.told_count(len(picked), len(found)))
        self._show_two()

    def filtered(self) -> None:
        """Pick of the pairs that were found; while they are looked for, `load` will."""
        if self.found is not None:
            self._pick()

    @work(group="pick", exclusive=True)
    async def _pick(self) -> None:
        await self._show()

    @on(Moved)
    def _moved(self) -> None:
        if self.focused is self.pairs:
            self._show_two()

    def on_resize(self) -> None:
        """Write the two for the room there is."""
        when_drawn(self, self._show_two)

    @on(Chosen)
    def _chosen(self) -> None:
        if pair := self.pair():
            self.open_card(pair.left)

    @work(group="two", exclusive=True)
    async def _show_two(self) -> None:
        pane, pair = self.query_one("#two", TextLines), self.pair()
        pane.display = pair is not None
        if pair is None:
            pane.show([])
            return
        try:
            left, right = await self.crm.desk.read(_both, pair)
        except CrmError:  # merged meanwhile; the pairs are read anew in a moment
            return
        frame = self.frame
        pane.write(lambda room: _beside(pair, left, right, room, frame))

    def action_keep_left(self) -> None:
        """Keep the left one."""
        self._merge(is_left=True)

    def action_keep_right(self) -> None:
        """Keep the right one."""
        self._merge(is_left=False)

    @work(group="write")
    async def _merge(self, *, is_left: bool) -> None:
        pair = self._somebody()
        if pair is None:
            return
        stays, joins = (pair.left, pair.right) if is_left else (pair.right, pair.left)
        names = (pair.left_name, pair.right_name) if is_left else (pair.right_name, pair.left_name)
        from crmcli.tui.screens.forms.question import Question  # noqa: PLC0415 - door: only where something is asked

        sentence = "Merge {other} (contact {joins}) into {name} (contact {stays})?"
        try:
            (plan,) = await self.crm.desk.write(merging.rehearsed, [(stays, [joins])], "duplicates review")
            question = Question(sentence, told=_foretold(plan), other=names[1], joins=joins, name=names[0], stays=stays)
            if not await self.app.push_screen_wait(question):
                return
            merged = await self.crm.change(merging.merge, stays, [joins], "duplicates review")
        except CrmError as error:
            self.crm.tell_error(error)
            return
        self.crm.tell("Merged into {name}. {undo} takes it back.", name=merged.contact.name)

    def action_keep_both(self) -> None:
        """They may be one, but stay two."""
        self._part(service.keep_both, _("Both stay, and are not listed again. {undo} takes it back."))

    def action_apart(self) -> None:
        """They are not the same."""
        self._part(service.ignore, _("Not the same: that is remembered. {undo} takes it back."))

    def action_skip(self) -> None:
        """Leave the pair for another time."""
        self.pairs.action_cursor_down()

    @work(group="write")
    async def _part(self, service_of: Callable[[Workspace, Sequence[int]], object], told: str) -> None:
        pair = self._somebody()
        if pair is None:
            return
        try:
            await self.crm.change(service_of, [pair.left, pair.right])
        except CrmError as error:
            self.crm.tell_error(error)
            return
        self.crm.tell(told)

    def _somebody(self) -> Twin | None:
        pair = self.pair()
        if pair is None:
            self.crm.tell("There is no pair under the cursor.")
        return pair


def _beside(pair: Twin, left: Contact, right: Contact, room: int, frame: Frame) -> Sequence[tuple[Spans, object]]:
    """Why they may be one, and the two side by side."""
    told = f"{twin_words.certainty(pair.certainty)}: {twin_words.because(pair.reasons)}"
    head, *rest = twins.side_by_side(_shown(left), _shown(right), frame, room)
    lines: list[tuple[Spans, object]] = [((Span(clean(told), "accent"),), None), ((Span(head, "heading"),), None)]
    return lines + [((Span(line, "quiet" if line.startswith("=") else ""),), pair) for line in rest]


def _both(crm: Workspace, pair: Twin) -> tuple[Contact, Contact]:
    return people.get(crm, pair.left), people.get(crm, pair.right)


def _foretold(plan: Merged) -> list[str]:
    """What a merge would do, in as many lines as a small window holds."""
    _who, *lines = joining.lines(plan.before, plan.contact, plan.others, plan.moved, plan.losing, plan.held_to)
    told = [line.strip().partition("\n")[0][:_LONGEST] for line in lines]
    return told if len(told) <= _MOST_LINES else [*told[: _MOST_LINES - 1], "…"]


def _shown(person: Contact) -> Contact:
    return person._replace(note=clean(person.note[:300].replace("\n", " ")))
