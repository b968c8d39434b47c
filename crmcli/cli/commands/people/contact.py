"""Adding people and organisations."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, session
from crmcli.cli.nouns import people
from crmcli.cli.options import Force, Format, Json
from crmcli.cli.output import Style
from crmcli.services.people import adding, drafts
from crmcli.services.people.people import pick

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
_ALIKE = {
    (True, False): "{name} (contact {id}) may be the same: the same name.",
    (False, True): "{name} (contact {id}) may be the same: the same phone.",
    (True, True): "{name} (contact {id}) may be the same: the same name and phone.",
}
ALIKE_MESSAGES = tuple(_ALIKE.values())
"""By whether the name is the same, and the phone."""
Text = Annotated[str | None, typer.Option(show_default=False)]


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
        lists={
            "email": email, "phone": phone, "url": url, "handle": handle, "address": address, "tag": tag,
            "field": field,
        },
        city=city,
        country=country,
        referred_by=pick(crm, referred_by, sure=True) if referred_by else None,
    )  # fmt: skip
    added = adding.add(crm, draft, force=force, command=people.command(ctx, "add"))
    for person in added.alike:
        diagnostics.note(_ALIKE[person.by_name, person.by_phone], name=person.name, id=person.id)
    people.wrote([added.contact], style, "Added {name} as contact {id}. `crm undo` takes it back.", one=True)
