"""Reductions with a code, from one day to another."""

from collections.abc import Mapping

from crmcli.core import references
from crmcli.core.errors import Invalid, NotFound, Refused
from crmcli.core.records.money import Promotion
from crmcli.core.rules.texts import block, line
from crmcli.core.values.decimals import per_cent
from crmcli.core.values.text import fold, nearest
from crmcli.services.sales.typed import NONE, amount, currency_or_base, day
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import promotions as reads


def add(crm: Workspace, given: Mapping[str, str]) -> Promotion:
    """Store a promotion of typed values: code, name, discount or amount, currency, starts, ends, note."""
    draft = Promotion()
    with crm.writing("promo add") as unit:
        after = _applied(crm, draft, given)
        if other := reads.by_code(unit.db, fold(after.code)):
            raise Refused(
                "There is a promotion {code} already.",
                code=other.code,
                hint="`crm trash restore promotion:{id}` brings it back."
                if other.trashed_at
                else "`crm promo edit {code}` changes it.",
                id=other.id,
            )
        return _stored(crm, unit.save(after))


def edit(crm: Workspace, code: str, given: Mapping[str, str]) -> Promotion:
    """Change what is typed. What a code gives stays as it is once a sale or a sent quote was reckoned with it."""
    with crm.writing("promo edit") as unit:
        before = pick(crm, code)
        after = _applied(crm, before, given)
        worth = (before.discount, before.amount_minor, before.currency)
        if worth != (after.discount, after.amount_minor, after.currency) and reads.is_used(unit.db, before.id):
            raise Refused(
                "{code} was used already: what it gives cannot change any more.",
                code=before.code,
                hint="Make another code: crm promo add CODE --discount 15%.",
            )
        other = reads.by_code(unit.db, fold(after.code))
        if other and other.id != before.id:
            raise Refused("There is a promotion {code} already.", code=other.code, hint="Take another code.")
        return _stored(crm, unit.save(after))


def delete(crm: Workspace, code: str) -> Promotion:
    """Move a promotion to the trash; what was reckoned with it stays as it is."""
    with crm.writing("promo delete") as unit:
        gone = pick(crm, code)
        unit.save(gone._replace(trashed_at=unit.now))
        return gone


def listed(crm: Workspace) -> list[Promotion]:
    """All promotions, what ends last first."""
    return reads.listed(crm.db)


def of_id(crm: Workspace, promotion_id: int | None) -> Promotion:
    """A promotion by its id, the trash included; one that gives nothing for None."""
    found = reads.by_ids(crm.db, [promotion_id]) if promotion_id else []
    return found[0] if found else Promotion()


def pick(crm: Workspace, code: str) -> Promotion:
    """The promotion of a code, in whatever case, or of a number."""
    found = reads.by_code(crm.db, fold(code.strip()))
    if found is None and (number := references.read(code).id):
        found = next(iter(reads.by_ids(crm.db, [number])), None)
    if found is None or found.trashed_at:
        codes = [promotion.code for promotion in reads.listed(crm.db)]
        near = nearest(code, codes)
        raise NotFound(
            "There is no promotion {code}.",
            code=code,
            near=near,
            hint="Did you mean {near}?" if near else "`crm promo list` shows them.",
            noun="promotion",
        )
    return found


def valid(crm: Workspace, code: str, on: str, currency: str) -> Promotion:
    """The promotion of a code, Refused outside its days or, where it is an amount, in another currency."""
    found = pick(crm, code)
    if (found.starts and on < found.starts) or (found.ends and on > found.ends):
        raise Refused(
            "{code} is not valid on {day}: it goes from {starts} to {ends}.",
            code=found.code,
            day=on,
            starts=found.starts or "...",
            ends=found.ends or "...",
            hint="Leave --promo away, or change its days: crm promo edit {code} --to {day}.",
        )
    if found.amount_minor and found.currency != currency:
        raise Refused(
            "{code} is an amount in {other}, and this is in {currency}.",
            code=found.code,
            other=found.currency,
            currency=currency,
            hint="Make a code in {currency}, or one in per cent.",
        )
    return found


def _applied(crm: Workspace, before: Promotion, given: Mapping[str, str]) -> Promotion:
    values = {name: "" if value in NONE else value for name, value in given.items()}
    after = before._replace(
        code=line("code", values.get("code", before.code)),
        name=line("name", values.get("name", before.name)),
        note=block("note", values.get("note", before.note)),
    )
    if values.get("discount") and values.get("amount"):
        raise Invalid(
            "A promotion is a percentage or an amount, not both.", hint="As in --discount 10%, or --amount 20."
        )
    if values.get("discount"):
        after = after._replace(discount=per_cent(values["discount"]), amount_minor=0, currency="")
    if values.get("amount"):
        currency = currency_or_base(crm, values.get("currency") or before.currency)
        after = after._replace(amount_minor=amount(values["amount"], currency).minor, currency=currency, discount=0)
    elif values.get("currency"):
        raise Invalid("A currency needs an amount.", hint="As in --amount 20 --currency USD.")
    for name in ("starts", "ends"):
        if name in values:
            found = day(crm, values[name], forward=True) if values[name] else ""
            after = after._replace(starts=found) if name == "starts" else after._replace(ends=found)
    return _checked(after)


def _checked(promotion: Promotion) -> Promotion:
    if not promotion.code or len(promotion.code.split()) > 1:
        raise Invalid("A promotion needs a code of one word.", hint="As in crm promo add SUMMER --discount 10%.")
    if not promotion.discount and not promotion.amount_minor:
        raise Invalid("A promotion has to give something.", hint="As in --discount 10%, or --amount 20.")
    if promotion.starts and promotion.ends and promotion.ends < promotion.starts:
        raise Invalid(
            "It would end on {ends}, before it starts on {starts}.",
            ends=promotion.ends,
            starts=promotion.starts,
            hint="Take a later day for --until.",
        )
    return promotion


def _stored(crm: Workspace, number: int) -> Promotion:
    return reads.by_ids(crm.db, [number])[0]
