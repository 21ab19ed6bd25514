"""Prefect's API server as a process of its own: ``python -m flows.api [--services]``.

Writes its port to standard output at once, and ``ready`` when it answers. Ends when its standard input does, so that it
never outlives the process that started it, however that one ends. Binds to the loopback address only.
"""

import argparse
import gc
import sys
from threading import Thread
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from socket import socket

    from fastapi import FastAPI


class Announced(uvicorn.Server):
    """A server that says when it answers."""

    async def startup(self, sockets: "list[socket] | None" = None) -> None:
        """Start as usual, then say so."""
        await super().startup(sockets=sockets)
        gc.enable()
        if self.started:
            _tell("ready")


def small() -> "FastAPI":
    """The API without the background services: for flows that this process does not schedule."""
    from prefect.server.api.server import create_app

    return create_app(ephemeral=True, webserver_only=True, final=True)


def full() -> "FastAPI":
    """The API with the scheduler and all other services."""
    from prefect.server.api.server import create_app

    return create_app(final=True)


def main() -> None:
    """Serve until standard input ends."""
    options = argparse.ArgumentParser(description="Serve Prefect's API until standard input ends.")
    options.add_argument("--services", action="store_true", help="run the scheduler and all other services too")
    app = full if options.parse_args().services else small
    config = uvicorn.Config(
        app, factory=True, host="127.0.0.1", port=0, log_level="error", lifespan="on", timeout_graceful_shutdown=0
    )
    gc.disable()  # the imports leave no garbage, and looking for it takes an eighth of the start
    bound = config.bind_socket()
    _tell(str(bound.getsockname()[1]))
    server = Announced(config)
    Thread(target=_end_with_input, args=(server,), daemon=True).start()
    server.run(sockets=[bound])


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _end_with_input(server: uvicorn.Server) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    server.should_exit = True


if __name__ == "__main__":
    main()
