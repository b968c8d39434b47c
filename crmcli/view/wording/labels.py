"""What the words of the program's lists are called in the user's language; machines read the English ones."""

from crmcli.view.words import _


def channel(word: str) -> str:
    """A channel, or the kind of a line of history."""
    return {
        "call": _("call"),
        "meeting": _("meeting"),
        "email": _("e-mail"),
        "message": _("message"),
        "visit": _("visit"),
        "note": _("note"),
        "letter": _("letter"),
        "social": _("social"),
        "web": _("web"),
        "other": _("other"),
        "task": _("task"),
        "deal": _("deal"),
        "quote": _("quote"),
        "sale": _("sale"),
        "refund": _("refund"),
        "invoice": _("invoice"),
        "payment": _("payment"),
        "delivery": _("delivery"),
        "consent": _("permission"),
        "answer": _("survey"),
    }.get(word, word)


def direction(word: str) -> str:
    """Where an interaction went."""
    return {"in": _("from them"), "out": _("to them"), "internal": _("internal")}.get(word, word)


def outcome(word: str) -> str:
    """What came of an interaction, or how a task ended."""
    return {
        "positive": _("positive"),
        "neutral": _("neutral"),
        "negative": _("negative"),
        "sale-closed": _("sale closed"),
        "follow-up-agreed": _("follow-up agreed"),
        "proposal-requested": _("proposal requested"),
        "no-answer": _("no answer"),
        "busy": _("busy"),
        "voicemail": _("voicemail"),
        "wrong-number": _("wrong number"),
        "rescheduled": _("rescheduled"),
        "no-show": _("no show"),
        "do-not-contact": _("do not contact"),
        "done": _("done"),
        "cancelled": _("cancelled"),
        "paid": _("paid"),
        "void": _("void"),
        "shipped": _("on its way"),
        "delivered": _("delivered"),
        "granted": _("granted"),
        "withdrawn": _("withdrawn"),
        "denied": _("denied"),
        "pending": _("pending"),
    }.get(word, word)


def kind(word: str) -> str:
    """The kind of a contact."""
    return {"person": _("person"), "organisation": _("organisation")}.get(word, word)


def lifecycle(word: str) -> str:
    """How far somebody has come with us."""
    return {
        "subscriber": _("subscriber"),
        "lead": _("lead"),
        "opportunity": _("opportunity"),
        "customer": _("customer"),
        "evangelist": _("evangelist"),
        "former": _("former"),
        "other": _("other"),
    }.get(word, word)


def place(word: str) -> str:
    """What an e-mail, a phone or an address is for; people's own words stay as they are."""
    return {
        "home": _("home"),
        "work": _("work"),
        "mobile": _("mobile"),
        "cell": _("mobile"),
        "main": _("main"),
        "fax": _("fax"),
        "billing": _("billing"),
        "other": _("other"),
    }.get(word.lower(), word)


def field_type(word: str) -> str:
    """The type of a custom field."""
    return {
        "text": _("text"),
        "number": _("number"),
        "date": _("date"),
        "money": _("money"),
        "choice": _("choice"),
    }.get(word, word)


def method(word: str) -> str:
    """How money was paid; people's own words stay as they are."""
    return {
        "cash": _("cash"),
        "transfer": _("transfer"),
        "card": _("card"),
        "cheque": _("cheque"),
        "direct-debit": _("direct debit"),
    }.get(word, word)


def task_kind(word: str) -> str:
    """What sort of promise a task is."""
    return {
        "follow-up": _("follow-up"),
        "call": _("call"),
        "email": _("e-mail"),
        "meeting": _("meeting"),
        "visit": _("visit"),
        "delivery": _("delivery"),
        "payment": _("payment"),
        "other": _("other"),
    }.get(word, word)


def status(word: str) -> str:
    """How a task stands."""
    return {"open": _("open"), "done": _("done"), "cancelled": _("cancelled")}.get(word, word)


def phase(word: str) -> str:
    """Whether a customer was asked before or after a purchase."""
    return {"before": _("before"), "after": _("after")}.get(word, word)


def priority(word: str) -> str:
    """How a task weighs; nothing for most."""
    return {"high": _("high"), "low": _("low"), "normal": ""}.get(word, word)


def cost(word: str) -> str:
    """What money was spent for, or on."""
    return {
        "acquisition": _("acquisition"),
        "retention": _("retention"),
        "service": _("service"),
        "overhead": _("overhead"),
        "ads": _("ads"),
        "travel": _("travel"),
        "time": _("time"),
        "material": _("material"),
        "event": _("event"),
        "software": _("software"),
        "salary": _("salary"),
        "commission": _("commission"),
        "other": _("other"),
    }.get(word, word)
