"""How fast money comes through the pipeline."""


def per_day(open_deals: int, win_rate: float, mean_value: float, cycle_days: float) -> float | None:
    """Open deals x win rate x mean value of a won one / days from first contact to won; None where that is no time."""
    return open_deals * win_rate * mean_value / cycle_days if cycle_days > 0 else None
