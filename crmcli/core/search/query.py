"""The search language: text -> tree. What its fields are and what their values mean is decided in `core.conditions`."""

from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.search.field import Match

MOST_BYTES = 10_240
MOST_LEVELS = 50
MOST_TERMS = 500
_OPERATORS = ("!=", "<=", ">=", ":", "=", "<", ">")
_CONNECTIVES = ("and", "or", "not")
_QUOTES = "\"'"


class QueryError(Invalid):
    """A query that cannot be read: what is wrong, where it begins (a character of `text`), and the way out."""

    slug = "usage"

    def __init__(self, message: str, at: int, text: str = "", /, *, hint: str, **values: object) -> None:
        super().__init__(message, hint=hint, **values)
        self.at = at
        self.text = text


class Value(NamedTuple):
    """One value of a term; a quoted one is literal: no `none`, no `any`, no range."""

    text: str
    quoted: bool
    at: int


class Word(NamedTuple):
    """Text to search for: the beginning of a word, or a phrase of whole words."""

    text: str
    phrase: bool
    at: int


class Term(NamedTuple):
    """A field compared with values of which one must hold (with `!=`: none may)."""

    field: str
    op: str
    values: tuple[Value, ...]
    at: int


class Scope(NamedTuple):
    """One and the same record of another noun: `deal(stage:proposal amount>1000)`."""

    noun: str
    node: "Node"
    at: int


class Not(NamedTuple):
    """Everything else, exactly."""

    node: "Node"


class And(NamedTuple):
    """All of them; of none: everything."""

    nodes: tuple["Node", ...]


class Or(NamedTuple):
    """At least one of them."""

    nodes: tuple["Node", ...]


Node = Word | Term | Match | Scope | Not | And | Or
"""`parse` gives terms, `conditions.resolve` turns each into matches."""
EVERYTHING = And(())


def parse(text: str) -> Node:
    """The tree of a query; EVERYTHING when there is none, a QueryError with its position when it cannot be read."""
    reader = _Reader(text)
    reader.skip_spaces()
    if reader.is_at_end():
        return EVERYTHING
    node = reader.alternatives(0)
    if not reader.is_at_end():
        raise reader.error("This bracket closes nothing.", reader.at, hint="Remove it, or put the text in quotes.")
    return node


