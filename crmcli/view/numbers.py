"""Numbers and shares as people read them."""

from crmcli.view.words import language


def share(part: float, whole: float, *, decimals: int = 0) -> str:
    """A share of a whole in per cent; nothing where there is no whole."""
    return percent(part / whole, decimals=decimals) if whole else ""


def percent(value: float, *, decimals: int = 0) -> str:
    """A share, 0.254, as people read it: 25 %."""
    return f"{number(value * 100, decimals)} %"


def number(value: float, decimals: int = 0) -> str:
    """A number with its decimals and grouped thousands, in the manner of the language."""
    text = f"{value:,.{decimals}f}"
    if text.strip("-0.,") == "":
        text = text.removeprefix("-")
    return text.translate(_SPANISH) if language() == "es" else text


_SPANISH = str.maketrans(",.", ".,")
