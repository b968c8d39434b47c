"""Rows that are deals: their stage by name, their outcome by what the other program calls it."""

from datetime import date

from crmcli.core.errors import CrmError, Invalid, NotFound, Usage
from crmcli.core.records.deals import Deal, Stage
from crmcli.core.rules.sales import deals as rules
from crmcli.core.rules.sales import moves
from crmcli.core.rules.sales.moves import Step
from crmcli.core.rules.texts import tags
from crmcli.core.values.decimals import scaled
from crmcli.core.values.text import fold
from crmcli.formats.drafts import Remark, remark
from crmcli.formats.trade import kinds, programs
from crmcli.services.importing.trade.cells import Cells
from crmcli.services.importing.trade.parties import Parties
from crmcli.services.importing.trade.rows import Choices
from crmcli.services.sales import deals
from crmcli.services.sales.stages import Stages
from crmcli.services.workspace import Workspace
from crmcli.store.unit import Unit

_TEXTS = {
    "title": "title", "source": "source", "campaign": "campaign", "buyer": "buyer_type", "needs": "needs",
    "competitor": "competitor", "next": "next_step", "owner": "owner", "note": "note",
}  # fmt: skip
_DEFAULT_PIPELINES = ("sales pipeline", "default", "default pipeline", "deals pipeline", "pipeline", "embudo de ventas")
"""What other programs call the pipeline that they begin with."""


class Place:
    """Where the rows of a file stand: stages, pipelines and outcomes in the words of the other program."""

    def __init__(self, crm: Workspace, choices: Choices) -> None:
        self.stages = Stages(crm)
        self.remarks: dict[str, Remark] = {}
        self._pipeline = self.stages.pipeline(choices.pipeline) if choices.pipeline else None
        self._said: dict[str, str] = {}
        for text in choices.stages:
            theirs, equals, ours = text.rpartition("=")
            if not equals or not theirs.strip() or not ours.strip():
                raise Usage("{text} does not map a stage.", text=text, hint='Write it as "Contract sent=proposal".')
            self.stages.stage(ours.strip(), self.stages.pipelines[0].id)
            self._said[fold(theirs.strip())] = ours.strip()

    def pipeline(self, cells: Cells, before: Deal | None) -> int:
        """The pipeline of a row: the chosen one, its own, that from before, or the first."""
        if self._pipeline is not None:
            return self._pipeline.id
        text = cells.text("pipeline")
        if not text:
            return self.stages.heir(before.stage_id).pipeline_id if before else self.stages.pipelines[0].id
        try:
            return self.stages.pipeline(text).id
        except NotFound:
            if fold(text) not in _DEFAULT_PIPELINES:
                raise NotFound(
                    "There is no pipeline {text}.",
                    text=text,
                    noun="pipeline",
                    hint="Add it with `crm pipeline add`, or give --pipeline default.",
                ) from None
            return self.stages.pipelines[0].id

    def status(self, cells: Cells) -> str:
        """open, won, lost or abandoned, by the row's status or else its stage; "" where neither tells."""
        said = fold(cells.text("status"))
        for words, status in (
            (programs.WON, "won"), (programs.LOST, "lost"), (programs.ABANDONED, "abandoned"), (programs.OPEN, "open"),
        ):  # fmt: skip
            if said in words:
                return status
        if said:
            raise Invalid(
                "{value} is no {name}.",
                value=cells.text("status"),
                name="status",
                hint="Did you mean {near}? There are: {words}.",
                near="open",
                words="open, won, lost, abandoned",
            )
        stage = fold(cells.text("stage"))
        if stage in programs.WON:
            return "won"
        if stage in programs.LOST:
            return "lost"
        if "won_on" in cells and cells.day("won_on"):
            return "won"
        return "lost" if "lost_on" in cells and cells.day("lost_on") else "open" if stage else ""

    def stage(self, cells: Cells, pipeline_id: int) -> Stage | None:
        """The stage that a row names; None for none, or where its name only tells how the deal ended."""
        text = cells.text("stage")
        folded = fold(text)
        if not text or ((folded in programs.WON or folded in programs.LOST) and folded not in self._said):
            return None
        if ours := self._said.get(folded):
            return self.stages.stage(ours, pipeline_id)
        try:
            return self.stages.stage(text, pipeline_id)
        except CrmError:
            ours = programs.STAGES.get(cells.program, {}).get(folded, "")
            try:
                found = self.stages.stage(ours, pipeline_id) if ours else None
            except CrmError:
                found = None
            if found is None:
                raise NotFound(
                    "There is no stage {text}.",
                    text=text,
                    stages=", ".join(stage.slug for stage in self.stages.of(pipeline_id)),
                    noun="stage",
                    hint='Give --stage "{text}=proposal", or another of {stages}.',
                ) from None
        self.remarks[folded] = remark("The stage {theirs} is read as {ours}.", theirs=text, ours=found.slug)
        return found


