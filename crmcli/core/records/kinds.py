"""The words that enumerations hold, apart from the records: the search language needs them and no record."""

CHANNELS = ("call", "meeting", "email", "message", "visit", "note", "letter", "social", "web", "other")
DIRECTIONS = ("in", "out", "internal")
OUTCOMES = (
    "positive", "neutral", "negative", "sale-closed", "follow-up-agreed", "proposal-requested", "no-answer",
    "busy", "voicemail", "wrong-number", "rescheduled", "no-show", "do-not-contact",
)  # fmt: skip
TASK_KINDS = ("follow-up", "call", "email", "meeting", "visit", "delivery", "payment", "other")
TASK_STATUSES = ("open", "done", "cancelled")
PRIORITIES = ("low", "normal", "high")
DEAL_STATUSES = ("open", "won", "lost", "abandoned")
BUYER_TYPES = ("new", "returning", "referred")
LOST_REASONS = (
    "price", "timing", "competitor", "no-budget", "no-need", "no-decision", "no-response", "product-gap", "service",
    "other",
)  # fmt: skip
QUOTE_STATUSES = ("draft", "sent", "accepted", "rejected")
SALE_STATUSES = ("confirmed", "cancelled")
COST_PURPOSES = ("acquisition", "retention", "service", "overhead")
COST_CATEGORIES = ("ads", "travel", "time", "material", "event", "software", "salary", "commission", "other")
INVOICE_STATUSES = ("issued", "void")
CONSENT_CHANNELS = ("email", "phone", "sms", "whatsapp", "post")
CONSENT_PURPOSES = ("marketing", "newsletter", "birthday", "survey", "service")
CONSENT_ACTIONS = ("granted", "withdrawn", "denied", "pending")
CONSENT_BASES = (
    "consent", "soft-opt-in", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interests",
)  # fmt: skip
ANSWER_KINDS = ("nps", "csat", "ces")
ANSWER_PHASES = ("before", "after")
