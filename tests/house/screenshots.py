"""The pictures of the docs: `python -m tests.house.screenshots` takes them of the sample business.

Each is what a terminal of 80 columns shows, drawn by rich as SVG. The font is whatever fixed one the reader has, so
that a picture fetches nothing from anywhere.
"""

import re
import tempfile
from html import escape, unescape
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tests.house.consoles import COLUMNS, REPOSITORY, Reader, sample_in

FOLDER = REPOSITORY / "docs" / "images"
PICTURES = {
    "today": "crm today",
    "week": "crm agenda week",
    "card": "crm show carmen",
    "list": "crm contact list 'tag:client,lead and not last<30d'",
    "find": "crm find fermina",
}
"""The name of each picture, and the command that it shows."""
TEXT = re.compile(r'(<text class="[^"]*" x=")([\d.]+)(".*? textLength=")([\d.]+)("[^>]*>)([^<]*)</text>')
_FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
_FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{ font-family: FONT; font-size: {char_height}px; line-height: {line_height}px; }}
    .{unique_id}-title {{ font-family: FONT; font-size: 18px; font-weight: bold; }}
    {styles}
    </style>
    <defs>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
""".replace("FONT", _FONT)


def shown(command: str, sample: Path, folder: Path) -> Text:
    """What a command shows on a terminal with colours."""
    reader = Reader(folder, sample)
    reader.told("demo", "")
    reader.environ["NO_COLOR"] = ""
    return Text.from_ansi(reader.run(command).rstrip("\n"))


def picture(name: str, text: Text) -> str:
    """An SVG of a text and of the command that gave it."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "dim"), (PICTURES[name], "bold")))
    console.print(text)
    drawn = console.export_svg(title="crm", code_format=_FORMAT, unique_id=f"crm-{name}")
    drawn = TEXT.sub(apart, drawn)
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def apart(found: re.Match[str]) -> str:
    """One text as several, each at its own place: not every reader keeps spaces that stand together."""
    begin, left, middle, length, end, text = found.groups()
    cells = len(unescape(text))
    cell = float(length) / cells if cells else 0.0
    pieces = []
    for piece in re.finditer(r"[^\xa0]+(?:\xa0[^\xa0]+)*", unescape(text)):
        place, wide = float(left) + piece.start() * cell, len(piece[0]) * cell
        kept = escape(piece[0], quote=False).replace("\xa0", "&#160;")
        pieces.append(f"{begin}{place:g}{middle}{wide:g}{end}{kept}</text>")
    return "".join(pieces)


def words(drawn: str) -> str:
    """The text of a picture, line by line, without what the version of rich decides."""
    lines: dict[str, list[str]] = {}
    for place, text in re.findall(r'<text [^>]*?y="([\d.]+)"[^>]*>([^<]*)</text>', drawn):
        lines.setdefault(place, []).append(text)
    return "\n".join(re.sub(r"(&#160;|\s)+", " ", "".join(parts)).strip() for parts in lines.values()).strip()


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        sample = sample_in(Path(folder, "sample"))
        for name, command in PICTURES.items():
            text = shown(command, sample, Path(folder, name))
            (FOLDER / f"{name}.svg").write_text(picture(name, text), encoding="utf-8")
            print(f"docs/images/{name}.svg")


if __name__ == "__main__":
    main()
