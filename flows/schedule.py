"""The main job on a schedule, served by this process."""

from zoneinfo import ZoneInfo

from prefect.schedules import Cron, Schedule
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType

from flows.reconciliation import reconcile_claims
from pipeline.errors import SettingsError
from pipeline.job import Request

NAME = "scheduled"


def when(cron: str, timezone: str = "UTC") -> Schedule:
    """The moments of a schedule. Raises SettingsError where the expression or the time zone is none."""
    try:
        ZoneInfo(timezone)
    except (LookupError, ValueError, OSError) as error:
        raise SettingsError(f"There is no time zone {timezone!r}.", hint="Give one such as Europe/Berlin.") from error
    try:
        return Cron(cron, timezone=timezone)
    except ValueError as error:
        raise SettingsError(f"{cron!r} is no schedule of cron.", hint='Give one such as "0 6 * * 1".') from error


def serve(request: Request, schedule: Schedule, url: str) -> None:
    """Run the flow at the moments of ``schedule`` until interrupted: one at a time, each in a process of its own."""
    with temporary_settings({PREFECT_API_URL: url}):
        reconcile_claims.serve(
            name=NAME,
            schedule=schedule,
            parameters={"request": request.model_dump(mode="json")},
            entrypoint_type=EntrypointType.MODULE_PATH,
            limit=1,
            print_starting_message=False,
        )
