"""Examples of the commands for products, quotes, sales, promotions and costs."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "product add": (
        'crm product add "Logo design" --sku LOGO-1 --price 450 --cost 120',
        "crm product add Hosting --price 15 --unit month --tax 21%",
    ),
    "product list": ("crm product list", "crm product list --category web --format csv"),
    "product show": ("crm product add Hosting --price 15 && crm product show hosting",),
    "product edit": ("crm product add Hosting --price 15 && crm product edit 1 --price 16",),
    "product archive": ("crm product add Hosting --price 15 && crm product archive hosting",),
    "product restore": ("crm product add A --price 1 && crm product restore A",),
    "product delete": ("crm product add Hosting --price 15 && crm product delete hosting",),
    "quote new": (
        'crm quote new 17 --line "Menu design x2 @ 450" --line "Print x100 @ 1.2"',
        'crm quote new 17 --line "Logo @ 900 -10%" --tax 21% --valid 15d',
    ),
    "quote line": (
        'crm quote line Q-2026-0008 "Logo @ 900"',
        'crm quote line Q-2026-0008 "Bread menu @ 950" --replace 1',
    ),
    "quote edit": ("crm quote edit Q-2026-0008 --discount 5%",),
    "quote send": ("crm quote send Q-2026-0008",),
    "quote accept": ("crm quote accept Q-2026-0007",),
    "quote reject": ('crm quote reject Q-2026-0007 --reason "too late"',),
    "quote show": (
        "crm quote show Q-2026-0005",
        "crm quote show Q-2026-0005 --document",
    ),
    "quote list": ("crm quote list", "crm quote list --status sent --contact carmen"),
    "quote export": (
        'crm quote new 17 -l "Logo @ 900" && crm quote export 1 -o quote.html',
        'crm quote new 17 -l "Logo @ 900" && crm quote export 1 -o - --format md',
    ),
    "quote delete": ('crm quote new 17 -l "Logo @ 900" && crm quote delete Q-2026-0001',),
    "sale add": (
        "crm sale add carmen@corteza.example --total 1250 --tax 21%",
        'crm sale add 17 --line "Logo design x2 @ 450" --reason "knew our work"',
        "crm sale add 17 --total 900USD --rate 0.92 --date yesterday --channel web",
    ),
    "sale list": (
        "crm sale list amount:500.. --sort -amount",
        "crm sale list --contact carmen --from 2026-01-01",
    ),
    "sale show": ("crm sale add 17 --total 1250 && crm sale show 1",),
    "sale edit": (
        "crm sale add 17 --total 90 --number F-7 && crm sale edit F-7 --total 95",
        "crm sale edit 1 --channel web --seller none",
    ),
    "sale refund": ('crm sale add 17 --total 90 && crm sale refund 1 50 --reason "came late"',),
    "sale cancel": ("crm sale cancel 300",),
    "sale delete": ("crm sale delete 300",),
    "promo add": (
        "crm promo add SUMMER --discount 10% --from 2026-06-01 --to 2026-08-31",
        "crm promo add WELCOME --amount 20",
    ),
    "promo list": ("crm promo list",),
    "promo edit": ("crm promo add WELCOME --amount 20 && crm promo edit welcome --amount 25",),
    "promo delete": ("crm promo add WELCOME --amount 20 && crm promo delete welcome",),
    "cost add": (
        'crm cost add 120 "Christmas cards" --purpose retention',
        "crm cost add 300 --category ads --channel meta --campaign spring",
    ),
    "cost list": ("crm cost list --purpose acquisition --from 2026-01-01", "crm cost list --json"),
    "cost import": (
        "crm cost import costs.csv --dry-run",
        'crm cost import costs.csv --purpose acquisition --map "Spent=amount"',
    ),
    "cost edit": ("crm cost edit 1 --category ads --note 'Cards for the fair'",),
    "cost delete": ("crm cost add 120 && crm cost delete 1",),
    "export deals": ("crm export deals status:open -o deals.xlsx", "crm export deals -o closings.ics"),
    "export sales": ("crm export sales date:2026 -o sales.csv", "crm export sales --format markdown"),
    "export invoices": ("crm export invoices is:overdue --format jsonl", "crm export invoices -o due.ics"),
}
