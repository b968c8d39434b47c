"""The settings in force, and where each comes from."""

from collections.abc import Iterable, Sequence
from typing import cast

from textual import on
from textual.widget import Widget

from crmcli.services.system import config
from crmcli.tui.messages import Chosen
from crmcli.tui.screens.pages.page import Page
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.cards import Line
from crmcli.view.cells import cut, pad, width
from crmcli.view.clean import clean
from crmcli.view.columns.column import plain
from crmcli.view.spans import Span, Spans
from crmcli.view.wording import journal_words
from crmcli.view.words import _

_ROOM_FOR_ALL = 50


class SettingsPage(Page):
    """One line a setting; `crm config set NAME VALUE` writes one."""

    TITLE_WORD = "Settings"
    OFFERED = ("choose", "theme", "copy", "undo")

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield SettingLines("settings")

    def command(self) -> Sequence[str]:
        """As in Page."""
        return ("config", "list")

    async def load(self) -> None:
        """Read the settings."""
        lines = self.query_one(SettingLines)
        lines.settings = [
            (one.name, plain(one.value), journal_words.origin(one.origin), _(one.summary))
            for one in await self.crm.desk.read(config.listed)
        ]
        self.tell(_("`crm config set NAME VALUE` writes one"))
        lines.laid_out()

    @on(Chosen)
    def _chosen(self) -> None:
        """Tell one whole."""
        from crmcli.tui.screens.windows.window import Window, labelled  # noqa: PLC0415 - door: only when one is opened

        name, value, origin, summary = cast("tuple[str, str, str, str]", self.query_one(SettingLines).chosen)
        lines = [Line(_("Value"), value or "-"), Line(_("From"), origin), Line(_("For"), summary)]
        self.app.push_screen(Window(name, labelled(lines)))


class SettingLines(TextLines):
    """Name, value, origin, and what it is for."""

    settings: list[tuple[str, str, str, str]] = []  # noqa: RUF012 - replaced, never changed

    def laid_out(self) -> None:
        """Write the lines for the room there is."""
        if not self.settings:
            return
        room = self.room
        names = max(width(one[0]) for one in self.settings)
        origins = min(max(width(clean(one[2])) for one in self.settings), room // 4) if room >= _ROOM_FOR_ALL else 0
        most = max(room // 4, 10) if origins else max(room - names - 2, 10)
        values = min(max(width(clean(one[1])) for one in self.settings), most)
        heading = (_("Setting"), _("Value"), _("From"), _("What for"))
        cells = (names, values, origins, width(heading[3])) if origins else (names, values)
        self.head = (Span("  ".join(pad(cut(text, wide), wide) for text, wide in zip(heading, cells, strict=False))),)
        self.show([(_line(one, names, values, origins), one) for one in self.settings])


def _line(one: tuple[str, str, str, str], names: int, values: int, origins: int) -> Spans:
    name, value, origin, summary = map(clean, one)
    spans = (Span(pad(name, names) + "  "), Span(pad(cut(value or "-", values), values), "now"))
    return (
        (*spans, Span("  " + pad(cut(origin, origins), origins) + "  ", "quiet"), Span(summary, "quiet"))
        if origins
        else spans
    )
