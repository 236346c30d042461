"""Servers and bystanders that the tests share."""

import pytest

# So that a failed assertion in these modules shows its values as well.
pytest.register_assert_rewrite("program", "rawstation", "recorded")

from program import BINARY, Server, serving  # noqa: E402
from rawstation import RawStation  # noqa: E402

# A site that keeps everything, one that keeps nothing; all other stations are at the default level, info.
CONFIG = """
sites:
  - {id: depot-7, name: Depot 7, level: debug, chargers: ["D-*"]}
  - {id: quiet, name: Quiet street, level: none, chargers: ["Q-*"]}
"""


def pytest_configure(config):
    if not BINARY.exists():
        raise pytest.UsageError(f"no program at {BINARY}: build it first, or name it in OCPPLOGS")


def pytest_sessionfinish():
    for process in Server.processes:
        if process.poll() is None:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def controller(tmp_path_factory):
    """One controller for all tests that only need some station's name of their own."""
    with serving(tmp_path_factory.mktemp("controller"), config=CONFIG) as server:
        yield server


@pytest.fixture
def bystander(controller):
    """A station on the same controller that must not notice what the test does there."""
    with RawStation(controller.ocpp_port, "/D-bystander") as station:
        assert station.call("before", "Heartbeat", {})[0] == 3
        yield station
        assert controller.is_running(), controller.log.read_text()
        assert station.call("after", "Heartbeat", {})[0] == 3
