"""Servers, bystanders and the browser that the tests share."""

import re

import pytest

# So that a failed assertion in these modules shows its values as well.
pytest.register_assert_rewrite("program", "rawstation", "recorded", "watchedpages")

import stationday  # noqa: E402
from program import BINARY, Server, serving, serving_log  # noqa: E402
from rawstation import RawStation  # noqa: E402
from watchedpages import CHROMIUM, Watched, chromium  # noqa: E402

# A site that keeps everything, one that keeps nothing; all other stations are at the default level, info.
CONFIG = """
sites:
  - {id: depot-7, name: Depot 7, level: debug, chargers: ["D-*"]}
  - {id: quiet, name: Quiet street, level: none, chargers: ["Q-*"]}
"""


def pytest_configure(config):
    if not BINARY.exists():
        raise pytest.UsageError(f"no program at {BINARY}: build it first, or name it in OCPPLOGS")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Pages come last, for the browser's loop stays in the thread where others would start one of their own."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("pages")
    items.sort(key=lambda item: "browser" in item.fixturenames)


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


@pytest.fixture(scope="session")
def browser():
    """The one browser of all tests."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with chromium() as browser:
        yield browser


@pytest.fixture
def watched(browser):
    """Opens pages and, at the end of the test, finds that the browser had nothing to complain of."""
    with Watched(browser) as watched:
        yield watched


@pytest.fixture(scope="session")
def day(tmp_path_factory):
    """The day of three stations, and sixty heartbeats of one of them in its evening: for tests that only read."""
    evening = stationday.Day()
    for number in range(60):
        evening.call("CP-7", 20 + number / 20, "Heartbeat", {}, {"currentTime": evening.stamp(20 + number / 20)})
    lines = (stationday.log() + evening.text()).splitlines(True)
    text = "".join(sorted(lines, key=lambda line: re.search(r"\d{4}/\S+ \S+", line)[0]))
    with serving_log(tmp_path_factory.mktemp("day"), text) as server:
        yield server
