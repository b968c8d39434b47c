"""A bar on stderr while something takes long, when a person is there to see it; silence otherwise."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from crmcli.cli import diagnostics
from crmcli.view.words import _

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.4
"""Seconds that pass without a bar: what is done by then needs none."""
Told = Callable[[str, int, int], None]
"""Takes what is being done, how much is done, and how much there is; 0 where nobody knows."""


@contextmanager
def bar(labels: dict[str, str]) -> Iterator[Told]:
    """A function that draws how far the work is; `labels` names each step in English."""
    if not diagnostics.is_terminal():
        yield lambda _step, _done, _of: None
        return
    with ExitStack() as held:
        yield _Bar(labels, held).tell


class _Bar:
    def __init__(self, labels: dict[str, str], held: ExitStack) -> None:
        self._labels = labels
        self._held = held
        self._from = monotonic() + PATIENCE
        self._progress: Progress | None = None

    def tell(self, step: str, done: int, of: int) -> None:
        """Draw a step as far as it is done."""
        if self._progress is None:
            if monotonic() < self._from:
                return
            self._progress = self._opened()
        if not self._progress.tasks or self._progress.tasks[-1].fields["step"] != step:
            for task in self._progress.tasks:
                self._progress.remove_task(task.id)
            self._progress.add_task(_(self._labels[step]), total=of or None, step=step)
        self._progress.update(self._progress.tasks[-1].id, completed=done)

    def _opened(self) -> "Progress":
        from rich.console import Console  # noqa: PLC0415 - door: rich, 60 ms, only for work that takes long
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - door: as above

        console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        return self._held.enter_context(Progress(*columns, console=console, transient=True))
