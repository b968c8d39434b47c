"""The way of a deal through its stages: whatever is done to it, its history is only added to and its days are right."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import CrmError, Invalid, Refused
from crmcli.core.records.deals import Deal, Stage
from crmcli.core.records.kinds import LOST_REASONS
from crmcli.core.rules.sales import deals, moves, pipelines, stages
from crmcli.core.rules.sales.moves import Step
from crmcli.core.values.text import fold

STAGES = [
    Stage(1, 1, "first-contact", position=1, probability=5, rot_days=30),
    Stage(2, 1, "lead", position=2, probability=10, rot_days=30),
    Stage(3, 1, "proposal", position=3, probability=60, rot_days=14),
    Stage(4, 1, "won", position=4, probability=100, is_won=1),
]
WON = STAGES[-1]
TODAY = date(2026, 11, 22)


def on(day: date) -> Step:
    return Step(day, TODAY, "ana")


def opened(day: date = date(2026, 11, 1), stage: int = 0) -> Deal:
    return moves.opened(Deal(id=7, title="Web"), STAGES[stage], on(day))


ACTIONS = st.tuples(
    st.sampled_from(["move", "win", "lose", "abandon", "reopen"]),
    st.sampled_from(STAGES),
    st.integers(-10, 40),
    st.sampled_from(["", "price", "quality"]),
)


def done(deal: Deal, action: tuple[str, Stage, int, str]) -> Deal:
    kind, stage, offset, reason = action
    step = on(date.fromisoformat(deal.moves[-1].at) + timedelta(days=offset))
    here = next(one for one in STAGES if one.id == deal.stage_id)
    if kind == "move":
        return moves.moved(deal, stage, step, reason)
    if kind == "win":
        return moves.won(deal, WON, step, reason)
    if kind == "lose":
        return moves.lost(deal, here, step, reason)
    if kind == "abandon":
        return moves.abandoned(deal, here, step, reason)
    return moves.reopened(deal, stage, step, reason)


@given(st.integers(0, 2), st.dates(date(2025, 1, 1), TODAY), st.lists(ACTIONS, max_size=12))
def test_history_is_only_added_to_and_the_days_follow_from_it(
    first: int, day: date, actions: list[tuple[str, Stage, int, str]]
) -> None:
    deal = opened(day, first)
    for action in actions:
        try:
            after = done(deal, action)
        except CrmError:
            continue
        assert after.moves[:-1] == deal.moves
        assert after.moves[-1].at >= deal.moves[-1].at
        deal = after
    last = deal.moves[-1]
    assert [move.at for move in deal.moves] == sorted(move.at for move in deal.moves)
    assert last.at <= TODAY.isoformat()
    assert (deal.status, deal.stage_id) == (last.status, last.stage_id)
    assert deal.opened_on == deal.moves[0].at
    assert deal.closed_on == ("" if deal.status == "open" else last.at)
    came = last
    for move in reversed(deal.moves):
        if move.stage_id != last.stage_id:
            break
        came = move
        if move.status == "open":
            break
    assert deal.stage_since == came.at
    assert (deal.status == "won") == (deal.stage_id == WON.id)
    assert deal.status != "lost" or deal.reason in LOST_REASONS


def test_each_step_gives_a_new_deal_and_leaves_the_old_one() -> None:
    deal = opened()
    moved = moves.moved(deal, STAGES[2], on(date(2026, 11, 10)))
    assert (moved.stage, moved.stage_since, len(moved.moves)) == ("proposal", "2026-11-10", 2)
    assert (deal.stage, len(deal.moves)) == ("first-contact", 1)
    won = moves.moved(moved, WON, on(TODAY), "fast")
    assert (won.status, won.closed_on, won.reason, won.stage_since) == ("won", "2026-11-22", "fast", "2026-11-22")
    again = moves.reopened(won, STAGES[2], on(TODAY))
    assert (again.status, again.closed_on, again.reason) == ("open", "", "")
    assert moves.last_open_stage(won.moves) == 3


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: moves.moved(opened(), STAGES[1], on(date(2026, 10, 31))), "was moved on 2026-11-01 already"),
        (lambda: moves.moved(opened(), STAGES[1], on(TODAY + timedelta(days=1))), "is still to come"),
        (lambda: moves.moved(opened(), STAGES[0], on(TODAY)), "is in first-contact already"),
        (lambda: moves.lost(opened(), STAGES[0], on(TODAY), ""), "Why was it lost?"),
        (lambda: moves.lost(opened(), STAGES[0], on(TODAY), "prise"), "prise is no reason"),
        (lambda: moves.won(moves.won(opened(), WON, on(TODAY)), WON, on(TODAY)), "is won"),
        (lambda: moves.opened(Deal(title="x"), WON, on(TODAY)), "is where a deal ends"),
        (lambda: moves.reopened(opened(), STAGES[0], on(TODAY)), "is open"),
        (lambda: deals.settled(Deal()), "needs a title"),
        (lambda: deals.settled(Deal(title="x", probability=101)), "from 0 to 100"),
        (lambda: deals.settled(Deal(title="x", buyer_type="rich")), "rich is no buyer"),
    ],
)
def test_what_cannot_be_is_refused(act: object, words: str) -> None:
    with pytest.raises((Refused, Invalid)) as caught:
        act()  # type: ignore[operator]
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "word"),
    [("price", "price"), ("PRECIO", "price"), ("no response", "no-response"), ("sin presupuesto: 2027", "no-budget"),
     ("competitor: Telar is cheaper", "competitor")],
)  # fmt: skip
def test_a_reason_begins_with_a_word_that_reports_count_by(typed: str, word: str) -> None:
    assert moves.lost_reason(typed) == (word, typed)


def test_the_weighted_sums_of_the_forecast() -> None:
    """E7 of the domain: 10 000 at 10 %, 5000 at 40 %, 8000 and 2000 at 60 % are 9000."""
    shares = ((10_000, 10), (5_000, 40), (8_000, 60), (2_000, 60))
    found = [Deal(amount_minor=amount * 100, currency="EUR", stage_probability=share) for amount, share in shares]
    assert sum(map(deals.weighted, found)) == 9_000_00
    assert deals.chance(found[0]._replace(probability=0)) == 0
    assert deals.chance(found[0]._replace(status="lost")) == 0
    assert deals.chance(found[0]._replace(status="won")) == 100


def test_a_deal_rots_the_day_after_its_last_good_one() -> None:
    deal = opened(date(2026, 11, 8))._replace(rot_days=14)
    assert not deals.rots(deal, TODAY)
    assert deals.rots(deal, TODAY + timedelta(days=1))
    assert not deals.rots(deal._replace(status="won", closed_on="2026-11-09"), date(2027, 1, 1))
    assert deals.days_in_stage(deal._replace(closed_on="2026-11-09"), TODAY) == 1


@given(st.lists(st.sampled_from(["Demo", "offer:50", "Oferta:30:14", "won", "lead", "propuesta:60"]), max_size=6))
def test_stages_are_in_order_with_one_winning_one_at_the_end(texts: list[str]) -> None:
    try:
        made = pipelines.ordered(map(pipelines.read_stage, texts))
    except Refused:
        return
    assert [stage.position for stage in made] == list(range(1, len(made) + 1))
    assert [stage.is_won for stage in made] == [0] * (len(made) - 1) + [1]
    assert len({stage.slug for stage in made}) == len(made)
    assert made[-1].probability == 100


def test_a_stage_is_read_from_its_parts() -> None:
    stage = pipelines.read_stage("Demo call:30 %:14d")
    assert (stage.slug, stage.name, stage.probability, stage.rot_days) == ("demo-call", "Demo call", 30, 14)
    assert pipelines.read_stage("Propuesta:60")[2:4] == ("proposal", "")
    assert pipelines.read_stage("offer").probability == 0
    for wrong in ("a:101", "a:x", "a:1:x", "a:1:99999", "a:1:2:3", "!!", ""):
        with pytest.raises(CrmError):
            pipelines.read_stage(wrong)


def test_stages_are_known_by_every_name_they_have() -> None:
    known = stages.spellings([("proposal", ""), ("demo-call", "Demo Call"), ("proposal", "Offer")])
    for text in ("Propuesta", "proposal", "OFFER", "demo call", "demo-call"):
        assert known[fold(text)]
    assert known["propuesta"] == ("proposal",)
