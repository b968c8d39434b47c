"""What a query asks of records: every term of the tree checked against the registry of fields and given its type."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.records.words import FieldType
from crmcli.core.search.field import Field, Match
from crmcli.core.search.fields import NOUNS, fields_of, find, own, owners
from crmcli.core.search.query import EVERYTHING, And, Node, Not, Or, QueryError, Scope, Term, Value, Word, parse
from crmcli.core.search.query_reading import Reading
from crmcli.core.values.moments import stored
from crmcli.core.values.text import fold, nearest, words

NOTHING = Or(())
_EQUALITIES = (":", "=", "!=")
_ORDER = ("<", "<=", ">", ">=")
_MOST_DIGITS = 15
_SPELLINGS = {"organization": "organisation", "company": "organisation", "empresa": "organisation", "persona": "person"}


def read(text: str, noun: str, custom: Mapping[str, FieldType], reading: Reading) -> Node:
    """The checked tree of a query on a list of this noun; a QueryError tells the text and the place."""
    try:
        return resolve(parse(text), noun, custom, reading)
    except QueryError as error:
        error.text = text
        raise


def resolve(tree: Node, noun: str, custom: Mapping[str, FieldType], reading: Reading) -> Node:
    """The tree with a Match of known field and type for each term; `custom` are the custom fields by any key."""
    return _Resolver(noun, custom, reading).node(tree)


def hidden(name: str, noun: str) -> Field:
    """A field that `is:` asks for and no query names: archived, trashed, or all."""
    return Field(name, noun, "flag")


class _Asked(NamedTuple):
    """One value of a term, with what it is compared by."""

    field: Field
    operator: str
    text: str
    is_range: bool
    reading: Reading


class _Resolver:
    def __init__(self, noun: str, custom: Mapping[str, FieldType], reading: Reading) -> None:
        self.noun = noun
        self.custom = custom
        self.reading = reading

    def node(self, node: Node) -> Node:
        if isinstance(node, And):
            return And(tuple(self.node(child) for child in node.nodes))
        if isinstance(node, Or):
            return Or(tuple(self.node(child) for child in node.nodes))
        if isinstance(node, Not):
            return Not(self.node(node.node))
        if isinstance(node, Term):
            return self.term(node)
        if isinstance(node, Scope):
            return self.scope(node)
        if isinstance(node, Word) and not words(node.text):
            hint = "Search for letters or digits."
            raise QueryError("There is nothing to search for in {word}.", node.at, hint=hint, word=node.text)
        return node

    def scope(self, node: Scope) -> Node:
        noun = fold(node.noun)
        if noun not in owners(self.noun):
            hint = (
                "Records with conditions of their own: {nouns}. A space before the bracket groups, quotes make a text."
            )
            raise QueryError(
                "There is no record {noun}(…).", node.at, hint=hint, noun=node.noun, nouns=", ".join(owners(self.noun))
            )
        return Scope(noun, _Resolver(noun, self.custom, self.reading).node(node.node), node.at)

    def term(self, term: Term) -> Node:
        field = find(term.field, self.noun, self.custom)
        if field is None:
            raise self.unknown(term)
        if term.op in _ORDER and len(term.values) > 1:
            hint = "Commas list alternatives, as in tag:vip,press."
            raise QueryError("{field}{operator} takes one value.", term.values[1].at, hint=hint, **_said(term))
        nodes = []
        for value in term.values:
            try:
                nodes.append(self.value(field, term, value))
            except QueryError:
                raise
            except Invalid as error:
                raise QueryError(error.message, value.at, hint=error.hint, **error.values) from error
        node = nodes[0] if len(nodes) == 1 else Or(tuple(nodes))
        return Not(node) if term.op == "!=" else node

    def value(self, field: Field, term: Term, value: Value) -> Node:
        if field.type == "flag":
            return self.flag(field, term, value)
        if not fold(value.text).strip():
            hint = "{field}:none finds where it is absent."
            raise QueryError("{field}{operator} has no value.", value.at, hint=hint, **_said(term))
        if not value.quoted and value.text in ("none", "any") and term.op in _EQUALITIES:
            present = _present(field, self.reading)
            return present if value.text == "any" else Not(present)
        is_range = not value.quoted and ".." in value.text and field.type in _RANGED
        if is_range and (term.op not in _EQUALITIES or not value.text.strip(". ")):
            hint = "Write {field}:5..9, {field}:5.. or {field}:..9."
            raise QueryError("{value} is no range here.", value.at, hint=hint, value=value.text, field=field.name)
        operator = "=" if term.op == "!=" else term.op
        return _TESTS[field.type](_Asked(field, operator, value.text.strip(), is_range, self.reading))

    def flag(self, field: Field, term: Term, value: Value) -> Node:
        if term.op not in _EQUALITIES:
            raise QueryError(
                "{field} takes : only.", term.at, hint="Write {field}:{value}.", value=value.text, **_said(term)
            )
        asked = fold(value.text.strip())
        if field.name == "has":
            node = self.presence(asked)
        else:
            asked = _SPELLINGS.get(asked, asked)
            states = ((noun, own("is", noun)) for noun in owners(self.noun))
            noun = next((noun for noun, known in states if known and asked in known.choices), "")
            node = _state(asked, noun, self.reading) if noun else None
        if node is None:
            raise QueryError(
                "{field}:{value} is unknown.",
                value.at,
                hint="It takes {choices}.",
                field=field.name,
                value=value.text,
                choices=", ".join(field.choices),
            )
        return node

    def presence(self, name: str) -> Node | None:
        """Whether a field has a value, or a record of another noun exists."""
        if name in NOUNS and name != self.noun and own(name, self.noun) is None:
            return Scope(name, EVERYTHING, 0)
        field = find(name, self.noun, self.custom)
        return _present(field, self.reading) if field is not None and field.type != "flag" else None

    def unknown(self, term: Term) -> QueryError:
        names = [name for field in fields_of(self.noun, self.custom) for name in (field.name, *field.aliases)]
        near = nearest(term.field, names)
        hint = (
            "Did you mean {nearest}? Quotes search for the text itself."
            if near
            else "Quotes search for the text itself."
        )
        return QueryError("Unknown field {field}.", term.at, hint=hint, field=term.field, nearest=near)


def _state(state: str, noun: str, reading: Reading) -> Node:
    """What `is:` says of a record of this noun."""

    if state in ("archived", "trashed", "all"):
        return Match(hidden(state, noun), "any")
    if state == "repeating":
        return Match(_own("repeat", noun), "any")
    today = reading.now.date().isoformat()
    if noun == "deal":
        return _deal_state(state, today)
    if noun == "invoice":
        return _invoice_state(state, today)
    if noun == "sale" and state == "refunded":
        return Match(_own("refunded", noun), "any")
    if state != "overdue":
        return Match(_own("kind" if noun == "contact" else "status", noun), "same", state)
    if noun == "contact":
        return Match(_own("touch", noun), "when", high=today)
    is_open = Match(_own("status", noun), "same", "open")
    return And((is_open, Match(_own("due", noun), "when", high=stored(reading.now))))


def _deal_state(state: str, today: str) -> Node:
    """Rotting and overdue are what is open and has been so for too long."""
    day = {"rotting": "rots", "overdue": "expected"}.get(state)
    if day is None:
        return Match(_own("status", "deal"), "same", state)
    return And((Match(_own("status", "deal"), "same", "open"), Match(_own(day, "deal"), "when", high=today)))


def _invoice_state(state: str, today: str) -> Node:
    if state == "overdue":
        return Match(_own("overdue", "invoice"), "when", high=today)
    if state == "void":
        return Match(_own("status", "invoice"), "same", state)
    is_paid = Match(_own("paid", "invoice"), "any")
    return And((Match(_own("status", "invoice"), "same", "issued"), is_paid if state == "paid" else Not(is_paid)))


def _present(field: Field, reading: Reading) -> Match:
    """Whether there is a value; what is late is so by the day, and so is what is allowed."""
    if field.type == "late":
        from crmcli.core.search import query_dates  # noqa: PLC0415 - door: 2 ms, only where a date is asked

        return query_dates.late(Match(field, "when"), reading)
    if field.type == "consent":
        from crmcli.core.search import query_consents  # noqa: PLC0415 - door: 0.3 ms, only where one is asked

        return query_consents.holds(field, "", reading)
    return Match(field, "any")


def _own(name: str, noun: str) -> Field:
    field = own(name, noun)
    if field is None:
        raise LookupError(name)
    return field


def _said(term: Term) -> dict[str, str]:
    return {"field": term.field, "operator": term.op}


def _folded_words(asked: _Asked) -> Match:
    tokens = words(asked.text)
    if not tokens:
        hint = "{field}={value} compares the whole text."
        raise Invalid("There is nothing to search for in {value}.", field=asked.field.name, value=asked.text, hint=hint)
    return Match(asked.field, "words", " ".join(tokens))


def _needs_equality(asked: _Asked, what: str) -> None:
    if asked.operator in _ORDER:
        hint = "Use {field}:{value} or {field}={value}."
        values = {"field": asked.field.name, "operator": asked.operator, "value": asked.text, "type": what}
        raise Invalid("{field} is {type}: it takes no {operator}.", hint=hint, **values)


def _text(asked: _Asked) -> Node:
    _needs_equality(asked, "a text")
    return _folded_words(asked) if asked.operator == ":" else Match(asked.field, "same", fold(asked.text))


def _email(asked: _Asked) -> Node:
    from crmcli.core.values import addresses  # noqa: PLC0415 - door: 0.5 ms, only where one is asked

    _needs_equality(asked, "a text")
    return (
        _folded_words(asked)
        if asked.operator == ":"
        else Match(asked.field, "same", addresses.email_normal(asked.text))
    )


def _url(asked: _Asked) -> Node:
    from crmcli.core.values import addresses  # noqa: PLC0415 - door: 0.5 ms, only where one is asked

    _needs_equality(asked, "a text")
    return (
        _folded_words(asked) if asked.operator == ":" else Match(asked.field, "same", addresses.url_normal(asked.text))
    )


def _phone(asked: _Asked) -> Node:
    from crmcli.core.search import query_phones  # noqa: PLC0415 - door: 0.8 ms, only where one is asked

    _needs_equality(asked, "a number to call")
    return query_phones.number(asked.field, asked.operator, asked.text, asked.reading.country)


def _uid(asked: _Asked) -> Node:
    _needs_equality(asked, "an identifier")
    return Match(asked.field, "starts" if asked.operator == ":" else "same", asked.text.lower())


def _tag(asked: _Asked) -> Node:
    _needs_equality(asked, "a tag")
    return Match(asked.field, "same", fold(asked.text))


def _stage(asked: _Asked) -> Node:
    """A stage of the book by its word, its name or what the program calls it in any language."""
    _needs_equality(asked, "a stage")
    wanted, known = fold(asked.text), asked.reading.stages()
    found = known.get(wanted) or asked.reading.retired().get(wanted)
    if known and not found:
        slugs = tuple(dict.fromkeys(slug for slugs in known.values() for slug in slugs))
        near = nearest(wanted, known)
        hint = "Did you mean {nearest}? Stages: {choices}." if near else "Stages: {choices}."
        raise Invalid("There is no stage {value}.", value=asked.text, nearest=near, choices=", ".join(slugs), hint=hint)
    matches = [Match(asked.field, "same", slug) for slug in found or (wanted,)]
    return matches[0] if len(matches) == 1 else Or(tuple(matches))


def _enum(asked: _Asked) -> Node:
    """A choice; in ordered ones also all that come before or after it."""
    field = asked.field
    folded = [fold(choice) for choice in field.choices]
    wanted = fold(asked.text)
    wanted = wanted if wanted in folded else _SPELLINGS.get(wanted, wanted)
    if wanted not in folded:
        near = nearest(wanted, field.choices)
        hint = "Did you mean {nearest}? It takes {choices}." if near else "It takes {choices}."
        values = {"field": field.name, "value": asked.text, "nearest": near, "choices": ", ".join(field.choices)}
        raise Invalid("{field} is never {value}.", hint=hint, **values)
    if not field.ordered:
        _needs_equality(asked, "one of a few words")
    at = folded.index(wanted)
    chosen = {"<": folded[:at], "<=": folded[: at + 1], ">": folded[at + 1 :], ">=": folded[at:]}.get(
        asked.operator, [wanted]
    )
    return (
        Or(tuple(Match(field, "same", choice) for choice in chosen))
        if len(chosen) != 1
        else Match(field, "same", chosen[0])
    )


def _rfm(asked: _Asked) -> Node:
    from crmcli.core.search import query_scores  # noqa: PLC0415 - door: 0.3 ms, only where a segment is asked

    _needs_equality(asked, "one of a few words")
    return query_scores.segment(asked.field, asked.text)


def _consent(asked: _Asked) -> Node:
    from crmcli.core.search import query_consents  # noqa: PLC0415 - door: 0.3 ms, only where a permission is asked

    _needs_equality(asked, "a permission")
    return query_consents.holds(asked.field, asked.text, asked.reading)


def _number(asked: _Asked) -> Node:
    return _bounded(asked, lambda text: (_checked_number(asked.field, text), ""))


def _money(asked: _Asked) -> Node:
    """Amounts in one currency: the base one unless another is written."""

    def amount(text: str) -> tuple[str, str]:
        from crmcli.core.values import money  # noqa: PLC0415 - door: 0.3 ms, only where an amount is asked

        found = money.parse(text, asked.reading.currency, negative=True)
        return money.plain(found), found.currency

    return _bounded(asked, amount)


def _bounded(asked: _Asked, number: Callable[[str], tuple[str, str]]) -> Node:
    if asked.is_range:
        first, _dots, last = asked.text.partition("..")
        low, high = (number(part.strip()) if part.strip() else ("", "") for part in (first, last))
        if low[1] and high[1] and low[1] != high[1]:
            raise Invalid("{value} is of two currencies.", value=asked.text, hint="Amounts are compared in one.")
        if low[0] and high[0] and float(low[0]) > float(high[0]):
            raise Invalid("The range {value} runs backwards.", value=asked.text, hint="Swap its ends.")
        return Match(asked.field, "number", low[0], high[0], currency=low[1] or high[1])
    bound, currency = number(asked.text)
    low_bound = "" if asked.operator in ("<", "<=") else bound
    high_bound = "" if asked.operator in (">", ">=") else bound
    return Match(asked.field, "number", low_bound, high_bound, strict=asked.operator in ("<", ">"), currency=currency)


def _checked_number(field: Field, text: str) -> str:
    digits = text.removeprefix("-").replace(".", "", 1)
    is_whole = field.type != "id" or digits == text
    if not (digits.isascii() and digits.isdecimal() and is_whole and len(digits) <= _MOST_DIGITS):
        hint = "Write it in digits, with a point for decimals: {field}>12.5."
        raise Invalid("{value} is not a number.", value=text, field=field.name, hint=hint)
    return text


def _day(asked: _Asked) -> Node:
    from crmcli.core.search import query_dates  # noqa: PLC0415 - door: 2 ms, only where a date is asked

    return query_dates.when(asked.field, asked.operator, asked.text, asked.reading, is_range=asked.is_range)


def _late(asked: _Asked) -> Node:
    from crmcli.core.search import query_dates  # noqa: PLC0415 - door: 2 ms, only where a date is asked

    found = query_dates.when(asked.field, asked.operator, asked.text, asked.reading, is_range=asked.is_range)
    return query_dates.late(found, asked.reading)


def _anniversary(asked: _Asked) -> Node:
    from crmcli.core.search import query_dates  # noqa: PLC0415 - door: 2 ms, only where a date is asked

    found = query_dates.yearly(asked.field, asked.operator, asked.text, asked.reading, is_range=asked.is_range)
    return NOTHING if found is None else found


_TESTS: Mapping[str, Callable[[_Asked], Node]] = {
    "text": _text, "email": _email, "phone": _phone, "url": _url, "uid": _uid, "enum": _enum, "tag": _tag,
    "stage": _stage, "late": _late, "consent": _consent, "rfm": _rfm,
    "id": _number, "number": _number, "money": _money,
    "past": _day, "future": _day, "day": _day, "anniversary": _anniversary,
}  # fmt: skip
_RANGED = ("id", "number", "money", "past", "future", "day", "late", "anniversary")
