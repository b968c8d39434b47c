"""Screens that may be gone when an answer for them comes."""

from collections.abc import Callable
from typing import Any

from textual.dom import DOMNode
from textual.screen import Screen


def stands(node: DOMNode) -> bool:
    """Whether a screen or a part of it is not being taken down."""
    return not (node.app._exit or node._pruning or node._closing)


def when_drawn(screen: Screen[Any], write: Callable[[], object]) -> None:
    """Write what depends on the room there is once that is known, unless the screen was left meanwhile."""
    screen.call_after_refresh(lambda: write() if stands(screen) else None)
