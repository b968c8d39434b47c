"""People and organisations: add, list, show."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, people, session
from crmcli.cli.options import Columns, Force, Format, Json, Limit, Sort
from crmcli.cli.output import Style
from crmcli.core.records.contact import Contact
from crmcli.services import drafts, listing
from crmcli.services import people as service
from crmcli.view.columns.people import CONTACT

Labelled = "LABEL=VALUE"
Name = Annotated[list[str] | None, typer.Argument(help="The name; the rest is options.", show_default=False)]
Emails = Annotated[
    list[str] | None,
    typer.Option("--email", "-e", help="An e-mail, as ana@x.example or work=ana@x.example.", metavar=Labelled),
]
Phones = Annotated[
    list[str] | None, typer.Option("--phone", "-p", help="A phone, as 600111222 or mobile=600111222.", metavar=Labelled)
]
Urls = Annotated[
    list[str] | None, typer.Option("--url", help="A web address, as blog=https://x.example.", metavar=Labelled)
]
Handles = Annotated[
    list[str] | None,
    typer.Option("--handle", help="A name at a service, as mastodon=@ana@x.example.", metavar=Labelled),
]
Addresses = Annotated[
    list[str] | None,
    typer.Option("--address", help="A postal address on one line, as work=Calle Mayor 1, Madrid.", metavar=Labelled),
]
Tags = Annotated[list[str] | None, typer.Option("--tag", "-t", help="A tag.", autocompletion=people.complete_tag)]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field", help="A custom field, as size=42.", metavar="NAME=VALUE", autocompletion=people.complete_field
    ),
]
Text = Annotated[str | None, typer.Option(show_default=False)]
Reference = Annotated[
    str, typer.Argument(help="Number, uid, e-mail, phone or name.", autocompletion=people.complete, show_default=False)
]
Query = Annotated[
    list[str] | None,
    typer.Argument(help="A query of the search language.", autocompletion=people.complete_query, show_default=False),
]


def add(
    ctx: typer.Context,
    name: Name = None,
    email: Emails = None,
    phone: Phones = None,
    url: Urls = None,
    handle: Handles = None,
    address: Addresses = None,
    tag: Tags = None,
    field: Fields = None,
    given: Annotated[str, typer.Option(help="Given name, where it cannot be told from the name.")] = "",
    family: Annotated[str, typer.Option(help="Family name, where it cannot be told from the name.")] = "",
    nickname: Annotated[str, typer.Option(help="What friends say.")] = "",
    company: Annotated[
        str, typer.Option(help="The organisation; made where it is unknown.", autocompletion=people.complete_company)
    ] = "",
    job: Annotated[str, typer.Option(help="Job title.")] = "",
    department: Annotated[str, typer.Option(help="Department.")] = "",
    city: Annotated[str, typer.Option(help="City.")] = "",
    country: Annotated[str, typer.Option(help="Country.")] = "",
    birthday: Annotated[str, typer.Option(help="As 1985-12-10, or --12-10 without the year.")] = "",
    lifecycle: Annotated[str, typer.Option(help="lead, customer, former ...")] = "",
    source: Annotated[str, typer.Option(help="Where the contact comes from.")] = "",
    referred_by: Annotated[str, typer.Option(help="Who sent them.", autocompletion=people.complete)] = "",
    language: Annotated[str, typer.Option(help="The language that they speak.")] = "",
    owner: Annotated[str, typer.Option(help="Who looks after them.")] = "",
    cadence: Annotated[str, typer.Option(help="How often to keep in touch, as 3w.")] = "",
    note: Annotated[str, typer.Option(help="A note; - reads it from standard input.")] = "",
    force: Force = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Add somebody."""
    style = Style(format, json=json)
    crm = session.here()
    draft = drafts.contact(
        kind=people.kind(ctx) or "person",
        name=" ".join(name or ()),
        texts={
            "given": given, "family": family, "nickname": nickname, "organisation": company, "job_title": job,
            "department": department, "birthday": birthday, "lifecycle": lifecycle, "source": source,
            "language": language, "owner": owner, "cadence": cadence, "note": people.text_or_stdin(note),
        },
        lists={"email": email, "phone": phone, "url": url, "handle": handle, "address": address, "tag": tag, "field": field},
        city=city,
        country=country,
        referred_by=service.pick(crm, referred_by, sure=True) if referred_by else None,
    )  # fmt: skip
    added = service.add(crm, draft, force=force, command=people.command(ctx, "add"))
    for person in added.alike:
        diagnostics.note("{name} (contact {id}) may be the same: same name or phone.", name=person.name, id=person.id)
    people.wrote([added.contact], style, "Added {name} as contact {id}. `crm undo` takes it back.", one=True)


def list_(
    ctx: typer.Context,
    query: Query = None,
    sort: Sort = None,
    limit: Limit = None,
    count: Annotated[bool, typer.Option("--count", help="Only say how many.")] = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List by a query, in columns or for machines."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    text = people.narrowed(ctx, query)
    if count:
        output.line(str(listing.count(crm, "contact", text)))
        return
    most = limit if limit is not None else people.PAGE if style.for_people else None
    found = listing.contacts(crm, text, sort=sort or "", limit=most)
    people.show_page(
        found,
        style,
        empty="Nobody here yet. `crm contact add` adds, `crm import` brings an address book in.",
        limited=limit is None,
    )


def show(
    ctx: typer.Context,
    reference: Reference,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show one record whole."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    contact: Contact = service.get(crm, service.pick(crm, reference, kind=people.kind(ctx)))
    if style.for_people and not columns:
        people.card(contact)
    else:
        output.show([contact], CONTACT, style, one=True)
