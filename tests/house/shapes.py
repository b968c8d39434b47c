"""What each kind of answer is called, which commands give it, and its columns, by the wing of the house it is of."""

from collections.abc import Sequence

from crmcli.view.columns import reports
from crmcli.view.columns.activity import activity, agenda, history, logged, touch
from crmcli.view.columns.column import Column
from crmcli.view.columns.insight import abc, acquisition, clv, dashboard, retention, rfm, risk, satisfied, segments
from crmcli.view.columns.people import card, consents, joining, people, syncing, twins, valued, words
from crmcli.view.columns.sales import cards, costs, deals, money, products, quotes, sales, trade
from crmcli.view.columns.support import answers, satisfaction
from crmcli.view.columns.system import calendars, importing, mail, parcels, sample, system

Shapes = dict[str, tuple[str, Sequence[Column]]]
SHAPES: dict[str, Shapes] = {
    "People": {
        "contact": (
            "`contact list`, `contact show`, `contact add`, `cadence due`, `segment show` and all that write contacts",
            people.CONTACT,
        ),
        "card": ("`show`: the contact, and lists of interactions, tasks, deals, answers and people", card.CARD),
        "entry": ("`timeline`", history.ENTRY),
        "hit": ("`find`", words.FOUND),
        "tag": ("`tag list`", words.TAG),
        "custom field": ("`field list`", words.FIELD),
        "pair of duplicates": ("`duplicates list`", twins.TWIN),
        "pair that is not the same": ("`duplicates ignore`", twins.APART),
        "permission": (
            "`consent history`, and those that were written by `consent grant|withdraw|deny`",
            consents.CONSENT,
        ),
        "what is allowed": ("`consent status`, and `show` in its `consents`", consents.STANDING),
        "merge": ("`contact merge`, `duplicates merge`", joining.MERGED),
        "synchronisation": ("`contacts sync`", syncing.REPORT),
        "step of a synchronisation": ("`contacts sync --dry-run`, before its report", syncing.STEP),
    },
    "What was said and promised": {
        "interaction": ("`log list`, `log show`, `log edit`", activity.INTERACTION),
        "logged": ("`log call` and its like: the interaction, and `next`, the task that was promised", logged.LOGGED),
        "task": ("`task list`, `task show` and all that write tasks", activity.TASK),
        "item of the agenda": ("`agenda`, and the lists of `today`", agenda.AGENDA),
        "day": ("`today`, one object of lists", agenda.TODAY),
        "reminder": ("`remind`", touch.REMINDER),
        "interval": ("`cadence list`, `cadence set`", touch.CADENCE),
    },
    "Sales": {
        "deal": ("`deal list`, `deal add` and all that write deals", deals.DEAL),
        "whole deal": ("`deal show`: the deal, its history, and what was said and promised about it", cards.DEAL_CARD),
        "step of a deal": ("`deal show`, in its `history`", deals.HISTORY),
        "import of trade": ("`import deals` and its like", trade.TRADE_REPORT),
        "lane of the board": ("`deal board`", deals.LANE),
        "stage": ("`pipeline list` and all that change pipelines", deals.STAGE),
        "product": ("`product list`, `product show` and all that write products", products.PRODUCT),
        "promotion": ("`promo list` and all that write codes", products.PROMOTION),
        "quote": ("`quote list`, `quote show` and all that write quotes", quotes.QUOTE),
        "sale": ("`sale list`, `sale show` and all that write sales", sales.SALE),
        "cost": ("`cost list`, `cost add`", costs.COST),
        "import of costs": ("`cost import`", importing.SHEET_REPORT),
    },
    "Money": {
        "invoice": ("`invoice list`, `invoice overdue`, `invoice show`, `invoice new`, `invoice void`", money.INVOICE),
        "ageing": ("`invoice ageing`: a line for each customer and currency", money.AGED),
        "payment": ("`payment list` and all that write payments", money.PAYMENT),
        "delivery": ("`delivery list`, `delivery late` and all that write deliveries", money.DELIVERY),
        "billing": ("`billing set`, `billing show`", money.ACCOUNT),
    },
    "Service": {
        "survey answer": ("`survey list` and all that write answers", answers.ANSWER),
        "satisfaction": ("`report satisfaction`", satisfaction.SATISFACTION),
        "import of answers": ("`survey import`", importing.SHEET_REPORT),
    },
    "Figures": {
        "step of the funnel": ("`report funnel`", reports.FUNNEL),
        "leak": ("`report leaks`", reports.LEAKS),
        "reason": ("`report winloss`", reports.WIN_LOSS),
        "velocity": ("`report velocity`", reports.VELOCITY),
        "line of sales": ("`report sales`", reports.SALES),
        "month of the forecast": ("`forecast`", reports.FORECAST),
        "deal of the forecast": ("`forecast --deals`", reports.FORECAST_DEAL),
        "scored customer": ("`rfm`; of a file there is no `id`, and money is a number", rfm.SCORED),
        "figures of a contact": (
            "`contact list --columns name,rfm,code,abc,clv,worth,alive`, beside columns of a contact",
            valued.FIGURES,
        ),
        "segment of scores": ("`rfm segments`", rfm.SEGMENTS),
        "field of the grid": ("`rfm grid`", rfm.GRID),
        "explained score": ("`rfm explain`", rfm.EXPLAINED),
        "kept scores": ("`rfm keep`", rfm.KEPT),
        "move between segments": ("`rfm migrate`", rfm.MOVES),
        "segment of the map": ("`rfm map`", rfm.MAP),
        "historic value": ("`clv historic`", clv.HISTORIC),
        "projected value": ("`clv projected`", clv.PROJECTED),
        "predicted value": ("`clv predict`", clv.PREDICTED),
        "fit of the model": ("`clv fit`", clv.FIT),
        "check of the model": ("`clv validate`", clv.HELD),
        "classed customer": ("`abc`", abc.CLASSED),
        "class": ("`abc --classes`", abc.CLASSES),
        "profit of a customer": ("`report profitability`", abc.PROFIT),
        "cost of acquisition": ("`cac`", acquisition.CAC),
        "unit economics": ("`report unit-economics`", acquisition.ECONOMICS),
        "stage of maturity": ("`report maturity`", acquisition.STAGE),
        "month of activity": ("`report activity`", acquisition.EFFORT),
        "retention": ("`report retention`", retention.RETENTION),
        "cohort": ("`report cohort`", retention.COHORT),
        "trend": ("`report trends`, and `dashboard` in its `months`", retention.TREND),
        "risk": ("`report churn-risk`", risk.RISK),
        "next purchase": ("`report next-purchase`", risk.NEXT),
        "pair of products": ("`report crosssell`", risk.CROSSING),
        "segment": ("`segment list` and all that write segments", segments.SEGMENT),
        "who joined or left": ("`segment diff`", segments.CHANGE),
        "dashboard": (
            "`dashboard`: one object of the lists below, and months as `report trends` tells them",
            dashboard.PAGE,
        ),
        "figure": ("`dashboard`, in its `figures`", dashboard.FIGURE),
        "cause": ("`dashboard`, in its `causes`", dashboard.CAUSE),
        "goal": ("`goal list`, `goal set`, `goal remove`, and `dashboard` in its `goals`", dashboard.GOAL),
    },
    "The book": {
        "first day": ("`init`", system.BEGUN),
        "sample": ("`demo`", sample.SAMPLE),
        "import": ("`import`", importing.REPORT),
        "row of a dry run": ("`import --dry-run`", importing.OUTCOME),
        "import of a calendar": ("`import agenda`", calendars.CALENDAR_REPORT),
        "import of mail": ("`import mail`", mail.MAIL_REPORT),
        "unknown sender": ("`import mail`, in its report", mail.STRANGER),
        "whole export": ("`export all`, `restore`", parcels.TAKEN),
        "change": ("`history`", system.CHANGE_SET),
        "changed field": ("`history show`", system.FIELD_CHANGE),
        "undone change": ("`undo`, `redo`", system.INVERTED),
        "trashed record": ("`trash list`, `trash restore`", system.TRASHED),
        "emptied trash": ("`trash empty`", system.EMPTIED),
        "copy": ("`backup list`", system.BACKUP),
        "checked copy": ("`backup create`, `backup verify`", system.CHECKED),
        "restored copy": ("`backup restore`", system.RESTORED),
        "finding": ("`doctor`", system.FINDING),
        "setting": ("`config list`", system.SETTING),
        "places": ("`config path`", system.PLACES),
    },
}
PARTS_OF_OTHERS = {satisfied.SATISFIED, rfm.SCORED_OF_FILE, rfm.SEGMENTS_OF_FILE, rfm.GRID_OF_FILE}
"""What is part of other answers, or has the same columns as another, but for a file of purchases."""
