"""Showing what a query picks on the screen that lists it, from any other screen."""

from textual.app import App
from textual.screen import ModalScreen

from crmcli.core.records.insight import Segment
from crmcli.tui.screens.contacts import ContactsPage
from crmcli.tui.screens.pages.filter_page import FilterPage, saved_query

_SCREENS = {"deal": "funnel", "task": "agenda", "invoice": "sales"}
"""The screens that list other nouns than contacts."""


async def contacts(app: App[int], query: str) -> None:
    """Go to Contacts with this filter, ready to be changed with /."""
    if page := await _page(app):
        page.filter_by(query)
        page.to_main()


async def view(app: App[int], one: Segment) -> None:
    """Show what was saved on the screen that lists it."""
    if one.noun == "contact":
        await contacts(app, saved_query(one))
        return
    page = app.screen if await _went(app, _SCREENS[one.noun]) else None
    if isinstance(page, FilterPage):
        page.see(one.noun)
        page.filter_by(saved_query(one))
        page.to_main()


async def begin(app: App[int]) -> None:
    """Go to Contacts, and let a filter be typed."""
    if page := await _page(app):
        page.action_filter()


async def _page(app: App[int]) -> ContactsPage | None:
    if not await _went(app, "contacts"):
        return None
    while not isinstance(app.screen, ContactsPage):
        await app.pop_screen()
    return app.screen


async def _went(app: App[int], page: str) -> bool:
    """Go to a screen, unless a form or the palette was opened meanwhile: it would wait on the screen that was left."""
    if isinstance(app.screen, ModalScreen):
        return False
    await app.switch_mode(page)
    return True


def text(app: App[int]) -> str:
    """The filter of Contacts as it is now."""
    return next(
        (screen.text for stack in app._screen_stacks.values() for screen in stack if isinstance(screen, ContactsPage)),
        "",
    )
