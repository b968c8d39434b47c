"""How contacts look."""

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.view import dates
from crmcli.view.columns.column import Column, Frame, Json, absent
from crmcli.view.wording import labels


def preferred(points: tuple[Point, ...]) -> str:
    """The one to use: the preferred, else the first."""
    return next((point.value for point in points if point.preferred), points[0].value if points else "")


def city(contact: Contact) -> str:
    """The first city of a contact's addresses."""
    return next((address.city for address in contact.addresses if address.city), "")


def _points(points: tuple[Point, ...]) -> Json:
    return [{"value": p.value, "label": absent(p.label), "preferred": p.preferred} for p in points]


def _addresses(addresses: tuple[Address, ...]) -> Json:
    return [{name: absent(value) for name, value in zip(Address._fields, a, strict=True)} for a in addresses]


def _last(contact: Contact, frame: Frame) -> str:
    return dates.short(frame.local(contact.last_at).date(), frame.today) if contact.last_at else ""


def _touch(contact: Contact, frame: Frame) -> str:
    return dates.short(frame.local(contact.touch_by).date(), frame.today) if contact.touch_by else ""


CONTACT = (
    Column("id", "#", lambda c: c.id, align="right", type="integer"),
    Column("uid", "UID", lambda c: c.uid, shown=False),
    Column("kind", "Kind", lambda c: c.kind, lambda c, _: labels.kind(c.kind), shown=False),
    Column("name", "Name", lambda c: c.name, wide=True),
    Column("prefix", "Prefix", lambda c: absent(c.prefix), shown=False),
    Column("given", "Given name", lambda c: absent(c.given), shown=False),
    Column("middle", "Middle name", lambda c: absent(c.middle), shown=False),
    Column("family", "Family name", lambda c: absent(c.family), shown=False),
    Column("suffix", "Suffix", lambda c: absent(c.suffix), shown=False),
    Column("nickname", "Nickname", lambda c: absent(c.nickname), shown=False),
    Column("phonetic", "Phonetic", lambda c: absent(c.phonetic), shown=False),
    Column("organisation_id", "Organisation #", lambda c: c.organisation_id, shown=False, type="integer"),
    Column("organisation", "Organisation", lambda c: absent(c.organisation), wide=True),
    Column("job_title", "Job", lambda c: absent(c.job_title), shown=False),
    Column("department", "Department", lambda c: absent(c.department), shown=False),
    Column(
        "lifecycle", "Lifecycle", lambda c: absent(c.lifecycle), lambda c, _: labels.lifecycle(c.lifecycle), shown=False
    ),
    Column("source", "Source", lambda c: absent(c.source), shown=False),
    Column("referred_by", "Referred by", lambda c: c.referred_by, shown=False, type="integer"),
    Column("birthday", "Birthday", lambda c: absent(c.birthday), shown=False),
    Column("language", "Language", lambda c: absent(c.language), shown=False),
    Column("owner", "Owner", lambda c: absent(c.owner), shown=False),
    Column("cadence", "Cadence", lambda c: absent(c.cadence), shown=False),
    Column("note", "Note", lambda c: absent(c.note), shown=False),
    Column("email", "E-mail", lambda c: absent(preferred(c.emails)), machine=False, wide=True, gives_way=2),
    Column("phone", "Phone", lambda c: absent(preferred(c.phones)), machine=False, gives_way=3),
    Column("city", "City", lambda c: absent(city(c)), shown=False, machine=False),
    Column("emails", "E-mails", lambda c: _points(c.emails), shown=False, type="array"),
    Column("phones", "Phones", lambda c: _points(c.phones), shown=False, type="array"),
    Column("urls", "URLs", lambda c: _points(c.urls), shown=False, type="array"),
    Column("handles", "Handles", lambda c: _points(c.handles), shown=False, type="array"),
    Column("addresses", "Addresses", lambda c: _addresses(c.addresses), shown=False, type="array"),
    Column(
        "tags",
        "Tags",
        lambda c: list(c.tags),
        lambda c, _: " ".join(f"#{tag}" for tag in c.tags),
        type="array",
        gives_way=1,
    ),
    Column("fields", "Fields", lambda c: dict(c.fields), shown=False, type="object"),
    Column("properties", "Kept properties", lambda c: absent(c.properties), shown=False),
    Column("external_id", "External id", lambda c: absent(c.external_id), shown=False),
    Column("created_at", "Created", lambda c: absent(c.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda c: absent(c.updated_at), shown=False, type="instant"),
    Column("archived_at", "Archived", lambda c: absent(c.archived_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda c: absent(c.trashed_at), shown=False, type="instant"),
    Column("version", "Version", lambda c: c.version, shown=False, type="integer"),
    Column("last_at", "Last", lambda c: absent(c.last_at), _last, align="right", type="moment"),
    Column("touch_by", "Due", lambda c: absent(c.touch_by), _touch, align="right", type="date"),
)
