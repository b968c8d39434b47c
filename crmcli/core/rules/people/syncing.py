"""What becomes of a contact and a file outside the book, told from how both were when they were the same last."""

from crmcli.core.records.contact import Contact
from crmcli.core.values.text import fold

ACTIONS = (
    "same", "add", "write", "change", "rewrite", "meet", "trash", "remove", "forget", "conflict",
)  # fmt: skip
_FROM_CARDS = (
    "prefix", "suffix", "nickname", "job_title", "department", "birthday", "note", "emails", "phones", "urls",
    "handles", "addresses", "tags", "properties",
)  # fmt: skip
"""What a card says wholly: where it is silent there is nothing."""
_OURS = (
    "phonetic", "lifecycle", "source", "referred_by", "language", "owner", "cadence", "external_id", "archived_at",
)  # fmt: skip
"""What other programs may leave out of a card: where it is silent the book knows."""


def action(file: str, card: str, *, was: tuple[str, str] | None) -> str:
    """What to do with a file and a contact, each by its hash now, "" where it is gone, and both as they were.

    add: a contact from a new file. write: a file from a new contact. change: the contact by the file. rewrite: the file
    by the contact. meet: both are new to each other. trash: the contact, for the file is gone. remove: the file, for
    the contact is gone. forget: both are gone. conflict: both changed.
    """
    if was is None:
        return "meet" if file and card else "add" if file else "write"
    if not file and not card:
        return "forget"
    file_changed, card_changed = file != was[0], card != was[1]
    if not file:
        return "conflict" if card_changed else "trash"
    if not card:
        return "conflict" if file_changed else "remove"
    if file_changed and card_changed:
        return "conflict"
    return "change" if file_changed else "rewrite" if card_changed else "same"


def are_many(deleted: int, known: int) -> bool:
    """Whether more than a fifth would go: then somebody is asked first."""
    return deleted * 5 > known


def replaced(known: Contact, card: Contact, *, is_parted: bool) -> Contact:
    """A contact of the book as a card tells it; what only this program keeps stays where the card is silent."""
    changes: dict[str, object] = {name: getattr(card, name) for name in _FROM_CARDS}
    changes.update((name, value) for name in _OURS if (value := getattr(card, name)))
    changes["name"] = card.name
    if is_parted or card.name != known.name:
        changes.update(given=card.given, middle=card.middle, family=card.family)
    if card.kind == "organisation":
        changes["kind"] = "organisation"
    if fold(card.organisation) != fold(known.organisation):
        changes.update(organisation=card.organisation, organisation_id=None)
    if card.fields:
        told = {fold(name): (name, value) for name, value in card.fields}
        kept = [told.pop(fold(name), (name, value)) for name, value in known.fields]
        changes["fields"] = (*kept, *told.values())
    if frozenset(map(fold, card.tags)) == frozenset(map(fold, known.tags)):
        changes["tags"] = known.tags
    return known._replace(**changes)  # type: ignore[arg-type]
