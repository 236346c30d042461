"""An entry beside the table, dragging over the times, and saved searches: in Chromium, by keyboard too."""

import re

import pytest
from playwright.sync_api import expect
from program import serving
from rawstation import RawStation
from watchedpages import MARKUP, axe, fits, picture

DEBUG = "sites: [{id: fleet, name: Fleet, level: debug, chargers: ['*']}]\n"
ROWS = "table.log tbody tr[data-entry]"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("drawer"), config=DEBUG) as server:
        with RawStation(server.ocpp_port, "/CP-7") as station:
            for number in range(1, 6):
                station.call(f"s{number}", "StatusNotification", {
                    "connectorId": number, "status": "Charging", "errorCode": "NoError"})
            station.call("f", "StatusNotification", {
                "connectorId": 9, "status": "Faulted", "errorCode": "GroundFailure", "info": MARKUP})
            station.call("x", "DataTransfer", {"vendorId": MARKUP, "data": MARKUP + "\r\n"})
        server.wait_for("kind:connection", 2)
        yield server


@pytest.fixture
def page(server, watched):
    return watched.open(f"{server.url}/logs?q=action:StatusNotification")


def drawer(page):
    return page.locator("#drawer")


def test_enter_on_a_row_opens_its_entry_and_escape_goes_back(page):
    link = page.locator(ROWS).nth(1).get_by_role("link").first
    link.press("Enter")
    expect(drawer(page)).to_contain_text('"s5"')
    expect(drawer(page).locator("h1")).to_be_focused()
    assert "sel=" in page.url and "/logs" in page.url
    expect(page.get_by_role("complementary", name=re.compile("StatusNotification"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer(page)).to_be_hidden()
    expect(link).to_be_focused()
    assert "sel=" not in page.url


def test_a_click_anywhere_on_a_row_opens_it_and_links_in_it_lead_where_they_say(page):
    page.locator(ROWS).nth(2).locator("td.c-summary").click()
    expect(drawer(page)).to_contain_text('"s4"')
    expect(page.locator("tr.selected")).to_have_count(1)
    page.get_by_role("button", name="Close").click()
    page.locator(ROWS).nth(2).locator("a.more").click()
    expect(page.locator(".c-menu details[open]")).to_have_count(1)
    page.locator(ROWS).nth(1).locator("a.more").click()
    expect(page.locator(ROWS).nth(1).locator(".c-menu details[open]")).to_have_count(1)
    expect(page.locator(".c-menu details[open]")).to_have_count(1)
    expect(drawer(page)).to_be_hidden()


def test_with_a_modifier_the_page_of_the_entry_opens_as_ever(page):
    with page.context.expect_page() as opened:
        page.locator(ROWS).first.locator("td.c-time").click(modifiers=["Control"], position={"x": 80, "y": 18})
    opened.value.wait_for_url(re.compile("/entries/"))
    expect(drawer(page)).to_be_hidden()


def test_from_entry_to_entry_by_keys_and_by_buttons(page):
    page.locator(ROWS).nth(1).locator("td.c-action").click()
    expect(drawer(page)).to_contain_text('"s5"')
    page.keyboard.press("j")
    expect(drawer(page)).to_contain_text('"s4"')
    expect(drawer(page).locator("h1")).to_be_focused()
    page.keyboard.press("k")
    expect(drawer(page)).to_contain_text('"s5"')
    page.get_by_role("button", name="Older").press("Enter")
    expect(drawer(page)).to_contain_text('"s4"')
    page.get_by_role("link", name="Whole page").click()
    page.wait_for_url(re.compile("/entries/"))


def test_the_mark_of_findings_opens_the_entry_at_them(page):
    page.get_by_role("link", name=re.compile("2 findings")).click()
    expect(drawer(page).locator("#findings")).to_be_in_viewport()


def test_the_address_holds_what_is_open(server, page, watched):
    page.locator(ROWS).first.locator("td.c-action").click()
    expect(drawer(page)).to_contain_text('"f"')
    other = watched.open(page.url)
    expect(drawer(other)).to_contain_text('"f"')
    expect(other.locator("tr.selected")).to_have_count(1)


def test_on_a_narrow_window_the_link_leads_to_the_page(server, watched):
    page = watched.open(f"{server.url}/logs?q=action:StatusNotification", width=360)
    page.locator(ROWS).first.get_by_role("link").first.click()
    page.wait_for_url(re.compile("/entries/"))


def test_markup_in_an_entry_that_opens_is_text(server, watched):
    page = watched.open(f"{server.url}/logs?q=charger:CP-7")
    for action in ["DataTransfer", "StatusNotification"]:
        page.locator(ROWS).filter(has_text=action).first.locator("td.c-charger").click()
        expect(drawer(page).locator("article")).to_contain_text("onerror=document.title")
        assert page.title() != "owned"
        assert drawer(page).locator("img, script").count() == 0


def test_rows_that_arrive_wait_while_an_entry_is_open(server, watched):
    page = watched.open(f"{server.url}/logs?q=charger:CP-8&live=1")
    with RawStation(server.ocpp_port, "/CP-8") as station:
        expect(page.locator(ROWS)).to_have_count(1)
        page.locator(ROWS).first.locator("td.c-action").click()
        expect(drawer(page)).to_be_visible()
        station.call("1", "BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
        expect(page.locator(".live-bar")).to_contain_text("1 new — an entry is open beside the table")
        page.keyboard.press("Escape")
        page.get_by_role("switch", name="Live").focus()
        expect(page.locator(ROWS)).to_have_count(2)
        page.locator(ROWS).last.locator("td.c-action").click()
        station.call("2", "BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
        page.get_by_role("button", name="Show them").click()
        expect(page.locator(ROWS)).to_have_count(3)
        expect(drawer(page)).to_be_hidden()


def test_dragging_over_the_times_asks_for_that_stretch(server, watched):
    page = watched.open(f"{server.url}/logs?q=charger:CP-7&since=1h")
    drawing = page.locator("#histogram").bounding_box()
    y = drawing["y"] + 30
    page.mouse.move(drawing["x"] + drawing["width"] * 0.25, y)
    page.mouse.down()
    page.mouse.move(drawing["x"] + drawing["width"] * 0.4, y, steps=4)
    page.mouse.move(drawing["x"] + drawing["width"] * 0.5, y)
    expect(page.locator(".brush")).to_be_visible()
    picture(page, "brush-1440-light")
    page.mouse.up()
    page.wait_for_url(re.compile("from=.*to="))
    begin, end = page.evaluate("""() => {
      const parameters = new URLSearchParams(location.search);
      return ["from", "to"].map(name => Date.parse(parameters.get(name)) / 60000);
    }""")
    assert 14 < end - begin < 16.5
    assert "charger" in page.url and "since" not in page.url


def test_a_search_gets_a_name_and_is_deleted_again_by_keyboard(server, watched, page):
    searches = page.locator("#searches")
    searches.get_by_text("Save this search").press("Enter")
    searches.get_by_label("Name").fill("States " + MARKUP[:40])
    searches.get_by_label("Name").press("Enter")
    saved = searches.get_by_role("link", name=re.compile("^States"))
    expect(saved).to_be_focused()
    page.goto(f"{server.url}/logs?q=charger:CP-7")
    saved.press("Enter")
    page.wait_for_url(re.compile("StatusNotification"))
    assert page.title() != "owned" and page.locator("#searches img").count() == 0
    searches.get_by_text("Recent").press("Enter")
    expect(searches.get_by_role("link", name="charger:CP-7")).to_be_visible()
    picture(page, "searches-1440-light")
    page.get_by_role("button", name="Delete the saved search States").press("Enter")
    expect(saved).to_have_count(0)


def test_a_time_says_how_long_ago_it_was(page):
    time = page.locator(f"{ROWS} time").first
    page.locator(f"{ROWS} td.c-time").first.hover(position={"x": 80, "y": 18})
    expect(time).to_have_attribute("title", re.compile(r"ago · 20\d\d-"))


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (1440, "dark"), (800, "light")])
def test_an_open_entry_fits_and_axe_finds_nothing(server, watched, width, scheme):
    page = watched.open(
        f"{server.url}/logs?q=action:StatusNotification", width=width, scheme=scheme)
    page.locator(ROWS).first.locator("td.c-action").click()
    expect(drawer(page)).to_contain_text('"f"')
    picture(page, f"drawer-{width}-{scheme}")
    fits(page)
    assert axe(page) == []
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    picture(page, f"keys-{width}-{scheme}")
    assert axe(page) == []


def test_searches_and_keys_fit_a_narrow_window(server, watched):
    page = watched.open(f"{server.url}/logs?q=charger:CP-7", width=360, scheme="dark")
    page.get_by_text("Frequent searches, and entries over time").click()
    page.locator("#searches").get_by_text("Save this search").click()
    picture(page, "searches-360-dark")
    fits(page)
    page.get_by_role("button", name="Keys").click()
    picture(page, "keys-360-dark")
    assert axe(page) == []
