"""Examples of the commands for cards: one contact as a card, a folder of cards, and the export that comes unasked."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "contact card": (
        "crm contact card 17",
        "crm contact card harriet@plum.example --qr",
        "crm contact card carmen --vcard-version 4.0 > carmen.vcf",
    ),
    "company card": ('crm company card "Horno Corteza Contenta"', "crm company card lantern --qr"),
    "contacts sync": (
        "mkdir cards && crm contacts sync --vdir cards",
        "mkdir -p cards && crm contacts sync --vdir cards --dry-run",
    ),
    "export": ("crm export --format vcard tag:client", "crm export -o everybody.vcf"),
}
