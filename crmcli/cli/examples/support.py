"""Examples of the commands about what customers say of the service."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "survey answer": (
        "crm survey answer 17 9 --kind nps",
        'crm survey answer 17 2 --kind csat --channel delivery --note "Two days late"',
    ),
    "survey list": ("crm survey list --kind nps", "crm survey list tag:client --from 2026-01-01 --format csv"),
    "survey import": (
        "crm survey import answers.csv --kind nps --dry-run",
        'crm survey import answers.csv --kind csat --map "Rating=score"',
    ),
    "report satisfaction": (
        "crm report satisfaction",
        "crm report satisfaction tag:client --by channel --from 2026-01-01 --json",
    ),
    "survey delete": ("crm survey answer 17 9 --kind nps && crm survey delete 1",),
}
