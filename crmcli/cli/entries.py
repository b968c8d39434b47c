"""What stands under a word of the command line, and all that stands under the words of figures and reports."""

from typing import NamedTuple


class Verb(NamedTuple):
    """A command: where its function is, and one line about it."""

    target: str
    summary: str


class Noun(NamedTuple):
    """A group of commands; `default` answers where the next word is none of its verbs."""

    summary: str
    verbs: dict[str, Verb]
    default: str = ""


AT = "crmcli.cli.commands."
INSIGHT: dict[str, Verb | Noun] = {
    "rfm": Noun(
        "Customers by recency, frequency and money.",
        {
            "show": Verb(AT + "insight.rfm:show", "Score every customer."),
            "segments": Verb(AT + "insight.rfm:segments", "Segments, and what they bring."),
            "grid": Verb(AT + "insight.rfm:grid", "Recency against frequency."),
            "explain": Verb(AT + "insight.rfm_explain:explain", "Why a customer is in their segment."),
            "migrate": Verb(AT + "insight.rfm_moves:migrate", "Moves between segments from day to day."),
            "keep": Verb(AT + "insight.rfm:keep", "Keep today's scores for later commands."),
            "map": Verb(AT + "insight.rfm:the_map", "Which scores make which segment."),
        },
        default="crmcli.cli.commands.insight.rfm:show",
    ),
    "segment": Noun(
        "Named sets of contacts, asked anew each time or frozen.",
        {
            "create": Verb(AT + "insight.segment:create", "Name a query, or freeze whom it finds."),
            "list": Verb(AT + "insight.segment:list_", "List segments with how many are in each."),
            "show": Verb(AT + "insight.segment:show", "List who is in a segment."),
            "snapshot": Verb(AT + "insight.segment:snapshot", "Keep who is in a segment now."),
            "diff": Verb(AT + "insight.segment:diff", "Who joined and who left since a snapshot."),
            "delete": Verb(AT + "insight.segment:delete", "Delete a segment with its snapshots."),
        },
    ),
    "dashboard": Verb(AT + "insight.dashboard:dashboard", "Acquisition, retention and growth on one page."),
    "goal": Noun(
        "What figures are to be.",
        {
            "set": Verb(AT + "insight.dashboard:set_", "Set a goal for a year, a quarter or a month."),
            "list": Verb(AT + "insight.dashboard:list_", "List goals with how far each is reached."),
            "remove": Verb(AT + "insight.dashboard:remove", "Take a goal away."),
        },
    ),
    "cac": Verb(AT + "insight.acquisition:cac", "What winning a customer costs, by channel, source or campaign."),
    "abc": Verb(AT + "insight.abc:abc", "Customers by class of value, and what serving each class costs."),
    "clv": Noun(
        "What customers have brought and will bring: lifetime value.",
        {
            "historic": Verb(AT + "insight.clv:historic", "Average spend x orders a year x years so far."),
            "projected": Verb(AT + "insight.clv:projected", "The pace so far over the life to expect."),
            "predict": Verb(AT + "insight.clv_model:predict", "What a model expects of each customer."),
            "fit": Verb(AT + "insight.clv_model:fit", "Fit the model and keep it."),
            "validate": Verb(AT + "insight.clv_model:validate", "Check the model on what came later."),
        },
        default="crmcli.cli.commands.insight.clv:historic",
    ),
}
REPORTS = {
    "satisfaction": Verb(AT + "support.satisfaction:satisfaction", "How content customers are: NPS, CSAT, CES."),
    "unit-economics": Verb(AT + "insight.acquisition:unit_economics", "What a customer brings and costs."),
    "maturity": Verb(AT + "insight.acquisition:maturity", "How far the relations with customers have come."),
    "activity": Verb(AT + "insight.acquisition:activity", "What was done, month by month."),
    "retention": Verb(AT + "insight.retention:retention", "Who stays, from period to period."),
    "cohort": Verb(AT + "insight.retention:cohort", "Customers by first month, and who came back when."),
    "trends": Verb(AT + "insight.retention:trends", "Sales month by month."),
    "churn-risk": Verb(AT + "insight.risk:churn_risk", "Who may leave, and why."),
    "next-purchase": Verb(AT + "insight.risk:next_purchase", "When customers are likely to buy again."),
    "crosssell": Verb(AT + "insight.risk:crosssell", "What else customers could buy."),
    "profitability": Verb(AT + "insight.abc:profitability", "What each customer leaves, and the whale curve."),
}
