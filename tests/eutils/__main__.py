"""Run the stand-in by hand: ``python -m tests.eutils --help``."""

import argparse
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from tests.eutils.faults import FAULTS
from tests.eutils.records import many, records_of_files
from tests.eutils.service import Eutils


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted."""
    given = _parser().parse_args(arguments)
    try:
        records = records_of_files(given.records) if given.records else many(1000)
        service = Eutils(records, limited=given.limited, port=given.port)
    except (OSError, ValueError, OverflowError) as error:
        sys.stderr.write(f"The stand-in cannot start: {error}.\n")
        return 2
    for fault in given.fault:
        service.fail(fault)
    with service:
        sys.stdout.write(
            f"# {len(records)} records; stop with Ctrl-C\n"
            f"export CLAIMDIFF_EUTILS_URL={service.url}\n"
            f"export CLAIMDIFF_IDCONV_URL={service.idconv_url}\n"
            f"export CLAIMDIFF_EUROPEPMC_URL={service.europepmc_url}\n"
        )
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.eutils", description="A stand-in for PubMed on the loopback."
    )
    files = "PubMed XML, plain or .gz, or a tar archive of such files; without any, 1,000 invented records"
    parser.add_argument("--records", nargs="+", type=Path, default=[], metavar="FILE", help=files)
    parser.add_argument("--port", type=int, default=0, help="the port; any free one by default")
    parser.add_argument("--limited", action="store_true", help="answer 429 beyond 3 requests a second (10 with a key)")
    spoil = "let the next request fail so; several in their order: " + ", ".join(FAULTS)
    parser.add_argument("--fault", nargs="+", choices=FAULTS, default=[], metavar="FAULT", help=spoil)
    return parser


if __name__ == "__main__":
    sys.exit(main())
