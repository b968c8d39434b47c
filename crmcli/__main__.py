"""python -m crmcli."""

from crmcli.cli.main import run

run()
