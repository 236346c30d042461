"""The page of the log in Chromium, without JavaScript: pills, entries over time, values, zones, columns, folded routine."""

import gzip
import re

import pytest
from playwright.sync_api import expect
from program import EIGHT_FIELDS
from watchedpages import look

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

@pytest.mark.parametrize("width,scheme,also", [(1440, "light", 900), (360, "dark", 320)])
@pytest.mark.parametrize("what", PAGES)
def test_a_page_fits_its_window_and_axe_finds_nothing(day, watched, what, width, scheme, also):
    look(watched.open(day.url + PAGES[what], width, scheme), f"logs-{what}", also)


def test_a_page_with_every_row_is_small(day):
    answer = day.http.get("/logs?fold=off")
    assert len(re.findall("data-entry=", answer.text)) == 100
    assert len(gzip.compress(answer.content)) < 60_000


@pytest.mark.parametrize("width", [1040, 700])
def test_all_rows_are_printed(day, watched, width):
    page = watched.open(f"{day.url}/logs?fold=off", width)
    printed = "[...document.querySelectorAll('tr[data-entry]')].filter(row => row.checkVisibility({contentVisibilityAuto: true})).length"
    assert page.evaluate(printed) < 100
    page.emulate_media(media="print")
    assert page.evaluate(printed) == 100


def test_from_a_value_to_its_entries_and_back(day, watched):
    page = watched.without_scripts(f"{day.url}/logs?q=charger:CP-7&{DAY}")
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


def test_on_a_narrow_window_values_are_behind_one_click(day, watched):
    page = watched.without_scripts(f"{day.url}/logs", 360)
    value = page.get_by_role("link", name="Ask for CP-7", exact=True)
    expect(value).to_be_hidden()
    page.get_by_text("Values of fields", exact=True).click()
    value.click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7")


def test_on_a_narrow_window_the_rows_are_on_the_first_screen_and_the_bars_behind_one_click(day, watched):
    page = watched.without_scripts(f"{day.url}/logs", 360)
    assert page.locator("tr[data-entry]").first.bounding_box()["y"] < 700
    expect(page.locator("#histogram")).to_be_hidden()
    page.get_by_text("Frequent searches, and entries over time").click()
    expect(page.locator("#histogram")).to_be_visible()
    page.get_by_role("link", name="Errors").click()
    expect(page.get_by_role("searchbox")).to_have_value("severity:error")


def test_a_bar_and_the_row_of_its_table_lead_to_the_same_entries(day, watched):
    address = f"{day.url}/logs?q=status:Faulted&{DAY}"
    page = watched.without_scripts(address)
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


def test_times_in_the_form_are_those_of_the_chosen_zone(day, watched):
    page = watched.without_scripts(f"{day.url}/logs?q=status:Faulted")
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


def test_routine_is_folded_and_unfolds_where_it_was(day, watched):
    page = watched.without_scripts(f"{day.url}/logs?q=charger:CP-7&{DAY}")
    fold = page.locator("tr.fold").first
    expect(fold).to_contain_text(re.compile(r"Heartbeat ×\d+, all OK"))
    rows = page.locator("tr[data-entry]").count()
    fold.get_by_role("link", name="Show them").click()
    expect(page.locator("tr[data-entry]")).to_have_count(100)
    assert rows < 100
    expect(page.locator("tr:target")).to_contain_text("Heartbeat")
    page.get_by_role("link", name="Fold routine").click()
    expect(page.locator("tr[data-entry]")).to_have_count(rows)


def test_hide_routine_stands_in_the_query(day, watched):
    page = watched.without_scripts(f"{day.url}/logs?q=charger:CP-7")
    page.get_by_role("link", name="Hide routine").click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7 -is:routine")
    expect(page.locator("table.log")).not_to_contain_text("Heartbeat")
    page.get_by_role("link", name="Show routine").click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7")


def test_classic_is_the_table_of_the_description_page(day, watched):
    page = watched.without_scripts(f"{day.url}/logs?q=status:Faulted")
    page.get_by_text("Columns", exact=True).first.click()
    page.get_by_role("link", name="Classic").click()
    heads = page.locator("table.log thead th").all_inner_texts()
    assert [head.split(" ")[0] for head in heads][:8] == EIGHT_FIELDS
    cells = page.locator("tr[data-entry] td").all_inner_texts()
    assert cells[0] == "StatusNotification" and cells[4] == "CP-7" and '"errorCode": "GroundFailure"' in cells[2]
    page.locator("tr[data-entry] a").first.click()
    expect(page.locator("h1")).to_contain_text("StatusNotification")


def test_columns_and_density_are_chosen_in_a_form(day, watched):
    page = watched.without_scripts(f"{day.url}/logs?q=status:Faulted&tz=Europe/Berlin")
    page.get_by_text("Columns", exact=True).first.click()
    page.get_by_label("Site", exact=True).uncheck()
    page.get_by_label("Error codes").check()
    page.get_by_label("Compact").check()
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("columnheader", name="Error codes")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Site")).to_have_count(0)
    expect(page.get_by_role("columnheader", name="Time (UTC+01:00)")).to_be_visible()
    expect(page.locator("table.compact tr[data-entry]")).to_contain_text("GroundFailure, CX002")


def test_around_an_entry_stands_what_its_station_said(day, watched):
    page = watched.without_scripts(f"{day.url}/logs?q=status:Faulted")
    row = page.locator("tr[data-entry]")
    row.get_by_role("link", name="More of StatusNotification").click()
    expect(page.get_by_role("heading", name="More of StatusNotification")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("CP-7: Faulted")
    page.get_by_role("link", name="Show around this").click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7")
    expect(page.locator("tr:target")).to_contain_text("Faulted")
    page.locator("tr:target").get_by_role("link", name="More of StatusNotification").click()
    page.get_by_role("link", name="Without this action").click()
    expect(page.get_by_role("searchbox")).to_have_value("charger:CP-7 -action:StatusNotification")


@pytest.mark.parametrize("width,scheme,also", [(1440, "light", 900), (360, "dark", 320)])
def test_the_menu_of_a_row_is_a_page_too(day, watched, width, scheme, also):
    page = watched.open(f"{day.url}/logs?q=charger:X-1&tz=Europe/Berlin")
    address = page.locator("a.more").first.get_attribute("href")
    look(watched.open(day.url + address, width, scheme), "menu", also)


def test_the_fixed_link_and_the_files_are_of_the_same_search(day, watched):
    page = watched.without_scripts(f"{day.url}/logs?q=status:Faulted&{DAY}")
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="ndjson").click()
    assert download.value.path().read_text().count("\n") == 1
    page.get_by_role("link", name="Fixed link").click()
    expect(page.locator("tr[data-entry]")).to_have_count(1)


def test_a_hint_is_one_click_away(day, watched):
    page = watched.without_scripts(f"{day.url}/logs?q=status:Faulted+or+status:Charging")
    page.locator(".query-hint a").click()
    expect(page.get_by_role("searchbox")).to_have_value("status:Faulted OR status:Charging")


@pytest.mark.parametrize("width", [1440, 360])
def test_the_oldest_may_come_first(day, watched, width):
    page = watched.without_scripts(f"{day.url}/logs?q=charger:CP-7+action:BootNotification", width)
    expect(page.locator("tr[data-entry] time").first).to_contain_text("15:00:00")
    page.get_by_role("link", name="Oldest first").click()
    expect(page.locator("tr[data-entry] time").first).to_contain_text("00:06:00")
    expect(page.locator("table.log caption")).to_contain_text("oldest first")
