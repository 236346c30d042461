"""The page of the log in Chromium, without JavaScript: pills, entries over time, values, zones, columns, folded routine."""

import gzip
import re
import shutil
from importlib.resources import files

import pytest
import stationday
from playwright.sync_api import expect, sync_playwright
from program import EIGHT_FIELDS, ROOT, run, serving

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DAY = "from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z"
PAGES = {
    "all": "/logs",
    "station": f"/logs?q=charger:CP-7&{DAY}&tz=America/New_York",
    "terms": "/logs?q=charger:CP-7+-action:MeterValues+severity:error,warning+OR+foo&tz=Europe/Berlin",
    "classic": f"/logs?{DAY}&cols=classic",
    "chosen": f"/logs?{DAY}&cols=time,charger,action,status,error,tx,tag,version,kind,findings&density=compact&fold=off",
    "more": "/logs?more=action&q=-action:Heartbeat",
    "hostile": "/logs?q=charger:X-1&cols=time,action,request,status,tag",
    "two-days": "/logs?q=charger:CP-7+action:Heartbeat,StartTransaction&tz=Asia/Tokyo",
    "fault": "/logs?q=chager:CP-7",
    "nothing": "/logs?q=charger:nobody",
}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """The day of three stations, and sixty heartbeats of one of them in its evening."""
    directory = tmp_path_factory.mktemp("day")
    evening = stationday.Day()
    for number in range(60):
        evening.call("CP-7", 20 + number / 20, "Heartbeat", {}, {"currentTime": evening.stamp(20 + number / 20)})
    log = directory / "day.log"
    lines = (stationday.log() + evening.text()).splitlines(True)
    log.write_text("".join(sorted(lines, key=lambda line: re.search(r"\d{4}/\S+ \S+", line)[0])))
    done = run("import", str(log), "--tz", "UTC", data=directory / "data")
    assert done.returncode == 0, done.stderr
    with serving(directory / "served", data=directory / "data") as server:
        yield server


@pytest.fixture
def open_page(browser):
    """Opens a page without JavaScript and, at the end of the test, finds that the browser had nothing to complain of."""
    complaints, contexts = [], []

    def open(url, width=1440, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=False)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and complaints.append(message.text))
        # To the browser a link that becomes a download is a page that failed to load.
        page.on("requestfailed", lambda failed: "/export?" in failed.url or complaints.append(f"failed: {failed.url}"))
        answer = page.goto(url)
        assert answer.status == 200, page.content()
        return page

    yield open
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (900, "dark"), (320, "light")])
@pytest.mark.parametrize("what", PAGES)
def test_a_page_fits_its_window(day, browser, what, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    assert page.goto(day.url + PAGES[what]).status == 200
    folder = ROOT / "artifacts" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"logs-{what}-{width}-{scheme}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details:not([name])').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert page.title() != "owned" and page.locator("img[src=x]").count() == 0
    context.close()


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (360, "dark")])
@pytest.mark.parametrize("what", PAGES)
def test_axe_finds_nothing(day, browser, what, width, scheme):
    # The policy of the pages lets no script in: here it is told to stand aside.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(day.url + PAGES[what])
    page.evaluate("document.querySelectorAll('main details:not([name=menu])').forEach(one => one.open = true)")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text())
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    context.close()
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == []


def test_a_page_with_every_row_is_small(day):
    answer = day.http.get("/logs?fold=off")
    assert len(re.findall("data-entry=", answer.text)) == 100
    assert len(gzip.compress(answer.content)) < 60_000


def test_from_a_value_to_its_entries_and_back(day, open_page):
    page = open_page(f"{day.url}/logs?q=charger:CP-7&{DAY}")
    facets = page.locator("#facets")
    expect(facets.get_by_role("link", name="Ask for DE-MUC-12")).to_be_visible()
    facets.get_by_role("link", name="Ask for StatusNotification").click()
    box = page.get_by_role("searchbox")
    expect(box).to_have_value("charger:CP-7 action:StatusNotification")
    page.get_by_role("link", name="Ask for BootNotification").click()
    expect(box).to_have_value("charger:CP-7 action:StatusNotification,BootNotification")
    page.get_by_role("link", name="Do not ask for StatusNotification").click()
    page.get_by_role("link", name="Exclude CP-7").click()
    expect(box).to_have_value("action:BootNotification -charger:CP-7")
    expect(page.locator("tr[data-entry]")).to_have_count(1)
    page.get_by_role("link", name="Take action:BootNotification away").click()
    expect(box).to_have_value("-charger:CP-7")
    page.get_by_role("link", name="Turn -charger:CP-7 into charger:CP-7").click()
    expect(box).to_have_value("charger:CP-7")


def test_on_a_narrow_window_values_are_behind_one_click(day, open_page):
    page = open_page(f"{day.url}/logs", 360)
    value = page.get_by_role("link", name="Ask for CP-7", exact=True)
    expect(value).to_be_hidden()
    page.get_by_text("Values of fields", exact=True).click()
    value.click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7")


def test_a_bar_and_the_row_of_its_table_lead_to_the_same_entries(day, open_page):
    address = f"{day.url}/logs?q=status:Faulted&{DAY}"
    page = open_page(address)
    expect(page.locator(".over-time-head")).to_contain_text("1 entry")
    page.locator("#histogram a").click()
    expect(page.locator("tr[data-entry]")).to_have_count(1)
    by_bar = page.url
    page.goto(address)
    page.get_by_text("As a table").click()
    page.get_by_role("table", name=re.compile("^Entries from")).get_by_role("link").click()
    assert page.url == by_bar
    page.get_by_role("link", name="Zoom out").click()
    expect(page.get_by_label("From (UTC)")).not_to_have_value("")


