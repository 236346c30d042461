"""Single keys on the page of the log: the list of them, from error to error, the menu of an entry, and its times in other ways."""

import re
from datetime import datetime, timedelta

import pytest
import stationday
from playwright.sync_api import expect
from program import serving_log, until
from rawstation import RawStation
from watchedpages import axe, fits, picture

CHARGER = "CP-8"
ROWS = "table.log tbody tr[data-entry]"
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving_log(tmp_path_factory.mktemp("keys"), stationday.log() + faults()) as server:
        yield server


def faults():
    """A station with three faults on one day."""
    day = stationday.Day()
    for hours in (1, 2, 5):
        day.status(CHARGER, hours, "Faulted", "GroundFailure")
        day.status(CHARGER, hours + 0.5, "Available")
    return day.text()


@pytest.fixture
def page(server, watched):
    return watched.open(f"{server.url}/logs?q=charger:CP-7", **CLIPBOARD)


def press(page, keys):
    for key in keys.split():
        page.keyboard.press(key)


def listens(page):
    """Keys do nothing on a page that is still being loaded: the button is put there when they do."""
    expect(page.get_by_role("button", name="Keys")).to_be_visible()


def links(page):
    return page.locator(ROWS).locator("td.c-time a")


def menu(page):
    return page.locator(".c-menu details[open]")


def pin(server, entry):
    headers = {"Authorization": f"Bearer {(server.data / 'token').read_text().strip()}"}
    server.http.put(f"/api/v1/pins/{entry}", headers=headers).raise_for_status()


def sign_in(page, server):
    page.get_by_label("Token").fill((server.data / "token").read_text())
    page.get_by_role("button", name="Sign in").click()


