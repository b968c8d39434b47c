"""Offers in writing: making them and changing them; what was sent is changed as a new version."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from crmcli.core.errors import Invalid, Refused, Usage
from crmcli.core.records.money import Billing
from crmcli.core.records.offers import Quote
from crmcli.core.rules.sales import quotes as rules
from crmcli.core.values.decimals import per_cent
from crmcli.core.values.money import check_countable
from crmcli.services.people import people
from crmcli.services.sales import deal_links, lines, promotions, typed
from crmcli.services.sales.quotes import Offered, get, offered, pick
from crmcli.services.sales.typed import NONE
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import quotes as reads
from crmcli.store.unit import Unit

LONGEST_LINES = 1000


def new(crm: Workspace, given: dict[str, str], texts: Sequence[str]) -> Offered:
    """Write an offer of typed values: contact, deal, date, valid, discount, tax, promo, currency, terms, note."""
    with crm.writing("quote new") as unit:
        deal = deal_links.pick(crm, given["deal"]) if given.get("deal") else None
        known = deal and (deal.contact_id or deal.organisation_id)
        if not given.get("contact") and not known:
            raise Usage(
                "Who is offered something is missing.",
                hint='As in crm quote new ana@telares.example --line "Logo @ 450"',
            )
        contact = people.pick(crm, given["contact"], sure=True) if given.get("contact") else known or 0
        person = people.get(crm, contact)
        if person.trashed_at:
            raise Refused(
                "{name} is in the trash.",
                name=person.name,
                id=contact,
                hint="`crm contact restore {id}` brings them back.",
            )
        billing = reads.billing_of(unit.db, contact)
        day = typed.past_day(crm, given.get("date"))
        read = lines.read(
            crm,
            texts,
            currency=given.get("currency") or (billing.currency if billing and not texts else ""),
            tax=_tax(given, billing),
        )
        quote = Quote(
            number=_number(unit, day[:4]),
            deal_id=deal.id if deal else None,
            contact_id=contact,
            date=day,
            valid_until=_valid(crm, given.get("valid"), day),
            currency=read.currency,
            terms=typed.terms(given.get("terms") or (billing.terms if billing else "") or crm.settings.quote_terms),
            lines=read.lines,
        )
        unsaid = {name: value for name, value in given.items() if name not in ("terms", "valid")}
        return _save(crm, unit, _applied(crm, quote, unsaid))


def edit(crm: Workspace, text: str, given: dict[str, str]) -> Offered:
    """Change what is typed of the whole: valid, discount, promo, terms, note; `none` takes it away."""
    return _change(crm, "quote edit", text, lambda quote: _applied(crm, quote, given))


def change_lines(
    crm: Workspace, text: str, texts: Sequence[str], *, replace: int = 0, remove: Sequence[int] = (), tax: str = ""
) -> Offered:
    """Add lines, put them in the place of one, or take some away, each by its place from 1 on."""
    if not texts and not remove:
        raise Usage("There is nothing to change.", hint='As in crm quote line Q-2026-0001 "Logo design x2 @ 450".')

    def change(quote: Quote) -> Quote:
        billing = reads.billing_of(crm.db, quote.contact_id) if quote.contact_id else None
        usual = _tax({"tax": tax} if tax else {}, billing)
        rates = {one.tax for one in quote.lines}
        if usual is None and not crm.settings.tax_rate and len(rates) == 1:
            (usual,) = rates  # that of all its other lines
        read = lines.read(crm, texts, currency=quote.currency, tax=usual)
        kept = [one for at, one in enumerate(quote.lines, 1) if at not in (*remove, replace)]
        for at in (*remove, *([replace] if replace else [])):
            if not 1 <= at <= len(quote.lines):
                raise Invalid(
                    "Quote {number} has no line {place}.",
                    number=rules.name(quote),
                    place=at,
                    hint="`crm quote show {number}` shows its lines, the first being 1.",
                )
        at = replace - 1 - sum(one < replace for one in remove) if replace else len(kept)
        return _sized(quote._replace(lines=(*kept[:at], *read.lines, *kept[at:])))

    return _change(crm, "quote line", text, change)


def _change(crm: Workspace, command: str, text: str, change: Callable[[Quote], Quote]) -> Offered:
    with crm.writing(command) as unit:
        before = pick(crm, text)
        rules.check_changeable(before)
        if before.status != "draft":
            before = _new_version(crm, unit, before)
        return _save(crm, unit, change(before))


def _new_version(crm: Workspace, unit: Unit, before: Quote) -> Quote:
    today = crm.today.isoformat()
    latest = reads.of_number(unit.db, before.number)[0]
    if latest != before.id:
        raise Refused(
            "Quote {number} has a newer version: {latest}.",
            number=rules.name(before),
            latest=rules.name(get(crm, latest)),
            hint="Change that one.",
        )
    after = rules.next_version(before, reads.last_revision(unit.db, before.number) + 1, today)
    if after.valid_until:
        days = (date.fromisoformat(before.valid_until) - date.fromisoformat(before.date)).days
        after = after._replace(valid_until=(crm.today + timedelta(days=days)).isoformat())
    return after


def _applied(crm: Workspace, quote: Quote, given: dict[str, str]) -> Quote:
    after = quote
    if "terms" in given:
        after = after._replace(terms="" if given["terms"] in NONE else typed.terms(given["terms"]))
    if "note" in given:
        after = after._replace(note="" if given["note"] in NONE else given["note"])
    if "valid" in given:
        after = after._replace(valid_until=_valid(crm, given["valid"], after.date))
    if "discount" in given:
        after = after._replace(discount=0 if given["discount"] in NONE else per_cent(given["discount"]))
    if "promo" in given:
        code = given["promo"]
        found = None if code in NONE else promotions.valid(crm, code, after.date, after.currency).id
        after = after._replace(promotion_id=found)
    return after


def _save(crm: Workspace, unit: Unit, quote: Quote) -> Offered:
    found = offered(crm, get(crm, unit.save(rules.settled(_sized(quote)))))
    check_countable(found.sums.total_minor)
    return found


def _sized(quote: Quote) -> Quote:
    if len(quote.lines) > LONGEST_LINES:
        raise Invalid("A quote has at most {most} lines.", most=LONGEST_LINES, hint="Write a second one.")
    return quote


def _number(unit: Unit, year: str) -> str:
    prefix = f"Q-{year}-"
    return f"{prefix}{reads.last_number(unit.db, prefix) + 1:04}"


def _tax(given: dict[str, str], billing: Billing | None) -> int | None:
    if given.get("tax"):
        return per_cent(given["tax"])
    return billing.tax if billing else None


def _valid(crm: Workspace, text: str | None, day: str) -> str:
    """Until when: a day, or a length of time from the quote's own day on; "" for ever."""
    if text in NONE:
        return ""
    if text is None:
        return (date.fromisoformat(day) + timedelta(days=crm.settings.quote_days)).isoformat()
    from crmcli.core.values import durations  # noqa: PLC0415 - door: 1 ms, only when a validity is typed

    try:
        length = durations.parse(text)
    except Invalid:
        return typed.day(crm, text, forward=True)
    return durations.add(date.fromisoformat(day), length).isoformat()
