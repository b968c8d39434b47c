"""The lines around a screen: what it shows, the screens to go to, and the keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from crmcli.tui.actions import BY_ID, shown
from crmcli.view.cells import cut, width
from crmcli.view.clean import clean
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.tui.shell import Shell


class Bar(Widget):
    """One line, its pieces on the left and on the right."""

    auto_links = False

    def pieces(self, room: int) -> tuple[list[Content], list[Content]]:  # noqa: ARG002 - subclasses use it
        """What stands on the left and on the right."""
        return [], []

    @property
    def crm(self) -> "Shell":
        """The app."""
        return cast("Shell", self.app)

    def render(self) -> Content:
        """The line."""
        room = max(self.size.width - 2, 1)
        left, right = self.pieces(room)
        start, end = Content("").join(left), Content("").join(right)
        gap = room - start.cell_length - end.cell_length
        if gap < 1:
            start = start.truncate(max(room - end.cell_length - 1, 0), ellipsis=True)
            gap = room - start.cell_length - end.cell_length
        return Content.assemble(start, " " * max(gap, 0), end)


class TopBar(Bar):
    """The program, the screen, its filter; how much of how much."""

    def show(self, title: str, detail: str = "", counts: str = "") -> None:
        """Say something else."""
        self.title, self.detail, self.counts = title, clean(detail), counts
        self.refresh()

    title = detail = counts = ""

    def pieces(self, room: int) -> tuple[list[Content], list[Content]]:
        """As in Bar."""
        left = [Content.styled("crm", "bold $primary"), Content.styled("  " + self.title, "bold")]
        if self.detail:
            left.append(Content.styled("   " + cut(self.detail, room), "$accent"))
        return left, [Content.styled(self.counts, "$text-quiet")]


class PageBar(Bar):
    """The screens, each with its number; and what is urgent."""

    def on_mount(self) -> None:
        """Be told when what is urgent changes."""
        self.watch(self.app, "urgent", self.refresh_bar, init=False)

    def refresh_bar(self) -> None:
        """What is urgent changed."""
        self.refresh()

    def pieces(self, room: int) -> tuple[list[Content], list[Content]]:
        """As in Bar."""
        app = self.crm
        names = [(name, _(label)) for name, label in app.page_labels()]
        urgent = _("overdue {late} · today {now}").format(late=app.urgent[0], now=app.urgent[1])
        labels = sum(width(label) + 2 for _name, label in names)
        if labels + width(urgent) + 1 > room:
            urgent = f"{app.urgent[0]} · {app.urgent[1]}"
        words = labels + width(urgent) + 1
        is_wide = words + len(names) * 2 <= room
        is_tight = words > room
        left = []
        for at, (name, label) in enumerate(names, 1):
            text = label if not is_tight or name == app.current_mode else cut(label, 5).rstrip("…")
            look = "bold $text-tab on $tab" if name == app.current_mode else "$text-quiet"
            click = Style.from_meta({"@click": f"app.go('{name}')"})
            told = f" {at} {text} " if is_wide else f" {text} "
            left.append(Content.styled(told, look).stylize(click))
        look = "bold $text-late" if app.urgent[0] else "$text-quiet"
        return left, [Content.styled(urgent, look)]


class KeyBar(Bar):
    """The keys that matter here, as many as fit; each can be clicked."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__()
        self.ids = ids

    def pieces(self, room: int) -> tuple[list[Content], list[Content]]:
        """As in Bar."""
        right = Content("").join([self._key("help"), self._key("palette")]).rstrip()
        left: list[Content] = []
        used = right.cell_length
        for one in self.ids:
            piece = self._key(one)
            if used + piece.cell_length + 2 > room:
                break
            left.append(piece)
            used += piece.cell_length
        return left, [right] if used <= room else []

    def _key(self, one: str) -> Content:
        action = BY_ID[one]
        keys = self.crm.keys_of(one)
        click = Style.from_meta({"@click": f"app.press('{one}')"})
        word = _(action.label)
        return Content.assemble(
            Content.styled(shown(keys), "bold $accent"), Content.styled(f" {word}  ", "$text-quiet")
        ).stylize(click)
