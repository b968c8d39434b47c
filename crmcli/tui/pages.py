"""The screens that have a tab, in their order. A new one is a file of its own and a line here."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A screen: where its class is, opened when it is first shown, and its name on the tab."""

    target: str
    label: str


_AT = "crmcli.tui.screens."
PAGES: dict[str, Entry] = {
    "today": Entry(_AT + "today:TodayPage", "Today"),
    "contacts": Entry(_AT + "contacts:ContactsPage", "Contacts"),
    "agenda": Entry(_AT + "agenda:AgendaPage", "Agenda"),
    "funnel": Entry(_AT + "funnel:FunnelPage", "Funnel"),
    "sales": Entry(_AT + "sales:SalesPage", "Sales"),
    "insight": Entry(_AT + "insight:InsightPage", "Insight"),
    "history": Entry(_AT + "history:HistoryPage", "History"),
    "duplicates": Entry(_AT + "duplicates:DuplicatesPage", "Duplicates"),
    "segments": Entry(_AT + "segments:SegmentsPage", "Segments"),
    "settings": Entry(_AT + "settings:SettingsPage", "Settings"),
}
