"""JSON as the program writes it: readable Unicode, with everything that could move a cursor or turn a line escaped."""

import json
import re
from functools import cache


def dumps(value: object, *, indent: int | None = None) -> str:
    """A value as JSON text; control, bidi and separator characters and lone surrogates as \\u escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=(",", ": ") if indent else (",", ":"))
    return text if text.isascii() and "\x7f" not in text else _unsafe().sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


@cache
def _unsafe() -> re.Pattern[str]:
    return re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
