"""A file to rows that are checked and kept aside, before anybody holds the lock of the book."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from crmcli.core.errors import CrmError, Refused, Usage
from crmcli.core.records.consents import Consent
from crmcli.core.records.contact import Contact
from crmcli.core.records.words import FieldType
from crmcli.core.rules import texts
from crmcli.core.rules.people import contacts as rules
from crmcli.core.rules.people import imported
from crmcli.core.values.text import fold
from crmcli.formats import cards, jsonl
from crmcli.formats.drafts import Draft, Remark, from_error, remark
from crmcli.formats.ldif.entries import is_text
from crmcli.formats.profiles import targets
from crmcli.services.importing.options import Options
from crmcli.services.importing.sources import Source
from crmcli.services.importing.spool import Spool
from crmcli.services.people import custom
from crmcli.services.workspace import Workspace

if TYPE_CHECKING:
    from crmcli.formats.ldif.mapping import Book

FORMATS = ("csv", "jsonl", "ldif", "vcard")
LINE, REASON = "Rejected line", "Rejected because"
"""The columns that a file of rejected rows has more; they are passed over when it comes back."""
LINE_KEY, REASON_KEY = "_line", "_reason"
TOLD_EVERY = 500
"""Rows after which the progress is told."""
_OTHERS = ((b"[", "JSON array"), (b"<!doctype html", "HTML"), (b"<html", "HTML"))


class Row(NamedTuple):
    """A row that was read."""

    line: int
    contact: Contact
    referred_by: str = ""
    is_parted: bool = True
    """Whether the parts of its name were told and not guessed."""
    problem: Remark | None = None
    """Why it cannot become a contact."""
    consents: tuple[Consent, ...] = ()
    organisation_key: str = ""


class Facts(NamedTuple):
    """What was found out about a file."""

    format: str
    program: str = ""
    encoding: str = "utf-8"
    delimiter: str = ""
    has_header: bool = True
    columns: tuple[tuple[str, str], ...] = ()
    """Each column and the field that it fills, "" for none."""
    unknown: tuple[tuple[str, int], ...] = ()
    """Columns that go nowhere, and how many of their cells hold something."""
    date_orders: tuple[tuple[str, str], ...] = ()
    """Columns with dates in numbers, and how they were read: dmy, mdy or ymd."""
    remarks: tuple[Remark, ...] = ()
    fields: tuple[FieldType, ...] = ()
    sheet: cards.Sheet | None = None
    rows: int = 0
    """How many there are, where that is known before they are read."""
    said_encoding: str = ""
    """What the user said of it."""
    book: "Book | None" = None
    """What is known of an LDIF file."""


Warn = Callable[[int, Remark], None]
"""Told of a value that was not taken, and its line."""
Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def examined(crm: Workspace, source: Source, options: Options) -> Facts:
    """What a file is, after a look at all of it. Refused for what is none of the formats."""
    kind = options.format or _guessed(source)
    if kind not in FORMATS:
        raise Usage("There is no format {format}.", format=kind, hint="Formats: csv, jsonl, ldif, vcard.")
    if source.parts and kind != "vcard":
        raise Usage("A folder is read as vCard, not as {format}.", format=kind, hint="Name one of its files.")
    if kind == "vcard":
        from crmcli.services.importing import cards as vcards  # noqa: PLC0415 - door: the codec, 8 ms, only for cards

        return Facts(
            kind,
            encoding=options.encoding or "utf-8",
            said_encoding=options.encoding,
            rows=vcards.count(source.stream),
        )
    if kind == "jsonl":
        return Facts(kind)
    if kind == "ldif":
        return _directory(source, options)
    sheet = _sheet(crm, source.stream, options)
    titles = {column.place: column.title for column in sheet.layout.columns}
    columns = [(titles.get(at, f"Column {at + 1}"), filled) for at, filled in enumerate(sheet.survey.filled)]
    filled_by = {column.place: column.target for column in sheet.layout.columns}
    return Facts(
        kind,
        sheet.layout.program,
        sheet.dialect.encoding,
        sheet.dialect.delimiter,
        sheet.layout.header_line > 0,
        tuple((title, _told(filled_by.get(at))) for at, (title, _) in enumerate(columns)),
        tuple((title, filled) for at, (title, filled) in enumerate(columns) if filled and filled_by.get(at) is None),
        tuple((titles[place], order) for place, order in sheet.survey.orders if order),
        sheet.remarks,
        sheet.fields,
        sheet,
        sheet.survey.rows,
    )


def _directory(source: Source, options: Options) -> Facts:
    from crmcli.formats.ldif import mapping  # noqa: PLC0415 - door: 2 ms, only for LDIF

    if options.mapping:
        raise Usage(
            "--map is for CSV, not for {format}.", format="LDIF", hint="--keep-unknown keeps what has no field."
        )
    book = mapping.survey(source.stream, options.encoding, keep_unknown=options.keep_unknown)
    return Facts(
        "ldif",
        encoding=options.encoding or "utf-8",
        said_encoding=options.encoding,
        unknown=book.unknown,
        remarks=book.remarks,
        rows=book.people,
        book=book,
    )


def read(
    crm: Workspace, source: Source, facts: Facts, options: Options, rows: Spool[Row], warn: Warn, progress: Progress
) -> None:
    """Put every row of the file into the spool, checked by itself; nothing of the book is asked."""
    tags = texts.tags(options.tags)
    settings, today = crm.settings, crm.today.isoformat()
    is_tidy = facts.format in ("vcard", "ldif") or (facts.sheet is not None and facts.program != "crmcli")
    for draft in _drafts(crm, source, facts, options):
        for said in draft.warnings:
            warn(draft.line, said)
        if draft.errors:
            rows.add(Row(draft.line, Contact(), problem=draft.errors[0]))
            continue
        contact = draft.contact
        parted = bool(contact.given or contact.middle or contact.family)
        if tags:
            contact = contact._replace(tags=(*contact.tags, *tags))
        if contact.fields or contact.archived_at:
            contact = _checked(contact, draft.line, warn)
        if contact.birthday > today:
            warn(draft.line, remark("{value} is still to come.", column="birthday", value=contact.birthday))
            contact = contact._replace(birthday="")
        try:
            settled = (
                imported.completed(contact)
                if is_tidy
                else rules.settled(contact, country=settings.country, today=crm.today)
            )
        except CrmError as error:
            rows.add(Row(draft.line, Contact(), problem=from_error(error, "")))
        else:
            for field, signs in imported.suspicious(settled):
                warn(draft.line, remark("The {field} has signs that may deceive: {signs}.", field=field, signs=signs))
            row = Row(draft.line, settled, draft.referred_by, parted)
            rows.add(row._replace(consents=draft.consents, organisation_key=draft.organisation_key))
        if rows.count % TOLD_EVERY == 0:
            progress("read", rows.count, facts.rows)


def _guessed(source: Source) -> str:
    """vcard, csv, ldif or jsonl, by the file's beginning or else its name."""
    if source.parts:
        return "vcard"
    start = source.stream.read(4096)
    source.stream.seek(0)
    if start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:11].upper() == b"BEGIN:VCARD":
        return "vcard"
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    suffix = source.name.rpartition(".")[2].lower()
    if suffix in ("ldif", "ldi") or (suffix not in ("csv", "tsv") and is_text(bare)):
        return "ldif"
    if bare[:15].upper() == b"BEGIN:VCALENDAR":
        raise Refused("{file} is a calendar.", file=source.name, hint="`crm import agenda {file}` reads it.")
    for sign, name in _OTHERS:
        if bare[: len(sign)].lower() == sign:
            raise Refused(
                "{file} is {format}, which import does not read.",
                file=source.name,
                format=name,
                hint="It takes vCard, CSV, LDIF, and JSON with one object a line; --format csv insists.",
            )
    if suffix in ("vcf", "vcard"):
        return "vcard"
    if suffix in ("jsonl", "ndjson") or (suffix not in ("csv", "tsv", "txt") and bare.startswith(b"{")):
        return "jsonl"
    return "csv"


