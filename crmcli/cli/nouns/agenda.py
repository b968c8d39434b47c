"""What the commands that draw share: spans of text become styled lines."""

from collections.abc import Iterable

from crmcli.cli import output
from crmcli.view.spans import Spans

_STYLES = {
    "heading": ("bold",),
    "now": ("bold", "cyan"),
    "late": ("red",),
    "quiet": ("dim",),
    "bar": ("cyan",),
    "other": ("yellow",),
    "good": ("green",),
}


def draw(lines: Iterable[Spans]) -> None:
    """Write lines of spans, without spaces at their ends."""
    for spans in lines:
        kept = [*spans]
        while kept and not kept[-1].text.strip():
            kept.pop()
        if kept:
            kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
        output.write("".join(output.styled(span.text, *_STYLES.get(span.style, ())) for span in kept) + "\n")
