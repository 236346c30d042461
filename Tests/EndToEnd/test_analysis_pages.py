"""The pages of analyses and of readiness, in Chromium, from an imported day: numbers lead to their proof, hostile words stay text."""

import re

import pytest
from playwright.sync_api import expect
from watchedpages import look

PARTS = ["overview", "errors", "actions", "volume", "reboots", "clock", "transactions", "heatmap", "different"]
PAGES = {
    **{f"analysis-{part}": f"/analysis?show={part}&since=" for part in PARTS},
    "analysis-compared": "/analysis?show=different&q=charger:CP-7&since=",
    "analysis-fault": "/analysis?show=errors&q=result:(",
    "analysis-nothing": "/analysis?show=actions&charger=nobody",
    "readiness": "/readiness?since=",
    "readiness-201": "/readiness?profile=core201&since=",
    "readiness-station": "/readiness?charger=CP-7&since=",
    "readiness-hostile": "/readiness?charger=X-1&profile=integration16&since=",
    "readiness-nothing": "/readiness?charger=nobody",
}

@pytest.mark.parametrize("width,scheme,also", [(1440, "light", 900), (360, "dark", 320)])
@pytest.mark.parametrize("what", PAGES)
def test_a_page_fits_its_window_and_axe_finds_nothing(day, watched, what, width, scheme, also):
    look(watched.open(day.url + PAGES[what], width, scheme), what, also)


@pytest.mark.parametrize("part", ["overview", "errors", "actions", "heatmap"])
def test_every_number_of_a_table_is_as_many_entries_as_its_link_finds(day, watched, part):
    page = watched.without_scripts(f"{day.url}/analysis?show={part}&since=")
    whole = re.compile(r"^[\d,]+$")
    links = [
        (link.inner_text(), link.get_attribute("href")) for link in page.locator("table td a").all()
        if whole.match(link.inner_text())]
    assert links
    for number, address in links[:40]:
        asked = address.replace("/logs", "/api/v1/entries", 1) + ("&" if "?" in address else "?") + "limit=1000"
        found = day.http.get(asked).json()["entries"]
        assert len(found) == int(number.replace(",", "")), address


def test_from_the_navigation_to_a_comparison(day, watched):
    page = watched.without_scripts(f"{day.url}/logs")
    page.get_by_role("link", name="Analysis", exact=True).click()
    page.get_by_label("Time", exact=True).select_option("")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="What is different?").click()
    page.get_by_label("Selection, a query").fill("charger:CP-7")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("table.analysis tbody tr").first).to_be_visible()
    assert "since=" in page.url and "show=different" in page.url


def test_from_the_matrix_to_the_evidence_and_what_is_sent_to_the_maker(day, watched):
    page = watched.without_scripts(f"{day.url}/logs")
    page.get_by_role("link", name="Readiness", exact=True).click()
    page.get_by_label("Time", exact=True).select_option("")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("table.readiness tbody tr")).to_have_count(3)
    page.locator("table.readiness tbody th").get_by_role("link", name="CP-7").click()
    rows = page.locator("table.wanted tbody tr")
    expect(rows.first).to_contain_text("Passed")
    api = page.get_by_role("link", name="JSON").get_attribute("href")
    [result] = day.http.get(api).json()["results"]
    assert result["charger_id"] == "CP-7" and len(result["requirements"]) == rows.count()
    report = day.http.get(page.get_by_role("link", name="Page for the maker").get_attribute("href"))
    assert "attachment" in report.headers["content-disposition"] and "CP-7" in report.text
    proof = page.locator("table.wanted td.code a").first
    id = proof.inner_text()
    proof.click()
    assert page.url.endswith(f"/entries/{id}")


@pytest.mark.parametrize("part,name,words", [
    ("overview", "OK", "calls"), ("reboots", "CP-7", "53,640"), ("transactions", "No energy", "–")])
def test_a_row_is_written_as_everywhere(day, watched, part, name, words):
    page = watched.without_scripts(f"{day.url}/analysis?show={part}&since=")
    row = page.locator("table.analysis tbody tr").filter(has=page.get_by_role("rowheader", name=name, exact=True))
    expect(row).to_contain_text(words)


def test_on_a_narrow_window_each_value_says_what_it_is_and_none_is_cut(day, watched):
    page = watched.without_scripts(f"{day.url}/analysis?show=volume&since=", 360)
    cut = page.evaluate("""[...document.querySelectorAll('.cards td')]
        .filter(one => one.scrollWidth > one.clientWidth || !one.dataset.label).map(one => one.outerHTML)""")
    assert cut == []
    page.goto(f"{day.url}/readiness?since=")
    caption = page.locator("table.readiness caption span").bounding_box()
    assert caption["x"] + caption["width"] <= 360
