"""Every word of the command line, what it is for, and where its function is. Help comes from here, opening nothing."""

from crmcli.cli.entries import AT as _AT
from crmcli.cli.entries import INSIGHT, REPORTS, Noun, Verb

FACES = {"tui": "crmcli.tui.opening:run"}
"""Other faces than this one: nothing here imports them, and `faces` opens them by name."""
_PEOPLE = {
    "add": Verb(_AT + "people.contact:add", "Add somebody."),
    "list": Verb(_AT + "people.contact_list:list_", "List by a query, in columns or for machines."),
    "show": Verb(_AT + "people.contact_show:show", "Show one record whole."),
    "card": Verb(_AT + "people.contact_card:card", "Print as a vCard, or as a QR code to scan."),
    "edit": Verb(_AT + "people.contact_edit:edit", "Edit a record as a form in $EDITOR."),
    "set": Verb(_AT + "people.contact_edit:set_", "Change fields of one record or of many."),
    "archive": Verb(_AT + "people.contact_state:archive", "Put away, still found with is:archived."),
    "restore": Verb(_AT + "people.contact_state:restore", "Bring back from the archive or the trash."),
    "delete": Verb(_AT + "people.contact_state:delete", "Move to the trash."),
    "merge": Verb(_AT + "people.contact_merge:merge", "Make one contact of several, with all that hangs on them."),
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
    "contacts": Noun(
        "The address book and other programs.",
        {"sync": Verb(_AT + "people.contacts_sync:sync", "Keep a folder of cards and the book the same.")},
    ),
    "show": Verb(_AT + "people.card:show", "Show somebody's card: everything on one screen."),
    "timeline": Verb(_AT + "people.card:timeline", "Show the history with somebody, newest first."),
    "find": Verb(_AT + "people.find:find", "Search people, organisations, interactions, tasks and deals."),
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
    "deal": Noun(
        "Deals on their way through the funnel.",
        {
            "add": Verb(_AT + "sales.deal:add", "Open a deal."),
            "list": Verb(_AT + "sales.deal_list:list_", "List deals by a query."),
            "board": Verb(_AT + "sales.deal_list:board", "Draw the funnel."),
            "show": Verb(_AT + "sales.deal_list:show", "Show one deal whole."),
            "move": Verb(_AT + "sales.deal_state:move", "Move to another stage."),
            "win": Verb(_AT + "sales.deal_state:win", "Win, with why the client bought."),
            "lose": Verb(_AT + "sales.deal_state:lose", "Lose, for a reason."),
            "abandon": Verb(_AT + "sales.deal_state:abandon", "Follow no more."),
            "reopen": Verb(_AT + "sales.deal_state:reopen", "Open a closed deal again."),
            "edit": Verb(_AT + "sales.deal:edit", "Change a deal."),
            "set": Verb(_AT + "sales.deal_set:set_", "Change fields of one deal or of many."),
            "delete": Verb(_AT + "sales.deal_state:delete", "Move to the trash."),
        },
    ),
    "pipeline": Noun(
        "Pipelines and their stages.",
        {
            "list": Verb(_AT + "sales.pipeline:list_", "List pipelines with their stages."),
            "add": Verb(_AT + "sales.pipeline:add", "Add a pipeline."),
            "edit": Verb(_AT + "sales.pipeline:edit", "Change a pipeline or one of its stages."),
            "reorder": Verb(_AT + "sales.pipeline:reorder", "Put stages in another order."),
            "remove": Verb(_AT + "sales.pipeline:remove", "Remove a pipeline or a stage of it."),
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
    "product": Noun(
        "What is sold, and at what price.",
        {
            "add": Verb(_AT + "sales.product:add", "Add something that is sold."),
            "list": Verb(_AT + "sales.product:list_", "List what is sold."),
            "show": Verb(_AT + "sales.product:show", "Show one product whole."),
            "edit": Verb(_AT + "sales.product:edit", "Change a product; what was sold stays as it was."),
            "archive": Verb(_AT + "sales.product:archive", "Put a product away."),
            "restore": Verb(_AT + "sales.product:restore", "Bring back from the archive or the trash."),
            "delete": Verb(_AT + "sales.product:delete", "Move to the trash."),
        },
    ),
    "quote": Noun(
        "Offers in writing, with versions.",
        {
            "new": Verb(_AT + "sales.quote:new", "Write an offer."),
            "line": Verb(_AT + "sales.quote:line", "Add, change or take away lines."),
            "edit": Verb(_AT + "sales.quote:edit", "Change validity, discount, promotion, terms or note."),
            "send": Verb(_AT + "sales.quote:send", "Mark as sent: from now on a change is a new version."),
            "accept": Verb(_AT + "sales.quote:accept", "Mark as accepted."),
            "reject": Verb(_AT + "sales.quote:reject", "Mark as rejected, and say why."),
            "show": Verb(_AT + "sales.quote_show:show", "Show an offer, on the screen or as its document."),
            "list": Verb(_AT + "sales.quote_show:list_", "List offers, the newest first."),
            "export": Verb(_AT + "sales.quote_show:export", "Write an offer out for print or mail."),
            "delete": Verb(_AT + "sales.quote:delete", "Move to the trash."),
        },
    ),
    "sale": Noun(
        "What was sold.",
        {
            "add": Verb(_AT + "sales.sale:add", "Write a sale down."),
            "list": Verb(_AT + "sales.sale_list:list_", "List what was sold."),
            "show": Verb(_AT + "sales.sale_list:show", "Show one sale whole."),
            "edit": Verb(_AT + "sales.sale_edit:edit", "Correct a sale."),
            "refund": Verb(_AT + "sales.sale:refund", "Give money back."),
            "cancel": Verb(_AT + "sales.sale:cancel", "Call a sale off."),
            "delete": Verb(_AT + "sales.sale:delete", "Move to the trash."),
        },
    ),
    "promo": Noun(
        "Codes that take something off.",
        {
            "add": Verb(_AT + "sales.promo:add", "Add a code."),
            "list": Verb(_AT + "sales.promo:list_", "List the codes."),
            "edit": Verb(_AT + "sales.promo:edit", "Change a code."),
            "delete": Verb(_AT + "sales.promo:delete", "Move to the trash."),
        },
    ),
    "cost": Noun(
        "Money spent, and what it was for.",
        {
            "add": Verb(_AT + "sales.cost:add", "Write down money spent."),
            "list": Verb(_AT + "sales.cost:list_", "List what was spent."),
            "edit": Verb(_AT + "sales.cost:edit", "Put right what was written down."),
            "import": Verb(_AT + "sales.cost_import:import_", "Read costs from a CSV file; twice changes nothing."),
            "delete": Verb(_AT + "sales.cost:delete", "Move to the trash."),
        },
    ),
    "survey": Noun(
        "What customers answer to surveys: NPS, CSAT, CES.",
        {
            "answer": Verb(_AT + "support.survey:answer", "Write down what a contact answered."),
            "list": Verb(_AT + "support.survey:list_", "List answers by a query on who gave them."),
            "import": Verb(_AT + "support.survey_import:import_", "Read answers from a CSV file."),
            "delete": Verb(_AT + "support.survey:delete", "Move to the trash."),
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
    "consent": Noun(
        "What people agreed to be written to and called for.",
        {
            "grant": Verb(_AT + "people.consent:grant", "Write down that somebody agreed, or was asked."),
            "withdraw": Verb(_AT + "people.consent:withdraw", "Write down that somebody agrees no more."),
            "deny": Verb(_AT + "people.consent:deny", "Write an objection down."),
            "status": Verb(_AT + "people.consent:status", "Show what somebody allows, today or on any day."),
            "history": Verb(_AT + "people.consent:history", "List everything that somebody said."),
        },
    ),
    **INSIGHT,
    "forecast": Verb(_AT + "reports.deals:forecast", "What open deals will probably bring, month by month."),
    "report": Noun(
        "What the figures say, as of any day, with their rule.",
        {
            "funnel": Verb(_AT + "reports.funnel:funnel", "How deals come through the funnel."),
            "leaks": Verb(_AT + "reports.funnel:leaks", "Where deals are lost, and where they lie still."),
            "winloss": Verb(_AT + "reports.deals:winloss", "Why deals are won and lost."),
            "sales": Verb(_AT + "reports.sales:sales", "What was sold, beside the period before."),
            "velocity": Verb(_AT + "reports.deals:velocity", "What comes through the pipeline a day."),
            **REPORTS,
        },
    ),
    "billing": Noun(
        "What invoices need to know of a customer, and their credit.",
        {
            "set": Verb(_AT + "money.billing:set_", "Store a billing profile."),
            "show": Verb(_AT + "money.billing:show", "Show a billing profile and what is owed."),
        },
    ),
    "invoice": Noun(
        "Invoices: numbered, due, overdue, paid.",
        {
            "new": Verb(_AT + "money.invoice:new", "Draw up an invoice with the stored billing profile."),
            "list": Verb(_AT + "money.invoice_list:list_", "List invoices."),
            "overdue": Verb(_AT + "money.invoice_list:overdue", "List what should have been paid by now."),
            "ageing": Verb(_AT + "money.ageing:ageing", "Show what is owed by how long it is overdue."),
            "show": Verb(_AT + "money.invoice:show", "Show one invoice whole."),
            "export": Verb(_AT + "money.invoice_export:export", "Write an invoice as a document for print."),
            "void": Verb(_AT + "money.invoice:void", "Declare an invoice void; it keeps its number."),
        },
    ),
    "payment": Noun(
        "Money that comes in, and which invoices it pays.",
        {
            "add": Verb(_AT + "money.payment:add", "Take a payment in."),
            "allocate": Verb(_AT + "money.payment:allocate", "Use what is left of a payment for invoices."),
            "list": Verb(_AT + "money.payment:list_", "List payments."),
            "delete": Verb(_AT + "money.payment:delete", "Move to the trash."),
        },
    ),
    "delivery": Noun(
        "Goods and work promised for a day.",
        {
            "plan": Verb(_AT + "money.delivery:plan", "Promise goods or work for a day."),
            "ship": Verb(_AT + "money.delivery:ship", "Mark as on its way."),
            "done": Verb(_AT + "money.delivery:done", "Mark as delivered."),
            "move": Verb(_AT + "money.delivery:move", "Promise for another day."),
            "late": Verb(_AT + "money.delivery:late", "List what should have been delivered by now."),
            "list": Verb(_AT + "money.delivery:list_", "List what is to be delivered."),
            "delete": Verb(_AT + "money.delivery:delete", "Move to the trash."),
        },
    ),
    "import": Noun(
        "Bring in what other programs have: contacts, deals, sales, invoices, payments, or mail.",
        {
            "contacts": Verb(_AT + "system.import_:import_", "Bring in contacts from a file of another program."),
            "deals": Verb(_AT + "system.import_trade:deals", "Bring in deals from a CSV file."),
            "sales": Verb(_AT + "system.import_trade:sales", "Bring in sales from a CSV file."),
            "invoices": Verb(_AT + "system.import_trade:invoices", "Bring in invoices of an accounting system."),
            "payments": Verb(_AT + "system.import_trade:payments", "Bring in payments of an accounting system."),
            "mail": Verb(_AT + "system.import_mail:mail", "Bring in mail as interactions, from a mailbox or a folder."),
            "agenda": Verb(_AT + "system.import_agenda:agenda", "Bring in events and to-dos from a calendar file."),
        },
        default="crmcli.cli.commands.system.import_:import_",
    ),
    "export": Noun(
        "Write data out for other programs.",
        {
            "contacts": Verb(_AT + "system.export:contacts", "Write contacts as CSV, JSON or vCards."),
            "tasks": Verb(_AT + "system.export:tasks", "Write tasks as CSV, JSON or a calendar."),
            "interactions": Verb(_AT + "system.export:interactions", "Write interactions as CSV or JSON."),
            "deals": Verb(_AT + "system.export:deals", "Write deals as CSV, JSON or a calendar."),
            "sales": Verb(_AT + "system.export:sales", "Write sales as CSV or JSON."),
            "invoices": Verb(_AT + "system.export:invoices", "Write invoices as CSV, JSON or a calendar."),
            "all": Verb(_AT + "system.export:all_", "Write the whole book out, for `crm restore` and other programs."),
        },
        default=_AT + "system.export:contacts",
    ),
    "restore": Verb(_AT + "system.restore:restore", "Put a whole export into an empty book."),
    "duplicates": Noun(
        "Contacts that may be the same one.",
        {
            "list": Verb(_AT + "people.duplicates:list_", "List pairs that may be one, with the reasons."),
            "review": Verb(_AT + "people.duplicates_review:review", "Look at them one by one, side by side."),
            "ignore": Verb(_AT + "people.duplicates:ignore", "Remember that contacts are not the same."),
            "merge": Verb(_AT + "people.duplicates:merge", "Merge the certain ones in one change."),
        },
        default="crmcli.cli.commands.people.duplicates:list_",
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
