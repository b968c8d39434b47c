"""Screens that leave by themselves, when something is saved or gone: they take down themselves and no other."""

import asyncio

from textual.await_complete import AwaitComplete
from textual.screen import Screen


class Leaving(Screen[None]):
    """Under another screen it waits until that one is gone; Textual would take down whichever is on top."""

    _is_over = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, now or when it is on top again."""
        if self.app.screen is self:
            return super().dismiss(result)
        self._is_over = True
        return AwaitComplete(asyncio.sleep(0))

    def may_leave(self, key: str) -> bool:
        """Whether nothing is lost by leaving; where something is, that is said once, with the key that leaves then."""
        del key
        return True

    def on_screen_resume(self) -> None:
        """Leave now, if that was meant before."""
        if self._is_over:
            self.dismiss()
