"""The funnel: what is in each stage, cards that are moved, won and lost in place."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from crmcli.core.errors import CrmError
from crmcli.core.records.deals import Deal
from crmcli.core.records.pipeline import Lane
from crmcli.core.records.report import Report
from crmcli.services.reports import funnel, spans
from crmcli.services.sales import board as service
from crmcli.services.sales import deals
from crmcli.services.sales.stages import Stages
from crmcli.services.workspace import Workspace
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Chosen
from crmcli.tui.screens.pages.filter_page import SavedFilterPage
from crmcli.tui.standing import when_drawn
from crmcli.tui.widgets.board import Board, Dropped
from crmcli.tui.widgets.filter_bar import FilterBar
from crmcli.tui.widgets.report import ReportLines, stage_report
from crmcli.view.sales import board
from crmcli.view.wording import deal_labels
from crmcli.view.words import _, ngettext

CARDS = 200
"""Cards of a stage; what is beyond is told as a number."""
_WIDE, _TALL = 150, 34
"""Cells and lines from which on there is room for the report beside the board, or below it."""


class FunnelPage(SavedFilterPage):
    """The board of one pipeline, and the report on its stages."""

    TITLE_WORD = "Funnel"
    OFFERED = (
        "move_on", "move_back", "win", "lose", "new_deal", "edit", "filter", "log", "undo", "person", "report",
        "pipeline",
    )  # fmt: skip
    GROUPS = (LISTS, "funnel", "trade", "filtered", "people")
    AUTO_FOCUS = "Board"
    NOUN = "deal"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "move_on", "move_back", "win", "lose", "new_deal", "person", "pipeline", "report"
    )
    pipeline = 0
    """The number of the pipeline in the list of them."""
    wants_report: bool | None = None
    """Whether the report is wanted; None leaves it to the room there is."""
    _named = ""

    def body(self) -> Iterable[Widget]:
        """The filter, the board, the report."""
        yield FilterBar()
        with Container(id="funnel"):
            yield Board("board")
            yield ReportLines("stages")

    @property
    def board(self) -> Board:
        """The board."""
        return self.query_one(Board)

    def person(self) -> tuple[int, str] | None:
        """With whom the deal is."""
        deal = self.board.chosen
        if deal is None:
            return None
        if deal.contact_id:
            return deal.contact_id, deal.contact
        return (deal.organisation_id, deal.organisation) if deal.organisation_id else None

    async def load(self) -> None:
        """Read the board."""
        found = await self.asked(service.board, self.text, pipeline=self._named, cards=CARDS)
        if found is None:
            return
        self.board.show(found.lanes, self.frame)
        going = [lane for lane in found.lanes if not lane.since]
        count, rotting = sum(lane.deals for lane in going), sum(lane.rotting for lane in going)
        told = [ngettext("{count} open deal", "{count} open deals", count).format(count=count)]
        told += [ngettext("{count} rotting !", "{count} rotting !", rotting).format(count=rotting)] if rotting else []
        name = f"{deal_labels.pipeline(found.pipeline.name)}   " if found.pipeline.name else ""
        detail = name + _sums(going)
        if not any(lane.deals for lane in found.lanes):
            detail, told = self._nothing(), []
        self.tell(self.told_filter(detail), " · ".join(told))
        self._tell_stages()

    def _nothing(self) -> str:
        if self.text:
            return _("No deal is found by this filter.")
        return _("No deals yet: {key} opens one.").format(key=self.crm.key_of("new_deal"))

    @work(group="stages", exclusive=True)
    async def _tell_stages(self) -> None:
        """Read the report, where it is seen."""
        lines, area = self.query_one("#stages", ReportLines), self.query_one("#funnel")
        area.set_class(self.size.width >= _WIDE, "-beside")
        wants = self.wants_report
        lines.display = (self.size.width >= _WIDE or self.size.height >= _TALL) if wants is None else wants
        if not lines.display:
            return
        try:
            report = await self.crm.desk.long(_stages, self.text, self._named)
        except CrmError:  # what is wrong with the filter is said below it
            return
        lines.tell(lambda room, frame: stage_report(report, room, frame), self.frame)

    def on_resize(self) -> None:
        """There may be room for the report now, or no longer."""
        when_drawn(self, self._tell_stages)

    def action_report(self) -> None:
        """Show the report, or hide it."""
        self.wants_report = not self.query_one("#stages").display
        self._tell_stages()
        self.to_main()

    def command(self) -> Sequence[str]:
        """As in Page."""
        return self.listing("deal", "board", *(("--pipeline", self._named) if self._named else ()))

    @on(Chosen)
    def _chosen(self) -> None:
        if (deal := self.board.chosen) is not None:
            self.open_record(deal)

    @on(Dropped)
    def _dropped(self, event: Dropped) -> None:
        self._move(event.deal, event.lane)

    def action_move_on(self) -> None:
        """To the next stage."""
        self._move_by(1)

    def action_move_back(self) -> None:
        """To the stage before."""
        self._move_by(-1)

    def _move_by(self, by: int) -> None:
        deal, lanes = self._deal(), self.board.lanes
        to = self.board.lane + by
        if deal is None:
            return
        if 0 <= to < len(lanes):
            self._move(deal, lanes[to])
        else:
            self.crm.tell("There is no stage beyond." if by > 0 else "There is no stage before.")

    @work(group="write")
    async def _move(self, deal: Deal, lane: Lane) -> None:
        if lane.stage.is_won and deal.status == "open":
            await self._close("WinForm", deal)
            return
        try:
            if deal.status == "open":
                await self.crm.change(deals.move, [str(deal.id)], str(lane.stage.slug))
            else:
                await self.crm.change(deals.reopen, [str(deal.id)], stage=lane.stage.slug)
        except CrmError as error:
            self.crm.tell_error(error)
            return
        stage = deal_labels.stage(lane.stage.slug, lane.stage.name)
        self.crm.tell("{title}: {stage}. {undo} takes it back.", title=deal.title, stage=stage)

    @work(group="write")
    async def action_win(self) -> None:
        """Win it."""
        if deal := self._open_deal():
            await self._close("WinForm", deal)

    @work(group="write")
    async def action_lose(self) -> None:
        """Lose it."""
        if deal := self._open_deal():
            await self._close("LoseForm", deal)

    async def _close(self, form: str, deal: Deal) -> None:
        from crmcli.tui.screens.forms import deal_forms  # noqa: PLC0415 - door: forms, 20 ms, only when one is opened

        await self.app.push_screen_wait(getattr(deal_forms, form)(deal))

    @work(group="write")
    async def action_new_deal(self) -> None:
        """Open a deal in the stage of the cursor."""
        from crmcli.tui.screens.forms import deal_forms  # noqa: PLC0415 - door: as above

        lanes = self.board.lanes
        stage = lanes[self.board.lane].stage if lanes else None
        slug = stage.slug if stage is not None and not stage.is_won else ""
        await self.app.push_screen_wait(deal_forms.DealForm(self._named, slug))

    @work(group="write")
    async def action_edit(self) -> None:
        """Edit the deal."""
        if deal := self._deal():
            from crmcli.tui.screens.forms import deal_forms  # noqa: PLC0415 - door: as above

            await self.app.push_screen_wait(deal_forms.DealForm(before=deal))

    @work(group="window")
    async def action_person(self) -> None:
        """The card of whom it is with."""
        if found := await self._somebody():
            self.open_card(found[0])

    @work(group="window", exclusive=True)
    async def action_pipeline(self) -> None:
        """The next pipeline."""
        found = await self.crm.desk.read(_pipelines)
        if len(found) < 2:
            self.crm.tell("There is only one pipeline.")
            return
        self.pipeline = (self.pipeline + 1) % len(found)
        self._named = found[self.pipeline]
        self.board.lane = self.board.at = 0
        self.reload()

    def _deal(self) -> Deal | None:
        deal = self.board.chosen
        if deal is None:
            self.crm.tell("There is no deal under the cursor.")
        return deal

    def _open_deal(self) -> Deal | None:
        deal = self._deal()
        if deal is not None and deal.status != "open":
            self.crm.tell(
                "{title} is closed. {key} opens it again.", title=deal.title, key=self.crm.key_of("move_back")
            )
            return None
        return deal


def _stages(crm: Workspace, query: str, pipeline: str) -> Report:
    return funnel.funnel(crm, spans.span(crm), query, pipeline=pipeline)


def _pipelines(crm: Workspace) -> list[str]:
    """The numbers of the pipelines, as one names them."""
    return [str(one.id) for one in Stages(crm).pipelines]


def _sums(lanes: list[Lane]) -> str:
    """What is open in each currency, and by its chances."""
    told = []
    for currency in dict.fromkeys(one.currency for lane in lanes for one in lane.sums):
        sums = [one for lane in lanes for one in lane.sums if one.currency == currency]
        amount = board.whole(sum(one.amount_minor for one in sums), currency)
        weighted = board.whole(sum(one.weighted_minor for one in sums), currency)
        told.append(f"{amount} \N{ALMOST EQUAL TO}{weighted}")
    return " · ".join(told)
