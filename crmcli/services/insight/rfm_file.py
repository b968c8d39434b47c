"""RFM of a file of purchases, for a look without importing it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import Invalid, Refused, Usage
from crmcli.core.values.imported_dates import infer_order, parse_imported
from crmcli.core.values.money import EXPONENTS, SYMBOLS
from crmcli.core.values.text import fold, nearest
from crmcli.formats import delimited
from crmcli.formats.delimited import Row
from crmcli.services.figures import rfm
from crmcli.services.figures.portfolio import Portfolio, Rule
from crmcli.services.importing import sources
from crmcli.services.workspace import Workspace

_LARGEST = 256 * 1024 * 1024
_MOST_DECIMALS = 6
_OTHER_COLUMN = "{option} says in which column it is."
_SAMPLE = 2000
"""Cells by which the order of dates and the mark of decimals are found out."""
_SIGN = r"[^\d\s.,'()+-]+"
_WITH_SIGN = re.compile(rf"([-+(]*)\s*(?:({_SIGN})\s*([-+]?[\d.,'\s]+)|([\d.,'\s]+?)\s*({_SIGN}))\s*([-)]*)")
"""An amount with the sign of its currency before or behind it, as in -€5, $ 5.00, (5,00 EUR)."""


class Columns(NamedTuple):
    """Where customer, day and amount stand, by the names of their columns."""

    customer: str
    date: str
    amount: str


class LeftOut(NamedTuple):
    """Rows that do not count, by their lines: what could not be read, of later days, of whom nothing is left."""

    unread: Sequence[tuple[int, Invalid]]
    later: Sequence[int]
    undone: Sequence[int]


class Purchase(NamedTuple):
    """A row of the file, as it stands there."""

    line: int
    customer: str
    date: str
    amount: str
    """Without the sign of its currency."""
    currency: str
    """A code, empty where the amount says none."""


def of_file(
    crm: Workspace, file: str, columns: Columns, rule: Rule, as_of: date, stdin: BinaryIO | None
) -> tuple[Portfolio, LeftOut]:
    """The customers of a CSV file, scored, and what of it does not count. Refused where nothing does."""
    with sources.opened(file, stdin, most=_LARGEST) as source:
        dialect = delimited.examine(source.stream)
        source.stream.seek(0)
        rows = list(_purchases(delimited.rows(source.stream, dialect), columns))
    order = infer_order(row.date for row in rows[:_SAMPLE]) or crm.settings.date_order
    mark = _mark([row.amount for row in rows[:_SAMPLE]])
    decimals = max((_decimals(row.amount, mark) for row in rows), default=0)
    decimals = min(max(decimals, 2), _MOST_DECIMALS) if decimals else 0  # money has no single decimal
    found, out = _gathered(rows, order, mark, decimals, as_of, per_day=rule.per_day, window=rule.window)
    if not found:
        _refuse(rows, out, as_of)
    keys = list(found)
    days, orders, totals = (list(column) for column in zip(*found.values(), strict=True))
    return rfm.of_measures(rule, as_of, keys, days, orders, totals, decimals), out


def _purchases(rows: Iterator[Row], columns: Columns) -> Iterator[Purchase]:
    head = next(rows, None)
    if head is None:
        raise Refused("The file is empty.", hint="It needs a line of headings and a line for each purchase.")
    names = [cell.strip().lstrip("\ufeff") for cell in head.cells]
    at = [_place(names, wanted) for wanted in columns]
    for row in rows:
        cells = [row.cells[place].strip() if place < len(row.cells) else "" for place in at]
        yield Purchase(row.line, cells[0], cells[1], *_parted(cells[2]))


def _parted(amount: str) -> tuple[str, str]:
    """An amount and its currency; as it stands where what is beside the number is no currency."""
    if amount[:1].isdigit() and amount[-1:].isdigit():
        return amount, ""
    found = _WITH_SIGN.fullmatch(amount)
    if not found:
        return amount, ""
    below, before, second, first, behind, end = (part or "" for part in found.groups())
    sign = before or behind
    currency = SYMBOLS.get(sign) or sign.upper()
    return (below + first + second + end, currency) if currency in EXPONENTS else (amount, "")


def _place(names: Sequence[str], wanted: str) -> int:
    folded = [fold(name) for name in names]
    for among, sought in ((names, wanted), (folded, fold(wanted))):
        if among.count(sought) > 1:
            raise Usage("The file has several columns {column}.", column=wanted, hint="Give one of them another name.")
        if sought in among:
            return among.index(sought)
    near = nearest(wanted, names)
    raise Usage(
        "The file has no column {column}.",
        column=wanted,
        near=near or "",
        columns=", ".join(names[:20]),
        hint="Did you mean {near}? Columns: {columns}." if near else "Columns: {columns}.",
    )


def _gathered(
    rows: Sequence[Purchase], order: str, mark: str, decimals: int, as_of: date, *, per_day: bool, window: int
) -> tuple[dict[str, tuple[int, int, int]], LeftOut]:
    """Days since the last order, orders and money of each customer who has any, and which rows do not count."""
    days: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    lines: dict[str, list[int]] = {}
    seen: set[tuple[str, int]] = set()
    unread: list[tuple[int, Invalid]] = []
    later: list[int] = []
    said = Purchase(0, "", "", "", "")
    for row in rows:
        try:
            if not row.date:
                raise Invalid("The date is missing.", hint=_OTHER_COLUMN, option="--date")
            if row.date not in days:
                days[row.date] = (as_of - date.fromisoformat(parse_imported(row.date, order))).days
            amount = _scaled(row.amount, mark, decimals)
            if not row.customer:
                raise Invalid("The customer is missing.", hint=_OTHER_COLUMN, option="--customer")
        except Invalid as error:
            unread.append((row.line, error))
            continue
        ago = days[row.date]
        if ago < 0 or (window and ago >= window):
            later += [row.line] if ago < 0 else []
            continue
        if row.currency and row.currency != said.currency:
            said = _of_one_currency(said, row)
        lines.setdefault(row.customer, []).append(row.line)
        one = found.setdefault(row.customer, [-1, 0, 0])
        one[2] += amount
        if amount > 0:  # what is given back lowers the money and is no order
            one[0] = ago if one[0] < 0 else min(one[0], ago)
            one[1] += not per_day or (row.customer, ago) not in seen
            seen.add((row.customer, ago))
    kept = {key: (ago, orders, money) for key, (ago, orders, money) in found.items() if orders and money > 0}
    undone = sorted(line for key, own in lines.items() if key not in kept for line in own)
    return kept, LeftOut(unread, later, undone)


def _of_one_currency(said: Purchase, row: Purchase) -> Purchase:
    """The row, where it is the first that says its currency; unlike ones are never added."""
    if said.currency:
        raise Refused(
            "The amounts are of several currencies, so nothing can be added up: {first} on line {line}, {second} on "
            "line {other}.",
            first=said.currency,
            line=said.line,
            second=row.currency,
            other=row.line,
            hint="Give it a file of one currency; `crm import sales` takes several, each with its rate.",
        )
    return row


def _refuse(rows: Sequence[Purchase], out: LeftOut, as_of: date) -> None:
    if not rows:
        raise Refused("The file has headings and no purchases.", hint="It needs a line for each purchase.")
    if len(out.unread) == len(rows):
        line, why = out.unread[0]
        raise Refused(
            "Not one row of {count} can be read. Line {line}: {why}", count=len(rows), line=line, why=why,
            hint=getattr(why, "hint", ""),
        )  # fmt: skip
    if out.later:
        raise Refused(
            "Of {count} purchases {later} are dated after {day}, and nothing is left before it.",
            later=len(out.later),
            count=len(rows),
            day=as_of.isoformat(),
            hint="--as-of DAY asks for a later day.",
        )
    raise Refused("No customer is left with a purchase above nought.", hint="Are the amounts all refunds?")


def _mark(amounts: Sequence[str]) -> str:
    """The mark of decimals of a column: a comma where one stands before one or two last digits, else a point."""
    tails = [amount.strip(" -()") for amount in amounts]
    commas = sum(len(tail) > 1 and "," in tail[-3:] and "," not in tail[-1:] for tail in tails)
    points = sum(len(tail) > 1 and "." in tail[-3:] and "." not in tail[-1:] for tail in tails)
    return "," if commas > points else "."


def _decimals(amount: str, mark: str) -> int:
    fraction = amount.rpartition(mark)[2] if mark in amount else ""
    digits = "".join(sign for sign in fraction if sign.isdecimal())
    return len(digits.rstrip("0"))


def _scaled(amount: str, mark: str, decimals: int) -> int:
    """The amount in its smallest parts."""
    text = amount.strip()
    below = text.startswith("-") or (text.startswith("(") and text.endswith(")"))
    below = below or (text.endswith("-") and text[-2:-1].isdigit())
    whole, _mark, fraction = text.strip("-+()").partition(mark)
    other = "." if mark == "," else ","
    whole = whole.replace(other, "").replace(" ", "").replace("\u00a0", "").replace("'", "")
    digits = whole + fraction
    if not text:
        raise Invalid("The amount is missing.", hint=_OTHER_COLUMN, option="--amount")
    if not (digits.isascii() and digits.isdecimal()) or len(fraction.rstrip("0")) > decimals or len(digits) > 15:
        raise Invalid("{value} is not an amount of money.", value=amount[:40], hint=_OTHER_COLUMN, option="--amount")
    minor = int(whole or "0") * int(10**decimals) + int(fraction[:decimals].ljust(decimals, "0") or "0")
    return -minor if below else minor
