"""How a rejected row and a warning look to a program: in English, whatever the user's language."""

from crmcli.view.columns.column import Json, absent
from crmcli.view.wording.remarks import Remark


def reject(line: int, reason: Remark, file: str = "") -> Json:
    """Where it is, what is wrong, and what can be done about it."""
    told: dict[str, Json] = {"line": line, "column": absent(reason.column), "message": str(reason)}
    if reason.hint:
        told["hint"] = reason.hint.format(**reason.values)
    if file:
        told["file"] = file
    return told
