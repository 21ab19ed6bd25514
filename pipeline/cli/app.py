"""The entry point: runs a subcommand and turns whatever goes wrong into one plain sentence and an exit status.

0 done; 1 done, but records or claims were rejected; 2 wrong use or unreadable input; 3 an outside service failed;
130 interrupted from the keyboard, 141 nobody reads the output any more, 143 asked to stop.
"""

import os
import sys
import traceback
from multiprocessing import active_children
from typing import Annotated, NoReturn

import typer
from typer.exceptions import Abort, TyperException

from pipeline import stopping
from pipeline.cli import curating, fetching, models, output, resolving, results, running, steps
from pipeline.errors import ClaimdiffError
from pipeline.stopping import INTERRUPTED, STOPPED

DEBUG = "CLAIMDIFF_DEBUG"
UNREAD = 141

app = typer.Typer(
    name="claimdiff",
    help="Does the literature still say what we claim? Reconciles curated claims with the abstracts they cite.",
    epilog="Example: claimdiff run --offline",
    add_completion=False,
    pretty_exceptions_enable=False,
)
for module in (running, resolving, fetching, steps, results, curating, models):
    module.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"claimdiff {version('claimdiff')}")
        raise typer.Exit


@app.callback()
def _settings(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help=f"Show where errors come from (or set {DEBUG}=1).")] = False,
) -> None:
    if debug:
        os.environ[DEBUG] = "1"


def main() -> NoReturn:
    """Run the command line of this process."""
    stopping.listen()
    status = execute(sys.argv[1:])
    if stopping.asked() is not None:
        sys.stdout.flush()
        for child in active_children():
            child.kill()  # such as a run that a schedule had begun: it would go on, and wait for the server, too
        os._exit(status)  # at a normal end Prefect waits until a server, which is gone by now, has taken its events
    sys.exit(status)


def execute(arguments: list[str]) -> int:
    """Run one command line; returns its exit status."""
    try:
        status = app(arguments or ["--help"], prog_name="claimdiff", standalone_mode=False)
        sys.stdout.flush()
        if status == INTERRUPTED:
            return _fail("Interrupted.", INTERRUPTED)
        return int(status or 0)
    except SystemExit as error:
        return _left(error)
    except BrokenPipeError:
        return _unread()
    except (KeyboardInterrupt, Abort):
        return _fail("Interrupted.", INTERRUPTED)
    except ClaimdiffError as error:
        return _fail(str(error), error.exit_status)
    except TyperException as error:
        return _fail(error.format_message(), 2)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _fail(f"{place}{error.strerror or error}.", 2)
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return _fail(f"Something unexpected went wrong ({what}). See where with: claimdiff --debug …", 2)


def _fail(message: str, status: int) -> int:
    stopping.over()
    if (asked := stopping.asked()) == STOPPED:
        return STOPPED
    if asked == INTERRUPTED:
        message, status = "Interrupted.", INTERRUPTED  # what broke in stopping is no news
    if os.environ.get(DEBUG):
        traceback.print_exc()
    sys.stderr.write(f"claimdiff: {output.short(' '.join(message.split()))}\n")
    return status


def _left(error: SystemExit) -> int:
    """Something below ended the process: what Typer does when nobody reads, or a request to stop."""
    if isinstance(error.__context__, BrokenPipeError):
        return _unread()
    if stopping.asked() is None:
        raise error
    return _fail("Stopped.", STOPPED)


def _unread() -> int:
    """Nobody reads standard output: be quiet, also when the interpreter flushes it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return UNREAD
