"""The parts of a screen by name, one of which is shown."""

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from crmcli.tui.widgets.bars import Bar


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

    def pieces(self, room: int) -> tuple[list[Content], list[Content]]:  # noqa: ARG002 - as in Bar
        """As in Bar."""
        left = []
        for at, name in enumerate(self.names):
            look = "bold $accent" if at == self.at else "$text-quiet"
            told = f"[{name}]" if at == self.at else f" {name} "
            click = Style.from_meta({"@click": f"screen.part({at})"})
            left.append(Content.styled(f"{told} ", look).stylize(click))
        return left, []
