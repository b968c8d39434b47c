"""Papers for customers, quotes and invoices alike: Markdown, HTML for print, and plain text from one description."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.view.cells import pad, width, wrap
from crmcli.view.clean import clean, clean_block
from crmcli.view.tables import Heading, lay_out
from crmcli.view.words import _, language

FORMATS = ("md", "html", "txt")
TEXT_WIDTH = 78
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_STYLE = """
@page { size: A4; margin: 18mm 17mm 20mm; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.5 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; color: #1d2329;
  max-width: 176mm; margin: 16mm auto; padding: 0 6mm; }
header { display: flex; justify-content: space-between; gap: 12mm; padding-bottom: 7mm;
  border-bottom: 2px solid #1d2329; }
h1 { font-size: 21pt; line-height: 1.15; font-weight: 600; margin: 0; letter-spacing: -.01em; }
h1 small { display: block; font-size: 11pt; font-weight: 400; color: #5c6670; margin-top: 1.5mm; letter-spacing: 0; }
.issuer { text-align: right; font-size: 9.5pt; color: #3b444c; }
.issuer strong { display: block; font-size: 11pt; color: #1d2329; }
.about { display: flex; justify-content: space-between; gap: 12mm; margin: 8mm 0 9mm; }
.about h2 { font-size: 8.5pt; text-transform: uppercase; letter-spacing: .07em; color: #5c6670; font-weight: 600;
  margin: 0 0 1mm; }
.facts { border-collapse: collapse; align-self: flex-start; }
.facts th { text-align: left; font-weight: 400; color: #5c6670; padding: 0 6mm .8mm 0; }
.facts td { text-align: right; padding: 0 0 .8mm; font-variant-numeric: tabular-nums; }
table.lines { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.lines th { font-size: 8.5pt; text-transform: uppercase; letter-spacing: .05em; color: #5c6670; font-weight: 600;
  text-align: left; padding: 0 0 1.5mm 4mm; border-bottom: 1px solid #b9c1c8; }
.lines td { padding: 2mm 0 2mm 4mm; border-bottom: 1px solid #e3e7ea; vertical-align: top; }
.lines th:first-child, .lines td:first-child { padding-left: 0; overflow-wrap: anywhere; }
.lines .number { text-align: right; white-space: nowrap; }
.lines tr { break-inside: avoid; }
table.sums { margin: 5mm 0 0 auto; min-width: 70mm; border-collapse: collapse; font-variant-numeric: tabular-nums;
  break-inside: avoid; }
.sums th { text-align: left; font-weight: 400; color: #3b444c; padding: .8mm 10mm .8mm 0; }
.sums td { text-align: right; padding: .8mm 0; white-space: nowrap; }
.sums tr.whole th, .sums tr.whole td { font-size: 13pt; font-weight: 600; color: #1d2329; padding-top: 2mm;
  border-top: 2px solid #1d2329; }
.notes { margin-top: 11mm; break-inside: avoid; }
.notes h2 { font-size: 10pt; margin: 5mm 0 .5mm; }
.notes p { margin: 0; color: #3b444c; white-space: pre-line; overflow-wrap: anywhere; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
@media screen { html { background: #eef1f3; }
  body { background: #fff; padding: 17mm; max-width: 210mm; box-shadow: 0 1px 6px #0002; } }
"""
_HTML = """<!DOCTYPE html>
<html lang="$language">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>$title</title>
<style>$style</style></head>
<body>
<header><h1>$title$version</h1>
$issuer</header>
<section class="about">$recipient
$facts</section>
$lines
$sums
$notes
</body>
</html>
"""
_ORDER = ("title", "issuer", "recipient", "facts", "lines", "sums", "notes")
"""The parts of papers without a template of their own, one below the other."""


class Row(NamedTuple):
    """A line of a paper, every amount as people read it."""

    text: str
    quantity: str
    unit: str
    less: str
    tax: str
    amount: str


class Document(NamedTuple):
    """A paper from somebody to somebody."""

    title: str
    """What it is and its number: Quote Q-2026-0001."""
    version: str
    issuer: tuple[str, ...]
    """Name first, then tax number, address, ways to reach them."""
    recipient: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Labels and texts such as the day and the validity."""
    rows: tuple[Row, ...]
    sums: tuple[tuple[str, str], ...]
    """Labels and amounts, the whole last."""
    notes: tuple[tuple[str, str], ...]
    """Headings and texts below, such as the terms."""


def write(paper: Document, shape: str, template: str = "") -> str:
    """The paper as md, html or txt, in a template of the user's where one is given.

    In that, `$title`, `$lines` and the like stand for the parts of the paper, each written as the shape wants it.
    """
    parts = {"md": _md_parts, "html": _h_parts, "txt": _text_parts}[shape](paper)
    if template:
        return _filled(template, parts)
    if shape == "html":
        return Template(_HTML).substitute(parts)
    return "\n\n".join(parts[name] for name in _ORDER if parts[name]) + "\n"


def _filled(template: str, parts: Mapping[str, str]) -> str:
    try:
        return Template(template).substitute(parts)
    except KeyError as error:
        raise Invalid(
            "There is no {name} on a document.",
            name=f"${error.args[0]}",
            hint="There are {names}; $$ is a dollar sign.",
            names=" ".join(f"${name}" for name in parts),
        ) from error
    except ValueError as error:
        raise Invalid("A $ in the template stands for nothing.", hint="$$ is a dollar sign.") from error


def _md_parts(paper: Document) -> dict[str, str]:
    """In Markdown; nothing that was typed can be read as markup of its own."""
    headings, rows = _columns(paper)
    rule = ["---" if not at else "---:" for at in range(len(headings))]
    table = [headings, rule, *rows]
    *some, whole = paper.sums
    sums = [f"| {_md(label)} | {_md(amount)} |" for label, amount in some]
    sums.append(f"| **{_md(whole[0])}** | **{_md(whole[1])}** |")
    return {
        "title": f"# {_md(paper.title)}{' · ' + _md(paper.version) if paper.version else ''}",
        "issuer": "  \n".join(f"**{_md(line)}**" if not at else _md(line) for at, line in enumerate(paper.issuer)),
        "recipient": f"**{_md(_('For'))}**  \n" + "  \n".join(map(_md, paper.recipient)),
        "facts": "\n".join(f"- {_md(label)}: {_md(told)}" for label, told in paper.facts),
        "lines": "\n".join("| " + " | ".join(map(_md, line) if line is not rule else line) + " |" for line in table),
        "sums": "\n".join([f"| {_md(_('Sum'))} | {_md(_('Amount'))} |", "| --- | ---: |", *sums]),
        "notes": "\n\n".join(f"## {_md(heading)}\n\n{_md_block(body)}" for heading, body in paper.notes),
    }


def _h_parts(paper: Document) -> dict[str, str]:
    """In HTML for the browser's print: nothing is fetched, everything is escaped."""
    headings, rows = _columns(paper)
    name, *rest = (*paper.issuer, "")
    notes = "".join(f"<h2>{_h(heading)}</h2><p>{_h(clean_block(told))}</p>" for heading, told in paper.notes)
    return {
        "title": _h(paper.title),
        "version": f"<small>{_h(paper.version)}</small>" if paper.version else "",
        "issuer": f'<div class="issuer"><strong>{_h(name)}</strong>{_h_lines(rest)}</div>',
        "recipient": f"<div><h2>{_h(_('For'))}</h2>{_h_lines(paper.recipient)}</div>",
        "facts": f'<table class="facts">{"".join(map(_h_fact, paper.facts))}</table>',
        "lines": f'<table class="lines"><thead><tr>{_h_cells(headings, "th")}</tr></thead>\n'
        f"<tbody>{_h_rows(rows)}</tbody></table>",
        "sums": f'<table class="sums">{_h_sums(paper.sums)}</table>',
        "notes": f'<section class="notes">{notes}</section>' if notes else "",
        "language": language(),
        "style": _STYLE,
    }


def _text_parts(paper: Document) -> dict[str, str]:
    """In plain text of at most `TEXT_WIDTH` cells a line."""
    headings, rows = _columns(paper)
    title = " · ".join(filter(None, (clean(paper.title), clean(paper.version))))
    shapes = [Heading(heading, "right" if at else "left", wide=not at) for at, heading in enumerate(headings)]
    table = lay_out(shapes, [[clean(cell) for cell in row] for row in rows], TEXT_WIDTH)
    return {
        "title": f"{title}\n{'=' * width(title)}",
        "issuer": "\n".join(map(clean, paper.issuer)),
        "recipient": f"{_('For')}:\n" + "\n".join(f"  {clean(line)}" for line in paper.recipient),
        "facts": _pairs(paper.facts),
        "lines": "\n".join((table[0], "-" * TEXT_WIDTH, *table[1:], "-" * TEXT_WIDTH)),
        "sums": _sums(paper.sums),
        "notes": "\n\n".join(
            f"{clean(heading)}\n" + "\n".join(wrap(clean_block(body), TEXT_WIDTH)) for heading, body in paper.notes
        ),
    }


def _columns(paper: Document) -> tuple[list[str], list[list[str]]]:
    """Headings and cells, without columns that nothing stands in."""
    headings = [_("What"), _("Quantity"), _("Unit price"), _("Less"), _("Tax"), _("Amount")]
    kept = [at for at in range(len(headings)) if at in (0, 5) or any(row[at] for row in paper.rows)]
    return [headings[at] for at in kept], [[row[at] for at in kept] for row in paper.rows]


def _md(told: str) -> str:
    escaped = _MARKDOWN.sub(r"\\\1", clean(told))
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([-+=])(?=\s|$|[-=])", r"\\\1", escaped))


def _md_block(told: str) -> str:
    paragraphs = clean_block(told).split("\n")
    return "  \n".join(_md(line.strip()) for line in paragraphs).replace("\n  \n", "\n\n")


def _h(told: str) -> str:
    return escape(told if "\n" in told else clean(told))


def _h_lines(lines: Sequence[str]) -> str:
    return "<br>".join(_h(line) for line in lines if line)


def _h_fact(fact: tuple[str, str]) -> str:
    return f"<tr><th>{_h(fact[0])}</th><td>{_h(fact[1])}</td></tr>"


def _h_cells(cells: Sequence[str], tag: str) -> str:
    first, *others = cells
    return f"<{tag}>{_h(first)}</{tag}>" + "".join(f'<{tag} class="number">{_h(cell)}</{tag}>' for cell in others)


def _h_rows(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"<tr>{_h_cells(row, 'td')}</tr>\n" for row in rows)


def _h_sums(sums: Sequence[tuple[str, str]]) -> str:
    *some, whole = sums
    return "".join(map(_h_fact, some)) + _h_fact(whole).replace("<tr>", '<tr class="whole">')


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    room = max((width(label) for label, _told in pairs), default=0)
    return "\n".join(f"{pad(label, room)}  {clean(told)}" for label, told in pairs)


def _sums(sums: Sequence[tuple[str, str]]) -> str:
    labels = max(width(label) for label, _amount in sums)
    amounts = max(width(amount) for _label, amount in sums)
    lines = [f"{pad(label, labels)}  {pad(amount, amounts, 'right')}" for label, amount in sums]
    return "\n".join(pad(line, TEXT_WIDTH, "right") for line in lines)
