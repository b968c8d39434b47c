"""Examples of every command, for its help and the reference; tests run each on the sample business."""

from crmcli.cli.examples import funnel, imports, insight, money, reports, rolodex, sales, support, twins, vcards

EXAMPLES: dict[str, tuple[str, ...]] = {
    **rolodex.EXAMPLES,
    **funnel.EXAMPLES,
    **imports.EXAMPLES,
    **insight.EXAMPLES,
    **money.EXAMPLES,
    **reports.EXAMPLES,
    **sales.EXAMPLES,
    **support.EXAMPLES,
    **twins.EXAMPLES,
    **vcards.EXAMPLES,
}


def epilog(command: str) -> str:
    """A command's examples as the end of its help; a noun's own where the word is said twice."""
    return "\n\n".join(EXAMPLES.get(" ".join(dict.fromkeys(command.split())), ()))
