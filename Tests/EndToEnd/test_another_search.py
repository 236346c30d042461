"""Another search on the page of the log: what was found is replaced, and the page stays. In Chromium, with scripts."""

import re

import pytest
from playwright.sync_api import expect
from program import until
from watchedpages import Watched, axe, fits, picture

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


def came(page, held, count):
    """So many requests wait. The browser is asked in between, for it tells of them then."""
    until(lambda: page.evaluate("true") and len(held) == count)


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
    box(page).press_sequentially(" ")
    came(page, held, 2)
    held[1].continue_()
    page.wait_for_url(re.compile("q=action%3AHeartbeat"))
    expect(page.locator("#told")).to_have_text(re.compile("entries"))
    expect(box(page)).to_have_value("action:Heartbeat ")
    expect(box(page)).to_be_focused()
    assert stays(page)


def test_escape_gives_up_a_search_and_what_is_shown_is_counted_all_the_same(page):
    before = page.locator(".over-time strong").inner_text()
    held = []
    page.route(re.compile("status%3AFaulted.*part=counts|q=action.*part=rows"), lambda route: held.append(route))
    search(page, "charger:CP-7 status:Faulted")
    came(page, held, 1)
    # What was not counted anew leads to the search before: it does nothing.
    page.get_by_role("link", name="Ask for BootNotification").click()
    expect(page.locator("#told")).to_have_text("Counting…")
    search(page, "action:Heartbeat")
    expect(page.locator("#told")).to_have_text("Searching…")
    box(page).press("Escape")
    expect(page.get_by_text("Stopped. These are the entries of the search before.")).to_have_css("position", "fixed")
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    came(page, held, 3)
    expect(page.locator(".over-time strong")).to_have_text(before)
    held[2].continue_()
    expect(page.locator(".over-time strong")).not_to_have_text(before)
    assert "status%3AFaulted" in page.url and page.locator(ROWS).count() == 1


def test_a_search_that_takes_long_is_seen_and_stopped_with_its_button(page):
    page.route(re.compile("part=rows"), lambda route: None)
    address = page.url
    search(page, "action:Heartbeat")
    page.get_by_role("button", name="Stop", exact=True).press("Enter")
    expect(page.locator("#searching")).to_be_hidden()
    expect(page.get_by_text("Stopped. These are the entries of the search before.")).to_have_css("position", "fixed")
    picture(page, "stopped-1440-light")
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("action:Heartbeat")
    assert page.url == address


@pytest.mark.parametrize("width,scheme", [(1440, "dark"), (360, "light")])
def test_what_says_that_it_takes_long_fits(day, watched, width, scheme):
    page = watched.open(f"{day.url}/logs?q=charger:CP-7", width=width, scheme=scheme)
    page.route(re.compile("part=rows"), lambda route: None)
    search(page, "action:Heartbeat")
    expect(page.locator("#searching")).to_be_visible()
    picture(page, f"searching-{width}-{scheme}")
    fits(page)


def test_who_goes_back_while_a_search_takes_long_stops_nothing(page):
    search(page, "status:Faulted")
    expect(page.locator(ROWS)).to_have_count(1)
    page.route(re.compile("part=rows"), lambda route: None)
    search(page, "action:Heartbeat")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_hidden()
    assert "charger:CP-7" in page.url


def test_back_and_on_again_before_it_was_shown_changes_nothing(page):
    search(page, "status:Faulted")
    expect(page.locator(ROWS)).to_have_count(1)
    held = []
    page.route(re.compile("part=rows"), lambda route: held.append(route))
    page.go_back()
    came(page, held, 1)
    expect(page.locator("#told")).to_have_text("Searching…")
    expect(page.locator("#searching")).to_be_visible()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_hidden()
    page.go_forward()
    expect(page.locator("#told")).to_have_text("")
    assert "status%3AFaulted" in page.url and page.locator(ROWS).count() == 1


def test_the_way_back_leads_to_the_place_on_the_page(day, watched):
    page = watched.open(f"{day.url}/logs?fold=off")
    page.evaluate("scrollTo(0, 1500)")
    until(lambda: page.evaluate("history.state?.scroll") == 1500)
    page.get_by_role("link", name="Ask for BootNotification").dispatch_event("click")
    expect(page.locator(ROWS)).not_to_have_count(100)
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(100)
    until(lambda: page.evaluate("scrollY") == 1500)


def test_a_bar_of_the_drawing_is_a_link_like_others(page):
    page.locator("#histogram a").first.dispatch_event("click")
    page.wait_for_url(re.compile("from=.*to="))
    expect(page.locator("#told")).to_have_text(re.compile("entr(y|ies)"))
    assert stays(page)


def test_where_counts_do_not_come_the_rows_are_there_and_it_is_said(day, browser):
    with Watched(browser, forgive=["ERR_FAILED"]) as watched:
        page = watched.open(f"{day.url}/logs?q=charger:CP-7")
        page.route(re.compile("part=counts"), lambda route: route.abort())
        search(page, "status:Faulted")
        expect(page.get_by_text("Nothing could be counted: the server does not answer.")).to_be_visible()
        expect(page.locator(ROWS)).to_have_count(1)
        assert page.locator("#facets, .over-time").count() == 0
        assert page.locator("#results").bounding_box()["width"] > 1000
        page.unroute_all()
        search(page, "charger:CP-7")
        expect(page.locator("#facets")).to_be_visible()
        expect(page.get_by_text("Nothing could be counted")).to_have_count(0)


def test_rows_are_copied_as_lines_with_tabs(page):
    copied = page.evaluate("""() => {
      const rows = document.querySelectorAll("tr[data-entry]");
      getSelection().setBaseAndExtent(rows[0].cells[3], 0, rows[1].cells[5], 0);
      const clipboardData = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData("text/plain");
    }""")
    lines = [line.split("\t") for line in copied.split("\n")]
    first, second = lines[0], lines[-1]
    assert re.match(r"[→←] (cp|csms)$", first[0]) and len(first) == 5
    assert re.match(r"\d\d\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d\d\d$", second[0]) and len(second) == 6


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
