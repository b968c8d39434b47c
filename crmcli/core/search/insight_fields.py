"""The fields of the search language that are worked out from what customers bought, before the store is asked."""

from crmcli.core.search.field import Field

RFM_SEGMENTS = (
    "champions", "loyal", "potential-loyalist", "new-customers", "promising", "need-attention", "about-to-sleep",
    "at-risk", "cannot-lose", "hibernating", "lost",
)  # fmt: skip
OF_VALUE = (
    Field("rfm", "contact", "rfm", "The segment by recency, frequency and money, or the three scores", RFM_SEGMENTS),
    Field("recency", "contact", "number", "The score of recency, from 1 to 5", aliases=("recencia",)),
    Field("frequency", "contact", "number", "The score of frequency, from 1 to 5", aliases=("frecuencia",)),
    Field("monetary", "contact", "number", "The score of money, from 1 to 5", aliases=("monetario",)),
    Field("cohort", "contact", "past", "The first order: cohort:2026-06 is the month's cohort", aliases=("cohorte",)),
    Field("abc", "contact", "enum", "The class by revenue", ("A", "B", "C")),
    Field("clv", "contact", "money", "What the customer has brought so far, after refunds", aliases=("ltv",)),
    Field("worth", "contact", "money", "What the model expects of the next twelve months", aliases=("vale",)),
    Field(
        "alive", "contact", "number",
        "The chance that the customer still buys by the model, from 0 to 1; nothing after a single purchase",
        aliases=("activo",),
    ),
    Field(
        "churn", "contact", "number",
        "Usual intervals since the last order: from 1 on an order is due, above 1.5 the customer is at risk, above 3 "
        "lost",
        aliases=("fuga",),
    ),
    Field("segment", "contact", "tag", "A segment of `crm segment`, whole", aliases=("segmento",)),
)  # fmt: skip
NAMES = frozenset(field.name for field in OF_VALUE)


def is_worked_out(field: Field) -> bool:
    """Whether the store has no column for it."""
    return field.noun == "contact" and field.name in NAMES and not field.custom
