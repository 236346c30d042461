"""The pages as a person opens them: in Chromium, light and dark, wide and narrow. Pictures go to artifacts/."""

import re
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright
from program import ROOT
from rawstation import RawStation

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MARKUP = "<script>document.title='owned'</script><img src=x onerror=document.title='owned'>"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


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


@pytest.fixture
def open_page(browser, request):
    """Opens a page and, at the end of the test, finds that the browser had nothing to complain of."""
    complaints, contexts = [], []

    def open(url, width=1280, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        # What scripts ask is broken off when the page is left.
        page.on("requestfailed", lambda failed: "/api/" in failed.url or complaints.append(f"failed: {failed.url}"))
        page.goto(url)
        return page

    yield open
    for context in contexts:
        context.close()
    assert complaints == []


def picture(page, name):
    folder = ROOT / "artifacts" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


def entry_url(log, query):
    (entry,) = log.wait_for(query)
    return f"{log.url}/entries/{entry['id']}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("what", ["logs", "entry"])
def test_a_page_fits_its_window_in_light_and_dark(log, open_page, what, width, scheme):
    url = f"{log.url}/logs?q=charger:D-page" if what == "logs" else entry_url(log, "charger:D-page id:p3")
    page = open_page(url, width, scheme)
    picture(page, f"{what}-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    red, green, blue = map(int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3])
    assert (red + green + blue > 600) == (scheme == "light")


def test_typing_a_search_and_pressing_enter_finds(log, open_page):
    page = open_page(f"{log.url}/logs")
    box = page.get_by_label("Search", exact=True)
    box.fill("charger:D-page status:Faulted")
    box.press("Enter")
    page.wait_for_url(re.compile(r"q=charger"))
    rows = page.locator("tr[data-entry]")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("StatusNotification")
    expect(rows.first).to_contain_text("Faulted")
    expect(page.get_by_label("Search", exact=True)).to_have_value("charger:D-page status:Faulted")


def test_a_row_leads_to_its_entry_and_the_frames_are_shown(log, open_page):
    page = open_page(f"{log.url}/logs?q=charger:D-page+id:p3")
    page.locator("tr[data-entry] a").first.click()
    page.get_by_role("link", name="Whole page").click()
    page.wait_for_url(re.compile(r"/entries/"))
    expect(page.locator("body")).to_contain_text("GroundFailure")
    expect(page.locator("body")).to_contain_text('[2, "p3", "StatusNotification"')


def test_the_next_page_goes_on_where_the_first_ended(log, open_page):
    page = open_page(f"{log.url}/logs?q=charger:D-page+action:Heartbeat&fold=off")
    rows = page.locator("tr[data-entry]")
    expect(rows).to_have_count(100)
    first = set(page.locator("tr[data-entry] a").evaluate_all("links => links.map(link => link.href)"))
    page.locator("a[rel=next]").click()
    page.wait_for_url(re.compile(r"cursor="))
    expect(rows).to_have_count(30)
    second = set(page.locator("tr[data-entry] a").evaluate_all("links => links.map(link => link.href)"))
    assert not {url for url in first & second if "/entries/" in url}


@pytest.mark.parametrize("query", ["charger:D-page id:p4", "charger:D-page kind:malformed"])
def test_markup_that_a_station_sends_is_text(log, open_page, query):
    for url in [f"{log.url}/logs?q={query.replace(' ', '+')}", entry_url(log, query)]:
        page = open_page(url)
        assert page.title() != "owned"
        assert page.locator("img[src=x]").count() == 0
    expect(page.locator("body")).to_contain_text("onerror=document.title")


def test_markup_in_the_query_is_text(log, open_page):
    page = open_page(log.url + "/logs?q=%22%3E%3Cimg%20src=x%20onerror=document.title='owned'%3E")
    assert page.title() != "owned" and page.locator("img[src=x]").count() == 0


def test_an_empty_result_says_why_and_what_to_do(log, open_page):
    page = open_page(f"{log.url}/logs?q=charger:nobody-of-that-name")
    assert page.locator("tr[data-entry]").count() == 0
    assert len(page.locator("main").inner_text()) > 40
    picture(page, "nothing-found")


def test_a_query_with_a_fault_says_so_beside_the_search_bar(log, open_page):
    page = open_page(f"{log.url}/logs?q=")
    box = page.get_by_label("Search", exact=True)
    box.fill("chager:D-page")
    page.on("console", lambda message: None)
    with page.expect_navigation() as navigation:
        box.press("Enter")
    assert navigation.value.status in (200, 400)
    expect(page.locator("main")).to_contain_text("charger")
    expect(page.get_by_label("Search", exact=True)).to_have_value("chager:D-page")
    picture(page, "query-with-a-fault")


def test_everything_works_without_javascript(log, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{log.url}/logs")
    page.get_by_label("Search", exact=True).fill("charger:D-page id:p3")
    page.get_by_label("Search", exact=True).press("Enter")
    page.wait_for_url(re.compile(r"q=charger"))
    expect(page.locator("tr[data-entry]")).to_have_count(1)
    context.close()
