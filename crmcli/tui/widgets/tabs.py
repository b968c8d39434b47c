"""The parts of a screen by name, one of which is shown."""

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from crmcli.tui.widgets.bars import Bar
from crmcli.view.cells import cut, width

_MORE = "…"


class Tabs(Bar):
    """One line of names; each can be clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.names: Sequence[str] = ()
        self.at = 0

    def show(self, names: Sequence[str], at: int) -> None:
        """Show other names."""
        self.names, self.at = names, at
        self.refresh()

    def pieces(self, room: int) -> tuple[list[Content], list[Content]]:
        """As in Bar."""
        left = []
        for at, told in fitted(self.names, self.at, room - 1, gap=1):
            look = "bold $accent" if at == self.at else "$text-quiet"
            click = Style.from_meta({"@click": f"screen.part({at})"})
            left.append(Content.styled(told, look).stylize(click))
        return left, []


def fitted(names: Sequence[str], at: int, room: int, *, gap: int = 0) -> list[tuple[int, str]]:
    """The names of parts, each with its number: that of the one seen whole and in brackets, of the others those that
    fit whole; a sign at either end stands for those that do not, and leads to the next of them."""
    apart = [_told(name, " ", is_seen=one == at) + " " * gap for one, name in enumerate(names)]
    if sum(map(width, apart)) - gap <= room:
        return list(enumerate(apart))
    close = [_told(name, "", is_seen=one == at) + " " for one, name in enumerate(names)]
    if sum(map(width, close)) - 1 <= room:
        return list(enumerate(close))
    first = last = at
    while True:
        if first and _wide(close, first - 1, last) <= room:
            first -= 1
        elif last + 1 < len(close) and _wide(close, first, last + 1) <= room:
            last += 1
        else:
            break
    before = [(first - 1, f"{_MORE} ")] if first else []
    after = [(last + 1, _MORE)] if last + 1 < len(close) else []
    return [*before, *((one, cut(close[one], room)) for one in range(first, last + 1)), *after]


def _told(name: str, around: str, *, is_seen: bool) -> str:
    return f"[{name}]" if is_seen else f"{around}{name}{around}"


def _wide(told: Sequence[str], first: int, last: int) -> int:
    """The cells of some of them and of the signs for the others."""
    signs = 2 * bool(first) + bool(last + 1 < len(told))
    return sum(map(width, told[first : last + 1])) + signs - (last + 1 == len(told))
