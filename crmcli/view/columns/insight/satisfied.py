"""How content a class or a stage of customers is, with how many answered; nothing where nobody was asked."""

from crmcli.view.columns.column import Column
from crmcli.view.columns.insight.kinds import counted
from crmcli.view.support import satisfaction as words

SATISFIED = (
    Column(
        "csat", "CSAT", lambda r: r.csat, lambda r, _: words.csat(r.csat, r.csat_answers), align="right", type="number"
    ),
    counted(Column("csat_answers", "Of", lambda r: r.csat_answers, shown=False)),
    Column("nps", "NPS", lambda r: r.nps, lambda r, _: words.nps(r.nps, r.nps_answers), align="right", type="number"),
    counted(Column("nps_answers", "Of", lambda r: r.nps_answers, shown=False)),
)
