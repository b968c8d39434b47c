"""Answers to surveys out of a CSV file."""

from crmcli.core.records.support import Answer
from crmcli.core.values import imported_dates
from crmcli.formats import sheets as layouts
from crmcli.formats.sheets import Sheet
from crmcli.services.importing.sheets import Kind
from crmcli.services.support import answers
from crmcli.services.workspace import Workspace
from crmcli.store.reads.support import answers as reads


def _readable(_crm: Workspace, sheet: Sheet, values: dict[str, str]) -> dict[str, str]:
    if "date" in values:
        values["date"] = imported_dates.parse_imported(values["date"], sheet.order)
    return values


ANSWERS = Kind(
    "survey import", layouts.ANSWERS, Answer(kind=""), reads.by_external_ids, answers.get, _readable, answers.drafted,
    telling=frozenset({"kind", "phase", "channel"}),
)  # fmt: skip
