"""Billing profiles: all that an invoice needs of a customer, stored once."""

from collections.abc import Mapping
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.records.money import Billing
from crmcli.core.records.owed import Balance, Exposure
from crmcli.core.rules.sales import billing as rules
from crmcli.core.values import money
from crmcli.core.values.decimals import per_cent
from crmcli.services.people import people
from crmcli.services.sales import credit
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import receivables as reads

NONE = ("none", "")
_AT_ONCE = ("legal_name", "tax_id", "address", "email", "terms", "currency", "method", "credit_score")


class Account(NamedTuple):
    """A customer's billing profile and how they stand."""

    billing: Billing
    contact: str
    balances: tuple[Balance, ...]
    exposure: Exposure


class Settled(NamedTuple):
    """A profile that was written."""

    account: Account
    same_tax_id: str
    """Who else has this tax number; "" for nobody."""


def show(crm: Workspace, contact_id: int) -> Account:
    """A customer's account; the profile may be blank."""
    contact = people.get(crm, contact_id)
    return Account(
        credit.profile(crm, contact_id),
        contact.name,
        tuple(credit.balances(crm, contact_id)),
        credit.exposure(crm, contact_id),
    )


def settle(crm: Workspace, reference: str, values: Mapping[str, str]) -> Settled:
    """Change what is named of somebody's profile, which is made where there is none; "none" takes a value away.

    The keys are those of the record; `tax` is a percentage, `credit_limit` an amount, `credit_score_on` a day.
    """
    with crm.writing("billing set") as unit:
        contact_id = people.pick(crm, reference, sure=True)
        before = credit.profile(crm, contact_id)
        given = {name: "" if text.strip().lower() in NONE else text for name, text in values.items()}
        after = before._replace(**{name: given[name] for name in _AT_ONCE if name in given})  # type: ignore[arg-type]
        if "tax" in given:
            after = after._replace(tax=per_cent(given["tax"]) if given["tax"] else None)
        after = rules.settled(_scored(crm, after, before, given))
        unit.save(_limited(crm, after, before, given))
        shared = reads.by_tax_id(unit.db, after.tax_id, contact_id) if after.tax_id else ""
        return Settled(show(crm, contact_id), shared)


def _limited(crm: Workspace, profile: Billing, before: Billing, given: Mapping[str, str]) -> Billing:
    """The profile with its credit limit, which is in the profile's own currency."""
    own = crm.settings.currency
    currency = profile.currency or own
    if "credit_limit" not in given:
        if before.credit_limit_minor is not None and currency != (before.currency or own):
            raise Invalid(
                "The credit limit is in {before}; in {currency} it is another.",
                before=before.currency or own, currency=currency,
                hint="Give both: --currency {currency} --credit-limit AMOUNT.",
            )  # fmt: skip
        return profile
    if not given["credit_limit"]:
        return profile._replace(credit_limit_minor=None)
    limit = money.parse(given["credit_limit"], currency)
    if limit.currency != currency:
        raise Invalid(
            "The credit limit is in {limit}, the profile in {currency}.",
            limit=limit.currency, currency=currency, hint="Give both: --currency {limit} --credit-limit AMOUNT.",
        )  # fmt: skip
    return profile._replace(credit_limit_minor=limit.minor)


def _scored(crm: Workspace, profile: Billing, before: Billing, given: Mapping[str, str]) -> Billing:
    """The profile with the day and the source of its score; a new score without a day is today's."""
    on, source = profile.credit_score_on, given.get("credit_score_source", profile.credit_score_source)
    if given.get("credit_score_on"):
        on = crm.typed_day(given["credit_score_on"]).isoformat()
    elif "credit_score_on" in given or (profile.credit_score and profile.credit_score != before.credit_score):
        on = "" if "credit_score_on" in given else crm.today.isoformat()
    if not profile.credit_score:
        on, source = "", ""
        if given.get("credit_score_on") or given.get("credit_score_source"):
            raise Invalid("There is no credit score.", hint="As in --score 82 --score-source Informa.")
    return profile._replace(credit_score_on=on, credit_score_source=source)