def test_times_in_the_form_are_those_of_the_chosen_zone(day, open_page):
    page = open_page(f"{day.url}/logs?q=status:Faulted")
    expect(page.get_by_role("columnheader", name="Time (UTC)")).to_be_visible()
    expect(page.locator("tr[data-entry] time")).to_contain_text("13:06:00.000")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("columnheader", name="Time (UTC+01:00)")).to_be_visible()
    expect(page.locator("tr[data-entry] time")).to_contain_text("14:06:00.000")
    page.get_by_text("From … to").click()
    page.get_by_label("From (Europe/Berlin)").fill("2026-11-23T14:00:00")
    page.get_by_label("To (Europe/Berlin)").fill("2026-11-23T14:30:00")
    # The zone is changed together with the times: they mean what their labels said.
    page.get_by_label("Time zone").select_option("UTC")
    page.get_by_role("button", name="Show this time").click()
    expect(page.get_by_label("From (UTC)")).to_have_value(re.compile("^2026-11-23T13:00"))
    expect(page.locator("tr[data-entry]")).to_have_count(1)


def test_routine_is_folded_and_unfolds_where_it_was(day, open_page):
    page = open_page(f"{day.url}/logs?q=charger:CP-7&{DAY}")
    fold = page.locator("tr.fold").first
    expect(fold).to_contain_text(re.compile(r"Heartbeat ×\d+, all OK"))
    rows = page.locator("tr[data-entry]").count()
    fold.get_by_role("link", name="Show them").click()
    expect(page.locator("tr[data-entry]")).to_have_count(100)
    assert rows < 100
    expect(page.locator("tr:target")).to_contain_text("Heartbeat")
    page.get_by_role("link", name="Fold routine").click()
    expect(page.locator("tr[data-entry]")).to_have_count(rows)


def test_hide_routine_stands_in_the_query(day, open_page):
    page = open_page(f"{day.url}/logs?q=charger:CP-7")
    page.get_by_role("link", name="Hide routine").click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7 -is:routine")
    expect(page.locator("table.log")).not_to_contain_text("Heartbeat")
    page.get_by_role("link", name="Show routine").click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7")


def test_classic_is_the_table_of_the_description_page(day, open_page):
    page = open_page(f"{day.url}/logs?q=status:Faulted")
    page.get_by_text("Columns", exact=True).first.click()
    page.get_by_role("link", name="Classic").click()
    heads = page.locator("table.log thead th").all_inner_texts()
    assert [head.split(" ")[0] for head in heads][:8] == EIGHT_FIELDS
    cells = page.locator("tr[data-entry] td").all_inner_texts()
    assert cells[0] == "StatusNotification" and cells[4] == "CP-7" and '"errorCode": "GroundFailure"' in cells[2]
    page.locator("tr[data-entry] a").first.click()
    expect(page.locator("h1")).to_contain_text("StatusNotification")


def test_columns_and_density_are_chosen_in_a_form(day, open_page):
    page = open_page(f"{day.url}/logs?q=status:Faulted&tz=Europe/Berlin")
    page.get_by_text("Columns", exact=True).first.click()
    page.get_by_label("Site", exact=True).uncheck()
    page.get_by_label("Error codes").check()
    page.get_by_label("Compact").check()
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("columnheader", name="Error codes")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Site")).to_have_count(0)
    expect(page.get_by_role("columnheader", name="Time (UTC+01:00)")).to_be_visible()
    expect(page.locator("table.compact tr[data-entry]")).to_contain_text("GroundFailure, CX002")


def test_around_an_entry_stands_what_its_station_said(day, open_page):
    page = open_page(f"{day.url}/logs?q=status:Faulted")
    row = page.locator("tr[data-entry]")
    row.locator("summary").click()
    row.get_by_role("link", name="Show around this").click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7")
    expect(page.locator("tr:target")).to_contain_text("Faulted")
    row = page.locator("tr:target")
    row.locator("summary").click()
    row.get_by_role("link", name="Without this action").click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7 -action:StatusNotification")


def test_the_fixed_link_and_the_files_are_of_the_same_search(day, open_page):
    page = open_page(f"{day.url}/logs?q=status:Faulted&{DAY}")
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="ndjson").click()
    assert download.value.path().read_text().count("\n") == 1
    page.get_by_role("link", name="Fixed link").click()
    expect(page.locator("tr[data-entry]")).to_have_count(1)


def test_a_hint_is_one_click_away(day, open_page):
    page = open_page(f"{day.url}/logs?q=status:Faulted+or+status:Charging")
    page.locator(".query-hint a").click()
    expect(page.get_by_role("searchbox")).to_have_value("status:Faulted OR status:Charging")


@pytest.mark.parametrize("width", [1440, 360])
def test_the_oldest_may_come_first(day, open_page, width):
    page = open_page(f"{day.url}/logs?q=charger:CP-7+action:BootNotification", width)
    expect(page.locator("tr[data-entry] time").first).to_contain_text("15:00:00")
    page.get_by_role("link", name="Oldest first").click()
    expect(page.locator("tr[data-entry] time").first).to_contain_text("00:06:00")
    expect(page.locator("table.log caption")).to_contain_text("oldest first")
