"""Satisfaction of a book: the report, classes, stages and who may leave."""

from datetime import date

import pytest

from crmcli.core.errors import Refused
from crmcli.core.records.contact import Contact
from crmcli.core.records.support import Answer, Satisfaction
from crmcli.services.insight import abc, maturity, risk
from crmcli.services.people import adding, contacts, people
from crmcli.services.reports.spans import Span
from crmcli.services.support import satisfaction as service
from crmcli.services.workspace import Workspace
from crmcli.store.reads.support import satisfaction as reads
from tests.services.insight.sales_book import customer, sell

DAY = date(2026, 1, 1)
LATER = date(2026, 6, 1)
NPS = (10, 9, 9, 8, 7, 10, 6, 3, 9, 8)
CSAT = {5: 42, 4: 32, 3: 10, 2: 9, 1: 14}
CES = (7, 6, 5, 7, 4)


def say(crm: Workspace, contact_id: int, score: int, kind: str = "nps", day: str = "2025-07-01", **more: object) -> int:
    with crm.writing("test") as unit:
        return unit.save(Answer(contact_id=contact_id, kind=kind, score=score, date=day)._replace(**more))  # type: ignore[arg-type]


def told(crm: Workspace, as_of: date = DAY, query: str = "", by: str = "") -> list[Satisfaction]:
    return list(service.report(crm, Span(as_of), query, by=by).rows)


def e9(crm: Workspace) -> list[int]:
    """The answers of DOMAIN's example, each of somebody else for NPS."""
    numbers = [customer(crm, f"c{at:02}") for at in range(len(NPS))]
    for number, score in zip(numbers, NPS, strict=True):
        say(crm, number, score)
    for score, count in CSAT.items():
        for _ in range(count):
            say(crm, numbers[0], score, "csat")
    for number, score in zip(numbers, CES, strict=False):
        say(crm, number, score, "ces")
    return numbers


def test_the_worked_example(workspace: Workspace) -> None:
    numbers = e9(workspace)
    nps, csat, ces = told(workspace)
    assert (nps.kind, nps.answers, nps.nps, round(nps.interval or 0, 1)) == ("nps", 10, 30, 48.4)
    assert (nps.favourable, nps.middle, nps.unfavourable) == (5, 3, 2)
    assert (csat.kind, csat.answers, round(100 * csat.top, 2), round(csat.mean, 3)) == ("csat", 107, 69.16, 3.738)
    assert (ces.kind, ces.answers, ces.mean, ces.nps, ces.interval) == ("ces", 5, 5.8, None, None)
    before = told(workspace)
    say(workspace, numbers[0], 0, day="2026-01-02")
    assert told(workspace) == before, "what came later changes nothing"
    assert told(workspace, LATER)[0].nps == 10, "of a contact the latest answer counts"
    say(workspace, numbers[1], 0, day="2025-06-30")
    assert told(workspace) == before, "and no earlier one"


