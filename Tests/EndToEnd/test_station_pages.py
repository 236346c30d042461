"""Configuration and errors of a charging station, and sending it a call, as pages in Chromium, with hostile words in them."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect
from program import serving, serving_log
from rawstation import RawStation
from stationday import Day
from watchedpages import MARKUP, Watched, axe, picture

WINDOWS = [(width, scheme) for width in (1440, 360) for scheme in ("light", "dark")]


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
def day(tmp_path_factory):
    with serving_log(tmp_path_factory.mktemp("day"), log()) as server:
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


CALLING = "answer_timeout: 2s\nsites: [{id: depot-7, level: debug, chargers: ['*']}]\n"


@pytest.fixture(scope="module")
def controlling(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("controlling"), config=CALLING) as server:
        yield server


@contextmanager
def connected(server, charger):
    with RawStation(server.ocpp_port, f"/{charger}") as station:
        server.wait_for(f'charger:"{charger}" reason:opened')
        yield station


def signed_in(watched, server, charger, **options):
    page = watched.open(f"{server.url}/chargers/{charger}/call", **options)
    page.get_by_role("link", name="Sign in to send").click()
    page.get_by_label("Token").fill((server.data / "token").read_text())
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Send a call OCPP")).to_be_visible()
    return page


def choose(page, action):
    page.get_by_label("Action", exact=True).select_option(action)
    page.get_by_role("button", name="Fill in an example").click()
    expect(page.get_by_role("button", name=f"Send {action}", exact=True)).to_be_visible()


def test_a_call_is_sent_after_it_was_confirmed_and_its_answer_is_shown_with_its_entry(controlling, browser):
    with connected(controlling, "D-1") as station, Watched(browser) as watched:
        page = signed_in(watched, controlling, "D-1", java_script_enabled=False)
        choose(page, "Reset")
        page.get_by_role("button", name="Send Reset", exact=True).click()
        expect(page.get_by_role("heading", name="Send Reset to D-1?")).to_be_visible()
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(answer, station, {"status": MARKUP})
            page.get_by_role("button", name="Send it now").click()
            assert asked.result()[2:] == ["Reset", {"type": "Soft"}]
        expect(page.get_by_role("status")).to_contain_text("Answered: <img src=x")
        # Loading it again shows the same and sends nothing.
        assert "/chargers/D-1/call?sent=" in page.url
        page.reload()
        expect(page.get_by_role("status")).to_contain_text("Answered: <img src=x")
        controlling.wait_for("charger:D-1 action:Reset", count=1)
        page.get_by_role("link", name="Its entry in the log").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Reset")


def answer(station, payload):
    call = station.receive()
    station.send(json.dumps([3, call[1], payload]))
    return call


def test_faults_are_named_and_a_station_that_does_not_answer_is_said_so(controlling, browser):
    with connected(controlling, "D-2") as station, Watched(browser, forgive=["422"]) as watched:
        page = signed_in(watched, controlling, "D-2", java_script_enabled=False)
        choose(page, "ChangeConfiguration")
        page.get_by_label("Payload of ChangeConfiguration").fill(f'{{"key": 5, "{"</textarea>"}": 1}}')
        page.get_by_role("button", name="Send ChangeConfiguration", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("/key")
        expect(page.get_by_role("alert")).to_contain_text('"value" is missing')
        expect(page.get_by_label("Payload of ChangeConfiguration")).to_have_value('{"key": 5, "</textarea>": 1}')
        choose(page, "GetConfiguration")
        page.get_by_role("button", name="Send GetConfiguration", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("No answer")
        assert station.receive()[2] == "GetConfiguration"


def test_a_station_that_is_not_connected_is_said_so(controlling, browser):
    with Watched(browser) as watched:
        page = watched.open(f"{controlling.url}/chargers/nobody/call", java_script_enabled=False)
        expect(page.get_by_role("heading", name="The charging station is not connected")).to_be_visible()


def test_the_form_fits_every_window(controlling, browser):
    with connected(controlling, "D-3"), Watched(browser, forgive=["422"]) as watched:
        for width, scheme in WINDOWS:
            page = signed_in(watched, controlling, "D-3", width=width, scheme=scheme, bypass_csp=True)
            for step in ["form", "fault", "question"]:
                if step == "fault":
                    choose(page, "Reset")
                    page.get_by_label("Payload of Reset").fill('{"type": "soft"}')
                if step == "question":
                    page.get_by_label("Payload of Reset").fill('{"type": "Soft"}')
                if step != "form":
                    page.get_by_role("button", name="Send Reset", exact=True).click()
                    expect(page.get_by_text("Not sent." if step == "fault" else "Send it now")).to_be_visible()
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                picture(page, f"call-{step}-{width}-{scheme}")
                assert axe(page) == []
