"""Bars, groups of bars and funnels as lines of text, to an eighth of a cell."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.view.cells import cut, pad, width
from crmcli.view.charts.shapes import Bar, Bars, Funnel, Group, Groups, Step
from crmcli.view.clean import clean
from crmcli.view.spans import Span, Spans

_GAP = "  "
_NARROWEST, _WIDEST = 6, 60
"""Cells of the room for bars: with less there are only numbers, with more the eye has to travel."""
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_STYLES = ("bar", "other", "quiet")
"""Of the first, the second, ... bar of a group."""


class Ink(NamedTuple):
    """The characters that the terminal can show."""

    full: str = "█"
    parts: tuple[str, ...] = _EIGHTHS
    halves: tuple[str, str] = ("▐", "▌")
    """The right and the left half of a cell."""
    marks: tuple[str, ...] = ("█", "▒", "░")
    """What the bars of a group are made of, so that they differ without colours."""
    arrow: str = "◂"


BLOCKS = Ink()
ASCII = Ink("#", ("", "", "", "", ":", ":", ":", ":"), (" ", " "), ("#", "=", "-"), "<")


def bars(picture: Bars, room: int, ink: Ink) -> list[Spans]:
    """A line a bar: label, number, second number, bar."""
    shown = picture.bars
    if not shown:
        return []
    labels = _column([bar.label for bar in shown], room * 2 // 5)
    texts, beside = _right([bar.text for bar in shown]), _right([bar.beside for bar in shown])
    left = _left(room, labels, texts, beside)
    low, high = min(0.0, *(bar.value for bar in shown)), max(picture.most, 0.0, *(bar.value for bar in shown))
    return [
        (
            Span(label),
            Span(_joined(text, second)),
            *_bar(bar, low, high, left, ink),
        )
        for bar, label, text, second in zip(shown, labels, texts, beside, strict=True)
    ]


def groups(picture: Groups, room: int, ink: Ink) -> list[Spans]:
    """Under each label its bars, each made of another mark; the names of the marks come first."""
    if not picture.groups:
        return []
    count = len(picture.names)
    lines: list[Spans] = [
        tuple(
            Span(f"{ink.marks[at % 3] * 2} {cut(clean(name), room // count - 5)}{_GAP}", _STYLES[at % 3])
            for at, name in enumerate(picture.names)
        )
    ]
    labels = _column([group.label for group in picture.groups], room * 2 // 5)
    texts = _right([text for group in picture.groups for text in group.texts])
    left = _left(room, labels, texts, [""])
    most = max((value for group in picture.groups for value in group.values), default=0) or 1
    for at, (group, label) in enumerate(zip(picture.groups, labels, strict=True)):
        lines += _group(group, label, texts[at * count : (at + 1) * count], most, left, ink)
    return lines


def funnel(picture: Funnel, room: int, ink: Ink) -> list[Spans]:
    """A line a step, its bar in the middle; a mark says what is to be seen."""
    steps = picture.steps
    if not steps:
        return []
    over, passed_over, beside_over = map(clean, picture.headings)
    labels = _column(["", *(step.label for step in steps)], room * 2 // 5)
    texts = _right([over, *(step.text for step in steps)])
    passed = _right([passed_over, *(step.passed for step in steps)])
    beside = _right([beside_over, *(step.beside for step in steps)])
    marks = max(width(_marked(step, ink)) for step in steps)
    if width(labels[0]) + width(_joined(texts[0], passed[0], beside[0])) > room:
        beside = [""] * len(beside)
    taken = width(labels[0]) + width(_joined(texts[0], passed[0], beside[0])) + marks
    left = min(room - taken - len(_GAP), _WIDEST)
    most = max(step.value for step in steps) or 1
    lines: list[Spans] = [(Span(labels[0]), Span(_joined(texts[0], passed[0], beside[0]), "quiet"))] if over else []
    for step, label, text, share, whole in zip(steps, labels[1:], texts[1:], passed[1:], beside[1:], strict=True):
        style = "late" if step.mark else ""
        drawn = [Span(label), Span(_joined(text)), Span(_joined(share), style), Span(_joined(whole), "quiet")]
        if left >= _NARROWEST:
            drawn += [Span(_GAP), Span(_middle(step.value / most, left, ink), style or "bar")]
        lines.append((*drawn, Span(_marked(step, ink), style)))
    return lines


def _group(group: Group, label: str, texts: Sequence[str], most: float, room: int, ink: Ink) -> list[Spans]:
    lines: list[Spans] = []
    for at, (value, text) in enumerate(zip(group.values, texts, strict=True)):
        line = [Span(label if not at else " " * width(label)), Span(_joined(text), "" if not at else "quiet")]
        if room >= _NARROWEST:
            cells = round(value / most * room) or 1 if value > 0 else 0  # below nought the number alone says it
            line += [Span(_GAP), Span(ink.marks[at % 3] * cells, _STYLES[at % 3])]
        lines.append(tuple(line))
    return lines


def _bar(bar: Bar, low: float, high: float, room: int, ink: Ink) -> list[Span]:
    if room < _NARROWEST or low == high:
        return []
    before = round(room * -low / (high - low)) if low < 0 else 0
    if bar.value < 0:
        cells = max(1, round(before * bar.value / low))
        return [Span(_GAP + " " * (before - cells)), Span(ink.full * cells, bar.style or "late")]
    return [
        Span(_GAP + " " * before),
        Span(_length(bar.value / high if high else 0.0, room - before, ink), bar.style or "bar"),
    ]


def _length(share: float, room: int, ink: Ink) -> str:
    """A bar of that share of the room; what is more than nothing is seen."""
    eighths = round(share * room * 8)
    if share > 0:
        eighths = max(eighths, 1)
    full, rest = divmod(eighths, 8)
    part = ink.parts[rest]
    return ink.full * full + part if full or part or not eighths else ink.parts[-1]


def _middle(share: float, room: int, ink: Ink) -> str:
    """A bar of that share in the middle of the room, to half a cell on both sides."""
    half = room // 2
    steps = round(share * half * 2)
    if share > 0:
        steps = max(steps, 1)
    full, rest = divmod(steps, 2)
    right, left = ink.halves if rest else ("", "")
    if rest and right == " ":
        full, right, left = full + 1, "", ""
    drawn = right + ink.full * (full * 2) + left
    return pad(drawn, half * 2, "center")


def _marked(step: Step, ink: Ink) -> str:
    return f" {ink.arrow} {clean(step.mark)}" if step.mark else ""


def _column(labels: Sequence[str], room: int) -> list[str]:
    """Labels cut and padded to one width."""
    clean_ones = [clean(label) for label in labels]
    cells = min(max(map(width, clean_ones)), max(room, 8))
    return [pad(cut(label, cells), cells) for label in clean_ones]


def _right(texts: Sequence[str]) -> list[str]:
    clean_ones = [clean(text) for text in texts]
    cells = max(map(width, clean_ones))
    return [pad(text, cells, "right") for text in clean_ones]


def _left(room: int, *columns: Sequence[str]) -> int:
    """Cells that the columns leave for bars."""
    taken = sum(width(column[0]) + len(_GAP) for column in columns if column and column[0])
    return min(room - taken, _WIDEST)


def _joined(*texts: str) -> str:
    return "".join(_GAP + text for text in texts if text)
