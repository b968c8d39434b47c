"""What a stage may be called: its word, its name, and what the program's own stages are called in each language."""

from collections.abc import Iterable, Mapping

from crmcli.core.values.text import fold

OWN: Mapping[str, tuple[str, str]] = {
    "first-contact": ("first contact", "primer acercamiento"),
    "lead": ("lead", "lead"),
    "conversation": ("conversation", "conversación"),
    "needs": ("needs", "detección de necesidades"),
    "proposal": ("proposal", "propuesta"),
    "won": ("won", "conversión"),
}
"""The words of the default stages, and what they are called in English and Spanish."""


def spellings(stages: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The words (slugs) that each folded spelling means, of stages given as word and name."""
    found: dict[str, tuple[str, ...]] = {}
    for slug, name in stages:
        for text in (slug, slug.replace("-", " "), name, *(() if name else OWN.get(slug, ()))):
            if text and slug not in found.get(fold(text), ()):
                found[fold(text)] = (*found.get(fold(text), ()), slug)
    return found
