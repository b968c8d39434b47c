"""Finding the one who is meant."""

from collections.abc import Iterable, Sequence

from crmcli.core import references
from crmcli.core.errors import Ambiguous, Invalid, NotFound
from crmcli.core.records.contact import Contact
from crmcli.core.values.text import fold, words
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts
from crmcli.store.reads.contacts import Candidate

_QUERY_HINT = "This is a query: --query takes it, in commands for many."


def pick(crm: Workspace, text: str, *, kind: str = "", sure: bool = False, trashed: bool = False) -> int:
    """The number of the contact that is meant; with `trashed`, where nobody else is, one in the trash.

    A read may take the only one whose name begins like the words; a write is `sure` and takes exact matches alone.
    Raises NotFound, or Ambiguous with the candidates.
    """
    reference = references.read(text)
    found = exact(crm, reference) or (contacts.by_name(crm.db, reference.name, trashed=True) if trashed else [])
    found = [person for person in found if not kind or person.kind == kind]
    if len(found) > 1:
        found = [person for person in found if person.name == text.strip()] or found
    if len(found) == 1:
        return found[0].id
    if found:
        raise _ambiguous(text, found, "Take the number: id:{id}.")
    near = [person for person in _near(crm, text) if not kind or person.kind == kind]
    if len(near) > 1 or sure:  # a title is no part of what somebody is called
        bare = contacts.named_in_parts(crm.db, [person.id for person in near], reference.name)
        near = [person for person in near if person.id in bare] or near
        sure = sure and not bare
    if len(near) == 1 and not sure:
        return near[0].id
    if near:
        sentence = "Nobody is called exactly {text}." if sure else ""
        raise _ambiguous(text, near, "Did you mean {name}? Take the number: id:{id}.", sentence)
    raise NotFound(
        "There is no contact {text}.",
        text=text,
        hint=_QUERY_HINT if _is_query(text) else "`crm find WORDS` searches, `crm contact add` adds.",
        noun="contact",
    )


def _is_query(text: str) -> bool:
    from crmcli.core.search.fields import own  # noqa: PLC0415 - door: 3 ms, only where nobody was found

    return ":" in text and own(text.partition(":")[0], "contact") is not None


def _ambiguous(text: str, found: Sequence[Candidate], hint: str, sentence: str = "") -> Ambiguous:
    is_cut = len(found) == contacts.MOST_CANDIDATES
    return Ambiguous(
        sentence or ("{text} could be any of {count} or more." if is_cut else "{text} could be any of {count}."),
        text=text,
        count=len(found),
        candidates=lines_of(found),
        hint=hint,
        name=found[0].name,
        id=found[0].id,
    )


def picked(
    crm: Workspace, texts: Iterable[str], *, kind: str = "", sure: bool = False, trashed: bool = False
) -> list[int]:
    """The numbers of all that are meant, each once, in order."""
    return list(dict.fromkeys(pick(crm, text, kind=kind, sure=sure, trashed=trashed) for text in texts))


def get(crm: Workspace, contact_id: int) -> Contact:
    """A contact, whole."""
    found = contacts.one(crm.db, contact_id)
    if found is None:
        raise NotFound("There is no contact {id}.", id=contact_id, hint="`crm contact list` shows who there is.")
    return found


def are_together(crm: Workspace, one: int, other: int) -> bool:
    """Whether they are one customer: the same, an organisation and somebody of it, or two of one."""
    homes = {one, get(crm, one).organisation_id or one} & {other, get(crm, other).organisation_id or other}
    return bool(homes)


def exact(crm: Workspace, reference: references.Reference) -> Sequence[Candidate]:
    """Everybody whom a reference names exactly."""
    db = crm.db
    if reference.id and (found := contacts.by_id(db, reference.id)):
        return found
    if reference.uid and (found := contacts.by_uid(db, reference.uid)):
        return found
    if not reference.email and not reference.phone:
        return contacts.by_name(db, reference.name) if reference.name else []
    from crmcli.core.values import addresses  # noqa: PLC0415 - door: 1 ms, only for an e-mail or a phone

    if reference.email:
        try:
            normal = addresses.email_normal(reference.email)
        except Invalid:
            normal = ""
        if normal and (found := contacts.by_point(db, "email", normal)):
            return found
    if reference.phone:
        normal = addresses.phone_normal(reference.phone, crm.settings.country)
        return contacts.by_point(db, "phone", normal) if normal else []
    return contacts.by_name(db, reference.name) if reference.name else []


def _near(crm: Workspace, text: str) -> Sequence[Candidate]:
    searched = words(text)
    return contacts.by_words(crm.db, searched) if searched and not fold(text).isdigit() else []


def lines_of(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Candidates as lines to choose from."""
    return tuple(
        f"{person.id:>6}  {person.name}" + (f"  ({person.detail})" if person.detail else "") for person in candidates
    )
