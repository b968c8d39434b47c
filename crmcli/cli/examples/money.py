"""Examples of the commands about money promised: profiles, invoices, payments, deliveries."""

_INVOICE = "crm invoice new 17 --amount 55"

EXAMPLES: dict[str, tuple[str, ...]] = {
    "billing set": (
        'crm billing set 17 --legal-name "Telares SL" --tax-id B12345678',
        'crm billing set 17 --terms "2/10 net 30" --tax 21%',
        "crm billing set 17 --credit-limit 5000 --score 82 --score-source Informa",
    ),
    "billing show": ("crm billing show 17", "crm billing show 17 --json"),
    "invoice new": (
        _INVOICE,
        'crm invoice new 17 --line "Logo design x2 @ 450" --terms "50% now, 50% net 30"',
        "crm invoice new 17 --amount 121 --tax 21% --tax-included --date yesterday",
    ),
    "invoice list": ("crm invoice list", 'crm invoice list "is:open owes>100" --sort due'),
    "invoice overdue": ("crm invoice overdue", "crm invoice overdue --json"),
    "invoice ageing": (
        "crm invoice ageing",
        "crm invoice ageing --as-of 2026-06-30 --format csv",
        "crm invoice ageing --query tag:client --from 2026-01",
    ),
    "invoice show": ("crm invoice show 2026-0078", "crm invoice show 2026-0078 --document"),
    "invoice export": (
        "crm invoice export 2026-0078 -o invoice.html",
        "crm invoice export 2026-0078 --format md -o -",
    ),
    "invoice void": ("crm invoice void 2026-0077 --reason twice",),
    "payment add": (
        f"{_INVOICE} && crm payment add 17 --amount 55",
        "crm payment add --invoice 2026-0078",
        "crm payment add 17 --amount 20 --credit",
    ),
    "payment allocate": ("crm invoice new 7 --amount 20GBP && crm payment allocate 14",),
    "payment list": ("crm payment list", "crm payment list --query tag:client --from 2026-01-01"),
    "payment delete": ("crm payment delete 132",),
    "delivery plan": ('crm delivery plan 17 "Three looms" --for friday',),
    "delivery ship": ("crm delivery ship 3 --tracking X1",),
    "delivery done": ("crm delivery done 5",),
    "delivery move": ("crm delivery move 3 monday",),
    "delivery late": ("crm delivery late",),
    "delivery list": ("crm delivery list", "crm delivery list --all --json"),
    "delivery delete": ("crm delivery delete 3",),
}
