"""The screens that have a tab, in their order. A new one is a file of its own and a line here."""

from typing import NamedTuple


class Tab(NamedTuple):
    """A screen: where its class is, opened when it is first shown, and its name on the tab."""

    target: str
    label: str


_AT = "crmcli.tui.screens."
PAGE_MESSAGES = {"card": "Card"}
"""Screens without a tab."""
PAGES: dict[str, Tab] = {
    "today": Tab(_AT + "today:TodayPage", "Today"),
    "contacts": Tab(_AT + "contacts:ContactsPage", "Contacts"),
    "agenda": Tab(_AT + "agenda:AgendaPage", "Agenda"),
    "funnel": Tab(_AT + "funnel:FunnelPage", "Funnel"),
    "sales": Tab(_AT + "sales:SalesPage", "Sales"),
    "insight": Tab(_AT + "insight:InsightPage", "Insight"),
    "history": Tab(_AT + "history:HistoryPage", "History"),
    "duplicates": Tab(_AT + "duplicates:DuplicatesPage", "Duplicates"),
    "segments": Tab(_AT + "segments:SegmentsPage", "Segments"),
    "settings": Tab(_AT + "settings:SettingsPage", "Settings"),
}
