"""How many examples a property is tried with: some at every run, many with CRM_HEAVY=1."""

import os

HEAVY = os.environ.get("CRM_HEAVY", "") not in ("", "0")


def examples(many: int) -> int:
    """So many when there is time, a fifth of them otherwise."""
    return many if HEAVY else many // 5
