"""The page of the log while it follows what is recorded: in Chromium, with stations that talk meanwhile."""

import re

import pytest
from playwright.sync_api import expect
from program import serving, until
from rawstation import RawStation
from watchedpages import MARKUP, Line, axe, fits, picture

DEBUG = "sites: [{id: fleet, name: Fleet, level: debug, chargers: ['*']}]\n"
ROWS = "table.log tbody tr"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("live"), config=DEBUG) as server:
        yield server


@pytest.fixture
def station(server, request):
    """A station with two pages of entries behind it; its name is that of the test."""
    name = "L-" + re.sub(r"\W", "-", request.node.name)[:40]
    with RawStation(server.ocpp_port, f"/{name}") as station:
        station.name = name
        for number in range(130):
            say(station, f"b{number}")
        server.wait_for(f"charger:{name} status:Charging", 130)
        yield station


def say(station, id):
    """What is no routine, so that it has a row of its own."""
    station.call(id, "StatusNotification", {"connectorId": 1, "status": "Charging", "errorCode": "NoError"})


def fault(station, id, info="broken"):
    station.call(id, "StatusNotification", {
        "connectorId": 1, "status": "Faulted", "errorCode": "GroundFailure", "info": info})


def live(watched, server, station, more="", **options):
    page = watched.open(f"{server.url}/logs?q=charger:{station.name}{more}", **options)
    page.get_by_role("switch", name="Live").click()
    expect(page.locator("#live-controls")).to_contain_text("Following, last row")
    return page


def scroll_down(page):
    page.locator(ROWS).nth(60).scroll_into_view_if_needed()
    until(lambda: page.evaluate("document.querySelector('table.log tbody tr').getBoundingClientRect().top < 0"))


def test_rows_appear_as_they_are_recorded(server, station, watched):
    page = live(watched, server, station)
    assert "live=1" in page.url
    expect(page.locator(ROWS)).to_have_count(100)
    fault(station, "f1")
    expect(page.locator(ROWS)).to_have_count(101)
    first = page.locator(ROWS).first
    expect(first).to_contain_text("Faulted · GroundFailure")
    expect(page.locator("table.log caption")).to_contain_text("The newest 100 entries. 1 came since")
    assert re.search(r"Following, last row \d\d:\d\d:\d\d", page.locator("#live-controls").inner_text())
    first.get_by_role("link").first.press("Enter")
    expect(page.locator("#drawer")).to_contain_text('"f1"')


def test_what_was_recorded_before_the_switch_is_shown_too(server, station, watched):
    page = watched.open(f"{server.url}/logs?q=charger:{station.name}")
    fault(station, "f2")
    server.wait_for(f"charger:{station.name} id:f2")
    page.get_by_role("switch", name="Live").click()
    expect(page.locator(ROWS)).to_have_count(101)
    expect(page.locator(ROWS).first).to_contain_text("Faulted")


def test_who_reads_further_down_is_told_and_nothing_moves(server, station, watched):
    page = live(watched, server, station)
    scroll_down(page)
    at = page.evaluate("scrollY")
    for number in range(11):
        say(station, f"n{number}")
    fault(station, "f3")
    bar = page.locator(".live-bar")
    expect(bar).to_contain_text("12 new, 1 error — you are reading further down")
    picture(page, "live-held-1440-light")
    assert page.locator(ROWS).count() == 100 and page.evaluate("scrollY") == at
    button = page.get_by_role("button", name="Show them")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_have_count(112)
    expect(bar).to_be_hidden()
    expect(page.locator(ROWS).first).to_be_in_viewport()
    expect(page.get_by_role("switch", name="Live")).to_be_focused()


def test_rows_wait_while_one_has_the_focus_or_text_is_selected(server, station, watched):
    page = live(watched, server, station)
    bar = page.locator(".live-bar")
    page.locator(ROWS).first.get_by_role("link").first.focus()
    say(station, "w1")
    expect(bar).to_contain_text("1 new — a row has the focus")
    page.get_by_role("switch", name="Live").focus()
    expect(page.locator(ROWS)).to_have_count(101)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('table.log tbody td'))")
    say(station, "w2")
    expect(bar).to_contain_text("1 new — text is selected")
    page.evaluate("getSelection().removeAllRanges()")
    expect(page.locator(ROWS)).to_have_count(102)


def test_the_menu_of_a_row_that_came_in_opens_by_keyboard_and_rows_wait_meanwhile(server, station, watched):
    page = live(watched, server, station)
    say(station, "m1")
    expect(page.locator(ROWS)).to_have_count(101)
    page.locator(ROWS).first.get_by_role("link", name="More of StatusNotification").press("Enter")
    menu = page.locator(ROWS).first.locator(".c-menu details")
    expect(menu).to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    expect(menu.get_by_role("link", name="Same charging station")).to_be_visible()
    say(station, "m2")
    expect(page.locator(".live-bar")).to_contain_text("1 new — a menu is open")
    page.keyboard.press("Enter")
    page.get_by_role("switch", name="Live").focus()
    expect(page.locator(ROWS)).to_have_count(102)


