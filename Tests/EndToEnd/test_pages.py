"""The pages as a person opens them: in Chromium, light and dark, wide and narrow. Pictures go to artifacts/."""

import re

import pytest
from playwright.sync_api import expect
from rawstation import RawStation
from watchedpages import look, picture

MARKUP = "<script>document.title='owned'</script><img src=x onerror=document.title='owned'>"

@pytest.fixture(scope="module")
def log(controller):
    """The controller after a day in the life of a station, with more than a page of entries."""
    with RawStation(controller.ocpp_port, "/D-page") as raw:
        raw.call("p1", "BootNotification", {"chargePointVendor": "Vendor", "chargePointModel": "Model"})
        raw.call("p2", "StatusNotification", {"connectorId": 1, "status": "Charging", "errorCode": "NoError"})
        raw.call("p3", "StatusNotification", {
            "connectorId": 1, "status": "Faulted", "errorCode": "GroundFailure", "vendorErrorCode": "CX002"})
        raw.call("p4", "DataTransfer", {"vendorId": MARKUP, "data": "x" * 3000})
        raw.call("p5", "TeleportCar", {})
        raw.send("no frame " + MARKUP)
        for number in range(130):
            raw.call(f"h{number}", "Heartbeat", {})
    controller.wait_for("charger:D-page kind:connection", count=2)
    return controller


def entry_url(log, query):
    (entry,) = log.wait_for(query)
    return f"{log.url}/entries/{entry['id']}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("what", ["logs", "entry"])
def test_a_page_fits_its_window_in_light_and_dark(log, watched, what, width, scheme):
    url = f"{log.url}/logs?q=charger:D-page" if what == "logs" else entry_url(log, "charger:D-page id:p3")
    look(watched.open(url, width, scheme), what)


def test_typing_a_search_and_pressing_enter_finds(log, watched):
    page = watched.open(f"{log.url}/logs")
    box = page.get_by_label("Search", exact=True)
    box.fill("charger:D-page status:Faulted")
    box.press("Enter")
    page.wait_for_url(re.compile(r"q=charger"))
    rows = page.locator("tr[data-entry]")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("StatusNotification")
    expect(rows.first).to_contain_text("Faulted")
    expect(page.get_by_label("Search", exact=True)).to_have_value("charger:D-page status:Faulted")


def test_a_row_leads_to_its_entry_and_the_frames_are_shown(log, watched):
    page = watched.open(f"{log.url}/logs?q=charger:D-page+id:p3", 1280)
    page.locator("tr[data-entry] a").first.click()
    page.get_by_role("link", name="Whole page").click()
    page.wait_for_url(re.compile(r"/entries/"))
    expect(page.locator("body")).to_contain_text("GroundFailure")
    expect(page.locator("body")).to_contain_text('[2, "p3", "StatusNotification"')


def test_the_next_page_goes_on_where_the_first_ended(log, watched):
    page = watched.open(f"{log.url}/logs?q=charger:D-page+action:Heartbeat&fold=off")
    rows = page.locator("tr[data-entry]")
    expect(rows).to_have_count(100)
    first = set(page.locator("tr[data-entry] a").evaluate_all("links => links.map(link => link.href)"))
    page.locator("a[rel=next]").click()
    page.wait_for_url(re.compile(r"cursor="))
    expect(rows).to_have_count(30)
    second = set(page.locator("tr[data-entry] a").evaluate_all("links => links.map(link => link.href)"))
    assert not {url for url in first & second if "/entries/" in url}


@pytest.mark.parametrize("query", ["charger:D-page id:p4", "charger:D-page kind:malformed"])
def test_markup_that_a_station_sends_is_text(log, watched, query):
    for url in [f"{log.url}/logs?q={query.replace(' ', '+')}", entry_url(log, query)]:
        page = watched.open(url)
        assert page.title() != "owned"
        assert page.locator("img[src=x]").count() == 0
    expect(page.locator("body")).to_contain_text("onerror=document.title")


def test_markup_in_the_query_is_text(log, watched):
    page = watched.open(log.url + "/logs?q=%22%3E%3Cimg%20src=x%20onerror=document.title='owned'%3E")
    assert page.title() != "owned" and page.locator("img[src=x]").count() == 0


def test_an_empty_result_says_why_and_what_to_do(log, watched):
    page = watched.open(f"{log.url}/logs?q=charger:nobody-of-that-name")
    assert page.locator("tr[data-entry]").count() == 0
    assert len(page.locator("main").inner_text()) > 40
    picture(page, "nothing-found")


def test_a_query_with_a_fault_says_so_beside_the_search_bar(log, watched):
    page = watched.open(f"{log.url}/logs?q=")
    box = page.get_by_label("Search", exact=True)
    box.fill("chager:D-page")
    box.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("charger")
    expect(page.get_by_label("Search", exact=True)).to_have_value("chager:D-page")
    picture(page, "query-with-a-fault")


def test_everything_works_without_javascript(log, watched):
    page = watched.without_scripts(f"{log.url}/logs")
    page.get_by_label("Search", exact=True).fill("charger:D-page id:p3")
    page.get_by_label("Search", exact=True).press("Enter")
    page.wait_for_url(re.compile(r"q=charger"))
    expect(page.locator("tr[data-entry]")).to_have_count(1)
