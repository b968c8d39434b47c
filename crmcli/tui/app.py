"""The full-screen app: its screens, what can be done everywhere, and what happens around it."""

import asyncio
import gc
import signal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any, ClassVar, ParamSpec, TypeGuard, TypeVar

from textual import events, on, work
from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette, SearchIcon
from textual.content import Content
from textual.filter import Monochrome, NoColor
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets.option_list import Option
from textual.worker import WorkerFailed

from crmcli.core.errors import CrmError, Refused
from crmcli.services.system import watching
from crmcli.services.workspace import Workspace
from crmcli.settings.keys import Value
from crmcli.tui import themes
from crmcli.tui.actions import ACTIONS, BY_ID, EVERYWHERE, SCREENS, bindings
from crmcli.tui.messages import OpenCard, OpenRecord
from crmcli.tui.pages import PAGES
from crmcli.tui.screens.leaving import Leaving
from crmcli.tui.screens.pages.page import Page
from crmcli.tui.screens.windows.refusal import Refusal
from crmcli.tui.shell import Shell
from crmcli.tui.typed import Typed
from crmcli.tui.widgets.bars import ChoiceBar
from crmcli.view.clean import clean_block
from crmcli.view.words import _

P = ParamSpec("P")
T = TypeVar("T")
SMALLEST = (40, 12)
"""Cells and lines below which nothing useful can be drawn."""
_LOOK_EVERY = 0.5
"""Seconds between two looks at what other programs do."""
_QUIET = 1.0
"""Seconds after which whoever has just begun is looking at what there is."""


