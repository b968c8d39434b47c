"""A line of a quote or a sale as hands type it: `SKU-12 x3`, `Hosting x12 @ 15 -10% tax 21%`."""

from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.values import money
from crmcli.core.values.decimals import per_cent, scaled
from crmcli.core.values.money import Money

MOST_CHARACTERS = 2000
MOST_QUANTITY = 1_000_000_000
"""A million, in thousandths."""
_TIMES = "xX×"
_MINUS = "-−–"
_HINT = 'As in "Logo design x2 @ 450", "SKU-12 x3" or "Hosting x12 @ 15 -10% tax 21%".'


class LineError(Invalid):
    """A line that cannot be read: what is wrong, and where in `text` it begins."""

    def __init__(self, message: str, at: int, text: str, /, *, hint: str, **values: object) -> None:
        super().__init__(message, hint=hint, **values)
        self.at = at
        self.text = text


class Typed(NamedTuple):
    """What a typed line says; None for what it does not say."""

    text: str
    """A product's sku or name, or words of one's own."""
    quantity: int = 1000
    price: Money | None = None
    discount: int = 0
    tax: int | None = None
    cost: Money | None = None


class _Token(NamedTuple):
    text: str
    at: int


class _Part(NamedTuple):
    """One of the things that may stand after the text, and how many tokens it takes."""

    name: str
    value: int | Money
    length: int


def parse(text: str, currency: str) -> Typed:
    """What a line says, amounts without a currency being in this one; LineError points at what is off."""
    if len(text) > MOST_CHARACTERS:
        raise Invalid("A line has at most {most} characters.", most=MOST_CHARACTERS, hint=_HINT)
    tokens = _tokens(text)
    start = next((at for at in range(len(tokens)) if _begins(tokens, at)), len(tokens))
    if start == 0:
        raise LineError("The line does not begin with what is sold.", 0, text, hint=_HINT)
    said: dict[str, int | Money] = {}
    at = start
    while at < len(tokens):
        part = _part(tokens, at, text, currency)
        if part.name in said:
            raise LineError(
                "{word} says the same a second time.", tokens[at].at, text, word=tokens[at].text, hint=_HINT
            )
        said[part.name] = part.value
        at += part.length
    return Typed(" ".join(token.text for token in tokens[:start]), **said)  # type: ignore[arg-type]


def _begins(tokens: list[_Token], at: int) -> bool:
    """Whether the text ends here: at a price, or where only a quantity, percentages, a tax or a cost follow."""
    if tokens[at].text.startswith("@"):
        return True
    while at < len(tokens):
        word = tokens[at].text
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if word.startswith("@"):
            return True
        if _is_quantity(word) or (word[0] in _MINUS and word.endswith("%")):
            at += 1
        elif (word == "tax" and following.endswith("%")) or (word == "cost" and following[:1].isdecimal()):
            at += 2
        else:
            return False
    return True


def _part(tokens: list[_Token], at: int, text: str, currency: str) -> _Part:
    word, place = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if _is_quantity(word):
        return _Part("quantity", _quantity(word[1:], place, text), 1)
    if word.startswith("@") or word == "cost":
        own = word[1:] if word.startswith("@") else ""
        first = at + (0 if own else 1)
        if first >= len(tokens):
            raise LineError("An amount is missing after {word}.", place, text, word=word, hint=_HINT)
        amount, length = own or tokens[first].text, first - at + 1
        if first + 1 < len(tokens) and _is_currency(tokens[first + 1].text):
            amount, length = f"{amount} {tokens[first + 1].text}", length + 1
        found = _amount(amount, tokens[first].at, text, currency)
        return _Part("cost" if word == "cost" else "price", found, length)
    if word[0] in _MINUS and len(word) > 1:
        if not word.endswith("%"):
            raise LineError("{word} is no discount in per cent.", place, text, word=word, hint="As in -10%.")
        return _Part("discount", _percentage(word[1:], place, text), 1)
    if word == "tax":
        if following is None:
            raise LineError("A percentage is missing after {word}.", place, text, word=word, hint="As in tax 21%.")
        return _Part("tax", _percentage(following.text, following.at, text), 2)
    raise LineError("{word} is not understood after the quantity or the price.", place, text, word=word, hint=_HINT)


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append(_Token(word, at))
        at += len(word)
    if not found:
        raise Invalid("A line is empty.", hint=_HINT)
    return found


def _is_quantity(word: str) -> bool:
    return len(word) > 1 and word[0] in _TIMES and all(sign.isdecimal() or sign in ".,-" for sign in word[1:])


def _is_currency(word: str) -> bool:
    return word.upper() in money.EXPONENTS or (len(word) == 3 and word.isalpha() and word.isupper())


def _quantity(text: str, at: int, line: str) -> int:
    found = scaled(text, 3)
    if not found or found > MOST_QUANTITY:
        hint = "More than nought, at most a million, at most three decimals, as in x2 or x1.5."
        raise LineError("{value} is not a quantity.", at, line, value=text, hint=hint)
    return found


def _percentage(text: str, at: int, line: str) -> int:
    try:
        return per_cent(text)
    except Invalid as error:
        raise LineError(error.message, at, line, hint=error.hint, **error.values) from error


def _amount(text: str, at: int, line: str, currency: str) -> Money:
    try:
        return money.parse(text, currency)
    except Invalid as error:
        raise LineError(error.message, at, line, hint=error.hint, **error.values) from error
