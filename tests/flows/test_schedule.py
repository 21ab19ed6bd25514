"""Schedules: what is refused, and that a schedule really makes runs (newer SQLAlchemy and FastAPI break it)."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from tests import curated

ROOT = Path(__file__).resolve().parents[2]
EVERY_TEN_SECONDS = "* * * * * */10"  # Prefect's cron knows a sixth field


def until(true: Callable[[], object], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.2)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cron", "timezone", "message"),
    [
        ("61 * * * *", "UTC", "'61 [*] [*] [*] [*]' is no schedule of cron"),
        ("often", "UTC", "'often' is no schedule"),
        ("", "UTC", "'' is no schedule"),
        ("0 6 * * 1", "Mars/Base", "There is no time zone 'Mars/Base'"),
        ("0 6 * * 1", "", "There is no time zone ''"),
        ("0 6 * * 1", "../../etc/passwd", "There is no time zone"),
    ],
)
def test_a_schedule_that_is_none(cron: str, timezone: str, message: str, prefect_api: str) -> None:
    from flows.schedule import when

    with pytest.raises(SettingsError, match=message):
        when(cron, timezone)


@pytest.mark.slow
def test_a_schedule(prefect_api: str) -> None:
    from flows.schedule import when

    assert when("0 6 * * 1", "Europe/Berlin").timezone == "Europe/Berlin"


@pytest.mark.slow
def test_prefect_yaml_deploys_and_schedules_runs(prefect_api: str) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId
    from prefect.client.schemas.objects import StateType
    from prefect.settings import PREFECT_API_URL, temporary_settings

    pool = ["work-pool", "create", "claimdiff", "--type", "process"]
    for arguments in (pool, ["--no-prompt", "deploy", "--all"], ["deployment", "ls"]):
        done = subprocess.run(
            [sys.executable, "-m", "prefect", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    with temporary_settings({PREFECT_API_URL: prefect_api}), get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name("claimdiff/weekly")
        assert deployment.work_pool_name == "claimdiff"
        assert deployment.parameters == {"request": {"refresh": True}}
        assert [s.schedule.cron for s in deployment.schedules] == ["0 6 * * 1"]
        of_it = DeploymentFilter(id=DeploymentFilterId(any_=[deployment.id]))
        until(lambda: client.read_flow_runs(deployment_filter=of_it), 60)
        assert {run.state_type for run in client.read_flow_runs(deployment_filter=of_it)} == {StateType.SCHEDULED}


@pytest.mark.slow
def test_the_command_runs_on_schedule_until_stopped(
    prefect_api: str, warm_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))
    for name in ("PREFECT_API_URL", "PREFECT_HOME", "CLAIMDIFF_STORE"):
        monkeypatch.delenv(name, raising=False)
    claims, citations, articles = map(str, curated.write(tmp_path))
    inputs = ["--claims", claims, "--citations", citations, "--articles", articles, "--out", "runs"]
    command = [sys.executable, "-m", "pipeline.cli", "schedule", "--cron", EVERY_TEN_SECONDS, *inputs]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        until(lambda: process.poll() is not None or any(tmp_path.glob("runs/*/run.json")), 180)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert any(tmp_path.glob("runs/*/run.json")), told
    assert f"Scheduled: {EVERY_TEN_SECONDS} (UTC)" in told
    assert "Traceback" not in told, told
