"""Showing what a query picks on the screen that lists it, from any other screen."""

from textual.app import App

from crmcli.core.records.insight import Segment
from crmcli.tui.screens.contacts import ContactsPage
from crmcli.tui.screens.pages.filter_page import FilterPage, saved_query

_SCREENS = {"deal": "funnel", "task": "agenda", "invoice": "sales"}
"""The screens that list other nouns than contacts."""


async def contacts(app: App[int], query: str) -> None:
    """Go to Contacts with this filter, ready to be changed with /."""
    page = await _page(app)
    page.filter_by(query)
    page.to_main()


async def view(app: App[int], one: Segment) -> None:
    """Show what was saved on the screen that lists it."""
    if one.noun == "contact":
        await contacts(app, saved_query(one))
        return
    await app.switch_mode(_SCREENS[one.noun])
    page = app.screen
    if isinstance(page, FilterPage):
        page.see(one.noun)
        page.filter_by(saved_query(one))
        page.to_main()


async def begin(app: App[int]) -> None:
    """Go to Contacts, and let a filter be typed."""
    (await _page(app)).action_filter()


async def _page(app: App[int]) -> ContactsPage:
    await app.switch_mode("contacts")
    while not isinstance(app.screen, ContactsPage):
        await app.pop_screen()
    return app.screen


def text(app: App[int]) -> str:
    """The filter of Contacts as it is now."""
    return next(
        (screen.text for stack in app._screen_stacks.values() for screen in stack if isinstance(screen, ContactsPage)),
        "",
    )