class Deals:
    """One import of deals as it goes on."""

    kind = kinds.DEALS

    def __init__(self, crm: Workspace, unit: Unit, parties: Parties, choices: Choices) -> None:
        self._crm = crm
        self._unit = unit
        self._parties = parties
        self._place = Place(crm, choices)
        self.remarks = self._place.remarks

    def known(self, number: int) -> Deal:
        """The deal of this number, the trash included."""
        return deals.get(self._crm, number)

    def name(self, record: Deal) -> str:
        """Its title."""
        return record.title

    def stored(self, after: Deal, before: Deal | None) -> int:  # noqa: ARG002 - nothing goes with it
        """Store it; its number."""
        return self._unit.save(after)

    def drafted(self, cells: Cells, own: str, before: Deal | None) -> Deal:
        """What a row makes of a deal: an empty cell keeps what was there."""
        texts = {field: cells.text(name) for name, field in _TEXTS.items() if name in cells}
        deal = (before or Deal())._replace(external_id=own, **texts)  # type: ignore[arg-type] # they are texts
        if "tags" in cells:
            deal = deal._replace(tags=tags((*deal.tags, cells.text("tags").replace(";", ","))))
        if priced := cells.amount("amount", deal.currency):
            deal = deal._replace(amount_minor=priced.minor, currency=priced.currency)
        if "probability" in cells:
            deal = deal._replace(probability=_chance(cells.text("probability")))
        status = self._place.status(cells) or (before.status if before else "open")
        expected = cells.day("expected") or (cells.day("close") if status == "open" else "")
        if expected:
            deal = deal._replace(expected_close=expected)
        deal = rules.settled(deal)
        deal = self._opened(cells, deal, status) if before is None else self._moved(cells, deal, status)
        party = self._parties.of(cells)
        if party.contact_id or party.organisation_id:
            deal = deal._replace(
                contact_id=party.contact_id or deal.contact_id,
                organisation_id=party.organisation_id or deal.organisation_id,
            )
        return deal

    def _opened(self, cells: Cells, deal: Deal, status: str) -> Deal:
        """A new deal with the history that the row tells: opened, come to its stage, closed."""
        pipeline_id = self._place.pipeline(cells, None)
        first, stage = self._place.stages.first(pipeline_id), self._place.stage(cells, pipeline_id)
        if stage is not None and stage.is_won:
            status, stage = "won", None
        closed = self._closing_day(cells, status)
        opened = cells.past_day("opened") or cells.past_day("staged") or closed or self._crm.today.isoformat()
        opened = min(opened, closed) if closed else opened
        staged = max(cells.past_day("staged"), opened) if not closed else opened
        known = stage or first
        if staged == opened:
            deal = moves.opened(deal, known, self._step(opened))
        else:
            deal = moves.opened(deal, first, self._step(opened))
            if known.id != first.id:
                deal = moves.moved(deal, known, self._step(staged))
        return deal if status == "open" else self._closed(cells, deal, status, closed or self._crm.today.isoformat())

    def _moved(self, cells: Cells, deal: Deal, status: str) -> Deal:
        """A known deal where the row says that it is by now."""
        last = deal.moves[-1].at if deal.moves else ""
        pipeline_id = self._place.pipeline(cells, deal)
        stage = self._place.stage(cells, pipeline_id)
        if stage is not None and stage.is_won:
            status, stage = "won", None
        if deal.status not in ("open", status):
            back = stage or self._place.stages.back(deal)
            deal = moves.reopened(deal, back, self._step(max(cells.past_day("staged"), last)))
        if deal.status == "open" and stage is not None and stage.id != deal.stage_id:
            on = cells.past_day("staged") or self._closing_day(cells, status) or self._crm.today.isoformat()
            deal = moves.moved(deal, stage, self._step(max(on, deal.moves[-1].at)))
        if deal.status == "open" and status != "open":
            closed = self._closing_day(cells, status) or self._crm.today.isoformat()
            deal = self._closed(cells, deal, status, max(closed, deal.moves[-1].at))
        return deal

    def _closed(self, cells: Cells, deal: Deal, status: str, day: str) -> Deal:
        step, reason = self._step(day), cells.text("reason")
        stage = self._place.stages.by_id[deal.stage_id]
        if status == "won":
            return moves.won(deal, self._place.stages.winning(deal.pipeline_id), step, reason)
        if status == "abandoned":
            return moves.abandoned(deal, stage, step, reason)
        try:
            moves.lost_reason(reason)
        except Invalid:
            reason = f"other: {reason}" if reason else "other"
        return moves.lost(deal, stage, step, reason)

    def _closing_day(self, cells: Cells, status: str) -> str:
        if status == "open":
            return ""
        return cells.past_day("won_on" if status == "won" else "lost_on") or cells.past_day("close")

    def _step(self, day: str) -> Step:
        return Step(date.fromisoformat(day), self._crm.today, self._crm.settings.actor)


def _chance(text: str) -> int:
    """Per cent of a probability that is written as 60, 60%, 60.00 or 0.6."""
    bare = text.removesuffix("%").strip()
    found = scaled(bare, 4)
    if found is None:
        raise Invalid(
            "{value} is not a percentage from 0 to 100 with at most two decimals.",
            value=text,
            hint="As in 40% or 12.5.",
        )
    is_share = not text.endswith("%") and 0 < found <= 10_000 and bare.startswith(("0", ".", "1.0"))
    return (found * 100 if is_share else found) // 10_000
