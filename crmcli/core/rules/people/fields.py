"""What the values of custom fields may be, by the type of the field."""

from collections.abc import Callable

from crmcli.core.errors import Invalid
from crmcli.core.records.words import FieldType
from crmcli.core.rules.texts import block, one_of
from crmcli.core.values import money


def field_value(field: FieldType, text: str, *, parse_day: Callable[[str], str], currency: str) -> str:
    """A custom field's value in its canonical form, by the field's type; "" takes it away."""
    if not text or field.type == "text":
        return block(field.name, text)
    if field.type == "choice":
        return one_of(field.name, text, field.choices)
    if field.type == "date":
        return parse_day(text)
    if field.type == "money":
        amount = money.parse(text, currency, negative=True)
        return str(amount)
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = float("nan")
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 - not a number is unlike itself
        raise Invalid(
            "{value} is not a number, and {field} holds numbers.",
            value=text,
            field=field.name,
            hint="Write it in digits, as in 12.5.",
        )
    return f"{number:.15g}"
