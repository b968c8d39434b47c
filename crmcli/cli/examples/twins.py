"""Examples about duplicates, merges, permissions, and taking everything out."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "contact merge": ("crm contact merge 17 18 --dry-run", "crm contact merge 17 18 --into 18 --yes"),
    "company merge": ("crm company merge 1 2 --yes",),
    "consent grant": (
        "crm consent grant 17 --purpose newsletter --source 'web form'",
        "crm consent grant -q tag:client -p service -c post --source contract --yes",
    ),
    "consent withdraw": ("crm consent withdraw 17", "crm consent withdraw 17 --channel sms --purpose survey"),
    "consent deny": ("crm consent deny 17 --source call",),
    "consent status": ("crm consent status 17", "crm consent status 17 --date 2026-01-31 --json"),
    "consent history": ("crm consent history 17",),
    "import contacts": ("crm import contacts contacts.csv --dry-run",),
    "import mail": (
        "crm import mail inbox.mbox --dry-run",
        "crm import mail inbox.mbox --me ana@x.example --add-unknown",
    ),
    "export all": ("crm export all book.zip", "crm export all my-book"),
    "restore": (
        "crm export all book.zip && CRM_DB=new.db crm restore book.zip --dry-run",
        "crm export all book.zip && CRM_DB=new.db crm restore book.zip",
    ),
    "duplicates": ("crm duplicates",),
    "duplicates list": (
        "crm duplicates list --sure likely",
        "crm duplicates list --query tag:client",
        "crm duplicates list --json",
    ),
    "duplicates review": ("crm duplicates review",),
    "duplicates ignore": ("crm duplicates ignore 17 18 --note siblings",),
    "duplicates merge": ("crm duplicates merge --dry-run", "crm duplicates merge --yes"),
}
