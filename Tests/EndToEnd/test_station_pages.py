"""Configuration and errors of a charging station as pages, in Chromium, with hostile words in them."""

import pytest
from playwright.sync_api import expect
from program import run, serving
from stationday import Day
from watchedpages import CHROMIUM, MARKUP, Watched, axe, chromium, picture

WINDOWS = [(width, scheme) for width in (1440, 360) for scheme in ("light", "dark")]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


class Commanded(Day):
    """A day on which the CSMS asks as well."""

    def ask(self, charger, hours, action, request, answer):
        at = len(self.lines)
        self.call(charger, hours, action, request, answer)
        self.lines[at:] = [
            (moment, line.replace(" recv ", " SEND ").replace(" send ", " recv ").replace(" SEND ", " send "))
            for moment, line in self.lines[at:]]

    def read(self, charger, hours, keys, unknown=()):
        self.ask(charger, hours, "GetConfiguration", {}, {
            "configurationKey": [
                {"key": key, "readonly": readonly, "value": value} for key, readonly, value in keys],
            "unknownKey": list(unknown)})

    def change(self, charger, hours, key, value, status):
        self.ask(charger, hours, "ChangeConfiguration", {"key": key, "value": value}, {"status": status})


def log():
    day = Commanded()
    day.boot("CP-7", 1)
    keys = [
        ("HeartbeatInterval", False, "300"), ("NumberOfConnectors", True, "2"), ("LightIntensity", False, "80"),
        ("MeterValuesSampledData", False, "Energy.Active.Import.Register,Power.Active.Import,Current.Import,SoC"),
        ("AuthorizationKey", False, "N3w-Key-4711"), ("SecurityProfile", False, "1"),
        (MARKUP[:50], False, MARKUP), ("K" * 90, False, "v" * 400)]
    day.read("CP-7", 1.1, keys, ["Colour"])
    day.change("CP-7", 2, "HeartbeatInterval", "60", "Accepted")
    day.change("CP-7", 2.1, "NumberOfConnectors", "3", "Rejected")
    day.change("CP-7", 2.2, "SecurityProfile", "2", "RebootRequired")
    day.change("CP-7", 2.3, MARKUP[:50], MARKUP, "Accepted")
    day.read("CP-7", 3, [("LightIntensity", False, "20")])
    day.status("CP-7", 4, "Faulted", "GroundFailure", vendorErrorCode=MARKUP[:50])
    day.status("CP-7", 4.5, "Available")
    day.status("CP-7", 5, "Faulted", "OtherError", connector=2, vendorErrorCode="V" * 50)
    day.boot("CP-9", 1)
    return day.text()


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    directory = tmp_path_factory.mktemp("day")
    (directory / "day.log").write_text(log())
    done = run("import", str(directory / "day.log"), "--tz", "UTC", data=directory / "data")
    assert done.returncode == 0, done.stderr
    with serving(directory / "served", data=directory / "data") as server:
        yield server


def looks_right(browser, url, name):
    """At each width and in each scheme it fits its window, and axe has nothing to say."""
    with Watched(browser) as watched:
        for width, scheme in WINDOWS:
            page = watched.open(url, width, scheme, bypass_csp=True)
            assert page.title() != "owned"
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            picture(page, f"{name}-{width}-{scheme}")
            assert axe(page) == []


def row(page, text):
    return page.get_by_role("row").filter(has_text=text).first


def test_the_configuration_is_shown_with_its_proofs_and_changes(day, browser):
    with Watched(browser) as watched:
        page = watched.open(f"{day.url}/chargers/CP-7", java_script_enabled=False)
        page.get_by_role("link", name="Configuration", exact=True).click()
        expect(page.locator("#settings caption")).to_contain_text("9 settings")
        expect(row(page, "HeartbeatInterval")).to_contain_text("60")
        expect(row(page, "NumberOfConnectors")).to_contain_text("read only")
        expect(row(page, "AuthorizationKey")).to_contain_text("masked")
        expect(row(page, "SecurityProfile")).to_contain_text("from the next boot on")
        expect(page.locator("body")).not_to_contain_text("N3w-Key-4711")
        changes = page.locator("#changes tbody tr")
        expect(changes).to_have_count(5)
        expect(changes.first).to_contain_text("changed at the station")
        changes.first.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("GetConfiguration")


def test_settings_are_looked_for_by_a_part_of_their_name(day, browser):
    with Watched(browser) as watched:
        page = watched.open(f"{day.url}/chargers/CP-7/configuration", java_script_enabled=False)
        page.get_by_label("Key or variable").fill("LIGHT")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator("#settings tbody tr")).to_have_count(1)
        page.get_by_label("Key or variable").fill("nowhere")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.get_by_role("heading", name="No such setting")).to_be_visible()


def test_a_page_without_settings_says_why(day, browser):
    with Watched(browser) as watched:
        page = watched.open(f"{day.url}/chargers/CP-9/configuration", java_script_enabled=False)
        expect(page.get_by_role("heading", name="The configuration is not known")).to_be_visible()
        expect(page.get_by_role("link", name="Set the level")).to_be_visible()


def test_errors_stand_there_with_how_long_they_lasted_and_lead_to_their_entries(day, browser):
    with Watched(browser) as watched:
        page = watched.open(f"{day.url}/chargers/CP-7", java_script_enabled=False)
        page.get_by_role("link", name="Errors", exact=True).click()
        if page.get_by_role("link", name="At any time").count():
            page.get_by_role("link", name="At any time").click()
        expect(row(page, "GroundFailure")).to_contain_text("30 min")
        expect(page.get_by_role("heading", name="What the codes mean")).to_be_visible()
        row(page, "GroundFailure").locator("td a").first.click()
        expect(page.locator("table.log tbody tr").filter(has_text="StatusNotification")).to_have_count(1)


@pytest.mark.parametrize("charger", ["CP-7", "CP-9"])
def test_the_errors_fit_every_window(day, browser, charger):
    looks_right(browser, f"{day.url}/chargers/{charger}/errors?since=", f"errors-{charger}")


@pytest.mark.parametrize("charger", ["CP-7", "CP-9"])
def test_the_configuration_fits_every_window(day, browser, charger):
    looks_right(browser, f"{day.url}/chargers/{charger}/configuration", f"configuration-{charger}")
