"""The pages of analyses and of readiness, in Chromium, from an imported day: numbers lead to their proof, hostile words stay text."""

import re
import shutil
from importlib.resources import files

import pytest
import stationday
from playwright.sync_api import expect, sync_playwright
from program import ROOT, run, serving

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
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

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    directory = tmp_path_factory.mktemp("day")
    log = directory / "day.log"
    log.write_text(stationday.log())
    done = run("import", str(log), "--tz", "UTC", data=directory / "data")
    assert done.returncode == 0, done.stderr
    with serving(directory / "served", data=directory / "data") as server:
        yield server


@pytest.fixture
def open_page(browser):
    """Opens a page without JavaScript."""
    contexts = []

    def open(url):
        contexts.append(browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False))
        page = contexts[-1].new_page()
        assert page.goto(url).status == 200, page.content()
        return page

    yield open
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (360, "dark"), (320, "light")])
@pytest.mark.parametrize("what", PAGES)
def test_a_page_fits_its_window_and_hostile_words_stay_text(day, browser, what, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: message.type in ("error", "warning") and complaints.append(message.text))
    assert page.goto(day.url + PAGES[what]).status == 200
    folder = ROOT / "artifacts" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{what}-{width}-{scheme}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    assert page.evaluate("[...document.querySelectorAll('table')].every(one => one.caption?.innerText.trim())")
    assert page.title() != "owned" and page.locator("img[src=x]").count() == 0
    assert complaints == []
    context.close()


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (360, "dark")])
@pytest.mark.parametrize("what", PAGES)
def test_axe_finds_nothing(day, browser, what, width, scheme):
    # The policy of the pages lets no script in: here it is told to stand aside.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(day.url + PAGES[what])
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text())
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    context.close()
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == []


@pytest.mark.parametrize("part", ["overview", "errors", "actions", "heatmap"])
def test_every_number_of_a_table_is_as_many_entries_as_its_link_finds(day, open_page, part):
    page = open_page(f"{day.url}/analysis?show={part}&since=")
    whole = re.compile(r"^[\d,]+$")
    links = [
        (link.inner_text(), link.get_attribute("href")) for link in page.locator("table td a").all()
        if whole.match(link.inner_text())]
    assert links
    for number, address in links[:40]:
        asked = address.replace("/logs", "/api/v1/entries", 1) + ("&" if "?" in address else "?") + "limit=1000"
        found = day.http.get(asked).json()["entries"]
        assert len(found) == int(number.replace(",", "")), address


def test_from_the_navigation_to_a_comparison(day, open_page):
    page = open_page(f"{day.url}/logs")
    page.get_by_role("link", name="Analysis", exact=True).click()
    page.get_by_label("Time", exact=True).select_option("")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="What is different?").click()
    page.get_by_label("Selection, a query").fill("charger:CP-7")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("table.analysis tbody tr").first).to_be_visible()
    assert "since=" in page.url and "show=different" in page.url


def test_from_the_matrix_to_the_evidence_and_what_is_sent_to_the_maker(day, open_page):
    page = open_page(f"{day.url}/logs")
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
