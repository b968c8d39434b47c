"""Ids of companies in exports of other programs: of a company itself, and of the one that a person belongs to.

Programs count people and companies apart, so that the id of a company is kept as hubspot:company:77.
"""

from collections.abc import Callable, Mapping

from crmcli.formats import gathering
from crmcli.formats.gathering import Gathering
from crmcli.formats.profiles import names
from crmcli.formats.profiles.layout import Layout

Step = Callable[[list[str], Gathering], None]
_OF_COMPANIES: Mapping[str, tuple[str, ...]] = {
    "hubspot": ("record id",), "pipedrive": ("organization id",), "salesforce": ("account id",),
}  # fmt: skip
_OF_PEOPLE: Mapping[str, tuple[str, ...]] = {
    "hubspot": ("primary associated company id", "associated company ids"),
    "pipedrive": ("person organization id", "organization id"),
    "salesforce": ("account id",),
}
_NAMES = ("name", "given", "family")


def step(layout: Layout) -> Step | None:
    """What reads these ids of a row; None where the program has none."""
    fields = {column.target.field for column in layout.columns if column.target}
    is_company = "organisation" in fields and not fields.intersection(_NAMES)
    places = {names.key(column.title): column for column in layout.columns}
    known = (_OF_COMPANIES if is_company else _OF_PEOPLE).get(layout.program, ())
    columns = [places[key] for key in known if key in places]
    field = "external_id" if is_company else "organisation_key"

    def read(cells: list[str], found: Gathering) -> None:
        for column in columns:
            if said := gathering.line(cells[column.place].partition(";")[0]):
                found.text(field, f"{layout.program}:company:{said}", column.title)
                return

    return read if columns else None
