"""What is still to be checked of a contact that a reader has made of a file."""

from collections.abc import Iterator

from crmcli.core.errors import Invalid
from crmcli.core.records.contact import Contact
from crmcli.core.rules.people.contacts import MOST_POINTS
from crmcli.core.rules.texts import LONGEST_LINE, tags
from crmcli.core.values import names

_JOINERS = "\u200c\u200d"
"""Signs without a shape of their own that Persian and Indian names and pictures of people need."""


def completed(contact: Contact) -> Contact:
    """What `contacts.settled` makes of it, at a tenth of the cost; Invalid for what cannot be.

    A million rows go through here, and reading has done the rest.
    """
    name = contact.name
    if not name or len(name) > LONGEST_LINE:
        raise Invalid(
            "The {name} has {length} characters; {most} is the most.",
            name="name",
            length=len(name),
            most=1000,
            hint="Shorten it.",
        )
    for points in (contact.emails, contact.phones, contact.urls, contact.handles):
        if len(points) > MOST_POINTS:
            raise Invalid(
                "One contact cannot have {count} of kind {kind}; {most} is the most.",
                count=len(points),
                kind="point",
                most=MOST_POINTS,
                hint="Leave some of them out.",
            )
    if contact.kind == "person" and not (contact.given or contact.family):
        given, family = names.split(name)
        contact = contact._replace(given=given, family=family)
    return contact._replace(tags=tags(contact.tags)) if contact.tags else contact


def suspicious(contact: Contact) -> Iterator[tuple[str, str]]:
    """Fields whose text may deceive, and the signs by which: hidden ones, or letters that imitate Latin ones."""
    for field, text in (("name", contact.name), *(("email", point.value) for point in contact.emails)):
        if text.isascii() and text.isprintable():
            continue
        signs = [sign for sign in text if not sign.isprintable() and sign not in _JOINERS]
        signs += [sign for word in text.replace("@", " ").split() for sign in _imitations(word)]
        if signs:
            yield field, " ".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in signs))


def _imitations(word: str) -> list[str]:
    """Greek and Cyrillic letters in a word that has Latin ones too."""
    others = [sign for sign in word if "\u0370" <= sign <= "\u052f"]
    return others if others and any(sign.isascii() and sign.isalpha() for sign in word) else []
