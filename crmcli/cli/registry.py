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


_AT = "crmcli.cli.commands."
_PEOPLE = {
    "add": Verb(_AT + "contact:add", "Add somebody."),
    "list": Verb(_AT + "contact_list:list_", "List by a query, in columns or for machines."),
    "show": Verb(_AT + "contact_show:show", "Show one record whole."),
    "edit": Verb(_AT + "contact_edit:edit", "Edit a record as a form in $EDITOR."),
    "set": Verb(_AT + "contact_edit:set_", "Change fields of one record or of many."),
    "archive": Verb(_AT + "contact_state:archive", "Put away, still found with is:archived."),
    "restore": Verb(_AT + "contact_state:restore", "Bring back from the archive or the trash."),
    "delete": Verb(_AT + "contact_state:delete", "Move to the trash."),
}
COMMANDS: dict[str, Verb | Noun] = {
    "init": Verb(_AT + "init:init", "Make a book and settle currency, country, zone and language."),
    "demo": Verb(_AT + "demo:demo", "Make a sample business and show its day."),
    "today": Verb(
        _AT + "today:today", "What is overdue, due today and coming, birthdays, and who waits to hear from you."
    ),
    "contact": Noun("People and organisations.", _PEOPLE),
    "company": Noun("Organisations: the contacts of kind organisation.", _PEOPLE),
    "show": Verb(_AT + "card:show", "Show somebody's card: everything on one screen."),
    "timeline": Verb(_AT + "card:timeline", "Show the history with somebody, newest first."),
    "find": Verb(_AT + "find:find", "Search people, organisations, interactions and tasks."),
    "log": Noun(
        "What was said: calls, meetings, messages, notes.",
        {
            "call": Verb(_AT + "log:call", "Log a call."),
            "meeting": Verb(_AT + "log:meeting", "Log a meeting."),
            "email": Verb(_AT + "log:email", "Log an e-mail."),
            "message": Verb(_AT + "log:message", "Log a message."),
            "visit": Verb(_AT + "log:visit", "Log a visit."),
            "note": Verb(_AT + "log:note", "Write a note about somebody."),
            "list": Verb(_AT + "log_edit:list_", "List interactions by a query."),
            "show": Verb(_AT + "log_edit:show", "Show one interaction whole."),
            "edit": Verb(_AT + "log_edit:edit", "Correct an interaction."),
            "delete": Verb(_AT + "log_edit:delete", "Move interactions to the trash."),
        },
        default="crmcli.cli.commands.log:capture",
    ),
    "task": Noun(
        "What is promised: follow-ups, calls, meetings, deliveries.",
        {
            "add": Verb(_AT + "task:add", "Promise something."),
            "list": Verb(_AT + "task_list:list_", "List tasks by a query."),
            "show": Verb(_AT + "task_list:show", "Show one task whole."),
            "done": Verb(_AT + "task_state:done", "Mark as done; a repeated one makes its next."),
            "reopen": Verb(_AT + "task_state:reopen", "Open a done or cancelled task again."),
            "snooze": Verb(_AT + "task:snooze", "Move to a later day."),
            "edit": Verb(_AT + "task:edit", "Change a task."),
            "cancel": Verb(_AT + "task_state:cancel", "Call off."),
            "delete": Verb(_AT + "task_state:delete", "Move to the trash."),
        },
    ),
    "agenda": Noun(
        "The calendar of promises.",
        {
            "day": Verb(_AT + "agenda:day", "One day."),
            "week": Verb(_AT + "agenda:week", "One week."),
            "month": Verb(_AT + "agenda:month", "One month."),
            "export": Verb(_AT + "agenda:export", "Write a calendar file with stable ids."),
        },
        default="crmcli.cli.commands.agenda:show",
    ),
    "remind": Verb(_AT + "remind:remind", "Tell once what has come due; for cron and timers."),
    "cadence": Noun(
        "Intervals to keep in touch.",
        {
            "set": Verb(_AT + "cadence:set_", "Agree an interval with a contact or a tag."),
            "list": Verb(_AT + "cadence:list_", "List every interval."),
            "due": Verb(_AT + "cadence:due", "Who should hear from you."),
        },
    ),
    "tag": Noun(
        "Words on contacts.",
        {
            "add": Verb(_AT + "tag:add", "Put a tag on contacts."),
            "remove": Verb(_AT + "tag:remove", "Take a tag off contacts."),
            "list": Verb(_AT + "tag:list_", "List tags with how many carry them."),
            "rename": Verb(_AT + "tag:rename", "Rename a tag."),
            "merge": Verb(_AT + "tag:merge", "Merge one tag into another."),
        },
    ),
    "field": Noun(
        "Custom fields.",
        {
            "add": Verb(_AT + "field:add", "Declare a field and its type."),
            "list": Verb(_AT + "field:list_", "List custom fields."),
            "remove": Verb(_AT + "field:remove", "Remove a field and its values."),
        },
    ),
    "import": Verb(_AT + "import_:import_", "Bring in contacts from a file of another program."),
    "export": Noun(
        "Write data out for other programs.",
        {
            "contacts": Verb(_AT + "export:contacts", "Write contacts as CSV or JSON."),
            "tasks": Verb(_AT + "export:tasks", "Write tasks as CSV or JSON."),
            "interactions": Verb(_AT + "export:interactions", "Write interactions as CSV or JSON."),
        },
    ),
    "undo": Verb(_AT + "history:undo", "Take back the last change, or any by its number."),
    "redo": Verb(_AT + "history:redo", "Bring back what was undone last."),
    "history": Noun(
        "The journal of changes.",
        {
            "list": Verb(_AT + "history:list_", "List changes, newest first."),
            "show": Verb(_AT + "history:show", "Show what one change did, field by field."),
            "prune": Verb(_AT + "history:prune", "Forget changes before a day."),
        },
        default="crmcli.cli.commands.history:list_",
    ),
    "trash": Noun(
        "What was deleted.",
        {
            "list": Verb(_AT + "trash:list_", "List the trash."),
            "restore": Verb(_AT + "trash:restore", "Bring records back."),
            "empty": Verb(_AT + "trash:empty", "Remove what is in the trash."),
        },
    ),
    "batch": Verb(_AT + "batch:batch", "Run many commands, one a line, in one process."),
    "backup": Noun(
        "Copies of the book.",
        {
            "create": Verb(_AT + "backup:create", "Make a verified copy."),
            "list": Verb(_AT + "backup:list_", "List the copies."),
            "restore": Verb(_AT + "backup:restore", "Put a copy in the book's place."),
            "verify": Verb(_AT + "backup:verify", "Check a copy."),
        },
    ),
    "doctor": Verb(_AT + "doctor:doctor", "Check the book, its index and its files; --fix mends what can be mended."),
    "config": Noun(
        "Settings and where each comes from.",
        {
            "list": Verb(_AT + "config:list_", "List the settings in force with their origin."),
            "get": Verb(_AT + "config:get", "Print one setting."),
            "set": Verb(_AT + "config:set_", "Write one setting."),
            "path": Verb(_AT + "config:path", "Print where settings and book are."),
            "edit": Verb(_AT + "config:edit", "Open the settings in $EDITOR."),
        },
    ),
    "schema": Verb(_AT + "schema:schema", "Print the JSON Schema of a noun."),
}