def _sheet(crm: Workspace, stream: BinaryIO, options: Options) -> cards.Sheet:
    mapping = targets.parse_map(options.mapping)
    known = list(custom.known(crm).values())
    for target in mapping.values():
        if target.field == "fields":
            custom.refuse_taken(rules.field_name(target.name))

    def opened(mapping: dict[str, targets.Target]) -> cards.Sheet:
        return cards.open_sheet(
            stream,
            encoding=options.encoding,
            delimiter=options.delimiter,
            header=options.header,
            mapping=mapping,
            fields=known,
            keep_unknown=options.keep_unknown,
            date_order=options.date_order or crm.settings.date_order,
            country=crm.settings.country,
            max_size=options.max_size,
        )

    sheet = opened(mapping)
    ours = [column.title for column in sheet.layout.columns if column.title in (LINE, REASON)]
    return opened(mapping | dict.fromkeys(ours, targets.IGNORE)) if ours else sheet


def _told(target: targets.Target | None) -> str:
    """A field as `--map` takes it."""
    if target is None:
        return ""
    if target.field == "fields":
        return f"field:{target.name}" if target.name else "field"
    return f"{target.field}:{target.label}" if target.label else target.field


def _drafts(crm: Workspace, source: Source, facts: Facts, options: Options) -> Iterator[Draft]:
    stream = source.stream
    if facts.format == "vcard":
        from crmcli.services.importing import cards as vcards  # noqa: PLC0415 - door: as above

        yield from vcards.drafts(source, options.encoding, crm.settings.country)
        return
    if facts.sheet is not None:
        yield from cards.drafts(stream, facts.sheet)
        return
    if facts.book is not None:
        from crmcli.formats.ldif import mapping  # noqa: PLC0415 - door: as above

        keep = options.keep_unknown
        yield from mapping.drafts(stream, facts.book, options.encoding, keep_unknown=keep, country=crm.settings.country)
        return
    stream.seek(0)
    for line in jsonl.lines(stream):
        if line.fault:
            yield Draft(line.number, Contact(), errors=(line.fault,))
            continue
        told = {key: value for key, value in line.value.items() if key not in (LINE_KEY, REASON_KEY)}
        yield jsonl.contact_from(told, line=line.number, country=crm.settings.country)


def _checked(contact: Contact, line: int, warn: Warn) -> Contact:
    """A contact without the fields that cannot be, each of which is told."""
    good: dict[str, tuple[str, str]] = {}
    for name, value in contact.fields:
        try:
            custom.refuse_taken(rules.field_name(name))
        except CrmError as error:
            warn(line, from_error(error, name[:80]))
        else:
            good[fold(name)] = (name, value)
    archived_at = contact.archived_at
    if archived_at and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", archived_at):
        warn(line, remark("{value} is not a moment.", column="archived_at", value=archived_at[:80]))
        archived_at = ""
    return contact._replace(fields=tuple(good.values()), archived_at=archived_at)
