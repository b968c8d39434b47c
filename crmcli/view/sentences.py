"""The program's sentences with their values, which may hold anything, in the user's language and harmless."""

from collections.abc import Mapping

from crmcli.core.errors import CrmError
from crmcli.view.clean import clean
from crmcli.view.words import _

LONGEST_VALUE = 2000
"""Characters of a value that a sentence repeats; of a longer one it repeats a tenth of them."""


def filled(sentence: str, values: Mapping[str, object]) -> str:
    """A sentence, translated, with its values."""
    return _(sentence).format(**{name: harmless(value) for name, value in spoken(values).items()})


def spoken(values: Mapping[str, object]) -> Mapping[str, object]:
    """The same values, amounts of money among them as the user reads them."""
    if not any(hasattr(value, "currency") for value in values.values()):
        return values
    from crmcli.core.values.money import Money  # noqa: PLC0415 - door: 2 ms, only where an amount is told
    from crmcli.view.money import told  # noqa: PLC0415 - door: as above

    return {name: told(*value) if isinstance(value, Money) else value for name, value in values.items()}


def words(error: CrmError) -> tuple[str, str]:
    """An error's sentence and its way out."""
    return filled(error.message, error.values), filled(error.hint, error.values)


def harmless(value: object) -> str:
    """A value on one line, so that it cannot pass for words of the program; a tuple of them one below the other."""
    if isinstance(value, tuple):
        return "\n".join(f"  {harmless(item)}" for item in value)
    text = str(value)
    return clean(text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE // 10] + "...")
