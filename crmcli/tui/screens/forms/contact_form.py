"""Adding somebody, and changing somebody without overwriting what another program changed meanwhile."""

from collections.abc import Iterable

from crmcli.core.errors import Refused
from crmcli.core.records.contact import KINDS, LIFECYCLES, Contact, Point
from crmcli.services.people import adding, contacts, drafts, people
from crmcli.tui.screens.forms.form import Form
from crmcli.tui.widgets.choice import Choice
from crmcli.tui.widgets.field import Field
from crmcli.view.people import changes
from crmcli.view.wording import labels
from crmcli.view.words import _

_TEXTS = {
    "name": "name", "company": "organisation", "job": "job_title", "birthday": "birthday", "lifecycle": "lifecycle",
    "cadence": "cadence", "note": "note", "kind": "kind",
}  # fmt: skip
_LISTS = {"email": "emails", "phone": "phones"}


class ContactForm(Form):
    """The fields that one fills most; `crm contact edit` has every one."""

    def __init__(self, person: Contact | None = None) -> None:
        super().__init__()
        self.before = person

    def heading(self) -> str:
        """Who it is."""
        return f"{self.before.name}  #{self.before.id}" if self.before else _("New contact")

    def fields(self) -> Iterable[Field]:
        """The name first."""
        kinds, stages = Choice(KINDS, labels.kind), Choice(LIFECYCLES, labels.lifecycle)
        shown = _shown(self.before or Contact())
        yield Field("name", _("Name"), shown["name"])
        yield Field("company", _("Organisation"), shown["company"], offers=self.organisations)
        yield Field("job", _("Job"), shown["job"])
        yield Field("email", _("E-mail"), shown["email"], placeholder="ana@x.example, home=ana@y.example")
        yield Field("phone", _("Phone"), shown["phone"], placeholder="600 111 222, work=+34 …")
        yield Field("tags", _("Tags"), shown["tags"], offers=self.tags, many=True)
        yield Field("birthday", _("Birthday"), shown["birthday"], placeholder="1985-12-10, --12-10", echo=self.birthday)
        yield Field("lifecycle", _("Lifecycle"), shown["lifecycle"], choice=stages)
        yield Field("cadence", _("Keep in touch"), shown["cadence"], placeholder="3w, 2m", echo=self.interval)
        yield Field("kind", _("Kind"), shown["kind"], choice=kinds)
        yield Field("note", _("Note"), shown["note"], is_long=True)

    async def save(self, values: dict[str, str]) -> None:
        """Add or change."""
        if self.before is None:
            added = await self.crm.change(adding.add, _changed(Contact(), values, set(values)))
            sentence = "Added {name} as contact {id}. {undo} takes it back."
            if added.alike:
                sentence = "Added {name} as contact {id}; {other} may be the same. {undo} takes it back."
            other = added.alike[0].name if added.alike else ""
            self.crm.tell(sentence, name=added.contact.name, id=added.contact.id, other=other)
            return
        touched = {field.key for field in self.query(Field) if field.is_changed}
        after = _changed(self.before, values, touched)
        try:
            done = await self.crm.change(contacts.save_form, self.before, after, "contact edit")
        except Refused:
            await self._met(self.before)
            raise
        self.crm.tell("Changed {name}. {undo} takes it back.", name=done.after.name)

    async def _met(self, before: Contact) -> None:
        """Where another program changed the contact, show what it wrote, and keep what was typed here."""
        now = await self.crm.desk.read(people.get, before.id)
        if now.version == before.version:
            return
        self.before = now
        raise self.met(_shown(now), changes.lines(before, now)[1:]) from None


def _shown(person: Contact) -> dict[str, str]:
    """What the fields show of a contact."""
    texts = {key: str(getattr(person, name)) for key, name in _TEXTS.items()}
    lists = {key: ", ".join(map(_point, getattr(person, name))) for key, name in _LISTS.items()}
    return {**texts, **lists, "tags": ", ".join(person.tags)}


def _changed(person: Contact, values: dict[str, str], touched: set[str]) -> Contact:
    """The contact with what was typed; what was not touched stays, what the form does not show stays too."""
    texts = {name: values[key] for key, name in _TEXTS.items() if key in touched}
    changed = person._replace(**texts)  # type: ignore[arg-type] # they are texts
    for key, name in _LISTS.items():
        if key in touched:
            changed = changed._replace(**{name: _points(values[key], getattr(person, name))})  # type: ignore[arg-type]
    if "tags" in touched:
        tags = tuple(tag.strip().lstrip("#") for tag in values["tags"].split(","))
        changed = changed._replace(tags=tuple(filter(None, tags)))
    return changed._replace(organisation_id=None) if "company" in touched else changed


def _points(text: str, old: Iterable[Point]) -> tuple[Point, ...]:
    known = {_point(point): point for point in old}
    typed = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(known[part] if part in known else drafts.point(part) for part in typed)


def _point(point: Point) -> str:
    star = "*" if point.preferred else ""
    return f"{star}{point.label}={point.value}" if point.label else f"{star}{point.value}"
