"""Three things that people come for, done with the keys of a keyboard alone: no mouse, and no address but the first."""

from datetime import datetime, timedelta, timezone

import pytest
import stationday
from playwright.sync_api import expect
from program import serving_log
from rawstation import RawStation

CONFIG = """
sites:
  - {id: depot, name: Depot, level: debug, chargers: ["CP-*"]}
  - {id: "12", name: Harbour, level: info, chargers: ["H-*"]}
"""
# What is wrong with the focus that one sees; empty: nothing.
FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const isInside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return isSeen && isInside ? "" : `${style.outline} at ${box.top}: ${one.outerHTML.slice(0, 300)}`;
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A station that was broken last night and is broken again now, and a site whose level was changed."""
    directory = tmp_path_factory.mktemp("tasks")
    night = stationday.Day((datetime.now(timezone.utc) - timedelta(hours=14)).replace(minute=0, second=0, microsecond=0))
    night.boot("CP-7", 0)
    night.status("CP-7", 0.1, "Available")
    night.status("CP-7", 0.1, "Available", connector=2)
    night.charge("CP-7", 1, 7, connector=2)
    night.status("CP-7", 4, "Faulted", "GroundFailure", vendorErrorCode="CX002")
    night.status("CP-7", 9, "Available")
    with serving_log(directory, night.text(), config=CONFIG) as server:
        for number in range(3):
            with RawStation(server.ocpp_port, f"/CP-{number}") as other:
                other.call("1", "BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
        with RawStation(server.ocpp_port, "/CP-7") as station:
            station.call("now", "StatusNotification", {
                "connectorId": 1, "status": "Faulted", "errorCode": "EVCommunicationError", "vendorErrorCode": "CX017"})
            station.call("tag", "Authorize", {"idTag": "04A2B9F1"})
        server.wait_for("kind:connection", 8)
        token = (server.data / "token").read_text().strip()
        server.http.put(
            "/api/v1/sites/12/level", json={"level": "debug", "reason": "meter values are missing"},
            headers={"Authorization": f"Bearer {token}"}).raise_for_status()
        yield server


class Keys:
    """Somebody with a keyboard before a page: sees where the focus is, and goes on until it is where it should be."""

    def __init__(self, page):
        self.page, self.press, self.type = page, page.keyboard.press, page.keyboard.type

    def to(self, wanted, most=60):
        """Presses Tab until the focus is on it; each time it has to be seen where the focus is."""
        for _ in range(most):
            self.press("Tab")
            seen = self.page.evaluate(FOCUS)
            assert seen == "", seen
            if self.page.locator(":focus").and_(wanted).count():
                return
        raise AssertionError(f"Tab does not lead to {wanted}")

    def follow(self, role, name):
        """Goes to a link or button, and through it."""
        self.to(self.page.get_by_role(role, name=name, exact=True))
        self.press("Enter")

    def choose(self, label, words):
        """Chooses in a list by the words that an option begins with."""
        self.to(self.page.get_by_label(label, exact=True))
        self.type(words)


@pytest.fixture
def keys(server, watched):
    return Keys(watched.open(f"{server.url}/logs"))


def test_why_did_this_station_not_charge_on_connector_1_last_night(keys):
    page = keys.page
    keys.follow("link", "Charging stations")
    expect(page.locator("h1")).to_have_text("Charging stations")
    keys.follow("link", "CP-7")
    expect(page.locator("h1")).to_contain_text("CP-7")
    keys.choose("Time", "Last 24")
    keys.follow("button", "Show")
    page.wait_for_url("**since=24h*")
    keys.to(page.locator("summary", has_text="As a table").first)
    keys.press("Enter")
    fault = page.get_by_role("table", name="What was").locator("tr", has_text="CX002")
    expect(fault).to_contain_text("Connector 1: Faulted")
    expect(fault).to_contain_text("5 h")
    keys.to(fault.get_by_role("link"))
    keys.press("Enter")
    finding = page.locator("#findings + ul > li")
    expect(finding).to_contain_text("A connector is out of order")
    expect(finding).to_contain_text("GroundFailure")


def test_why_is_found_in_the_log_too(keys):
    page = keys.page
    keys.press("/")
    keys.type("charger:CP-7 connector:1 severity:error")
    keys.press("Enter")
    page.wait_for_url("**severity*")
    expect(page.locator("tr[data-entry]")).to_have_count(2)
    keys.press("j")
    keys.press("j")
    keys.press("Enter")
    expect(page.locator("#drawer")).to_contain_text("A connector is out of order")
    expect(page.locator("#drawer")).to_contain_text("CX002")
    keys.press("Escape")
    expect(page.locator("tr[data-entry]").nth(1).locator(":focus")).to_have_count(1)


def test_when_was_the_level_of_site_12_changed(server, keys):
    page = keys.page
    keys.follow("link", "Settings")
    expect(page.locator("h1")).to_have_text("Settings")
    keys.to(page.get_by_role("main").get_by_label("Site", exact=True))
    keys.type("12")
    keys.press("Enter")
    page.wait_for_url("**site=12*")
    change = page.get_by_role("table", name="1 change").locator("tbody tr")
    expect(change).to_contain_text(f"{datetime.now(timezone.utc):%Y-%m-}")
    expect(change).to_contain_text("Info")
    expect(change).to_contain_text("Debug")
    expect(change).to_contain_text("meter values are missing")


def test_send_the_maker_the_last_hour_of_this_station(keys):
    page = keys.page
    keys.follow("link", "Charging stations")
    expect(page.locator("h1")).to_have_text("Charging stations")
    keys.follow("link", "CP-7")
    expect(page.locator("h1")).to_contain_text("CP-7")
    keys.choose("Time", "Last hour")
    keys.follow("button", "Show")
    page.wait_for_url("**since=1h*")
    with page.expect_download() as download:
        keys.follow("link", "Report for its maker")
    report = download.value.path().read_text()
    assert "CX017" in report and "CX002" not in report
    assert "04A2B9F1" not in report