def test_one_menu_after_the_other_opens_whole_also_far_down(server, station, watched):
    page = watched.open(f"{server.url}/logs?q=charger:{station.name}")
    for number in [66, 65]:
        row = page.locator(ROWS).nth(number)
        row.scroll_into_view_if_needed()
        row.locator("a.more").press("Enter")
        expect(row.locator("details[open] ul")).to_be_in_viewport(ratio=1)
        expect(page.locator(".log details[open]")).to_have_count(1)
    assert page.locator("tbody.far").filter(has=page.locator("details[open]")).count() == 1
    page.locator(".log details[open] summary").press("Enter")
    expect(page.locator(".log details[open]")).to_have_count(0)
    expect(page.locator(".log details ul:visible")).to_have_count(0)


def test_pause_holds_rows_back_until_one_goes_on(server, station, watched):
    page = live(watched, server, station)
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.locator("#live-controls")).to_contain_text("Paused, last row")
    say(station, "p1")
    expect(page.locator(".live-bar")).to_contain_text("1 new — paused")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.locator(ROWS)).to_have_count(101)


def test_a_lost_connection_is_said_and_nothing_is_missed(server, station, watched):
    watched.forgive = ("ERR_",)
    with Line(server.http_port) as line:
        page = watched.open(f"http://127.0.0.1:{line.port}/logs?q=charger:{station.name}&live=1")
        expect(page.locator("#live-controls")).to_contain_text("Following, last row")
        line.cut()
        expect(page.locator("#live-controls")).to_contain_text(re.compile(r"Reconnecting… last row \d\d:\d\d:\d\d"))
        for number in range(30):
            say(station, f"m{number}")
        server.wait_for(f"charger:{station.name} status:Charging", 160)
        line.mend()
        expect(page.locator("#live-controls")).to_contain_text("Following", timeout=60_000)
        expect(page.locator(ROWS)).to_have_count(130)
        links = page.locator(f"{ROWS} td:first-child a").evaluate_all("links => links.map(link => link.href)")
        assert len(set(links)) == 130


