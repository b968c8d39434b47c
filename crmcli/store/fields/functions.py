"""What SQL calls of ours: the functions of the search language, and one for products beyond 64 bits."""

import sqlite3

from crmcli.core.values.text import fold, words

NAMES = ("crm_fold", "crm_has", "crm_share")


def register(db: sqlite3.Connection) -> None:
    """Teach a connection `crm_fold(text)`, `crm_has(text, tokens)` and `crm_share(amount, part, whole)`."""
    db.create_function("crm_fold", 1, fold, deterministic=True)
    db.create_function("crm_has", 2, has, deterministic=True)
    db.create_function("crm_share", 3, share, deterministic=True)


def has(text: str, wanted: str) -> bool:
    """Whether these folded words stand side by side in the text.

    `wanted` has a space before each word; without one at its end, the last word may be only begun.
    """
    if text.isascii() and wanted.split(None, 1)[0] not in text.lower():
        return False  # most rows end here, in a third of the time
    return wanted in f" {' '.join(words(text))} "


def share(amount: int, part: int, whole: int) -> int:
    """An amount times part over whole, without its fraction; SQLite would turn to floating point above 64 bits."""
    return amount * part // whole
