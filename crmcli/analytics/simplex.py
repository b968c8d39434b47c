"""The minimum of a function of a few numbers by Nelder and Mead's simplex, in plain Python."""

from collections.abc import Callable, Sequence

Point = list[float]
_STEP = 0.5
_ENOUGH = 1e-9
_ONE_POINT = 1e-9
"""Points that lie nearer are one: what their values still differ by is rounding, which never gets less."""
_MOST_STEPS = 2000


def minimum(function: Callable[[Point], float], start: Sequence[float]) -> tuple[Point, float]:
    """The point where the function is least, as far as the simplex finds it, and its value there."""
    points = [list(start)]
    for at in range(len(start)):
        moved = list(start)
        moved[at] += _STEP
        points.append(moved)
    simplex = sorted(((function(point), point) for point in points), key=_value)
    for _step in range(_MOST_STEPS):
        best, worst = simplex[0], simplex[-1]
        spread = _spread(simplex)
        if spread < _ONE_POINT or (worst[0] - best[0] < _ENOUGH and spread < 1e-6):
            break
        centre = [sum(point[at] for _value, point in simplex[:-1]) / len(start) for at in range(len(start))]
        simplex[-1:] = [_better(function, simplex, centre)]
        if simplex[-1] is worst:
            simplex = [best, *(_shrunk(function, best[1], point) for _value, point in simplex[1:])]
        simplex.sort(key=_value)
    return simplex[0][1], simplex[0][0]


def _better(
    function: Callable[[Point], float], simplex: list[tuple[float, Point]], centre: Point
) -> tuple[float, Point]:
    """What takes the worst point's place: its reflection, further or nearer; itself where none is better."""
    best, second_worst, worst = simplex[0][0], simplex[-2][0], simplex[-1]
    reflected = _towards(function, centre, worst[1], -1.0)
    if reflected[0] < best:
        further = _towards(function, centre, worst[1], -2.0)
        return min(further, reflected, key=_value)
    if reflected[0] < second_worst:
        return reflected
    nearer = _towards(function, centre, worst[1], -0.5 if reflected[0] < worst[0] else 0.5)
    return nearer if nearer[0] < min(reflected[0], worst[0]) else worst


def _towards(function: Callable[[Point], float], centre: Point, point: Point, by: float) -> tuple[float, Point]:
    moved = [middle + by * (there - middle) for middle, there in zip(centre, point, strict=True)]
    return function(moved), moved


def _shrunk(function: Callable[[Point], float], best: Point, point: Point) -> tuple[float, Point]:
    return _towards(function, best, point, 0.5)


def _spread(simplex: list[tuple[float, Point]]) -> float:
    best = simplex[0][1]
    return max(abs(there - here) for _value, point in simplex for there, here in zip(point, best, strict=True))


def _value(found: tuple[float, Point]) -> float:
    return found[0]
