"""What a segment of RFM may be called in a query: its word, its name in either language, or three scores."""

from collections.abc import Iterator, Mapping

from crmcli.core.errors import Invalid
from crmcli.core.search.field import Field, Match
from crmcli.core.values.text import fold, nearest

NAMES: Mapping[str, tuple[str, str]] = {
    "champions": ("Champions", "Campeones"),
    "loyal": ("Loyal", "Leales"),
    "potential-loyalist": ("Potential Loyalist", "Leales potenciales"),
    "new-customers": ("New Customers", "Nuevos"),
    "promising": ("Promising", "Prometedores"),
    "need-attention": ("Need Attention", "Necesitan atención"),
    "about-to-sleep": ("About To Sleep", "A punto de dormirse"),
    "at-risk": ("At Risk", "En riesgo"),
    "cannot-lose": ("Cannot Lose Them", "No se pueden perder"),
    "hibernating": ("Hibernating", "Hibernando"),
    "lost": ("Lost", "Perdidos"),
}
"""What each segment is called in English and Spanish."""
_SCORES = 3


def segment(field: Field, text: str) -> Match:
    """The test of a segment by any of its spellings, or of the three scores in one."""
    wanted = _dashed(text)
    if is_code(wanted):
        return Match(field, "same", wanted)
    known = {spelling: slug for slug in field.choices for spelling in _spellings(slug)}
    if wanted not in known:
        near = nearest(wanted, known)
        hint = (
            "Did you mean {nearest}? It takes {choices}, or three scores from 1 to 5 such as 555."
            if near
            else "It takes {choices}, or three scores from 1 to 5 such as 555."
        )
        values = {"field": field.name, "value": text, "nearest": near, "choices": ", ".join(field.choices)}
        raise Invalid("{field} is never {value}.", hint=hint, **values)
    return Match(field, "same", known[wanted])


def is_code(text: str) -> bool:
    """Whether it is three scores in one, such as 555."""
    return len(text) == _SCORES and set(text) <= set("12345")


def begun(field: Field, text: str, language: str) -> list[str]:
    """The words of segments that begin so, to be offered: the program's own, then those of the user's language."""
    spoken = [_dashed(NAMES[slug][1]) for slug in field.choices] if language == "es" else []
    return [word for word in (*field.choices, *spoken) if word.startswith(_dashed(text))]


def _spellings(slug: str) -> Iterator[str]:
    yield slug
    yield from map(_dashed, NAMES[slug])


def _dashed(text: str) -> str:
    return "-".join(fold(text).replace("-", " ").split())
