"""Every word of the command line, what it is for, and where its function is. Help comes from here, opening nothing."""

from typing import NamedTuple


class Verb(NamedTuple):
    """A command: where its function is, and one line about it."""

    target: str
    summary: str


class Noun(NamedTuple):
    """A group of commands; `default` answers where the next word is none of its verbs."""

    summary: str
    verbs: dict[str, Verb]
    default: str = ""


FACES = {"tui": "crmcli.tui.opening:run"}
"""Other faces than this one: nothing here imports them, and `groups.resolved` opens them by name."""
_AT = "crmcli.cli.commands."
_PEOPLE = {
    "add": Verb(_AT + "people.contact:add", "Add somebody."),
    "list": Verb(_AT + "people.contact_list:list_", "List by a query, in columns or for machines."),
    "show": Verb(_AT + "people.contact_show:show", "Show one record whole."),
    "edit": Verb(_AT + "people.contact_edit:edit", "Edit a record as a form in $EDITOR."),
    "set": Verb(_AT + "people.contact_edit:set_", "Change fields of one record or of many."),
    "archive": Verb(_AT + "people.contact_state:archive", "Put away, still found with is:archived."),
    "restore": Verb(_AT + "people.contact_state:restore", "Bring back from the archive or the trash."),
    "delete": Verb(_AT + "people.contact_state:delete", "Move to the trash."),
}
COMMANDS: dict[str, Verb | Noun] = {
    "init": Verb(_AT + "system.init:init", "Make a book and settle currency, country, zone and language."),
    "demo": Verb(_AT + "system.demo:demo", "Make a sample business and show its day."),
    "today": Verb(
        _AT + "activity.today:today",
        "What is overdue, due and coming, birthdays, and who waits to hear from you.",
    ),
    "tui": Verb(_AT + "system.tui:tui", "Open the full-screen app."),
    "contact": Noun("People and organisations.", _PEOPLE),
    "company": Noun("Organisations: the contacts of kind organisation.", _PEOPLE),
    "show": Verb(_AT + "people.card:show", "Show somebody's card: everything on one screen."),
    "timeline": Verb(_AT + "people.card:timeline", "Show the history with somebody, newest first."),
    "find": Verb(_AT + "people.find:find", "Search people, organisations, interactions and tasks."),
    "log": Noun(
        "What was said: calls, meetings, messages, notes.",
        {
            "call": Verb(_AT + "activity.log:call", "Log a call."),
            "meeting": Verb(_AT + "activity.log:meeting", "Log a meeting."),
            "email": Verb(_AT + "activity.log:email", "Log an e-mail."),
            "message": Verb(_AT + "activity.log:message", "Log a message."),
            "visit": Verb(_AT + "activity.log:visit", "Log a visit."),
            "note": Verb(_AT + "activity.log:note", "Write a note about somebody."),
            "list": Verb(_AT + "activity.log_edit:list_", "List interactions by a query."),
            "show": Verb(_AT + "activity.log_edit:show", "Show one interaction whole."),
            "edit": Verb(_AT + "activity.log_edit:edit", "Correct an interaction."),
            "delete": Verb(_AT + "activity.log_edit:delete", "Move interactions to the trash."),
        },
        default="crmcli.cli.commands.activity.log:capture",
    ),
    "task": Noun(
        "What is promised: follow-ups, calls, meetings, deliveries.",
        {
            "add": Verb(_AT + "activity.task:add", "Promise something."),
            "list": Verb(_AT + "activity.task_list:list_", "List tasks by a query."),
            "show": Verb(_AT + "activity.task_list:show", "Show one task whole."),
            "done": Verb(_AT + "activity.task_state:done", "Mark as done; a repeated one makes its next."),
            "reopen": Verb(_AT + "activity.task_state:reopen", "Open a done or cancelled task again."),
            "snooze": Verb(_AT + "activity.task:snooze", "Move to a later day."),
            "edit": Verb(_AT + "activity.task:edit", "Change a task."),
            "cancel": Verb(_AT + "activity.task_state:cancel", "Call off."),
            "delete": Verb(_AT + "activity.task_state:delete", "Move to the trash."),
        },
    ),
    "agenda": Noun(
        "The calendar of promises.",
        {
            "day": Verb(_AT + "activity.agenda:day", "One day."),
            "week": Verb(_AT + "activity.agenda:week", "One week."),
            "month": Verb(_AT + "activity.agenda:month", "One month."),
            "export": Verb(_AT + "activity.agenda:export", "Write a calendar file with stable ids."),
        },
        default="crmcli.cli.commands.activity.agenda:show",
    ),
    "remind": Verb(_AT + "activity.remind:remind", "Tell once what has come due; for cron and timers."),
    "cadence": Noun(
        "Intervals to keep in touch.",
        {
            "set": Verb(_AT + "activity.cadence:set_", "Agree an interval with a contact or a tag."),
            "list": Verb(_AT + "activity.cadence:list_", "List every interval."),
            "due": Verb(_AT + "activity.cadence:due", "Who should hear from you."),
        },
    ),
    "tag": Noun(
        "Words on contacts.",
        {
            "add": Verb(_AT + "people.tag:add", "Put a tag on contacts."),
            "remove": Verb(_AT + "people.tag:remove", "Take a tag off contacts."),
            "list": Verb(_AT + "people.tag:list_", "List tags with how many carry them."),
            "rename": Verb(_AT + "people.tag:rename", "Rename a tag."),
            "merge": Verb(_AT + "people.tag:merge", "Merge one tag into another."),
        },
    ),
    "field": Noun(
        "Custom fields.",
        {
            "add": Verb(_AT + "people.field:add", "Declare a field and its type."),
            "list": Verb(_AT + "people.field:list_", "List custom fields."),
            "remove": Verb(_AT + "people.field:remove", "Remove a field and its values."),
        },
    ),
    "import": Verb(_AT + "system.import_:import_", "Bring in contacts from a file of another program."),
    "export": Noun(
        "Write data out for other programs.",
        {
            "contacts": Verb(_AT + "system.export:contacts", "Write contacts as CSV or JSON."),
            "tasks": Verb(_AT + "system.export:tasks", "Write tasks as CSV or JSON."),
            "interactions": Verb(_AT + "system.export:interactions", "Write interactions as CSV or JSON."),
        },
    ),
    "undo": Verb(_AT + "system.history:undo", "Take back the last change, or any by its number."),
    "redo": Verb(_AT + "system.history:redo", "Bring back what was undone last."),
    "history": Noun(
        "The journal of changes.",
        {
            "list": Verb(_AT + "system.history:list_", "List changes, newest first."),
            "show": Verb(_AT + "system.history:show", "Show what one change did, field by field."),
            "prune": Verb(_AT + "system.history:prune", "Forget changes before a day."),
        },
        default="crmcli.cli.commands.system.history:list_",
    ),
    "trash": Noun(
        "What was deleted.",
        {
            "list": Verb(_AT + "system.trash:list_", "List the trash."),
            "restore": Verb(_AT + "system.trash:restore", "Bring records back."),
            "empty": Verb(_AT + "system.trash:empty", "Remove what is in the trash."),
        },
    ),
    "batch": Verb(_AT + "system.batch:batch", "Run many commands, one a line, in one process."),
    "backup": Noun(
        "Copies of the book.",
        {
            "create": Verb(_AT + "system.backup:create", "Make a verified copy."),
            "list": Verb(_AT + "system.backup:list_", "List the copies."),
            "restore": Verb(_AT + "system.backup:restore", "Put a copy in the book's place."),
            "verify": Verb(_AT + "system.backup:verify", "Check a copy."),
        },
    ),
    "doctor": Verb(_AT + "system.doctor:doctor", "Check the book, its index and its files; --fix mends."),
    "config": Noun(
        "Settings and where each comes from.",
        {
            "list": Verb(_AT + "system.config:list_", "List the settings in force with their origin."),
            "get": Verb(_AT + "system.config:get", "Print one setting."),
            "set": Verb(_AT + "system.config:set_", "Write one setting."),
            "path": Verb(_AT + "system.config:path", "Print where settings and book are."),
            "edit": Verb(_AT + "system.config:edit", "Open the settings in $EDITOR."),
        },
    ),
    "schema": Verb(_AT + "system.schema:schema", "Print the JSON Schema of a noun."),
}