class _Reader:
    """A recursive descent: `or` binds loosest, then `and`, then `not`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.terms = 0
        try:
            size = len(text.encode())
        except UnicodeEncodeError as error:
            hint = "Is the terminal set to UTF-8?"
            raise self.error("The query is not valid UTF-8 here.", error.start, hint=hint) from error
        if size > MOST_BYTES:
            hint = "Shorten it, or keep parts of it as tags."
            at = min(MOST_BYTES, len(text))
            raise self.error("The query is longer than {most} bytes.", at, hint=hint, most=MOST_BYTES)

    def alternatives(self, level: int) -> Node:
        nodes = [self.conjunction(level)]
        while self.takes("or"):
            nodes.append(self.conjunction(level))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def conjunction(self, level: int) -> Node:
        nodes = [self.condition(level)]
        while not self.is_at_end() and self.peek() != ")" and not self.sees("or"):
            self.takes("and")
            nodes.append(self.condition(level))
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def condition(self, level: int) -> Node:
        """One condition with what negates it; trailing spaces are read too."""
        if level > MOST_LEVELS:
            hint = "Brackets around a single condition can go."
            raise self.error("The query is more than {most} levels deep.", self.at, hint=hint, most=MOST_LEVELS)
        start = self.at
        if self.takes("not"):
            return Not(self.condition(level + 1))
        for connective in _CONNECTIVES:
            if self.sees(connective):
                raise self._dangling(connective)
            if self.sees(connective.upper()):
                hint = "Write it small: {small}. Quotes search for the word itself."
                raise self.error("{word} joins nothing.", start, hint=hint, word=connective.upper(), small=connective)
        sign = self.peek()
        if sign == "-":
            self.at += 1
            if self.peek() in (" ", "-", ")", "") or self.peek().isspace():
                hint = "Write -tag:vip or not tag:vip; quotes search for the sign itself."
                raise self.error("- must stand right before what it excludes.", start, hint=hint)
            node: Node = Not(self.condition(level + 1))
        elif sign == "(":
            node = self.group(level)
        elif sign in ("", ")"):
            raise self.error("A condition is missing here.", self.at, hint="Write one, or remove what asks for it.")
        else:
            node = self.leaf(level)
        self.skip_spaces()
        return node

    def group(self, level: int, *, may_be_empty: bool = False) -> Node:
        """What stands between brackets."""
        start = self.at
        self.at += 1
        self.skip_spaces()
        node = EVERYTHING if may_be_empty and self.peek() == ")" else self.alternatives(level + 1)
        if self.peek() != ")":
            raise self.error("This bracket is not closed.", start, hint="Add ), or put the text in quotes.")
        self.at += 1
        return node

    def leaf(self, level: int) -> Node:
        start = self.at
        if self.peek() == "#":
            self.at += 1
            return self.term("tag", ":", start)
        if self.peek() in _QUOTES:
            return self.word(self.quoted(), start, phrase=True)
        name = self.bare("()")
        if self.peek() == "(" and name:
            self.count(start)
            return Scope(name, self.group(level + 1, may_be_empty=True), start)  # SQLite goes two steps deeper here
        operator = self.operator(name)
        if not operator:
            return self.word(name, start, phrase=False)
        if not name:
            hint = "Write it as in name:ana; quotes search for the sign itself."
            raise self.error("{operator} has no field before it.", start, hint=hint, operator=operator)
        return self.term(name, operator, start)

    def word(self, text: str, start: int, *, phrase: bool) -> Word:
        self.count(start)
        if not any(character.isalnum() for character in text):
            hint = "Search for letters or digits."
            raise self.error("There is nothing to search for in {word}.", start, hint=hint, word=text or '""')
        return Word(text, phrase, start)

    def term(self, field: str, operator: str, start: int) -> Term:
        values = [self.value(field, operator)]
        while self.peek() == ",":
            self.at += 1
            values.append(self.value(field, operator))
        return Term(field, operator, tuple(values), start)

    def value(self, field: str, operator: str) -> Value:
        after_operator = self.at
        self.skip_spaces()
        start = self.at
        self.count(start)
        if self.peek() in _QUOTES and self.peek():
            return Value(self.quoted(), True, start)  # noqa: FBT003 - a field of the record
        if self.peek() == "(":
            hint = "Write tag:vip,press for either, and quotes around a text with brackets."
            raise self.error("Brackets cannot hold values.", start, hint=hint)
        spaced = start > after_operator
        if self.peek() in ("", ",", ")") or (spaced and any(self.sees(word) for word in _CONNECTIVES)):
            hint = "{field}:none finds where it is absent, {field}:any where it is not."
            raise self.error("{field}{operator} has no value.", start, hint=hint, field=field, operator=operator)
        if second := self._operator_here():
            hint = "Choose one, as in {field}{second}…; quotes make a text of it."
            values = {"field": field, "first": operator, "second": second}
            raise self.error("{first} and {second} are two operators.", start, hint=hint, **values)
        text = self.bare(",()", operators=False)
        if self.peek() == "(":
            raise self.error(
                "A bracket inside a value needs quotes.", self.at, hint='Write it as in name:"Acme (Madrid)".'
            )
        return Value(text, False, start)  # noqa: FBT003 - a field of the record

    def quoted(self) -> str:
        """The text between quotes, in which a backslash keeps a quote or a backslash."""
        start, quote = self.at, self.peek()
        self.at += 1
        letters: list[str] = []
        while self.peek() != quote:
            if self.is_at_end():
                raise self.error(
                    "This quote is not closed.", start, hint='Add one at the end, or write \\" for the sign.'
                )
            if self.peek() == "\\" and self.text[self.at + 1 : self.at + 2] in (quote, "\\"):
                self.at += 1
            letters.append(self.peek())
            self.at += 1
        self.at += 1
        if self.peek() not in ("", ",", ")") and not self.peek().isspace():
            raise self.error(
                "A space is missing after the quote.", self.at, hint='Write \\" for a quote inside quotes.'
            )
        return "".join(letters)

    def bare(self, ends: str, *, operators: bool = True) -> str:
        """The text up to a space, one of these signs, or an operator (but 14:00 and https://... are whole)."""
        start = self.at
        while (sign := self.peek()) and not sign.isspace() and sign not in ends:
            if operators and (found := self._operator_here()):
                is_a_time = found == ":" and self.text[start].isdigit()
                is_an_address = self.at > start and self.text.startswith("://", self.at)
                if not (is_a_time or is_an_address):
                    break
            self.at += 1
        return self.text[start : self.at]

    def operator(self, name: str) -> str:
        """The operator that follows here, spaces or not, or ""; a name is needed for spaces between."""
        start = self.at
        if name:
            self.skip_spaces()
        if found := self._operator_here():
            self.at += len(found)
            if name and not (name[0].isalpha() or name[0] == "_"):
                hint = "Field names begin with a letter; quotes make a text of it."
                raise self.error("{name} is no field.", start - len(name), hint=hint, name=name)
            return found
        self.at = start
        return ""

    def sees(self, word: str) -> bool:
        """Whether this connective stands here, by itself."""
        if not self.text.startswith(word, self.at):
            return False
        after = self.text[self.at + len(word) : self.at + len(word) + 1]
        return after in ("", "(", ")") or after.isspace()

    def takes(self, word: str) -> bool:
        if not self.sees(word):
            return False
        self.at += len(word)
        self.skip_spaces()
        return True

    def count(self, start: int) -> None:
        self.terms += 1
        if self.terms > MOST_TERMS:
            hint = "A tag on what you look for is shorter."
            raise self.error("The query has more than {most} terms.", start, hint=hint, most=MOST_TERMS)

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def is_at_end(self) -> bool:
        return self.at >= len(self.text)

    def skip_spaces(self) -> None:
        while self.peek().isspace():
            self.at += 1

    def error(self, message: str, at: int, /, *, hint: str, **values: object) -> QueryError:
        return QueryError(message, at, self.text, hint=hint, **values)

    def _operator_here(self) -> str:
        return next((sign for sign in _OPERATORS if self.text.startswith(sign, self.at)), "")

    def _dangling(self, connective: str) -> QueryError:
        hint = "Write one on each side; quotes search for the word itself."
        return self.error("{connective} needs a condition before it.", self.at, hint=hint, connective=connective)
