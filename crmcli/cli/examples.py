"""Examples of every command, for its help and the reference; the tests run them on the sample business."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "contact add": (
        'crm contact add "Ana García" --email ana@telares.example --tag client',
        'crm contact add "Bruno Díaz" --phone "600 111 222" --company "Telares SL"',
    ),
}


def epilog(command: str) -> str:
    """A command's examples as the end of its help."""
    lines = EXAMPLES.get(command, ())
    return "\n\n".join(lines)
