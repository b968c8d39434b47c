"""What is still to be checked of a contact whose every value a reader has made tidy, valid and comparable."""

from crmcli.core.errors import Invalid
from crmcli.core.records.contact import Contact
from crmcli.core.rules.people.contacts import MOST_POINTS
from crmcli.core.rules.texts import LONGEST_LINE, tags
from crmcli.core.values import names


def completed(contact: Contact) -> Contact:
    """What `contacts.settled` makes of it, at a tenth of the cost; Invalid for what cannot be.

    A million rows go through here, and reading has done the rest.
    """
    name = contact.name
    if not name or len(name) > LONGEST_LINE:
        raise Invalid(
            "The {name} has {length} characters; {most} is the most.", name="name", length=len(name), most=1000
        )
    for points in (contact.emails, contact.phones, contact.urls, contact.handles):
        if len(points) > MOST_POINTS:
            raise Invalid(
                "One contact cannot have {count} of kind {kind}; {most} is the most.",
                count=len(points),
                kind="point",
                most=MOST_POINTS,
            )
    if contact.kind == "person" and not (contact.given or contact.family):
        given, family = names.split(name)
        contact = contact._replace(given=given, family=family)
    return contact._replace(tags=tags(contact.tags)) if contact.tags else contact
