"""Who is named in a line of everyday words, English or Spanish."""

from collections.abc import Callable
from typing import Generic, TypeVar

from crmcli.core.errors import NotFound
from crmcli.core.rules.activity.capture import SENTENCE_ENDS, bare, channel_words, word_set
from crmcli.core.values.text import fold

_STRONG = word_set("with w/ con")
_WEAK = word_set("to from a al de")
_JOINERS = word_set("and y e & +")
_PARTICLES = word_set("de del la las los van von der den da do dos di du y i e bin al")
_NO_NAMES = word_set("""
    the a an my his her its our their this that some him them me us you it about on at in for by over
    el la los las un una unos unas mi mis su sus este esta eso esto nosotros ellos ella sobre en por para que
""")
"""Words with which no lower-case name begins."""
_MOST_WORDS = 6
_SHORTEST_SENTENCE_WORD = 4
"""Below it a word with a point is an initial or a title: J., Dr."""
Who = TypeVar("Who")


def people(clauses: tuple[tuple[str, ...], ...], who: Callable[[str], Who | None]) -> list[Who]:
    """Everybody who is named, each once, in order; `who` knows a name, or gives None.

    Names are sought after with, to, a, con and after the word for the channel, and where the sentence begins. NotFound
    for a name in the place of one that nobody bears.
    """
    found: dict[Who, None] = {}
    for at, words in enumerate(clauses):
        seeker = _Seeker(words, who)
        if at == 0:
            found.update(dict.fromkeys(seeker.addressed()))
        found.update(dict.fromkeys(seeker.mentioned()))
    if not found and clauses:
        found.update(dict.fromkeys(_Seeker(clauses[0], who).begun()))
    return list(found)


class _Seeker(Generic[Who]):
    """Looks for names in one run of words."""

    def __init__(self, words: tuple[str, ...], who: Callable[[str], Who | None]) -> None:
        self.words = words
        self.bare = [bare(word) for word in words]
        self.folded = [fold(word) for word in self.bare]
        self.who = who

    def addressed(self) -> list[Who]:
        """Who stands before a colon or before what they did: "Ana: wants the offer", "Ana called"."""
        found, end = self.listed(0, strict=False)
        if end == 0:
            return []
        says = end < len(self.words) and self.folded[end] in channel_words()
        return found if says or self.words[end - 1].endswith(":") else []

    def begun(self) -> list[Who]:
        """Who stands at the beginning."""
        return self.listed(0, strict=False)[0]

    def mentioned(self) -> list[Who]:
        """Who stands after a word that people follow."""
        found: list[Who] = []
        at = 0
        while at < len(self.words) - 1:
            word, at = self.folded[at] or self.words[at], at + 1
            if self.is_broken(at - 1):
                continue
            if word in _STRONG or word in _WEAK or word in channel_words():
                more, at = self.listed(at, strict=word in _STRONG)
                found += more
        return found

    def listed(self, at: int, *, strict: bool) -> tuple[list[Who], int]:
        """The people of a list from here on, and where it ends."""
        found: list[Who] = []
        while at < len(self.words):
            person, length = self.longest(at)
            if person is None:
                if strict:
                    self.complain(at)
                break
            found.append(person)
            at += length
            after = self.next_name(at)
            if after is None:
                break
            at, strict = after, self.folded[after - 1] in _JOINERS or self.is_list(after)
        return found, at

    def longest(self, at: int) -> tuple[Who | None, int]:
        """Whom the longest run of words from here names, and its length."""
        for length in range(min(_MOST_WORDS, self.end(at) - at), 0, -1):
            if self.may_be_name(at, at + length):
                person = self.who(" ".join(self.bare[at : at + length]))
                if person is not None:
                    return person, length
        return None, 0

    def next_name(self, at: int) -> int | None:
        """Where the next name of a list stands, after a comma or a joiner."""
        if at >= len(self.words) or self.words[at - 1][-1] in SENTENCE_ENDS:
            return None
        if self.words[at] in _JOINERS or self.folded[at] in _JOINERS:
            return at + 1 if at + 1 < len(self.words) else None
        return at if self.words[at - 1].endswith(",") else None

    def complain(self, at: int) -> None:
        """Refuse a name that nobody bears: one with a capital, or the only word that is left; a number is none."""
        end = self.end(at)
        stop = at
        while stop < end and (_is_capital(self.bare[stop]) or (stop > at and self.folded[stop] in _PARTICLES)):
            stop += 1
        while stop > at and self.folded[stop - 1] in _PARTICLES:
            stop -= 1
        if stop == at and end - at == 1 and self.folded[at] not in _NO_NAMES and self.bare[at]:
            stop = end
        if stop > at and any(map(str.isalpha, self.bare[at])):
            name = " ".join(self.bare[at:stop])
            raise NotFound(
                "There is no contact {name}.",
                name=name,
                hint='`crm contact add "{name}"` adds one; `crm find {name}` looks for who is meant.',
                noun="contact",
            )

    def is_list(self, at: int) -> bool:
        """Whether a name after a comma goes on with the list: it is the last, or a comma or joiner follows."""
        end = self.end(at)
        stop = at
        while stop < end and _is_capital(self.bare[stop]):
            stop += 1
        if stop == at:
            return False
        return stop == len(self.words) or self.words[stop - 1][-1] in ",." or self.folded[stop] in _JOINERS

    def may_be_name(self, at: int, end: int) -> bool:
        """Whether these words look like one name: capitals throughout, or none."""
        if not all(self.bare[at:end]) or self.folded[end - 1] in _PARTICLES or self.folded[end - 1] in _JOINERS:
            return False
        if not _is_capital(self.bare[at]):
            word = self.folded[at]
            return not any(word in words for words in (_NO_NAMES, _PARTICLES, _STRONG, _WEAK, channel_words()))
        return all(
            _is_capital(self.bare[place]) or self.folded[place] in _PARTICLES or self.folded[place] in _JOINERS
            for place in range(at, end)
        )

    def end(self, at: int) -> int:
        """Where the sentence or the item of a list that begins here is over."""
        for place in range(at, len(self.words)):
            if self.is_broken(place):
                return place + 1
        return len(self.words)

    def is_broken(self, at: int) -> bool:
        """Whether a comma or the end of a sentence follows this word."""
        word = self.words[at]
        is_abbreviated = word[-1] == "." and len(word) < _SHORTEST_SENTENCE_WORD
        return word[-1] in "," + SENTENCE_ENDS and not is_abbreviated


def _is_capital(word: str) -> bool:
    """Whether a name may be written so: no letter that has a capital begins it in lower case."""
    return bool(word) and word[0].isalnum() and not word[0].islower()
