"""The fields of the journal: of what one command changed."""

from crmcli.core.search.field import Field

CHANGE_STATES = ("standing", "undone", "undo", "redo", "system")
CHANGE = (
    Field("id", "change", "id", "The change's number"),
    Field("at", "change", "past", "When it was made", aliases=("date", "fecha")),
    Field("command", "change", "text", "The command that made it", aliases=("orden",)),
    Field("by", "change", "text", "Who made it", aliases=("actor",)),
    Field("of", "change", "text", "A kind of record that it changed: contact, deal, ...", aliases=("de",)),
    Field("name", "change", "text", "The name, title or number of a record that it changed", aliases=("nombre",)),
    Field("state", "change", "enum", "Whether it stands, or what it is instead", CHANGE_STATES, ("estado",)),
)
