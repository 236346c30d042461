"""The page of one entry, and two entries compared, in Chromium, from an imported day."""

import pytest
from playwright.sync_api import expect
from program import serving_log
from stationday import Day
from watchedpages import look


def identity(day, query):
    return day.entries(query)[0]["id"]


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A transaction that was asked for, two restarts that were, and one that was refused."""
    day, accepted, second = Day(), {"status": "Accepted"}, 1 / 3600
    day.ask("CP-7", 9, "RemoteStartTransaction", {"idTag": "04A2B9F1", "connectorId": 1}, accepted)
    day.start("CP-7", 9 + 3 * second, 42)
    day.stop("CP-7", 10, 42, 2000)
    day.ask("CP-7", 11, "Reset", {"type": "Soft"}, accepted)
    day.boot("CP-7", 11 + 48 * second)
    day.ask("CP-7", 12, "Reset", {"type": "Hard"}, {"status": "Rejected"})
    day.boot("CP-7", 12.1, "3.3.0")
    day.ask("CP-7", 13, "Reset", {"type": "Hard"}, accepted)
    day.boot("CP-7", 13 + 75 * second, "3.4.0")
    with serving_log(tmp_path_factory.mktemp("asked"), day.text()) as server:
        yield server


def address(day, what):
    faulted = "charger:CP-7 status:Faulted"
    return {
        "faulted": lambda: f"/entries/{identity(day, faulted)}",
        "meter": lambda: f"/entries/{identity(day, 'charger:CP-7 action:MeterValues')}",
        "hostile": lambda: f"/entries/{identity(day, 'charger:X-1 finding:connector-error')}",
        "compared": lambda: f"/compare?a={identity(day, 'status:Charging')}&b={identity(day, faulted)}",
        "compared-hostile": lambda: f"/compare?a={identity(day, faulted)}&b={identity(day, 'charger:X-1')}",
    }[what]()


PAGES = ["faulted", "meter", "hostile", "compared", "compared-hostile"]


@pytest.mark.parametrize("width,scheme,also", [(1440, "light", 900), (360, "dark", 320)])
@pytest.mark.parametrize("what", PAGES)
def test_a_page_fits_its_window_and_axe_finds_nothing(day, watched, what, width, scheme, also):
    look(watched.open(day.url + address(day, what), width, scheme), f"entry-{what}", also)


def test_without_scripts_payloads_fold_values_are_searched_and_entries_are_compared(day, watched):
    page = watched.without_scripts(day.url + address(day, "faulted"))
    expect(page.locator(".before")).to_contain_text("Available")
    status = page.locator("#request ~ .tree li", has_text="Faulted").last
    expect(status).to_be_visible()
    page.locator("#request ~ .tree summary").first.click()
    expect(status).to_be_hidden()
    expect(page.get_by_role("button", name="Copy", exact=True)).to_have_count(0)
    page.get_by_text("Copy as JSON").click()
    expect(page.locator("#copy-command")).to_contain_text("ocpplogs get ")
    page.get_by_role("link", name="Compare with the previous like this").click()
    expect(page.locator("h1")).to_have_text("Two entries compared")
    expect(page.get_by_role("table", name="Request").locator("tr", has_text="status").first).to_contain_text("differs")
    page.go_back()
    page.get_by_text("Its fields, one by one").click()
    page.get_by_role("link", name='"Faulted"').click()
    expect(page).to_have_url(f"{day.url}/logs?q=request.status:Faulted")


def test_an_address_can_be_given_to_compare_with(day, watched):
    page = watched.without_scripts(day.url + address(day, "faulted"))
    page.get_by_label("Compare with another entry").fill(day.url + address(day, "meter"))
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("table", name="Request")).to_contain_text("only in B")


TIED = {
    "asked-for": ("action:StartTransaction", "Probably asked for by: RemoteStartTransaction, 09:00:00 (3 s before)"),
    "asks": ("action:RemoteStartTransaction", "Probably brought about: StartTransaction, 09:00:03 (3 s later)"),
    "boot": ("request.firmwareVersion:3.4.0", "Probably asked for by: Reset, 13:00:00 (1 min before)"),
    "reset": ("action:Reset result:accepted", "Probably brought about: BootNotification, 11:00:48 (48 s later)"),
}


@pytest.mark.parametrize("width,scheme,also", [(1440, "light", 900), (360, "dark", 320)])
@pytest.mark.parametrize("what", TIED)
def test_a_call_and_what_it_brought_about_lead_to_each_other(asked, watched, what, width, scheme, also):
    query, words = TIED[what]
    page = watched.open(f"{asked.url}/entries/{identity(asked, query)}", width, scheme)
    expect(page.locator(".before").first).to_have_text(words)
    look(page, f"entry-{what}", also)
    page.locator(".before").first.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text(words.split(": ")[1].split(",")[0])
    page.locator(".before").first.get_by_role("link").click()
    expect(page.locator(".before").first).to_have_text(words)


def test_the_drawer_says_it_too_and_a_refused_call_brought_nothing_about(asked, watched):
    page = watched.open(f"{asked.url}/logs?q=action:BootNotification")
    page.locator("tbody tr").last.locator("a").first.click()
    expect(page.locator("#drawer .before")).to_contain_text(["Probably asked for by: Reset, 11:00:00 (48 s before)"])
    page.goto(f"{asked.url}/entries/{identity(asked, 'action:Reset result:rejected')}")
    expect(page.locator(".before")).to_have_count(0)
    page.goto(f"{asked.url}/entries/{identity(asked, 'request.firmwareVersion:3.3.0')}")
    expect(page.locator(".before")).to_have_text(["Before: firmware 3.2.1, 11:00:48"])
