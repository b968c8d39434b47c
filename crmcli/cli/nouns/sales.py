"""What the commands about products, quotes, sales and costs share: their options, and how what was written is told."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import output
from crmcli.cli.nouns import people
from crmcli.cli.output import Style

if TYPE_CHECKING:
    from crmcli.view.columns.column import Column

Lines = Annotated[
    list[str] | None,
    typer.Option("--line", "-l", help='What is sold, as "Logo design x2 @ 450" or "SKU-12 x3 -10%".', metavar="LINE"),
]
Who = Annotated[
    str | None,
    typer.Argument(help="Who buys: number, e-mail, phone or name.", autocompletion=people.complete, show_default=False),
]
Contact = Annotated[
    str | None, typer.Option("--contact", "-c", help="Whom it is about.", autocompletion=people.complete)
]
Discount = Annotated[str | None, typer.Option("--discount", help="Off the whole, as 10%.", metavar="PERCENT")]
Tax = Annotated[str | None, typer.Option("--tax", help="The rate of tax, as 21%.", metavar="PERCENT")]
Currency = Annotated[str | None, typer.Option("--currency", help="What bare amounts are in, as USD.", metavar="CODE")]
Rate = Annotated[
    str | None,
    typer.Option("--rate", help="What one unit of another currency is worth in the base one, as 0.92.", metavar="RATE"),
]
Promo = Annotated[str | None, typer.Option("--promo", help="The code of a promotion.", metavar="CODE")]
Deal = Annotated[str | None, typer.Option("--deal", help="The deal it belongs to: number or title.", metavar="DEAL")]
Date = Annotated[
    str | None, typer.Option("--date", help="When it was, as yesterday or 24/11; today unless given.", metavar="DAY")
]
Channel = Annotated[str | None, typer.Option("--channel", help="By which way it came, as web or shop.")]
Source = Annotated[str | None, typer.Option("--source", help="Where the customer came from, as referral.")]
Campaign = Annotated[str | None, typer.Option("--campaign", help="The campaign that brought it.")]
Note = Annotated[str | None, typer.Option("--note", help="A note; - reads it from standard input.")]
Since = Annotated[str | None, typer.Option("--from", help="The first day.", metavar="DAY")]
Until = Annotated[str | None, typer.Option("--to", help="The last day.", metavar="DAY")]
UNDO = "`crm undo` takes it back."


def given(**values: str | None) -> dict[str, str]:
    """What was typed of some options; a note of `-` is read."""
    found = {name: value for name, value in values.items() if value is not None}
    if "note" in found:
        found["note"] = people.text_or_stdin(found["note"])
    return found


def is_told(style: Style) -> bool:
    """Whether what was written is told in sentences or ids, and no columns are needed."""
    return style.for_people or (style.format == "plain" and not style.only)


def wrote(
    records: Sequence[object],
    columns: "Sequence[Column]",
    style: Style,
    titles: Sequence[tuple[int, str]],
    sentence: str,
    values: Mapping[str, object] | None = None,
    more: Sequence[str] = (),
    *,
    one: bool = True,
) -> None:
    """Tell what was written: a sentence, more lines and the undo to people, the records or ids to machines."""
    if style.for_people:
        for number, title in titles:
            output.say(sentence, id=number, title=title, **(values or {}))
        for line in more:
            output.line(f"  {line}")
        output.say(UNDO)
    elif style.format == "plain" and not style.only:
        for number, title in titles:
            output.write(f"{number}\t{output.harmless(title)}\n")
    else:
        output.show(records, columns, style, one=one)
