"""What stages are called in reports."""

from crmcli.core.rules.sales.stages import OWN
from crmcli.view.clean import clean
from crmcli.view.words import language


def label(slug: str, name: str = "") -> str:
    """Its own name, else what the default stage is called in the user's language, with a capital."""
    if name:
        return clean(name)
    english, spanish = OWN.get(slug, (slug, slug))
    text = spanish if language() == "es" else english
    return clean(text[:1].upper() + text[1:])