def test_keys_do_what_the_list_says(page):
    press(page, "/")
    box = page.get_by_role("combobox", name="Search", exact=True)
    expect(box).to_be_focused()
    press(page, "End")
    page.keyboard.type(" jkl?")
    expect(box).to_have_value("charger:CP-7 jkl?")
    expect(page.locator("dialog")).to_be_hidden()
    press(page, "Escape")
    box.blur()
    press(page, "j")
    expect(links(page).first).to_be_focused()
    press(page, "j")
    expect(links(page).nth(1)).to_be_focused()
    press(page, "k Enter")
    expect(page.locator("#drawer")).to_contain_text('"MeterValues"')
    press(page, "Escape l")
    expect(page.get_by_role("switch", name="Live")).to_be_checked()
    press(page, "?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("the next, older entry")
    press(page, "Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_n_and_p_go_from_error_to_error_also_beside_the_table(server, watched):
    page = watched.open(f"{server.url}/logs?q=charger:{CHARGER}")
    errors = page.locator(f"{ROWS}:has(.c-result.error)")
    expect(errors).to_have_count(3)
    press(page, "n")
    expect(errors.first.locator("td.c-time a")).to_be_focused()
    press(page, "n")
    expect(errors.nth(1).locator("td.c-time a")).to_be_focused()
    press(page, "p Enter")
    expect(page.locator("tr.selected")).to_have_attribute("data-entry", errors.first.get_attribute("data-entry"))
    press(page, "n")
    expect(page.locator("tr.selected")).to_have_attribute("data-entry", errors.nth(1).get_attribute("data-entry"))
    press(page, "n n")
    expect(page.locator("tr.selected")).to_have_attribute("data-entry", errors.last.get_attribute("data-entry"))


def test_an_error_is_found_where_its_result_is_no_column(server, watched):
    page = watched.open(f"{server.url}/logs?q=charger:CP-7&cols=datetime,action")
    press(page, "n")
    focused = page.locator(f"{ROWS}:has(a:focus)")
    expect(focused).to_contain_text("StatusNotification")
    expect(focused).to_contain_text("13:06:00")


def test_the_menu_opens_and_closes_and_copies_by_keys(page):
    press(page, "j m")
    expect(menu(page).get_by_role("link", name="Show around this")).to_be_focused()
    press(page, "Escape")
    expect(menu(page)).to_have_count(0)
    expect(page.locator(ROWS).first.locator("summary")).to_be_focused()
    press(page, "c")
    expect(menu(page).get_by_role("button", name="JSON")).to_be_focused()
    press(page, "Enter")
    expect(menu(page).get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith('{"action":"MeterValues","connector_id":1,')
    button = menu(page).locator(".copies button").nth(1)
    expect(button).to_have_text("Copy Frames")
    button.click()
    expect(button).to_have_text("Copied")
    frames = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert frames[0].startswith("[2,") and frames[1].startswith("[3,")


def test_what_copies_says_so_to_screen_readers(page):
    press(page, "j c")
    expect(menu(page).get_by_role("button", name="Copy JSON", exact=True)).to_be_focused()
    press(page, "Enter")
    expect(menu(page).get_by_role("button", name="Copied", exact=True)).to_be_focused()
    expect(menu(page).get_by_role("button", name="Copy JSON", exact=True)).to_be_focused()
    expect(menu(page).get_by_role("link", name="Copy as text", exact=True)).to_be_visible()


def test_escape_closes_what_has_the_focus(page):
    press(page, "j Enter")
    expect(page.locator("#drawer h1")).to_be_focused()
    press(page, "m")
    first = menu(page).get_by_role("link", name="Show around this")
    expect(first).to_be_focused()
    # Above the entry beside the table.
    first.hover()
    press(page, "Escape")
    expect(menu(page)).to_have_count(0)
    expect(page.locator("#drawer")).to_be_visible()
    press(page, "Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    expect(links(page).first).to_be_focused()
    press(page, "m ?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    expect(page.get_by_role("heading", name="Keys")).to_be_focused()
    expect(menu(page)).to_have_count(0)
    press(page, "Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_a_menu_closes_when_somebody_goes_elsewhere(page):
    press(page, "j m")
    expect(menu(page)).to_have_count(1)
    press(page, "j")
    expect(links(page).nth(1)).to_be_focused()
    expect(menu(page)).to_have_count(0)
    press(page, "m")
    expect(menu(page)).to_have_count(1)
    page.locator(".over-time strong").click()
    expect(menu(page)).to_have_count(0)


@pytest.mark.parametrize("width,height", [(1440, 900), (360, 800), (720, 450)])
def test_a_menu_is_whole_wherever_its_row_is(server, watched, width, height):
    page = watched.open(f"{server.url}/logs?q=charger:CP-7", width=width, height=height)
    pin(server, page.locator(ROWS).nth(2).get_attribute("data-entry"))
    for number in [0, 12, -1]:
        row = page.locator(ROWS).nth(number)
        row.scroll_into_view_if_needed()
        row.locator("a.more").click()
        expect(row.locator("details[open] li").filter(has_text="Compare with")).to_be_visible()
        expect(row.locator("details[open] ul")).to_be_in_viewport(ratio=1)
    picture(page, f"menu-last-{width}")


def test_who_comes_back_goes_on_from_the_row(page):
    press(page, "n")
    entry = page.locator("tr:has(a:focus)").get_attribute("data-entry")
    row = page.locator(f"tr[data-entry='{entry}']")
    press(page, "x")
    expect(page).to_have_url(re.compile("-action:StatusNotification"))
    expect(row).to_have_count(0)
    page.go_back()
    expect(row.locator("td.c-time a")).to_be_focused()
    press(page, "u")
    expect(page).to_have_url(re.compile("#e-"))
    listens(page)
    press(page, "m")
    expect(page.locator("tr:target details[open]")).to_have_count(1)
    press(page, "Escape")
    page.go_back()
    expect(row.locator("td.c-time a")).to_be_focused()


def test_keys_say_where_they_find_no_more(page):
    press(page, "n n")
    words = page.get_by_role("status").filter(has_text="There is none further on this page.")
    expect(words).to_have_css("position", "fixed")
    picture(page, "none-further-1440-light")
    # Not for long.
    expect(words).to_have_css("position", "absolute", timeout=20_000)


@pytest.fixture
def slow(page):
    """Menus that come when they are let through."""
    held = []
    page.route(re.compile("/menu"), lambda route: held.append(route))

    def let_through():
        until(lambda: page.evaluate("true") and held)
        while held:
            held.pop(0).continue_()

    return let_through


def test_a_menu_that_comes_late_does_not_undo_what_was_done_since(page, slow):
    press(page, "j x")
    page.get_by_role("combobox", name="Search", exact=True).fill("charger:CP-8")
    press(page, "Enter")
    expect(page.locator("#results")).to_be_focused()
    slow()
    press(page, "j m /")
    slow()
    expect(menu(page)).to_have_count(1)
    expect(page.get_by_role("combobox", name="Search", exact=True)).to_be_focused()
    expect(page).to_have_url(re.compile("q=charger%3ACP-8&"))


def test_another_key_for_a_menu_that_is_coming_is_the_one_that_counts(page, slow):
    press(page, "j m c")
    slow()
    expect(menu(page).get_by_role("button", name="JSON")).to_be_focused()
    expect(menu(page)).to_have_count(1)


def test_a_browser_that_cannot_copy_leads_to_the_text(server, watched):
    page = watched.without_scripts(f"{server.url}/logs?q=charger:CP-7")
    page.locator("a.more").first.click()
    expect(page.locator("button:visible", has_text="JSON")).to_have_count(0)
    page.get_by_role("link", name="as text").click()
    expect(page).to_have_url(re.compile("/entries/.*#take"))


def test_what_was_around_an_entry_and_all_without_its_action(page):
    press(page, "j x")
    expect(page).to_have_url(re.compile(r"q=charger:CP-7%20-action:MeterValues"))
    expect(links(page).first).to_be_visible()
    entry = page.locator(ROWS).first.get_attribute("data-entry")
    expect(page.locator("#results")).to_be_focused()
    press(page, "j u")
    expect(page).to_have_url(re.compile(f"from=.*to=.*#e-{entry}$"))
    expect(page.locator("tr:target")).to_have_attribute("data-entry", entry)


def test_pages_and_places(server, watched):
    page = watched.open(f"{server.url}/logs?tz=Europe/Berlin")
    press(page, "]")
    expect(page).to_have_url(re.compile("cursor="))
    expect(page.locator(".pages a:not([rel])")).to_be_visible()
    press(page, "[")
    expect(page).not_to_have_url(re.compile("cursor="))
    # A key behind g that leads nowhere does nothing, and the next one is itself again.
    press(page, "g z t")
    expect(page.locator("th.c-time")).to_have_attribute("data-times", "ago")
    # What is typed in a field between them parts them.
    press(page, "g")
    page.get_by_role("combobox", name="Search", exact=True).press_sequentially("a")
    page.get_by_role("button", name="Keys").focus()
    press(page, "t")
    expect(page.locator("th.c-time")).to_have_attribute("data-times", "Δ")
    press(page, "g t")
    expect(page).to_have_url(f"{server.url}/transactions?tz=Europe%2FBerlin")


def test_an_entry_is_pinned_from_its_menu_and_compared_with_it(server, watched):
    page = watched.open(f"{server.url}/logs?q=charger:CP-7%20status:Faulted,Charging")
    press(page, "n m")
    menu(page).get_by_role("link", name="Sign in to pin").click()
    sign_in(page, server)
    expect(page).to_have_url(re.compile(r"/logs\?q=charger:CP-7%20status:Faulted,Charging#e-"))
    listens(page)
    press(page, "n m")
    menu(page).get_by_role("button", name="Pin", exact=True).click()
    pinned = page.locator("tr:target")
    expect(pinned.locator(".star")).to_have_text("★Pinned")
    entry = pinned.get_attribute("data-entry")
    page.goto(f"{server.url}/logs?q=charger:CP-7%20status:Charging")
    other = page.locator(ROWS).first.get_attribute("data-entry")
    press(page, "j m")
    menu(page).get_by_role("link", name="Compare with StatusNotification").click()
    expect(page).to_have_url(re.compile(f"/compare\\?a={entry}&b={other}"))


def test_times_are_told_in_three_ways(page):
    """After the one before: what stands for many rows counts with the last of them."""
    times = page.locator(f"{ROWS} time")
    clocks = times.all_inner_texts()
    assert times.first.get_attribute("data-said") is None
    press(page, "t")
    expect(times.first).to_have_attribute("data-said", re.compile(r"^\d+ \w+ ago$"))
    page.reload()
    expect(times.first).to_have_attribute("data-said", re.compile("ago"))
    expect(page.locator("th.c-time")).to_have_attribute("data-times", "ago")
    press(page, "t")
    expect(page.locator("th.c-time")).to_have_attribute("data-times", "Δ")
    told = page.evaluate("""[...document.querySelectorAll("table.log tbody tr")].map(row => {
      const times = [...row.querySelectorAll("time")];
      return [times[0].dataset.said ?? "fold", times.at(-1).getAttribute("datetime")];
    })""")
    assert "fold" in [words for words, _ in told] and told[-1][0] == "–"
    for (words, moment), (_, before) in zip(told, told[1:]):
        if words == "fold":
            continue
        apart = datetime.fromisoformat(moment) - datetime.fromisoformat(before)
        seconds = apart.total_seconds()
        expected = f"+{seconds:.3f} s" if seconds < 60 else f"+{str(apart).rjust(8, '0')}"
        assert words == expected and apart < timedelta(days=1)
    press(page, "t")
    expect(times.first).not_to_have_attribute("data-said", re.compile(""))
    assert times.all_inner_texts() == clocks


def test_a_menu_and_a_row_that_came_late_leave_the_times_right(server, watched, page):
    second = page.locator(ROWS).nth(1)
    pin(server, page.locator(ROWS).nth(4).get_attribute("data-entry"))
    page.get_by_role("button", name="Times: clock").click()
    page.get_by_role("button", name="Times: ago").press("Enter")
    told = page.locator(f"{ROWS} time[data-said]").evaluate_all("some => some.map(one => one.dataset.said)")
    second.locator("a.more").click()
    expect(menu(page).locator("time")).not_to_have_count(0)
    page.get_by_role("button", name="Times: Δ").press("Enter")
    expect(page.locator("th.c-time")).not_to_have_attribute("data-times", re.compile(""))
    press(page, "t t")
    times = page.locator("td.c-time time[data-said]")
    assert times.evaluate_all("some => some.map(one => one.dataset.said)") == told
    expect(page.get_by_role("status").filter(has_text="Times: how long after the entry before")).to_be_in_viewport()
    # What nobody answered is recorded when its time is up.
    page.evaluate("""() => {
      const [first] = document.querySelectorAll("table.log tr[data-entry]");
      const late = first.cloneNode(true);
      late.querySelector("time").setAttribute("datetime", "2026-11-23T19:05:58.500Z");
      first.before(late);
    }""")
    expect(times.first).to_have_attribute("data-said", "−1.500 s")


def test_rows_that_come_tell_their_times_in_the_same_way(tmp_path, watched):
    with serving_log(tmp_path, stationday.log()) as server, RawStation(server.ocpp_port, "/CP-9") as station:
        station.call("1", "StatusNotification", {"connectorId": 1, "status": "Available", "errorCode": "NoError"})
        server.wait_for("charger:CP-9 kind:exchange", 1)
        page = watched.open(f"{server.url}/logs?q=charger:CP-9&live=1")
        expect(page.locator("#live-controls")).to_have_attribute("data-state", "open")
        press(page, "t t")
        station.call("2", "StatusNotification", {"connectorId": 1, "status": "Preparing", "errorCode": "NoError"})
        newest = page.locator(ROWS).first
        expect(newest).to_contain_text("Preparing")
        expect(newest.locator("time")).to_have_attribute("data-said", re.compile(r"^\+[\d.]+ s$"))


def test_another_search_tells_its_times_in_the_same_way(page):
    press(page, "t t")
    page.get_by_role("link", name="Status changes").click()
    expect(page).to_have_url(re.compile("StatusNotification"))
    expect(page.locator(f"{ROWS} time").first).to_have_attribute("data-said", re.compile(r"^\+"))
    expect(page.locator("th.c-time")).to_have_attribute("data-times", "Δ")


def test_single_keys_can_be_turned_off(page):
    page.get_by_role("button", name="Keys").press("Enter")
    page.get_by_role("checkbox", name="Single keys do this").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")])
def test_a_menu_and_other_times_fit_and_axe_finds_nothing(server, watched, width, scheme):
    page = watched.open(f"{server.url}/logs?q=charger:CP-7", width=width, scheme=scheme)
    press(page, "t t n m")
    expect(menu(page)).to_be_visible()
    picture(page, f"menu-{width}-{scheme}")
    fits(page)
    assert axe(page) == []
    page.goto(f"{server.url}{page.locator('a.more').first.get_attribute('href')}")
    picture(page, f"menu-page-{width}-{scheme}")
    fits(page)
    assert axe(page) == []
