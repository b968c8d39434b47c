"""Examples of the commands for deals and pipelines."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "deal add": (
        'crm deal add "Web shop" --contact 17 --amount 1200 --close "end of month"',
        'crm deal add "Bakery signage" -c 17 --amount "900 USD" --stage proposal --competitor "Rótulos Paco"',
        'crm deal add "Renewal" --company "Horno Corteza Contenta" --buyer returning --next "send the offer"',
    ),
    "deal list": (
        "crm deal list",
        "crm deal list stage:proposal 'amount>1000' --sort -amount",
        "crm deal list is:rotting or is:overdue",
        "crm deal list lost-reason:price 'closed<90d' --format csv",
    ),
    "deal board": ("crm deal board", "crm deal board owner:ana --limit 10", "crm deal board --json"),
    "deal show": ('crm deal add "Web shop" && crm deal show "Web shop"',),
    "deal move": (
        'crm deal add "Web shop" && crm deal move "Web shop" proposal',
        'crm deal add "Logo" --at 2026-11-02 && crm deal move Logo conversation --at friday',
    ),
    "deal win": ('crm deal add "Web shop" && crm deal win "Web shop" --reason "fastest answer"',),
    "deal lose": (
        'crm deal add "Web shop" && crm deal lose "Web shop" --reason price',
        'crm deal add "Logo" && crm deal lose Logo --reason "competitor: cheaper by half" --competitor "Rótulos Paco"',
    ),
    "deal abandon": ('crm deal add "Web shop" && crm deal abandon "Web shop" --reason "no answer since May"',),
    "deal reopen": (
        'crm deal add "Web shop" && crm deal lose "Web shop" -r timing && crm deal reopen "Web shop" --stage needs',
    ),
    "deal edit": (
        'crm deal add "Web shop" && crm deal edit "Web shop" --amount 1500 --close friday --probability 80',
        'crm deal add "Logo" --tag early && crm deal edit Logo --untag early --close none',
    ),
    "deal set": (
        'crm deal add "Web shop" && crm deal set "Web shop" owner=ana tag+=early',
        "crm deal set --query stage:lead owner=ana --dry-run",
    ),
    "deal delete": ('crm deal add "Web shop" && crm deal delete "Web shop"',),
    "pipeline list": ("crm pipeline list", "crm pipeline list default --json"),
    "pipeline add": (
        "crm pipeline add Renewals --stage offer:50:14 --stage signature:90:7",
        "crm pipeline add Wholesale",
    ),
    "pipeline edit": (
        'crm pipeline edit default --stage proposal --probability 55 --rot 10 --criteria "They have it in writing"',
        "crm pipeline edit default --new demo:30:14 --before needs",
        "crm pipeline edit default --name Studio",
    ),
    "pipeline reorder": ("crm pipeline reorder default lead first-contact",),
    "pipeline remove": (
        "crm pipeline remove default --stage lead --to first-contact --yes",
        "crm pipeline add Wholesale && crm pipeline remove Wholesale --to default --yes",
    ),
}
