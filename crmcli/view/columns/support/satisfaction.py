"""How satisfaction looks."""

from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.insight.kinds import counted, number, share
from crmcli.view.support import satisfaction as words
from crmcli.view.words import _

SATISFACTION = (
    Column("by", "By", lambda s: absent(s.by), shown=False),
    Column("group", "Group", lambda s: absent(s.group), lambda s, _frame: words.group(s) or _("(not said)"), wide=True),
    Column("kind", "Question", lambda s: s.kind, lambda s, _frame: s.kind.upper()),
    counted(Column("answers", "Answers", lambda s: s.answers)),
    Column("nps", "NPS", lambda s: s.nps, lambda s, _: words.points(s.nps), align="right", type="number"),
    number(Column("interval", "±", lambda s: s.interval)),
    share(Column("top", "Top", lambda s: s.top)),
    number(Column("mean", "Mean", lambda s: s.mean), 2),
    counted(Column("favourable", "For us", lambda s: s.favourable, gives_way=1)),
    counted(Column("middle", "Between", lambda s: s.middle, gives_way=3)),
    counted(Column("unfavourable", "Against", lambda s: s.unfavourable, gives_way=2)),
)


def divided(by: str) -> tuple[Column, ...]:
    """The same, without the group where the report is of all."""
    return SATISFACTION if by else tuple(one._replace(shown=one.shown and one.key != "group") for one in SATISFACTION)
