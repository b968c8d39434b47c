"""Terms of payment in words: in English as they are stored, which everybody who sells knows, in Spanish written out."""

from crmcli.core.errors import CrmError
from crmcli.core.rules.sales.terms import Part, parse
from crmcli.core.values.decimals import plain
from crmcli.view.words import _, language


def told(stored: str) -> str:
    """What was agreed, in the language that is spoken; what is no term of ours stays as it is."""
    if not stored or language() == "en":
        return stored
    try:
        terms = parse(stored)
    except CrmError:
        return stored
    if len(terms.parts) > 1:
        return ", ".join(
            _("{share} % {moment}").format(share=plain(part.share, 2), moment=_moment(part)) for part in terms.parts
        )
    early = [
        _("{share} % off within {days} days").format(share=plain(one.share, 2), days=one.days) for one in terms.early
    ]
    return "; ".join((_moment(terms.parts[0]), *early))


def _moment(part: Part) -> str:
    if part.word:
        return {"now": _("on receipt"), "cod": _("on delivery"), "prepaid": _("in advance")}.get(part.word, part.word)
    if part.from_month_end:
        return _("{days} days after the end of the month").format(days=part.days) if part.days else _("end of month")
    return _("within {days} days").format(days=part.days)
