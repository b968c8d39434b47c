"""Calling one command by its words through Typer, and what becomes of its endings."""

from typer.exceptions import Abort, Exit, TyperException

from crmcli.cli import diagnostics, groups, output, session

COMPLETION = ("--install-completion", "--show-completion", "--help", "-h")


def call(arguments: list[str], *, as_json: bool) -> int:
    """Run one command; its exit code."""
    completing = "_CRM_COMPLETE" in session.environ() or any(word in COMPLETION for word in arguments)
    program = groups.root(with_completion=completing)
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:], "--help"]
    held = [word.replace("\0", "\ufffd") for word in arguments]  # NUL comes from a batch alone, and no path can have it
    try:
        answer = program.main(held, prog_name="crm", standalone_mode=False)
    except Exit as ending:
        return ending.exit_code
    except Abort as error:
        raise KeyboardInterrupt from error
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            output.write(str(error).rstrip() + "\n")
            return diagnostics.EXIT_CODES["usage"]
        return diagnostics.report_usage(error, as_json=as_json)
    if answer == diagnostics.INTERRUPTED:  # how Typer tells Ctrl-C
        raise KeyboardInterrupt
    return answer if isinstance(answer, int) else 0
