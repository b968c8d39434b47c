"""The lines around a screen: what it shows, the screens to go to, and the keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from crmcli.tui.actions import BY_ID, bindings, shown
from crmcli.tui.messages import BarLeft
from crmcli.view.cells import cut, width
from crmcli.view.clean import clean
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.tui.shell import Shell


_MAIN = 6
"""The screens that one lives in; the others give way to them."""
_MORE = " … "
_ALWAYS = ("help", "palette")
"""The actions that the line of keys ends with; the first of them alone where there is little room."""
_ROOM_FOR_ALL = 60


class Bar(Widget):
    """One line, its pieces on the left and on the right."""

    auto_links = False
    kept = 0
    """Cells of the left that the right may not take."""

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
        if start.cell_length + end.cell_length >= room:
            end = end.truncate(max(room - self.kept - 1, 0), ellipsis=True)
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
        self.kept = sum(piece.cell_length for piece in left)
        detail = cut(self.detail, room - self.kept - width(self.counts) - 4)
        if width(detail) > 1:
            left.append(Content.styled("   " + detail, "$accent"))
        return left, [Content.styled(self.counts, "$text-quiet")]


class ChoiceBar(Bar, can_focus=True):
    """A line of choices: Tab comes here, the arrows go from one to the next, Enter takes it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("cursor_left", "cursor_right", "choose", "back")
    marked = ""
    """The choice that Enter would take."""

    def choices(self) -> Sequence[str]:
        """What there is to choose."""
        raise NotImplementedError

    def take(self, choice: str) -> None:
        """Do what was chosen."""
        raise NotImplementedError

    def on_focus(self) -> None:
        """Begin at the first one, or where one is."""
        self.marked = self.marked if self.marked in self.choices() else self.choices()[0]
        self.refresh()

    def on_blur(self) -> None:
        """Nothing is marked any more."""
        self.refresh()

    def look(self, choice: str, plain: str) -> str:
        """How a choice looks."""
        return "reverse" if self.has_focus and choice == self.marked else plain

    def action_cursor_left(self) -> None:
        """The choice before."""
        self._step(-1)

    def action_cursor_right(self) -> None:
        """The next choice."""
        self._step(1)

    def action_choose(self) -> None:
        """Take it, if Enter did not come before anything was marked."""
        self.post_message(BarLeft())
        if self.marked:
            self.take(self.marked)

    def action_back(self) -> None:
        """Leave the line."""
        self.post_message(BarLeft())

    def _step(self, by: int) -> None:
        choices = self.choices()
        at = choices.index(self.marked) if self.marked in choices else 0
        self.marked = choices[(at + by) % len(choices)]
        self.refresh()


class PageBar(ChoiceBar):
    """The screens, each with its number; and what is urgent."""

    def choices(self) -> Sequence[str]:
        """The screens."""
        return [name for name, _label in self.crm.page_labels()]

    def take(self, choice: str) -> None:
        """Go there."""
        self.app.call_later(self.app.run_action, f"go('{choice}')")

    def on_focus(self) -> None:
        """Begin at the screen that is seen."""
        self.marked = self.app.current_mode

    def on_mount(self) -> None:
        """Be told when what is urgent changes."""
        self.watch(self.app, "urgent", self.refresh_bar, init=False)

    def refresh_bar(self) -> None:
        """What is urgent changed."""
        self.refresh()

    def pieces(self, room: int) -> tuple[list[Content], list[Content]]:
        """As in Bar."""
        app = self.crm
        late, now = app.urgent
        urgent = _("overdue {late} · today {now}").format(late=late, now=now)
        names = [(name, f" {_(label)} ") for name, label in app.page_labels()]
        with_keys = [(name, f" {app.key_of(f'go_{name}')}{label}") for name, label in names]
        if not _fit(names, room - width(urgent) - 1) and not _fit(
            names[:_MAIN], room - width(urgent) - width(_MORE) - 1
        ):
            urgent = f"{late} · {now}"
        left = room - width(urgent) - 1
        shown_ = with_keys if _fit(with_keys, left) else names if _fit(names, left) else self._some(names, left)
        pieces = []
        for name, label in shown_:
            look = self.look(name, "bold $text-tab on $tab" if name == app.current_mode else "$text-quiet")
            click = Style.from_meta({"@click": f"app.go('{name}')" if name else "app.palette"})
            pieces.append(Content.styled(label, look).stylize(click))
        return pieces, [Content.styled(urgent, "bold $text-late" if late else "$text-quiet")]

    def _some(self, names: Sequence[tuple[str, str]], room: int) -> Sequence[tuple[str, str]]:
        """The one that is seen and the first of the others that fit; a sign says that there are more."""
        kept = {self.crm.current_mode, *([self.marked] if self.has_focus else ())}
        for name, _label in names:
            if not _fit([one for one in names if one[0] in {*kept, name}], room - width(_MORE)):
                break
            kept.add(name)
        return [*(one for one in names if one[0] in kept), ("", _MORE)]


def _fit(names: Sequence[tuple[str, str]], room: int) -> bool:
    return sum(width(label) for _name, label in names) <= room


class KeyBar(ChoiceBar):
    """The keys that matter here, as many as fit; each can be clicked, or chosen."""

    def choices(self) -> Sequence[str]:
        """The actions that are seen."""
        return [*self._seen, *_ALWAYS]

    def take(self, choice: str) -> None:
        """Do as its key would."""
        self.app.call_later(self.app.run_action, f"press('{choice}')")

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__()
        self.ids = ids
        self._seen: list[str] = []

    def offer(self, ids: Sequence[str]) -> None:
        """Show other keys."""
        if ids != self.ids:
            self.ids = ids
            self.refresh()

    def pieces(self, room: int) -> tuple[list[Content], list[Content]]:
        """As in Bar."""
        left: list[Content] = []
        self._seen = []
        always = _ALWAYS if room >= _ROOM_FOR_ALL else _ALWAYS[:1]
        right = Content("").join(map(self._key, always)).rstrip()
        used = right.cell_length
        for one in self.ids:
            piece = self._key(one)
            if used + piece.cell_length + 2 > room:
                break
            left.append(piece)
            self._seen.append(one)
            used += piece.cell_length
        return left, [right] if used <= room else []

    def _key(self, one: str) -> Content:
        action = BY_ID[one]
        keys = self.crm.keys_of(one)
        click = Style.from_meta({"@click": f"app.press('{one}')"})
        word = _(action.label)
        key, label = self.look(one, "bold $accent"), self.look(one, "$text-quiet")
        return Content.assemble(Content.styled(shown(keys), key), Content.styled(f" {word}", label), "  ").stylize(
            click
        )
