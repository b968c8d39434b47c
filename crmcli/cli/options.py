"""Options that many commands take, spelt once."""

from typing import Annotated

import typer

Format = Annotated[
    str | None, typer.Option("--format", help="table, plain, json, jsonl, csv or tsv.", metavar="FORMAT")
]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
Columns = Annotated[
    str | None, typer.Option("--columns", help="Only these columns, separated by commas.", metavar="KEYS")
]
Sort = Annotated[str | None, typer.Option("--sort", help="Sort by these keys; -key is downwards.", metavar="KEYS")]
Limit = Annotated[int | None, typer.Option("--limit", "-l", min=0, max=10**9, help="At most so many.", metavar="COUNT")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Only show what would be done.")]
Force = Annotated[bool, typer.Option("--force", help="Do it in spite of the warning.")]
AsOf = Annotated[
    str, typer.Option("--as-of", help="As it stood at the end of this day; today unless given.", metavar="DAY")
]
