"""A few words to choose from, in the user's language; what is kept is the English word."""

from collections.abc import Callable, Iterable, Mapping

from crmcli.core.errors import CrmError
from crmcli.core.values.text import fold, nearest
from crmcli.view.sentences import filled


class Choice:
    """Offered as one types, and told below the field; the English words are understood as well."""

    def __init__(self, words_: Iterable[str], label: Callable[[str], str]) -> None:
        self.labels: Mapping[str, str] = {word: label(word) or word for word in words_}
        """What each word is called."""
        self._words = {_folded(word): word for word in self.labels}
        self._words |= {_folded(name): word for word, name in self.labels.items()}

    async def __call__(self, begun: str) -> list[str]:
        """Those that begin so."""
        return [name for name in self.labels.values() if fold(name).startswith(fold(begun))]

    def shown(self, word: str) -> str:
        """What a kept word is called; the beginning of a reason too, before its colon."""
        head, colon, rest = word.partition(":")
        return self.labels.get(head, head) + colon + rest

    def word(self, typed: str) -> str:
        """The word that is kept of what was typed; that itself where it is none of them."""
        head, colon, rest = typed.partition(":")
        return self._words.get(_folded(head), head) + colon + rest

    def echo(self, typed: str) -> str:
        """The words, unless one of them is typed."""
        return "" if _folded(typed.partition(":")[0]) in self._words else " · ".join(self.labels.values())

    def refusal(self, error: CrmError, typed: str, name: str) -> tuple[str, str]:
        """What is said where none of the words was typed, and the way out, in the words of the form."""
        near = nearest(typed, self.labels.values())
        values = {"value": typed, "name": name.lower(), "near": near, "words": ", ".join(self.labels.values())}
        hint = "Did you mean {near}? There are: {words}." if near else "There are: {words}."
        return filled(error.message, values), filled(hint, values)


def _folded(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").replace("_", " ").split())
