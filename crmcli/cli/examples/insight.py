"""Examples of the commands about what customers bring."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "rfm": ("crm rfm --limit 20", "crm rfm --as-of 2026-06-30 --per-day --weights 3,2,1 --json"),
    "rfm show": (
        "crm rfm show --monetary mean",
        'crm rfm show --method fixed --thresholds "R=30,90,180,365 F=2,3,5,10 M=200,500,1000,3000"',
    ),
    "rfm segments": ("crm rfm segments", "crm rfm segments --window 365d --format csv"),
    "rfm grid": ("crm rfm grid", "crm rfm grid --as-of 2026-06-30"),
    "rfm explain": ("crm rfm explain 17",),
    "rfm migrate": ("crm rfm migrate --from 2026-06-30",),
    "segment create": (
        'crm segment create "Press" tag:press --note "Who writes about us"',
        "crm segment create Friends tag:friend --frozen",
    ),
    "segment list": ("crm segment list",),
    "segment show": ("crm segment create Press tag:press && crm segment show Press",),
    "segment snapshot": ("crm segment create Press tag:press && crm segment snapshot Press",),
    "segment diff": ("crm segment create Press tag:press && crm segment snapshot Press && crm segment diff Press",),
    "segment delete": ("crm segment create Press tag:press && crm segment delete Press",),
    "abc": ("crm abc", "crm abc --cuts 70,90 --from 2026-01-01", "crm abc --classes --json"),
    "report profitability": ("crm config set margin 60 && crm report profitability",),
    "clv": ("crm clv",),
    "clv historic": ("crm clv historic --limit 10", "crm clv historic --json"),
    "clv projected": ("crm clv projected --churn 20", "crm clv projected --longest 3 --limit 10"),
    "clv predict": ("crm clv predict --months 6 --force", "crm clv predict --discount 12 --force --json"),
    "clv fit": ("crm clv fit --force",),
    "clv validate": ("crm clv validate --split 2026-06-30 --force",),
    "rfm map": ("crm rfm map", "crm rfm map --map rf10 --json"),
}
