"""The page of one entry, and two entries compared, in Chromium, from an imported day."""

import pytest
from playwright.sync_api import expect
from watchedpages import look


def identity(day, query):
    return day.entries(query)[0]["id"]


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
