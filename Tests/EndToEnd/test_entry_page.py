"""The page of one entry, and two entries compared, in Chromium, from an imported day."""

import shutil
from importlib.resources import files

import pytest
import stationday
from playwright.sync_api import expect, sync_playwright
from program import ROOT, run, serving

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

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


def identity(day, query):
    return day.entries(query)[0]["id"]


def address(day, what):
    faulted = "charger:CP-7 status:Faulted"
    return {
        "faulted": lambda: f"/entries/{identity(day, faulted)}",
        "meter": lambda: f"/entries/{identity(day, 'charger:CP-7 action:MeterValues')}",
        "hostile": lambda: f"/entries/{identity(day, 'charger:X-1 finding:connector-error')}",
        "compared": lambda: f"/compare?a={identity(day, 'status:Charging')}&b={identity(day, faulted)}",
        "compared-hostile": lambda: f"/compare?a={identity(day, faulted)}&b={identity(day, 'charger:X-1')}",
    }[what]()


PAGES = ["faulted", "meter", "hostile", "compared", "compared-hostile"]


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (360, "dark"), (320, "light")])
@pytest.mark.parametrize("what", PAGES)
def test_a_page_fits_its_window_and_axe_finds_nothing(day, browser, what, width, scheme):
    # The policy of the pages lets no script in: here it is told to stand aside.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    assert page.goto(day.url + address(day, what)).status == 200
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    folder = ROOT / "artifacts" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"entry-{what}-{width}-{scheme}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title() != "owned" and page.locator("img[src=x]").count() == 0
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text())
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    context.close()
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == []


def test_without_scripts_payloads_fold_values_are_searched_and_entries_are_compared(day, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(day.url + address(day, "faulted"))
    expect(page.locator(".before")).to_contain_text("Available")
    status = page.locator("#request ~ .tree li", has_text="Faulted").last
    expect(status).to_be_visible()
    page.locator("#request ~ .tree summary").first.click()
    expect(status).to_be_hidden()
    expect(page.get_by_role("button", name="Copy", exact=True)).to_have_count(0)
    page.get_by_text("Copy as JSON").click()
    expect(page.locator("#copy-command")).to_contain_text("ocpplogs get ")
    page.get_by_role("link", name="Compare with the previous like this").click()
    expect(page.locator("h1")).to_have_text("Two entries compared")
    expect(page.get_by_role("table", name="Request").locator("tr", has_text="status").first).to_contain_text("differs")
    page.go_back()
    page.get_by_text("Its fields, one by one").click()
    page.get_by_role("link", name='"Faulted"').click()
    expect(page).to_have_url(f"{day.url}/logs?q=request.status:Faulted")
    context.close()


def test_an_address_can_be_given_to_compare_with(day, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(day.url + address(day, "faulted"))
    page.get_by_label("Compare with another entry").fill(day.url + address(day, "meter"))
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("table", name="Request")).to_contain_text("only in B")
    context.close()
