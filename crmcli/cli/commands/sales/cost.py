"""Costs: money spent, by what it was for."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people, sales
from crmcli.cli.nouns.sales import Campaign, Channel, Contact, Currency, Date, Rate, Since, Source, Until
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.core.records.costs import Cost
from crmcli.core.records.kinds import COST_CATEGORIES, COST_PURPOSES
from crmcli.core.rules.texts import one_of
from crmcli.services.sales import costs as service
from crmcli.services.sales.costs import Filter
from crmcli.view.columns.sales.amounts import day
from crmcli.view.columns.sales.costs import COST
from crmcli.view.money import told
from crmcli.view.wording import labels


def complete_purpose(incomplete: str) -> list[str]:
    """Purposes that begin like this."""
    return [word for word in COST_PURPOSES if word.startswith(incomplete)]


def complete_category(incomplete: str) -> list[str]:
    """Categories that begin like this."""
    return [word for word in COST_CATEGORIES if word.startswith(incomplete)]


Purpose = Annotated[
    str | None,
    typer.Option(
        "--purpose",
        "-p",
        help="acquisition, retention, service or overhead.",
        metavar="WORD",
        autocompletion=complete_purpose,
    ),
]
Category = Annotated[
    str | None,
    typer.Option(
        "--category", help="ads, travel, time, material, event ...", metavar="WORD", autocompletion=complete_category
    ),
]


def add(
    amount: Annotated[str, typer.Argument(help="How much, as 120 or 45,50.", metavar="AMOUNT", show_default=False)],
    note: Annotated[list[str] | None, typer.Argument(help="What for, in words.", show_default=False)] = None,
    purpose: Purpose = None,
    category: Category = None,
    date: Date = None,
    channel: Channel = None,
    source: Source = None,
    campaign: Campaign = None,
    contact: Contact = None,
    currency: Currency = None,
    rate: Rate = None,
    external_id: Annotated[str | None, typer.Option("--external-id", help="Its id in another program.")] = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Write money spent down; it is acquisition unless --purpose says else."""
    style = Style(format, json=json)
    given = sales.given(
        amount=amount, note=" ".join(note) if note else None, purpose=purpose, category=category, date=date,
        channel=channel, source=source, campaign=campaign, contact=contact, currency=currency, rate=rate,
        external_id=external_id,
    )  # fmt: skip
    cost = service.add(session.here(), given)
    _wrote([cost], style, "Added cost {id}: {title}.", one=True)
    if style.for_people and not cost.rate:
        diagnostics.note(
            "No rate was given for {currency}: reports in the base currency will ask for it (--rate).",
            currency=cost.currency,
        )


def edit(
    reference: Annotated[str, typer.Argument(help="Number, or how the uid begins.", show_default=False)],
    amount: Annotated[str | None, typer.Option("--amount", help="How much it was, as 120 or 45,50.")] = None,
    purpose: Purpose = None,
    category: Category = None,
    date: Annotated[
        str | None, typer.Option("--date", help="When it was, as yesterday or 24/11.", metavar="DAY")
    ] = None,
    channel: Channel = None,
    source: Source = None,
    campaign: Campaign = None,
    contact: Contact = None,
    rate: Rate = None,
    note: Annotated[str | None, typer.Option("--note", help="A note; - reads it from standard input.")] = None,
    external_id: Annotated[str | None, typer.Option("--external-id", help="Its id in another program.")] = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Put right what was written down; `none` takes a value away."""
    style = Style(format, json=json)
    given = sales.given(
        amount=amount, purpose=purpose, category=category, date=date, channel=channel, source=source,
        campaign=campaign, contact=contact, rate=rate, note=note, external_id=external_id,
    )  # fmt: skip
    _wrote([service.edit(session.here(), reference, given)], style, "Changed cost {id}: {title}.", one=True)


def list_(
    since: Since = None,
    until: Until = None,
    purpose: Purpose = None,
    category: Category = None,
    channel: Channel = None,
    campaign: Campaign = None,
    contact: Contact = None,
    query: people.Whom = "",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List what was spent, the newest first, and its sum."""
    style = Style(format, json=json, columns=columns)
    wanted = Filter(
        since or "",
        until or "",
        one_of("purpose", purpose.lower(), COST_PURPOSES) if purpose else "",
        one_of("category", category.lower(), COST_CATEGORIES) if category else "",
        channel or "",
        campaign or "",
        contact or "",
        query,
    )
    most = limit if limit is not None else people.PAGE if style.for_people else None
    page = service.page(session.here(), wanted, limit=most)
    output.show(page.records, COST, style, empty="No costs. `crm cost add` writes one down.")
    if style.for_people and page.records:
        sums = " + ".join(told(amount.minor, amount.currency) for amount in page.sums)
        output.say("Sum of {count}: {sums}", count=page.total, sums=sums)
    if style.for_people and limit is None and page.total > len(page.records):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(page.records), total=page.total)


def delete(
    references: Annotated[list[str], typer.Argument(help="Numbers, or how uids begin.", show_default=False)],
    format: Format = None,
    json: Json = False,
) -> None:
    """Move to the trash."""
    style = Style(format, json=json)
    _wrote(service.trash(session.here(), references), style, "Moved to the trash: cost {id} ({title}).")


def _wrote(costs: list[Cost], style: Style, sentence: str, *, one: bool = False) -> None:
    sales.wrote(costs, COST, style, [(cost.id, _title(cost)) for cost in costs], sentence, one=one)


def _title(cost: Cost) -> str:
    parts = (told(cost.amount_minor, cost.currency), labels.cost(cost.purpose), day(cost.date), cost.note)
    return ", ".join(filter(None, parts))
