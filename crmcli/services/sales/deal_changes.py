"""Deals: adding them, and changing one of them or many."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from crmcli.core.errors import Refused, Usage
from crmcli.core.records.deals import Deal
from crmcli.core.rules.sales import deals as rules
from crmcli.core.rules.sales import moves
from crmcli.core.rules.sales.pipelines import per_cent
from crmcli.core.rules.texts import tags
from crmcli.core.values import money
from crmcli.core.values.text import fold
from crmcli.services import copies
from crmcli.services.people import people
from crmcli.services.people.drafts import pair
from crmcli.services.sales import listing
from crmcli.services.sales.deals import a_step, check_kept, day, get, pick
from crmcli.services.sales.stages import Stages
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deals as reads

NONE = ("none", "no", "ninguno", "ninguna")
"""What clears a value."""
TEXTS = {
    "title": "title", "source": "source", "campaign": "campaign", "buyer": "buyer_type", "needs": "needs",
    "competitor": "competitor", "next": "next_step", "owner": "owner", "note": "note",
}  # fmt: skip
"""What options and `set NAME=VALUE` call a text, and where the record has it."""
NAMES = (*TEXTS, "contact", "company", "amount", "probability", "close", "tag")
_MOVED = ("stage", "status", "pipeline")


class Changed(NamedTuple):
    """A deal before and after."""

    before: Deal
    after: Deal


def add(
    crm: Workspace,
    values: Mapping[str, str],
    *,
    stage: str = "",
    pipeline: str = "",
    at: str = "",
    tag: Sequence[str] = (),
) -> Deal:
    """Open a deal, in the first stage of the first pipeline unless others are named, on a day in words.

    `values` are texts by the names of `NAMES`; with a person goes the organisation that they belong to.
    """
    with crm.writing("deal add") as unit:
        stages = Stages(crm)
        chosen = stages.pipeline(pipeline)
        first = stages.stage(stage, chosen.id, elsewhere=not pipeline) if stage else stages.first(chosen.id)
        draft = Deal(tags=tuple(tag))
        for name, value in values.items():
            if value:
                draft = _with(crm, draft, name, value)
        deal = moves.opened(rules.settled(draft), first, a_step(crm, at))
        return get(crm, unit.save(deal))


def edit(
    crm: Workspace,
    reference: str,
    values: Mapping[str, str],
    *,
    tag: Sequence[str] = (),
    untag: Sequence[str] = (),
    command: str = "deal edit",
    version: int | None = None,
) -> Changed:
    """Change what is named of a deal, open or closed; none takes a value away.

    With the `version` that was looked at, Refused where another program changed it meanwhile.
    """
    with crm.writing(command) as unit:
        before = pick(crm, reference)
        check_kept(before)
        if version not in (None, before.version):
            raise Refused(
                "{title} (deal {id}) was changed by another program meanwhile.", title=before.title, id=before.id,
                hint="Nothing was saved; edit it again.",
            )  # fmt: skip
        after = before
        for name, value in values.items():
            after = _with(crm, after, name, value)
        gone = {fold(name) for name in tags(untag)}
        kept = tuple(name for name in tags((*after.tags, *tag)) if fold(name) not in gone)
        unit.save(rules.settled(after._replace(tags=kept)))
        return Changed(before, get(crm, before.id))


def matching(crm: Workspace, query: str) -> list[int]:
    """The numbers of the open deals that a query picks; of others where it asks for them."""
    return list(listing.picked(crm, "deal", query, within=listing.OPEN, unless=listing.CLOSED).ids)


def planned(crm: Workspace, targets: Sequence[int], assignments: Sequence[str]) -> list[Changed]:
    """What `set` would do, without doing it; Invalid for what cannot be."""
    change = changer(crm, assignments)
    return [Changed(deal, rules.settled(change(deal))) for deal in reads.by_ids(crm.db, targets)]


def set_fields(crm: Workspace, targets: Sequence[int], assignments: Sequence[str]) -> list[Changed]:
    """Change these deals in one change set: NAME=VALUE sets; tags also take += and -=."""
    change = changer(crm, assignments)
    copies.before_many(crm, len(targets))
    with crm.writing("deal set") as unit:
        before = reads.by_ids(unit.db, targets)
        for deal in before:
            check_kept(deal)
            unit.save(rules.settled(change(deal)))
        return list(map(Changed, before, reads.by_ids(unit.db, [deal.id for deal in before])))


def changer(crm: Workspace, assignments: Sequence[str]) -> Callable[[Deal], Deal]:
    """A function that applies NAME=VALUE assignments to a deal; each value is read once."""
    steps = [_assignment(crm, text) for text in assignments]
    if not steps:
        raise Usage("There is nothing to set.", hint="As in: crm deal set 7 owner=ana close=friday.")

    def change(deal: Deal) -> Deal:
        for step in steps:
            deal = step(deal)
        return deal

    return change


def _assignment(crm: Workspace, text: str) -> Callable[[Deal], Deal]:
    typed, value = pair(text)
    sign = typed[-1] if typed[-1:] in ("+", "-") else ""
    name = fold(typed.removesuffix(sign).strip()) if sign else fold(typed.strip())
    if name in ("tag", "tags"):
        return _tagger(value, sign)
    if name in _MOVED:
        raise Usage("A {name} is not set: deals are moved.", name=name, hint="As in: crm deal move 7 proposal.")
    if name not in NAMES or sign:
        raise Usage("{name} cannot be set so.", name=typed, hint="There are: {names}; tag also takes += and -=.",
                    names=", ".join(NAMES))  # fmt: skip
    made = _with(crm, Deal(), name, value)
    changed = {field: new for field, new in made._asdict().items() if field in _FIELDS[name]}
    return lambda deal: deal._replace(**changed)


_FIELDS = {
    **{name: (field,) for name, field in TEXTS.items()},
    "contact": ("contact_id", "organisation_id"), "company": ("organisation_id",),
    "amount": ("amount_minor", "currency"), "probability": ("probability",), "close": ("expected_close",),
}  # fmt: skip
"""The columns that each name fills."""


def _tagger(value: str, sign: str) -> Callable[[Deal], Deal]:
    given = tags([value])
    folded = {fold(name) for name in given}

    def change(deal: Deal) -> Deal:
        if sign == "-":
            return deal._replace(tags=tuple(name for name in deal.tags if fold(name) not in folded))
        return deal._replace(tags=tags((*deal.tags, *given)) if sign else given)

    return change


def _with(crm: Workspace, deal: Deal, name: str, value: str) -> Deal:
    """The deal with one value as it was typed."""
    text = "" if fold(value.strip()) in NONE and name != "title" else value
    if name in TEXTS:
        return deal._replace(**{TEXTS[name]: text})  # type: ignore[arg-type] # these are all texts
    if name == "amount":
        return _priced(crm, deal, text)
    if name == "probability":
        return deal._replace(probability=per_cent(text) if text.strip() else None)
    if name == "close":
        return deal._replace(expected_close=day(crm, text, forward=True).isoformat() if text.strip() else "")
    if name == "company":
        return deal._replace(organisation_id=_whom(crm, text, kind="organisation")[0] if text.strip() else None)
    return _about(crm, deal, text)


def _about(crm: Workspace, deal: Deal, text: str) -> Deal:
    """The deal with whom it is about: a person with their organisation, or an organisation alone."""
    if not text.strip():
        return deal._replace(contact_id=None)
    number, kind, organisation = _whom(crm, text)
    if kind == "organisation":
        return deal._replace(contact_id=None, organisation_id=number)
    return deal._replace(contact_id=number, organisation_id=organisation)


def _whom(crm: Workspace, text: str, *, kind: str = "") -> tuple[int, str, int | None]:
    person = people.get(crm, people.pick(crm, text, kind=kind, sure=True))
    if person.trashed_at:
        raise Refused(
            "{name} is in the trash.", name=person.name, id=person.id, hint="`crm contact restore {id}` brings it back."
        )
    return person.id, person.kind, person.organisation_id


def _priced(crm: Workspace, deal: Deal, text: str) -> Deal:
    if not text.strip():
        return deal._replace(amount_minor=0, currency="")
    amount = money.parse(text, crm.settings.currency)
    return deal._replace(amount_minor=amount.minor, currency=amount.currency)
