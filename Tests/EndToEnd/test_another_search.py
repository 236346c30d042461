"""Another search on the page of the log: what was found is replaced, and the page stays. In Chromium, with scripts."""

import re

import pytest
from playwright.sync_api import expect
from watchedpages import Watched, axe

ROWS = "tr[data-entry]"


@pytest.fixture
def page(day, watched):
    """A page that would forget its mark if it were loaded again."""
    page = watched.open(f"{day.url}/logs?q=charger:CP-7")
    page.evaluate("window.stays = true")
    return page


def stays(page):
    return page.evaluate("window.stays === true")


def box(page):
    return page.get_by_role("combobox", name="Search")


def search(page, text):
    box(page).fill(text)
    box(page).press("Enter")


def test_what_was_found_is_replaced_and_has_the_focus(page):
    search(page, "charger:CP-7 status:Faulted")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator("#told")).to_have_text("1 entry, newest first")
    expect(page.locator("#results")).to_be_focused()
    expect(page.locator("#pills")).to_contain_text("status:Faulted")
    expect(page.locator("#since")).to_have_count(1)
    expect(page.get_by_role("switch", name="Live")).to_have_count(1)
    expect(page.get_by_role("button", name="Keys")).to_have_count(1)
    assert "q=charger%3ACP-7+status%3AFaulted" in page.url and stays(page)
    expect(page.locator("[aria-busy]")).to_have_count(0)
    assert axe(page) == []


def test_links_of_the_page_search_too_and_the_way_back_shows_what_was_there(page):
    entries = page.locator(ROWS).count()
    page.locator("#facets").get_by_role("link", name="Ask for BootNotification").click()
    expect(page.locator(ROWS)).to_have_count(2)
    expect(box(page)).to_have_value("charger:CP-7 action:BootNotification")
    expect(page.locator("#results")).to_be_focused()
    page.get_by_role("link", name="Take charger:CP-7 away").click()
    expect(box(page)).to_have_value("action:BootNotification")
    page.go_back()
    expect(box(page)).to_have_value("charger:CP-7 action:BootNotification")
    page.go_back()
    expect(box(page)).to_have_value("charger:CP-7")
    expect(page.locator(ROWS)).to_have_count(entries)
    page.go_forward()
    expect(page.locator(ROWS)).to_have_count(2)
    assert "BootNotification" in page.url and stays(page)


def test_a_fault_and_its_way_out_come_and_go(page):
    search(page, "chager:CP-7")
    expect(page.get_by_role("alert")).to_contain_text("chager")
    expect(box(page)).to_have_attribute("aria-describedby", "fault")
    expect(page).to_have_title("Query with a fault · OCPP Logs")
    expect(page.locator(ROWS)).to_have_count(0)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(box(page)).to_have_value("charger:CP-7")
    expect(box(page)).not_to_have_attribute("aria-invalid", "true")
    expect(page).to_have_title("Logs · OCPP Logs")
    search(page, "charger:nobody")
    expect(page.locator("#told")).to_have_text(page.locator("#results h2").inner_text())
    assert stays(page)


def test_what_is_shown_answers_to_scripts_as_before(page):
    search(page, "charger:CP-7 action:StatusNotification")
    expect(page.locator("#told")).to_contain_text("entries")
    page.locator(ROWS).nth(1).locator("td.c-summary").click()
    expect(page.locator("#drawer h1")).to_be_focused()
    total = page.locator(".over-time strong")
    before = total.inner_text()
    page.get_by_role("link", name="Take charger:CP-7 away").click()
    expect(page.locator("#drawer")).to_be_hidden()
    expect(total).not_to_have_text(before)
    assert "sel=" not in page.url
    drawing = page.locator("#histogram").bounding_box()
    x, y, width = drawing["x"], drawing["y"] + drawing["height"] / 2, drawing["width"]
    page.mouse.move(x + width * 0.1, y)
    page.mouse.down()
    page.mouse.move(x + width * 0.9, y, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("from=.*to="))
    page.locator("#searches").get_by_text("Recent").click()
    expect(page.locator("#searches ul.panel-box")).to_contain_text("charger:CP-7 action:StatusNotification")
    assert stays(page)


def test_who_types_on_keeps_the_text_and_the_newer_search_counts(page):
    held = []
    page.route(re.compile("q=action%3AHeartbeat.*part=rows"), lambda route: held.append(route))
    search(page, "action:Heartbeat")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#told")).to_have_text("Searching…")
    search(page, "status:Faulted")
    expect(page.locator(ROWS)).to_have_count(1)
    search(page, "action:Heartbeat")
    box(page).press("Escape")
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    search(page, "action:Heartbeat")
    box(page).type(" ")
    held[-1].continue_()
    page.wait_for_url(re.compile("q=action%3AHeartbeat"))
    expect(page.locator("#told")).not_to_have_text("Searching…")
    expect(box(page)).to_have_value("action:Heartbeat ")
    expect(box(page)).to_be_focused()
    assert stays(page)


def test_another_zone_and_links_to_one_row_are_loaded_as_ever(page):
    page.locator("#search [name=tz]").select_option("Europe/Berlin")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".product")).to_have_attribute("href", "/logs?tz=Europe%2FBerlin")
    assert not stays(page)
    page.evaluate("window.stays = true")
    page.locator(ROWS).first.locator("a.more").click()
    page.get_by_role("link", name="Show around this").click()
    expect(page.locator("tr:target")).to_have_count(1)
    assert not stays(page)


def test_what_cannot_be_fetched_is_loaded_as_ever(day, browser):
    with Watched(browser, forgive=["ERR_FAILED"]) as watched:
        page = watched.open(f"{day.url}/logs?q=charger:CP-7")
        page.evaluate("window.stays = true")
        page.route(re.compile("q=status"), lambda route: route.abort(), times=1)
        search(page, "status:Faulted")
        expect(page.locator(ROWS)).to_have_count(1)
        assert not stays(page)
