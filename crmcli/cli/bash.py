"""Bash divides the words of a line at : and = too; here they are put together again before Typer reads them."""

import re

_WORD = re.compile(r"""(?:\\.|"(?:\\.|[^"])*"?|'[^']*'?|\S)+""")
_BREAKS = frozenset(":=")


def whole_words(line: str, at: int) -> tuple[str, int, str]:
    """COMP_WORDS and COMP_CWORD with `tag : cl` as `tag:cl`, and what of the last word bash keeps by itself."""
    made: list[str] = []
    number, kept, is_glued = at, "", False
    for index, word in enumerate(_WORD.findall(line)):
        is_break = set(word) <= _BREAKS
        if made and (is_break or is_glued):
            before = made[-1]
            made[-1] += word
            number -= index <= at
            if index == at:
                kept = made[-1] if is_break else before
        else:
            made.append(word)
        is_glued = is_break
    return " ".join(made), number, kept
