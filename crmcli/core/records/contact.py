"""People and organisations, and what hangs on them."""

from typing import NamedTuple

KINDS = ("person", "organisation")
LIFECYCLES = ("subscriber", "lead", "mql", "sql", "opportunity", "customer", "evangelist", "former", "other")


class Point(NamedTuple):
    """One way to reach somebody: an e-mail, a phone, a URL or a handle."""

    value: str
    """As it was given."""
    label: str = ""
    """work, home, mobile, ... in lower case; for a handle the service it is of."""
    normal: str = ""
    """What it is compared by: a folded e-mail, international digits (34600111222), a URL without its scheme."""
    preferred: bool = False


class Address(NamedTuple):
    """A postal address; `text` is the whole of it when the parts are not known."""

    label: str = ""
    street: str = ""
    extended: str = ""
    po_box: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    text: str = ""


class Contact(NamedTuple):
    """A person or an organisation, whole. Absent text is "", absent dates, numbers and references are None."""

    id: int = 0
    """0 until it is stored."""
    uid: str = ""
    kind: str = "person"
    name: str = ""
    """How it is shown; never empty in the store."""
    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    nickname: str = ""
    phonetic: str = ""
    organisation_id: int | None = None
    organisation: str = ""
    """The organisation's name, read with the record; writing it does nothing."""
    job_title: str = ""
    department: str = ""
    lifecycle: str = ""
    source: str = ""
    referred_by: int | None = None
    birthday: str = ""
    """1815-12-10, or --12-10 without the year."""
    language: str = ""
    owner: str = ""
    cadence: str = ""
    """An interval to keep in touch: 3w, 10d, 2m; "" leaves it to the tags."""
    note: str = ""
    emails: tuple[Point, ...] = ()
    phones: tuple[Point, ...] = ()
    urls: tuple[Point, ...] = ()
    handles: tuple[Point, ...] = ()
    addresses: tuple[Address, ...] = ()
    tags: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    """Custom fields: name and canonical text."""
    properties: str = ""
    """What another program's card says that has no field here, kept word for word."""
    external_id: str = ""
    """Whose it is in the program that it was imported from: `profile:id`."""
    created_at: str = ""
    updated_at: str = ""
    archived_at: str = ""
    trashed_at: str = ""
    version: int = 0
    last_at: str = ""
    """The last interaction that counts as contact; derived."""
    touch_by: str = ""
    """The day by which to be in touch again; derived."""
