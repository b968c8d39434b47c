"""Under which headings the commands stand, in `crm --help` and in the reference."""

SECTIONS: dict[str, tuple[str, ...]] = {
    "begin": ("init", "demo", "today", "tui"),
    "people": ("contact", "company", "show", "timeline", "find", "tag", "field", "consent", "duplicates", "contacts"),
    "activity": ("log", "task", "agenda", "remind", "cadence"),
    "funnel": ("deal", "pipeline", "forecast"),
    "sales": ("product", "promo", "quote", "sale", "cost"),
    "money": ("billing", "invoice", "payment", "delivery"),
    "figures": ("dashboard", "goal", "report", "rfm", "clv", "cac", "abc", "segment", "survey"),
    "files": ("import", "export", "restore"),
    "book": ("undo", "redo", "history", "trash", "batch", "backup", "doctor", "config", "schema"),
}
"""Each section with its commands, in the order of the day."""
SECTION_MESSAGES = {
    "begin": "Begin here",
    "people": "People",
    "activity": "What was said and promised",
    "funnel": "Funnel",
    "sales": "Sales",
    "money": "Money",
    "figures": "Figures",
    "files": "In and out",
    "book": "The book",
}
"""Their headings."""
