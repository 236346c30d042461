"""Pages in another zone, over the night in which summer time ends, in Chromium with and without scripts."""

import re
from datetime import datetime, timezone

import pytest
from playwright.sync_api import expect
from program import serving_log
from stationday import Day
from watchedpages import Watched, look

ZONE = "tz=Europe%2FBerlin"


def night():
    """In Berlin 03:00 became 02:00 at 01:00 UTC."""
    day = Day(datetime(2026, 10, 25, tzinfo=timezone.utc))
    day.boot("CP-7", 0)
    day.status("CP-7", 0.2, "Available")
    day.start("CP-7", 0.5, 42)
    for minute in range(10):
        day.meter("CP-7", 0.55 + minute * 0.1, 42, 7000 + 100 * minute, 1200 + 700 * minute)
    day.stop("CP-7", 1.6, 42, 9000)
    day.status("CP-7", 1.7, "Faulted", "GroundFailure")
    return day.text()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving_log(tmp_path_factory.mktemp("night"), night()) as server:
        yield server


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()
    assert ZONE in page.url, page.url


@pytest.mark.parametrize("scripts", [True, False])
def test_links_from_page_to_page_keep_the_zone(server, browser, scripts):
    url = f"{server.url}/logs?q=action:StopTransaction&{ZONE}"
    with Watched(browser) as watched:
        page = watched.open(url) if scripts else watched.without_scripts(url)
        expect(page.get_by_role("columnheader", name=re.compile(r"Time \(UTC\+01:00\)"))).to_be_visible()
        row = page.locator("tr[data-entry]").first
        expect(row).to_contain_text("02:36:00.000")
        row.locator(".c-time a").press("Enter")
        if scripts:
            expect(page.locator("#drawer, aside").filter(has_text="UTC+01:00").first).to_be_visible()
            page.get_by_role("link", name="Whole page").click()
        page.wait_for_url(re.compile("/entries/.*" + ZONE))
        expect(page.locator("dl.facts")).to_contain_text("2026-10-25 02:36:00.000000 UTC+01:00")
        follow(page, "The whole transaction")
        facts = page.locator("dl.facts")
        expect(facts).to_contain_text(re.compile(r"Start \(UTC\+02:00\)\s*2026-10-25 02:30:00"))
        expect(facts).to_contain_text(re.compile(r"Stop \(UTC\+01:00\)\s*2026-10-25 02:36:00"))
        expect(page.get_by_role("columnheader", name="Time (Europe/Berlin)").first).to_be_visible()
        follow(page, "CP-7")
        expect(page.locator(".lanes")).to_contain_text("UTC+02:00, then UTC+01:00")
        expect(page.locator("#timeline")).to_contain_text("UTC+02:00")
        follow(page, "Sequence")
        expect(page.locator("ol.seq")).to_contain_text("02:36:00.000 +01:00")
        expect(page.locator("ol.seq")).to_contain_text("02:30:00.000 +02:00")
        for tab in ["Errors", "Configuration", "Log"]:
            follow(page, tab)
        for section in ["Charging stations", "Transactions", "Analysis", "Readiness", "Settings", "Logs"]:
            page.get_by_role("navigation", name="Pages").get_by_role("link", name=section).click()
            page.wait_for_url(re.compile(ZONE))


def test_the_zone_of_a_page_is_chosen_and_the_rest_of_the_question_stays(server, browser):
    with Watched(browser) as watched:
        page = watched.without_scripts(f"{server.url}/transactions?since=&charger=CP-7")
        expect(page.get_by_role("columnheader", name="Start (UTC)")).to_be_visible()
        page.get_by_label("Time zone").select_option("Europe/Berlin")
        page.get_by_role("button", name="Show", exact=True).click()
        page.wait_for_url(re.compile(ZONE))
        expect(page.get_by_role("columnheader", name="Start (UTC+02:00)")).to_be_visible()
        expect(page.get_by_label("Charging station")).to_have_value("CP-7")
        page.locator("tbody tr .l-time a").first.click()
        page.get_by_label("Time zone").select_option("Asia/Tokyo")
        page.get_by_role("button", name="Use this zone").click()
        page.wait_for_url(re.compile("Asia%2FTokyo"))
        expect(page.locator("dl.facts")).to_contain_text(re.compile(r"Start \(UTC\+09:00\)\s*2026-10-25 09:30:00"))


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")])
@pytest.mark.parametrize("what", ["entry", "transaction", "station", "sequence", "chargers"])
def test_pages_in_a_zone_fit_their_window(server, browser, what, width, scheme):
    (entry,) = server.wait_for("action:StopTransaction")
    address = {
        "entry": f"/entries/{entry['id']}", "transaction": f"/transactions/{entry['id']}", "station": "/chargers/CP-7",
        "sequence": "/chargers/CP-7/sequence", "chargers": "/chargers"}[what]
    with Watched(browser) as watched:
        look(watched.open(f"{server.url}{address}?{ZONE}", width, scheme, bypass_csp=True), f"zone-{what}")
