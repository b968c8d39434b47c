"""A text as a QR code drawn in half blocks, two rows of the code in one line."""

_BLOCKS = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
"""Light is drawn, dark is left: a terminal's ground is dark, and where it is not the colours are set."""
_QUIET = 2


def drawn(text: str) -> list[str]:
    """The lines of the code, with the quiet zone around it."""
    import segno  # noqa: PLC0415 - door: segno, 25 ms, only when a code is drawn

    rows = [
        [bool(cell) for cell in row]
        for row in segno.make(text, error="l", boost_error=False, micro=False, encoding="utf-8").matrix_iter(
            border=_QUIET
        )
    ]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return [
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]
