"""What insights know, on the pages: transactions, findings and charging stations, in Chromium, from an imported day."""

import re

import pytest
from playwright.sync_api import expect
from watchedpages import look

DAY = "from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z"

def transaction(day, id):
    found = day.http.get("/api/v1/transactions", params={"id": id}).json()["transactions"]
    return f"{day.url}/transactions/{found[0]['start_entry']}"


def entry(day, query):
    return f"{day.url}/entries/{day.entries(query)[0]['id']}"


def address(day, what):
    return {
        "transactions": lambda: f"{day.url}/transactions?since=",
        "transaction": lambda: transaction(day, "42"),
        "transaction-hostile": lambda: transaction(day, "9"),
        "entry-faulted": lambda: entry(day, "charger:CP-7 status:Faulted"),
        "entry-hostile": lambda: entry(day, "charger:X-1 finding:connector-error"),
        "logs-with-findings": lambda: f"{day.url}/logs?q=finding:*",
        "chargers": lambda: f"{day.url}/chargers",
        "charger": lambda: f"{day.url}/chargers/CP-7?{DAY}",
        "charger-hostile": lambda: f"{day.url}/chargers/X-1",
        "sequence": lambda: f"{day.url}/chargers/CP-7/sequence?{DAY}",
        "sequence-hostile": lambda: f"{day.url}/chargers/X-1/sequence",
        "no-transactions": lambda: f"{day.url}/transactions?charger=nobody",
    }[what]()


PAGES = [
    "transactions", "transaction", "transaction-hostile", "no-transactions", "entry-faulted", "entry-hostile", "logs-with-findings",
    "chargers", "charger", "charger-hostile", "sequence", "sequence-hostile"]


@pytest.mark.parametrize("width,scheme,also", [(1440, "light", 900), (360, "dark", 320)])
@pytest.mark.parametrize("what", PAGES)
def test_a_page_fits_its_window_and_axe_finds_nothing(day, watched, what, width, scheme, also):
    look(watched.open(address(day, what), width, scheme), what, also)


def test_from_the_list_of_transactions_to_the_message_that_proves_the_end(day, watched):
    page = watched.without_scripts(f"{day.url}/logs")
    page.get_by_role("link", name="Transactions", exact=True).click()
    page.get_by_label("Charging station").fill("CP-7")
    page.get_by_label("Time", exact=True).select_option("")
    page.get_by_role("button", name="Show", exact=True).click()
    rows = page.locator("table tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.nth(0)).to_contain_text("Running")
    expect(rows.nth(3)).to_contain_text("11.08")
    rows.nth(3).get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text("Transaction 42")
    expect(page.locator("figure svg[role=img]")).to_have_count(4)
    page.get_by_text("As a table").first.click()
    expect(page.get_by_role("table", name=re.compile("What the meter showed")).locator("tbody tr")).to_have_count(49)
    page.locator("tr", has_text="StopTransaction").get_by_role("link").click()
    expect(page.locator("body")).to_contain_text('"reason": "EVDisconnected"')


def test_a_transaction_that_never_stopped_says_what_to_check(day, watched):
    page = watched.without_scripts(transaction(day, "44"))
    expect(page.locator("h1")).to_contain_text("Never stopped")
    finding = page.locator("li.finding", has_text="A transaction never ended")
    expect(finding).to_contain_text("Error")
    finding.get_by_text("What to check next").click()
    expect(finding.locator("li").first).to_be_visible()


def test_no_transaction_says_what_was_asked_and_how_to_ask_for_more(day, watched):
    page = watched.without_scripts(f"{day.url}/transactions?charger=CP-7&end=stopped_without_start&{DAY}")
    expect(page.locator("main")).to_contain_text("No transactions")
    page.get_by_role("link", name="At any time").click()
    expect(page.locator("main")).to_contain_text("No transactions")
    page.get_by_role("link", name="All stations").click()
    expect(page.locator("table tbody tr")).to_have_count(6)


def test_from_a_row_with_a_mark_to_what_is_wrong_and_all_entries_with_it(day, watched):
    page = watched.without_scripts(f"{day.url}/logs?q=charger:CP-7+status:Faulted")
    page.get_by_role("link", name="1 finding: A connector is out of order").click()
    finding = page.locator("#findings + ul > li")
    expect(finding).to_have_count(1)
    expect(finding).to_contain_text("Error")
    expect(finding).to_contain_text("GroundFailure")
    expect(finding).to_contain_text("/request/status")
    expect(finding.locator("details li").first).to_be_visible()
    finding.get_by_role("link", name="finding:faulted").click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7 finding:faulted")
    expect(page.locator("tr[data-entry]")).to_have_count(1)


def test_an_entry_of_a_transaction_leads_to_its_page(day, watched):
    page = watched.without_scripts(entry(day, "charger:CP-7 action:StopTransaction tx:42"))
    page.get_by_role("link", name="The whole transaction").click()
    expect(page.locator("h1")).to_contain_text("Transaction 42")


def test_why_a_station_did_not_charge_is_found_from_the_list_of_stations(day, watched):
    page = watched.without_scripts(f"{day.url}/logs")
    page.get_by_role("link", name="Charging stations").click()
    expect(page.locator("table tbody tr")).to_have_count(3)
    page.get_by_role("link", name="CP-7").click()
    expect(page.locator("h1")).to_contain_text("CP-7")
    expect(page.locator("main")).to_contain_text("firmware 3.3.0")
    expect(page.get_by_role("img", name=re.compile("Connector 1: .* states, at the end Charging"))).to_be_visible()
    page.get_by_text("As a table").first.click()
    fault = page.get_by_role("table", name=re.compile("What was")).locator("tr", has_text="Connector 1: Faulted")
    expect(fault).to_contain_text("42 min")
    expect(fault).to_contain_text("CX002")
    fault.get_by_role("link").click()
    expect(page.locator("#findings + ul")).to_contain_text("A connector is out of order")
    page.get_by_role("link", name="CP-7", exact=True).click()
    expect(page.locator("h1")).to_contain_text("CP-7")


def test_the_report_for_the_maker_is_of_the_time_that_is_shown(day, watched):
    page = watched.without_scripts(f"{day.url}/chargers/CP-7?{DAY}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Report for its maker").click()
    text = download.value.path().read_text()
    assert "GroundFailure" in text and "04A2B9F1" not in text