class Palette(CommandPalette):
    """The palette of Textual, which breaks when one is quick: left at once, paged through while empty, chosen twice."""

    def on_mount(self, event: events.Mount) -> None:
        """Begin, unless it was left before it was there."""
        if self not in self.app.screen_stack:
            event.prevent_default()
        else:  # a sign that every terminal has, and of one cell
            self.query_one(SearchIcon).icon = "/"

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).option_count:
            with suppress(KeyError):  # found, and not laid out yet
                super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say that nothing is found, which Textual says in English alone."""
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, partial(self._tell_none, search_value))

    def _tell_none(self, search_value: str) -> None:
        self._list_visible = bool(search_value)
        if search_value:
            none = Option(Content(_("Nothing found.")), id=self._NO_MATCHES, disabled=True)
            self.query_one(CommandList).add_option(none)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Be gone, once."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete(asyncio.sleep(0))


class CrmApp(Shell):
    """Everything on one screen at a time."""

    TITLE = "crm"
    CSS_PATH = "styles/app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (88, "-wide"), (150, "-broad")]  # noqa: RUF012 - Textual's way
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - as above
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "help", "palette", "filter", "undo", "redo", "add", "task", "theme", "next_page", "previous_page",
            "quit", app=True,
        ),
        Binding(BY_ID["quit_anywhere"].keys, "app.quit", show=False, priority=True, id="quit_anywhere"),
        *bindings("suspend", app=True, priority=True),
        *(Binding(BY_ID[f"go_{name}"].keys, f"app.go('{name}')", show=False, id=f"go_{name}") for name in PAGES),
    ]  # fmt: skip

    def __init__(self, environ: Mapping[str, str], flags: Mapping[str, Value], page: str = "today") -> None:
        self.DEFAULT_MODE = page  # type: ignore[misc] # the first screen is made at once, not after an empty one: 40 ms
        super().__init__(environ, flags)
        self.first_page = page
        self.day: date = self.clock.today
        self.broke: BaseException | None = None
        """A mistake of the program's that ended it."""
        self._seen: watching.Seen | None = None
        self.typed = Typed(self, lambda: self.desk.writes)
        for theme in themes.THEMES.values():
            self.register_theme(theme)
        self._begin_with(themes.first(environ, self.clock.settings.theme))
        if self.no_color:  # Textual looked before the theme was known, and would make greys
            self._filters = [*(one for one in self._filters if not isinstance(one, Monochrome)), NoColor()]
        self.set_keymap({action: keys for action, keys in self.clock.settings.keys if action in BY_ID})

    def _begin_with(self, theme: str) -> None:
        """Have a theme from the first line on: assigned, it would be read and laid out a second time, 15 ms."""
        self.set_reactive(CrmApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._refresh_truecolor_filter(self.ansi_theme)

    @on(OpenCard)
    def _open_card(self, event: OpenCard) -> None:
        from crmcli.tui.screens.card import CardPage  # noqa: PLC0415 - door: only when a card is opened

        self.push_screen(CardPage(event.contact_id))

    @on(OpenRecord)
    def _open_record(self, event: OpenRecord) -> None:
        self.open_window(event.record)

    @work(group="window", exclusive=True)
    async def open_window(self, record: object) -> None:
        """Show one record whole."""
        from crmcli.tui.screens.windows import records  # noqa: PLC0415 - door: only when a record is opened

        try:
            told = await self.desk.read(records.told, record, self.frame)
        except CrmError as error:
            self.tell_error(error)
            return
        if told is not None:
            from crmcli.tui.screens.windows.window import Window  # noqa: PLC0415 - door: as above

            self.push_screen(Window(*told))

    # What happens.

    def page_read(self) -> None:
        """As in Shell; and when all is quiet, open what one may want next."""
        if not self._has_counted:
            self.set_timer(_QUIET, self._warm_up)
        super().page_read()

    @work(group="warm")
    async def _warm_up(self) -> None:
        """Import the other screens beside the one that draws: the first look at one would stop it for 50 ms."""
        await self.desk.slow(_imported)
        if gc.get_freeze_count():  # as in `opening`: what was imported stays
            gc.freeze()

    def _opened(self, target: str) -> Screen[Any]:
        """A screen that is wanted for the first time, its module imported now.

        It is styled by the sheet that is read already, when it is mounted. Textual would take it for one from before
        the theme changed, and read and lay out everything again, twice: 30 ms.
        """
        module, _colon, name = target.partition(":")
        page: Screen[Any] = getattr(import_module(module), name)()
        page._css_update_count = self._css_update_count
        return page

    def get_default_screen(self) -> Screen[Any]:
        """The first screen, with the classes that its size will give it: laid out once, not twice."""
        page = self._opened(PAGES[self.first_page].target)
        for size, points in zip(self.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True):
            page.add_class(next(name for least, name in reversed(points) if size >= least), update=False)
        return page

    def on_mount(self) -> None:
        """Show the first screen, and look around from then on."""
        for name, entry in PAGES.items():
            self.add_mode(name, partial(self._opened, entry.target))
        self.set_interval(_LOOK_EVERY, self.look_around)
        self.look_around()
        self.typed.follow()
        self.app_resume_signal.subscribe(self, self._woken)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._ended, number)

    async def on_unmount(self) -> None:
        """Let go of the book."""
        self.typed.stop()
        await self.desk.close()
        self.clock.close()

    async def on_event(self, event: events.Event) -> None:
        """Make what is pasted harmless before any line to type in shows it; let one key be done before the next."""
        if isinstance(event, events.Paste):
            event.text = clean_block(event.text)
        if self._is_to_be_held(event) and self.typed.holds(event):
            return
        await super().on_event(event)

    def _is_to_be_held(self, event: events.Event) -> TypeGuard[events.Key | events.Paste]:
        """Whether it was typed, and is no key that waits for no other."""
        if event.is_forwarded or not isinstance(event, events.Key | events.Paste):
            return False
        at_once = {key for action in ("quit_anywhere", "suspend") for key in self.keys_of(action).split(",")}
        return isinstance(event, events.Paste) or event.key not in at_once

    def on_resize(self, event: events.Resize) -> None:
        """Say politely where there is no room; show everything again where there is."""
        if not (event.size.width and event.size.height):  # a terminal that does not know its size
            return
        is_small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        is_refused = isinstance(self.screen, Refusal)
        if is_small and not is_refused:
            self.push_screen(Refusal())
        elif is_refused and not is_small:
            self.pop_screen()

    @work(exclusive=True, group="look")
    async def look_around(self) -> None:
        """Notice what other programs changed, and that the day is over."""
        try:
            seen = await self.desk.read(watching.seen)
        except CrmError:  # whoever reads something for the eye is told
            return
        is_new = self._seen is not None and seen != self._seen
        self._seen = seen
        if is_new or self.clock.today != self.day:
            self.day = self.clock.today
            self.book_changed()

    def _woken(self, _app: object) -> None:
        """Draw everything again: the terminal has forgotten it."""
        for screen in self.screen_stack:
            screen.refresh()
            for part in screen.walk_children(Widget):
                part.refresh()

    def _ended(self, number: int) -> None:
        self.call_later(self._leave, 128 + number)

    async def _leave(self, code: int) -> None:
        for _turn in range(3):  # what was asked for just before comes as far as what it saves, and that is waited for
            await asyncio.sleep(0)
        self.exit(code, return_code=code)

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, WorkerFailed) and isinstance(error.error, CrmError):
            self.tell_error(error.error)
            return
        self.broke = self.broke or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    # What can be done everywhere.

    def action_go(self, page: str) -> None:
        """Go to a screen."""
        if not isinstance(self.screen, ModalScreen) and page != self.current_mode:
            self.switch_mode(page)

    def action_next_page(self) -> None:
        """Go to the next screen."""
        names = list(PAGES)
        self.action_go(names[(names.index(self.current_mode) + 1) % len(names)])

    def action_previous_page(self) -> None:
        """Go to the screen before."""
        names = list(PAGES)
        self.action_go(names[names.index(self.current_mode) - 1])

    async def action_press(self, action: str) -> None:
        """Do an action by its id, as its key would on what is listed: the line of keys has an Enter of its own."""
        if isinstance(self.focused, ChoiceBar) and isinstance(self.screen, Page):
            self.screen.stand_for(action)
        for node, binding, is_enabled, _tip in self.screen.active_bindings.values():
            if binding.id == action and is_enabled:
                await self.run_action(binding.action, node)
                return

    def action_palette(self) -> None:
        """Find any command."""
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open or a form is."""
        if not isinstance(self.screen, ModalScreen):
            self.push_screen(Palette(placeholder=_("Find a command…")))

    def action_suspend(self) -> None:
        """Put the program to sleep."""
        self.action_suspend_process()

    def action_theme(self) -> None:
        """Change the colours."""
        self.theme = themes.after(self.theme)
        self.tell("Colours: {name}.", name=_(themes.THEME_MESSAGES[self.theme]))

    def action_help(self) -> None:
        """Show every key."""
        from crmcli.tui.screens.windows.help import Help  # noqa: PLC0415 - door: only when it is asked for

        groups = self.screen.groups() if isinstance(self.screen, Page) else (EVERYWHERE, SCREENS)
        self.push_screen(Help(groups))

    @work(group="go")
    async def action_filter(self) -> None:
        """Look for somebody, from a screen that has nothing to filter."""
        from crmcli.tui.screens import filtering  # noqa: PLC0415 - door: the screen of contacts, when it is wanted

        await filtering.begin(self)

    @work(group="write")
    async def action_add(self) -> None:
        """Add somebody."""
        from crmcli.tui.screens.forms import contact_form  # noqa: PLC0415 - door: forms, 20 ms, only when one is opened

        await self.push_screen_wait(contact_form.ContactForm())

    @work(group="write")
    async def action_task(self) -> None:
        """Promise something."""
        from crmcli.tui.screens.forms import task_form  # noqa: PLC0415 - door: as above

        await self.push_screen_wait(task_form.TaskForm())

    @work(group="write")
    async def action_undo(self) -> None:
        """Take back the last change of this run."""
        if not self.changes:
            self.tell_error(Refused("Nothing was changed here yet.", hint="The History screen takes back any change."))
            return
        await self.take_back(self.changes[-1])

    @work(group="write")
    async def action_redo(self) -> None:
        """Bring back what was taken back last."""
        from crmcli.services.system import history  # noqa: PLC0415 - door: the journal, 20 ms, only where it is asked

        try:
            done = await self.change(history.redo)
        except CrmError as error:
            self.tell_error(error)
            return
        self.tell(
            "Brought back change {number} ({command}).", number=done.change_set.id, command=done.change_set.command
        )

    async def action_quit(self) -> None:
        """Leave; what was typed in a form is not thrown away by one key."""
        key = self.key_of("quit_anywhere")
        if all(screen.may_leave(key) for screen in self.screen_stack if isinstance(screen, Leaving)):
            await self._leave(0)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers: the screens, and every action that works on this one."""
        groups = screen.groups() if isinstance(screen, Page) else (EVERYWHERE, SCREENS)
        for action in ACTIONS:
            if action.in_palette and action.group in groups:
                label = _(action.label)
                yield SystemCommand(
                    _("Go to {screen}").format(screen=label) if action.group == SCREENS else label.capitalize(),
                    _(action.help),
                    lambda one=action.id: self.call_later(self.action_press, one),
                )


def _imported(_crm: Workspace) -> None:
    for entry in PAGES.values():
        import_module(entry.target.partition(":")[0])
