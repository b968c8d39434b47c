"""Examples of the reports on deals and sales."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "report funnel": (
        "crm report funnel",
        "crm report funnel --from 2026-01-01 --closed-only",
        "crm report funnel source:web --count strict --json",
        "crm report funnel --svg funnel.svg",
    ),
    "report leaks": ("crm report leaks", "crm report leaks --from last-year --format csv"),
    "report winloss": (
        "crm report winloss",
        "crm report winloss --by source --from last-year",
        "crm report winloss amount>1000 --by lost-reason --json",
    ),
    "report velocity": ("crm report velocity", "crm report velocity owner:alex --from last-180d"),
    "report sales": (
        "crm report sales",
        "crm report sales --by product --from this-year",
        "crm report sales --by tag --as-of 2026-06-30",
        "crm report sales --by channel --by-currency --format csv",
    ),
    "forecast": (
        "crm forecast",
        "crm forecast --deals",
        "crm forecast stage:proposal --to next-month --json",
    ),
}
