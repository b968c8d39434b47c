"""What stands in the place of a value, DAY, FILE or TEXT: in help, usage and complaints, in the user's language."""

import re
from typing import Any

from crmcli.view.words import _

METAVAR_MESSAGES = (
    "AMOUNT", "CODE", "COLUMN", "COPY", "COUNT", "CUTS", "DAY", "DAYS", "DEAL", "DELIVERIES", "DELIVERY", "DIR",
    "EMAIL", "FIELD", "FILE", "FORMAT", "INTERVAL", "KEYS", "KIND", "LABEL", "LANGUAGE", "LENGTH", "LEVEL",
    "LIMITS", "LINE", "MAP", "MARK", "METHOD", "METRIC", "NAME", "NEW", "NOTE", "NOUN", "NOUNS",
    "NUMBER", "OLD", "ORDER", "OURS", "PATH", "PAYMENT", "PAYMENTS", "PERCENT", "PERIOD", "PIPELINE", "PLACE",
    "PRIORITY", "PRODUCT", "QUERY", "RATE", "REF", "REFERENCE", "REFERENCES", "RULE", "SALE", "SCORE", "SCREEN", "SIDE",
    "SIGN", "SOURCE", "STAGE", "STAGES", "TAG", "TARGET", "TERMS", "TEXT", "THEIRS", "TITLE", "VALUE",
    "VERSION", "WAY", "WHAT", "WHEN", "WHERE", "WHO", "WHOM", "WORD", "WORDS", "ZONE",
)  # fmt: skip
"""The words of which they are made."""
_WORD = re.compile(r"\b[A-Z]{2,}\b")


def spoken(parameter: Any) -> str:
    """What is shown for the value of an option or an argument."""
    if parameter.metavar:
        written = str(parameter.metavar)
    elif parameter.param_type_name == "argument":
        written = str(parameter.name).upper() + ("" if parameter.nargs == 1 else "...")
    else:
        written = "TEXT" if parameter.type.name == "str" else "NUMBER"
    return _WORD.sub(lambda word: _(word[0]), written)
