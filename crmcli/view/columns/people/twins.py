"""How contacts that may be the same look."""

from crmcli.view.columns.column import Column
from crmcli.view.wording import twin_words

TWIN = (
    Column("left", "#", lambda t: t.left, align="right", type="integer"),
    Column("left_name", "Name", lambda t: t.left_name, wide=True),
    Column("right", "#", lambda t: t.right, align="right", type="integer"),
    Column("right_name", "Name", lambda t: t.right_name, wide=True),
    Column("certainty", "Sure", lambda t: t.certainty, lambda t, _: twin_words.certainty(t.certainty)),
    Column("probability", "%", lambda t: t.probability, align="right", shown=False, type="integer"),
    Column(
        "reasons",
        "Because",
        lambda t: [reason._asdict() for reason in t.reasons],
        lambda t, _: twin_words.because(t.reasons),
        wide=True,
        type="array",
    ),
)
APART = (
    Column("left", "#", lambda pair: pair[0], align="right", type="integer"),
    Column("right", "#", lambda pair: pair[1], align="right", type="integer"),
)
