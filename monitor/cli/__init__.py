"""Arguments in, library called, text out."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import click

from monitor.cli import streams
from monitor.cli.settings import Command, Group
from monitor.errors import MonitorError

_COMMANDS = {
    "init": ("edit", "Write a commented watchlist to start from."),
    "add": ("edit", "Add a page to the watchlist."),
    "remove": ("edit", "Take a target off the watchlist; its history is kept."),
    "enable": ("edit", "Visit a target again."),
    "disable": ("edit", "Leave a target unvisited."),
    "validate": ("edit", "Say every mistake in the watchlist, with its line."),
    "test": ("once", "Fetch and read a page once, keep nothing."),
    "run": ("run", "Visit the targets and send the alerts: the main job."),
    "notify": ("notify", "Try the channels, or send what waits."),
    "report": ("report", "Print what changed in a span of time."),
    "list": ("look", "List the targets of the watchlist."),
    "status": ("look", "Tell how each target stands."),
    "history": ("versions", "List the versions of a target."),
    "show": ("versions", "Show one version of a target as text."),
    "diff": ("compare", "Compare two versions of a target, or two files."),
    "blame": ("trace", "Tell for each clause since when it reads so."),
    "explain": ("trace", "Tell why there was an alert, or why a silence."),
    "search": ("trace", "Find words in every clause of every version."),
    "reread": ("trace", "Read stored snapshots anew with the reader of today."),
    "verify": ("evidence", "Verify the database and the chain that binds its visits."),
    "backup": ("evidence", "Copy the database, also while a run is under way."),
    "db": ("store", "Tell where the database's bytes are."),
    "prune": ("store", "Let go of old answers that made no version."),
    "export": ("evidence", "Write what servers sent as WARC."),
    "timestamp": ("evidence", "Let an authority sign the head of the chain."),
    "demo": ("demo", "Show the whole road in ten seconds, offline."),
}
"""Which module holds which command, and what it does in a line: a command, and `--help`, import only what they need."""

USAGE = 2
INTERRUPTED = 130
_NEW_OBJECTS = 10_000
"""After so many more of them Python looks for circles of objects that nobody has any more; by itself it does so after
700, and each time goes through what all the libraries are made of, too."""


class _Lazy(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order in which one meets them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module that holds a command."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        home = import_module(f"monitor.cli.{_COMMANDS[cmd_name][0]}")
        command: Command = getattr(home, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named, or say which one was meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as fault:
            from difflib import get_close_matches  # noqa: PLC0415 - for this hint only

            if near := get_close_matches(args[0], _COMMANDS, n=1):
                raise click.UsageError(f"{fault.message} Did you mean {near[0]!r}?", ctx) from None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])


_HELP = """Watch policies, and tell people which clauses changed.

\b
Exit status:
  0    it ran, changed or not
  1    some target failed, or what came was held
  2    wrong usage, watchlist or database, or a fault of the machine
  3    an alert is still undelivered
  4    wording changed (only with --exit-code)
  130  interrupted by Ctrl-C or SIGTERM; what was fetched is kept
`monitor diff` is as diff(1): 0 the same, 1 different, 2 an error.
"""


@click.command("monitor", cls=_Lazy, help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policy-monitor", prog_name="monitor", message="%(prog)s %(version)s")
def cli() -> None:
    """Hold the commands together."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command line and leave with its exit status."""
    if arguments is None:  # a process of its own
        gc.set_threshold(_NEW_OBJECTS)
        streams.prepare()
        streams.heed_termination()
    try:
        given = streams.decoded(sys.argv[1:]) if arguments is None else arguments
        status = cli.main(given, prog_name="monitor", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        status = USAGE
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        status = _interrupted()
    except RuntimeError as error:  # up to Python 3.11 one is made of what is raised while a library makes a class
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        status = _interrupted()
    except (MonitorError, OSError, MemoryError, UnicodeError) as error:
        for line in _told(error):
            click.echo(f"monitor: {line}", err=True)
        status = USAGE
    if arguments is None:
        gc.freeze()  # the system takes all memory back at once; to look for circles in it would take 0.2 s
    sys.exit(status if isinstance(status, int) else 0)


def _interrupted() -> int:
    click.echo("monitor: interrupted; what was fetched is kept", err=True)
    return INTERRUPTED


def _told(error: Exception) -> list[str]:
    """Say what befell the machine, and raise what is a fault of the program: that keeps its traceback."""
    if isinstance(error, MonitorError):
        return str(error).splitlines()
    if isinstance(error, MemoryError):
        return ["there is not enough memory; what was stored stays"]
    if isinstance(error, OSError):
        about = f"{error.filename}: " if error.filename else ""
        return [f"{about}{error.strerror or error}; what was stored stays"]
    if isinstance(error, UnicodeDecodeError) and error.encoding == "utf-8":
        return ["the command line holds bytes that are no UTF-8"]
    if isinstance(error, UnicodeEncodeError) and sys.getfilesystemencoding() != "utf-8":
        return ["this locale has no way to write a file name that is needed; set LANG=C.UTF-8"]
    raise error
