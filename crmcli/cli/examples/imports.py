"""Examples of bringing deals, sales, invoices and payments in."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "import deals": (
        "crm import deals deals.csv --add-unknown --dry-run",
        'crm import deals deals.csv --add-unknown --stage "Legal review=proposal"',
        'crm import deals deals.csv --add-unknown --map "Deal Name=title"',
    ),
    "import agenda": ("crm import agenda calendar.ics --dry-run", "crm import agenda - < calendar.ics"),
    "import sales": (
        "crm import sales orders.csv --add-unknown --dry-run",
        'crm import sales orders.csv --add-unknown --map "Total=gross" --program shop',
    ),
    "import invoices": (
        "crm import invoices invoices.csv --add-unknown --dry-run",
        "crm import invoices invoices.csv --add-unknown --date-order dmy",
    ),
    "import payments": (
        "crm import payments payments.csv --dry-run --credit",
        "crm import payments payments.csv --add-unknown --credit --decimal ,",
    ),
}