def test_answers_in_the_trash_do_not_count(workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    say(workspace, ana, 9)
    say(workspace, ana, 2, trashed_at="2025-08-01T00:00:00Z")
    assert [row.nps for row in told(workspace)] == [100]


def test_answers_of_contacts_in_the_trash_do_not_count(workspace: Workspace) -> None:
    ana, bea = customer(workspace, "Ana"), customer(workspace, "Bea")
    for number, score in ((ana, 9), (bea, 2)):
        say(workspace, number, score)
        sell(workspace, number, "2025-06-01", 100)
    assert [row.nps for row in told(workspace)] == [0]
    contacts.trash(workspace, [bea], "contact delete")
    assert [(row.answers, row.nps) for row in told(workspace)] == [(1, 100)]
    for by in service.BYS:
        assert [row.nps for row in told(workspace, by=by)] == [100]
    assert reads.latest(workspace.db, "nps", "2025-12-31") == {ana: 9}
    assert [row[0] for row in reads.by_customer(workspace.db, "", "2025-12-31")] == [ana]


def test_it_is_divided_and_each_part_counts_once(workspace: Workspace) -> None:
    ana, bea = customer(workspace, "Ana"), customer(workspace, "Bea")
    contacts.set_fields(workspace, [ana], ["tags+=vip,press"], "contact set")
    sale = sell(workspace, ana, "2025-06-01", 100, seller="Eva")
    say(workspace, ana, 3, day="2025-06-02", channel="web", phase="before")
    say(workspace, ana, 9, day="2025-06-03", channel="phone", phase="after", sale_id=sale)
    say(workspace, bea, 6, day="2025-06-03", channel="web")
    assert [(row.group, row.nps) for row in told(workspace, by="channel")] == [("web", -100), ("phone", 100)]
    assert [(row.group, row.nps) for row in told(workspace, by="phase")] == [
        ("", -100),
        ("after", 100),
        ("before", -100),
    ]
    assert [(row.group, row.nps) for row in told(workspace, by="seller")] == [("", -100), ("Eva", 100)]
    assert [(row.group, row.answers) for row in told(workspace, by="channel")] == [("web", 2), ("phone", 1)]
    say(workspace, ana, 10, day="2025-06-02", channel="web")
    assert next((row.group, row.answers, row.nps) for row in told(workspace, by="channel")) == ("web", 2, 0)
    assert "the latest in each group" in str(service.report(workspace, Span(DAY), by="phase").rule)
    assert "the latest in each group" not in str(service.report(workspace, Span(DAY), by="tag").rule)
    assert [(row.group, row.nps) for row in told(workspace, by="tag")] == [("", -100), ("press", 100), ("vip", 100)]
    assert [row.nps for row in told(workspace, query="tag:vip")] == [100]
    assert [row.nps for row in told(workspace, query="nps<9")] == [-100]


def test_nobody_who_answered_is_said_so(workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    with pytest.raises(Refused, match="Nobody has answered a survey yet"):
        told(workspace)
    say(workspace, ana, 9)
    with pytest.raises(Refused, match="Nobody who is meant answered"):
        told(workspace, query="name:zoe")
    assert workspace.db.execute("SELECT count(*) FROM answer").fetchone() == (1,)


def test_classes_tell_how_content_they_are(workspace: Workspace) -> None:
    firm, bea, cai = customer(workspace, "Firm"), customer(workspace, "Bea"), customer(workspace, "Cai")
    for number, minor in ((firm, 80_000), (bea, 15_000), (cai, 5_000)):
        sell(workspace, number, "2025-06-01", minor)
    ana = adding.add(workspace, Contact(name="Ana"), force=True).contact.id
    with workspace.writing("test") as unit:
        unit.save(people.get(workspace, ana)._replace(organisation_id=firm))
    say(workspace, ana, 9)
    say(workspace, ana, 5, "csat")
    say(workspace, firm, 2, "csat")
    say(workspace, cai, 0)
    rows = abc.classes(workspace, Span(DAY), "revenue", (80, 95)).rows
    assert [(row.letter, row.csat, row.csat_answers, row.nps, row.nps_answers) for row in rows] == [
        ("A", 0.5, 2, 100, 1), ("B", None, 0, None, 0), ("C", None, 0, -100, 1),
    ]  # fmt: skip
    june = Span(DAY, date(2025, 6, 1), date(2025, 6, 30))
    assert [row.nps for row in abc.classes(workspace, june, "revenue", (80, 95)).rows] == [None, None, None]


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ((), "strategic"), ((("nps", 9),), "strategic"), ((("nps", 8),), "retention"), ((("csat", 4),), "strategic"),
        ((("csat", 3),), "retention"), ((("nps", 9), ("csat", 3)), "retention"), ((("ces", 1),), "strategic"),
        ((("nps", 2), ("nps", 10)), "strategic"),
    ],
)  # fmt: skip
def test_strategic_is_who_is_content_or_was_not_asked(
    workspace: Workspace, said: tuple[tuple[str, int], ...], stage: str
) -> None:
    ana, bea = customer(workspace, "Ana"), customer(workspace, "Bea")
    for day in ("2025-03-01", "2025-06-01"):
        sell(workspace, ana, day, 100_000)
        sell(workspace, bea, day, 1_000)
    for kind, score in said:
        say(workspace, ana, score, kind)
    assert [row.stage for row in maturity.maturity(workspace, "2026-01-01").rows if row.revenue >= 200_000] == [stage]


def test_a_detractor_may_leave(workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    for day in ("2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01"):
        sell(workspace, ana, day, 1_000)
    assert [row.reasons for row in risk.churn_risk(workspace, "2025-12-10", everybody=True).rows] == [("silent",)]
    say(workspace, ana, 6, day="2025-12-02")
    assert [row.reasons for row in risk.churn_risk(workspace, "2025-12-10").rows] == [("silent", "detractor")]
    say(workspace, ana, 7, day="2025-12-03")
    assert list(risk.churn_risk(workspace, "2025-12-10").rows) == []
