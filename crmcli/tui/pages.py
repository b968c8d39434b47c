"""The screens that have a tab, in their order. A new one is a file of its own and a line here."""

from typing import NamedTuple


class Tab(NamedTuple):
    """A screen: where its class is, opened when it is first shown, and its name on the tab."""

    target: str
    label: str
    help: str
    """What one finds there."""


_AT = "crmcli.tui.screens."
PAGE_MESSAGES = {"card": "Card"}
"""Screens without a tab."""
PAGES: dict[str, Tab] = {
    "today": Tab(_AT + "today:TodayPage", "Today", "What is overdue, due today and coming."),
    "contacts": Tab(_AT + "contacts:ContactsPage", "Contacts", "Everybody, and the card of one."),
    "agenda": Tab(_AT + "agenda:AgendaPage", "Agenda", "Day, week or month."),
    "funnel": Tab(_AT + "funnel:FunnelPage", "Funnel", "Deals by stage."),
    "sales": Tab(_AT + "sales:SalesPage", "Sales", "Invoices, what is overdue, deliveries."),
    "insight": Tab(_AT + "insight:InsightPage", "Insight", "The month, RFM, segments, cohorts, the funnel's figures."),
    "history": Tab(_AT + "history:HistoryPage", "History", "Every change, and taking it back."),
    "duplicates": Tab(_AT + "duplicates:DuplicatesPage", "Duplicates", "Contacts that may be the same one."),
    "segments": Tab(_AT + "segments:SegmentsPage", "Segments", "Segments and saved views."),
    "settings": Tab(_AT + "settings:SettingsPage", "Settings", "The settings, and where each comes from."),
}
