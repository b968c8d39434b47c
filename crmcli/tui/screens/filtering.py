"""Showing on Contacts whom a query picks, from any other screen."""

from textual.app import App
from textual.widgets import Input

from crmcli.tui.screens.contacts import ContactsPage
from crmcli.tui.widgets.filter_bar import FilterBar


async def contacts(app: App[int], query: str) -> None:
    """Go to Contacts with this filter, ready to be changed with /."""
    await app.switch_mode("contacts")
    while not isinstance(app.screen, ContactsPage):
        await app.pop_screen()
    page = app.screen
    box = page.query_one(FilterBar).query_one(Input)
    if box.value == query:
        page.text = query
        page.reload()
    else:
        box.value = query
        box.cursor_position = len(query)
    page.table.focus()


def text(app: App[int]) -> str:
    """The filter of Contacts as it is now."""
    return next(
        (screen.text for stack in app._screen_stacks.values() for screen in stack if isinstance(screen, ContactsPage)),
        "",
    )
