"""How much memory a process has had, for tests that hold a reader to a bound."""

import resource
from pathlib import Path


def peak_megabytes() -> float:
    """The most memory that this process has had since its program began.

    ``ru_maxrss`` alone would not do: on Linux a child begins with what its parent had.
    """
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    mark = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
    return int(mark) / 1024 if mark else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
