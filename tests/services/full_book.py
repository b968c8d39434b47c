"""A book in which two Anas have a record of every noun that can hang on a contact."""

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.consents import Consent
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.records.costs import Cost
from crmcli.core.records.deals import Deal, Move
from crmcli.core.records.insight import Distinction, Former, Segment, Snapshot
from crmcli.core.records.money import Allocation, Billing, Delivery, Instalment, Invoice, Payment
from crmcli.core.records.offers import Quote
from crmcli.core.records.sales import Line, Sale
from crmcli.core.records.support import Answer
from crmcli.services.people import adding, people
from crmcli.services.workspace import Workspace

STAYS, GOES, THIRD, FIRM = 1, 2, 3, 4


def fill(crm: Workspace) -> Workspace:
    """Two Anas on whom a record of every noun hangs, a third one beside them and a firm."""
    for person in (
        Contact(
            name="Ana García", emails=(Point("ana@x.example", preferred=True),), birthday="--12-10", lifecycle="lead",
            note="Tall.", tags=("client",), fields=(("size", "38"),), external_id="google:1", job_title="Boss",
            phones=(Point("600 555 001", "work"),),
        ),
        Contact(
            name="Ana María Garcia", emails=(Point("ana@y.example", preferred=True), Point("ANA@x.example")),
            birthday="1980-12-10", lifecycle="customer", note="Tall.\nLikes tea.", tags=("vip",),
            fields=(("size", "40"), ("shoe", "37")), external_id="google:2", job_title="Chief", nickname="Anita",
            phones=(Point("600 555 001", "mobile"),), addresses=(Address(city="Cádiz"),), properties="X-A:1\r\n",
            urls=(Point("https://ana.example"),), handles=(Point("@ana", "mastodon"),),
        ),
        Contact(name="Third"),
        Contact(name="Loom SL", kind="organisation"),
    ):  # fmt: skip
        adding.add(crm, person, force=True)
    with crm.writing("fill") as unit:
        unit.save(people.get(crm, THIRD)._replace(referred_by=GOES, organisation_id=GOES))
        unit.save(Interaction(at="2026-11-01", channel="call", text="both", participants=(STAYS, GOES)))
        unit.save(Interaction(at="2026-11-02", channel="call", text="one", participants=(GOES, THIRD)))
        unit.save(Task(title="promise", due="2026-12-01", contact_id=GOES))
        unit.save(Deal(title="deal", contact_id=GOES, organisation_id=FIRM, moves=(Move(1, "open", "2026-11-01"),)))
        unit.save(Deal(title="theirs", organisation_id=GOES, moves=(Move(1, "open", "2026-11-02"),)))
        unit.save(Quote(number="Q1", contact_id=GOES, deal_id=1, lines=(Line(None, "cloth"),)))
        unit.save(Sale(number="S1", contact_id=GOES, date="2026-11-03", net_minor=100, currency="EUR"))
        unit.save(Cost(date="2026-11-03", amount_minor=5, currency="EUR", contact_id=GOES))
        unit.save(
            Invoice(
                number="I1", contact_id=GOES, date="2026-11-03", total_minor=100,
                instalments=(Instalment("2026-12-03", 100),),
            )
        )  # fmt: skip
        unit.save(Payment(contact_id=GOES, date="2026-11-04", amount_minor=50, allocations=(Allocation(1, 50),)))
        unit.save(Delivery(contact_id=GOES, title="cloth", promised_on="2026-12-01"))
        unit.save(Answer(contact_id=GOES, date="2026-11-04", kind="nps", score=0, sale_id=1, note="cold"))
        unit.save(Billing(contact_id=STAYS, legal_name="Ana G. SL", tax_id="B1"))
        unit.save(Billing(contact_id=GOES, legal_name="Ana García SL", email="bill@y.example"))
        unit.save(
            Consent(
                contact_id=GOES, date="2026-11-02", channel="email", purpose="newsletter", action="granted",
                basis="consent", source="paper form", evidence="No. 17", expires="2028-11-02", actor="tester",
            )
        )  # fmt: skip
        unit.save(Segment(name="frozen", kind="frozen", members=(STAYS, GOES, THIRD)))
        unit.save(Segment(name="deals", kind="frozen", noun="deal", members=(GOES,)))
        unit.save(Snapshot(segment_id=1, taken_on="2026-11-01", members=(GOES,)))
        unit.save(Distinction(contact_id=GOES, other_id=THIRD))
        unit.save(Distinction(contact_id=STAYS, other_id=THIRD))
        unit.save(Distinction(contact_id=FIRM, other_id=GOES))
        unit.save(Former(uid="former", number=99, name="Ana G.", contact_id=GOES))
    return crm