def test_a_tab_that_nobody_sees_gives_its_connection_back(server, station, watched):
    page = watched.open("about:blank")
    page.clock.install()
    page.goto(f"{server.url}/logs?q=charger:{station.name}&live=1")
    controls = page.locator("#live-controls")
    expect(controls).to_contain_text("Following")
    hide = """isHidden => {
      Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(hide, True)
    page.clock.fast_forward(61_000)
    expect(controls).to_contain_text("Stopped while the tab was hidden")
    say(station, "h1")
    server.wait_for(f"charger:{station.name} id:h1")
    page.evaluate(hide, False)
    expect(controls).to_contain_text("Following")
    page.clock.run_for(1_000)
    expect(page.locator(ROWS)).to_have_count(101)


def test_readers_of_the_screen_are_told_at_most_every_ten_seconds(server, station, watched):
    page = watched.open("about:blank")
    page.clock.install()
    page.goto(f"{server.url}/logs?q=charger:{station.name}&live=1")
    expect(page.locator("#live-controls")).to_contain_text("Following")
    status = page.locator("#live-controls [role=status]")
    say(station, "s1")
    fault(station, "s2")
    page.clock.run_for(1_000)
    expect(page.locator(ROWS)).to_have_count(102)
    assert status.inner_text() == ""
    page.clock.run_for(9_500)
    expect(status).to_have_text("2 new messages, 1 error")
    assert page.locator("[aria-live], [role=log]").count() == 0


def test_a_page_without_rows_is_loaded_again_with_the_first_one(server, watched):
    page = watched.open(f"{server.url}/logs?q=charger:L-first-one&live=1")
    expect(page.locator("#live-controls")).to_contain_text("Following")
    with RawStation(server.ocpp_port, "/L-first-one") as station:
        expect(page.locator(ROWS)).to_have_count(1)
        say(station, "1")
        expect(page.locator(ROWS)).to_have_count(2)


@pytest.mark.parametrize("more,words", [
    ("&to=2030-01-01T00:00:00Z", "the time has an end"), ("&q=chager:x", "cannot be read")])
def test_a_page_that_cannot_be_followed_says_why(server, watched, more, words):
    page = watched.open(f"{server.url}/logs?{more[1:]}")
    page.get_by_role("switch", name="Live").click()
    expect(page.locator("#live-controls")).to_contain_text(words)
    expect(page.get_by_role("switch", name="Live")).not_to_be_checked()


def test_another_search_goes_on_following_and_the_switch_ends_it(server, station, watched):
    page = live(watched, server, station)
    page.get_by_label("Search", exact=True).fill(f"charger:{station.name} status:Faulted")
    page.get_by_label("Search", exact=True).press("Enter")
    page.wait_for_url(re.compile("live=1"))
    expect(page.locator("#live-controls")).to_contain_text("Following")
    expect(page.locator(ROWS)).to_have_count(0)
    say(station, "g1")
    page.get_by_label("Search", exact=True).fill("a draft")
    fault(station, "g2")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.get_by_label("Search", exact=True)).to_have_value("a draft")
    expect(page.get_by_label("Search", exact=True)).to_be_focused()
    page.get_by_role("link", name="Take status:Faulted away").click()
    expect(page.locator(ROWS)).to_have_count(100)
    expect(page.locator("#live-controls")).to_contain_text("Following")
    say(station, "g3")
    expect(page.locator(ROWS)).to_have_count(101)
    page.get_by_role("switch", name="Live").click()
    assert "live" not in page.url


def test_the_table_and_what_is_kept_back_have_bounds_that_are_said(server, station, watched):
    page = live(watched, server, station)
    for number in range(500):
        say(station, f"t{number}")
    expect(page.locator("table.log caption")).to_contain_text(
        "500 came since, 100 older ones left the table", timeout=60_000)
    assert page.locator(ROWS).count() == 500
    older = page.locator("a[rel=next]").get_attribute("href")
    assert "cursor=" not in older and "to=20" in older
    bar = page.locator(".live-bar")
    page.get_by_role("button", name="Pause").click()
    for number in range(600):
        say(station, f"u{number}")
    expect(bar).to_contain_text("600 new — paused", timeout=60_000)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("table.log caption")).to_contain_text(
        "1,100 came since, 700 older ones left the table", timeout=60_000)
    assert page.locator(ROWS).count() == 500
    page.get_by_role("button", name="Pause").click()
    say(station, "v")
    expect(bar).to_contain_text("1 new — paused")
    for number in range(2_004):
        say(station, f"w{number}")
    expect(bar).to_contain_text("2,005 new — more than this page keeps", timeout=60_000)
    expect(page.get_by_role("button", name="Show them")).to_be_hidden()
    page.get_by_role("link", name="Load the page again").click()
    expect(page.locator(ROWS)).to_have_count(100)
    expect(page.locator("#live-controls")).to_contain_text("Following")


def test_what_was_left_out_stands_among_the_rows(server, station, watched):
    page = watched.open("about:blank")
    body = 'id: 1.1.1\\nevent: gap\\ndata: {"count":214,"from":"2026-11-23T10:00:00Z","to":"2026-11-23T10:00:09Z"}\\n\\n'
    page.route("**/api/v1/stream?*", lambda route: route.fulfill(
        content_type="text/event-stream", body=body.replace("\\n", "\n")))
    page.goto(f"{server.url}/logs?q=charger:{station.name}&live=1")
    row = page.locator(ROWS).first
    expect(row).to_contain_text("214 entries came too fast to be shown here.")
    assert "from=2026-11-23T10%3A00%3A00Z" in row.get_by_role("link").get_attribute("href")


def test_markup_in_a_row_that_arrives_is_text(server, station, watched):
    page = live(watched, server, station)
    fault(station, "x1", MARKUP)
    station.call("x2", MARKUP, {})
    station.call("x3", "DataTransfer", {"vendorId": MARKUP + "\r\nevent: rows\r\n", "data": MARKUP})
    station.send("no frame " + MARKUP)
    expect(page.locator(ROWS)).to_have_count(104)
    assert page.title() != "owned"
    assert page.locator("table.log img, table.log script, table.log b").count() == 0
    expect(page.locator(ROWS).nth(1)).to_contain_text("onerror=document.title")


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (360, "dark")])
def test_a_page_that_follows_fits_and_axe_finds_nothing(server, station, watched, width, scheme):
    page = live(watched, server, station, width=width, scheme=scheme)
    fault(station, "a1")
    expect(page.locator(ROWS)).to_have_count(101)
    picture(page, f"live-{width}-{scheme}")
    page.get_by_role("button", name="Pause").click()
    fault(station, "a2")
    expect(page.locator(".live-bar")).to_be_visible()
    picture(page, f"live-paused-{width}-{scheme}")
    fits(page)
    assert axe(page) == []
    if width == 360:
        small = page.evaluate("""[...document.querySelectorAll('#live-controls button')]
            .filter(one => one.offsetHeight && one.offsetHeight < 44).map(one => one.outerHTML)""")
        assert small == []
