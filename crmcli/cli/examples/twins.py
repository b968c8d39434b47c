"""Examples about duplicates, merges, and taking everything out."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "contact merge": ("crm contact merge 17 18 --dry-run", "crm contact merge 17 18 --into 18 --yes"),
    "company merge": ("crm company merge 1 2 --yes",),
}
