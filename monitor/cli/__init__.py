"""Arguments in, library called, text out."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import version

import click

from monitor.cli.settings import Command, Group
from monitor.errors import MonitorError

_HOMES = {
    "init": "edit",
    "add": "edit",
    "remove": "edit",
    "enable": "edit",
    "disable": "edit",
    "validate": "edit",
    "test": "look",
    "run": "run",
    "notify": "run",
    "report": "report",
    "list": "look",
    "status": "look",
    "history": "look",
    "show": "look",
    "diff": "compare",
    "blame": "trace",
    "reread": "trace",
    "demo": "demo",
}
"""Which module holds which command: a command imports only what it needs."""

USAGE = 2
INTERRUPTED = 130


class _Lazy(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order in which one meets them."""
        del ctx
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module that holds a command."""
        del ctx
        if cmd_name not in _HOMES:
            return None
        home = import_module(f"monitor.cli.{_HOMES[cmd_name]}")
        command: Command = getattr(home, f"{cmd_name}_command")
        return command


_HELP = """Watch policies, and tell people which clauses changed.

\b
Exit status:
  0    it ran, changed or not
  1    some target failed, or what came was held
  2    wrong usage, watchlist or database
  3    an alert is still undelivered
  4    wording changed (only with --exit-code)
  130  interrupted; what was fetched is kept
`monitor diff` is as diff(1): 0 the same, 1 different, 2 an error.
"""


@click.command("monitor", cls=_Lazy, help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("policy-monitor"), prog_name="monitor", message="%(prog)s %(version)s")
def cli() -> None:
    """Hold the commands together."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command line and leave with its exit status."""
    try:
        status = cli.main(arguments, prog_name="monitor", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        status = USAGE
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except MonitorError as error:
        for line in str(error).splitlines():
            click.echo(f"monitor: {line}", err=True)
        status = USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo("monitor: interrupted; what was fetched is kept", err=True)
        status = INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        status = 0
    sys.exit(status if isinstance(status, int) else 0)
