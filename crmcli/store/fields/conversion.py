"""Amounts in the base currency: the one way in which sales and costs are converted."""

from functools import cache

from crmcli.core.values.money import EXPONENTS

_PARTS = 6
"""Decimals of a rate as it is stored."""


@cache
def in_base(amount: str, base: str, row: str) -> str:
    """SQL for an amount of `row`, the alias of a table, in minor units of the base currency, rounded half up.

    It is divided before it is multiplied: amount by rate leaves 64 bits from some thousand millions on, and SQLite
    would go on with floating point without a word.
    """
    decimals = EXPONENTS.get(base, 2)
    branches = []
    for exponent in sorted(set(EXPONENTS.values())):
        times, parts = 10 ** max(decimals - exponent, 0), 10 ** (_PARTS + max(exponent - decimals, 0))
        codes = ", ".join(f"'{code}'" for code, found in EXPONENTS.items() if found == exponent)
        rate = f"{row}.rate * {times}"
        converted = f"({amount}) / {parts} * {rate} + (({amount}) % {parts} * {rate} + {parts // 2}) / {parts}"
        branches.append((f"WHEN {row}.currency IN ({codes}) THEN {converted}", exponent))
    others = " ".join(branch for branch, exponent in branches if exponent != 2)
    two = next(branch for branch, exponent in branches if exponent == 2).partition(" THEN ")[2]
    return f"CASE WHEN {row}.currency = :base THEN {amount} {others} ELSE {two} END"
