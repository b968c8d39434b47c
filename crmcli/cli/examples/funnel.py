"""Examples of the commands for deals and pipelines."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "deal add": (
        'crm deal add "Web shop" --contact 17 --amount 1200 --close "end of month"',
        'crm deal add "Signage" -c 17 --amount "900 USD" --stage proposal',
        'crm deal add Renewal --company "Horno Corteza Contenta" --buyer returning',
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
        "crm deal add Logo --at 2026-11-02 && crm deal move Logo lead --at friday",
    ),
    "deal win": ('crm deal add "Web shop" && crm deal win "Web shop" --reason "fastest answer"',),
    "deal lose": (
        'crm deal add "Web shop" && crm deal lose "Web shop" --reason price',
        'crm deal add Logo && crm deal lose Logo --reason "competitor: half of ours"',
    ),
    "deal abandon": ('crm deal add Logo && crm deal abandon Logo --reason "no answer since May"',),
    "deal reopen": ("crm deal add Logo && crm deal win Logo && crm deal reopen Logo -s needs",),
    "deal edit": (
        "crm deal add Logo && crm deal edit Logo --amount 1500 --probability 80",
        "crm deal add Logo --tag early && crm deal edit Logo --untag early",
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
        "crm pipeline edit default --stage proposal --probability 55 --rot 10",
        'crm pipeline edit default -s proposal --criteria "They have it in writing"',
        "crm pipeline edit default --new demo:30:14 --before needs",
        "crm pipeline edit default --name Studio",
    ),
    "pipeline reorder": ("crm pipeline reorder default lead first-contact",),
    "pipeline remove": (
        "crm pipeline remove default --stage lead --to first-contact --yes",
        "crm pipeline add Wholesale && crm pipeline remove Wholesale --to default --yes",
    ),
}
