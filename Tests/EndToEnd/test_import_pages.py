"""Taking a log over in the browser, with and without scripts: choose, drop, paste; look at it; store it."""

import base64
import gzip
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect
from program import ROOT, serving
from test_settings_pages import sign_in
from watchedpages import MARKUP, Watched, look

TRACES = Path(os.environ.get("OCPPLOGS_SHARED") or ROOT.parent / "shared") / "traces"
EVCC = """\
[ocpp  ] TRACE 2026/01/05 12:00:00 recv wallbox-1: [2,"1","BootNotification",{"chargePointModel":"M","chargePointVendor":"V"}]
[ocpp  ] TRACE 2026/01/05 12:00:00 send wallbox-1: [3,"1",{"currentTime":"2026-01-05T11:00:00Z","interval":60,"status":"Accepted"}]
[ocpp  ] TRACE 2026/01/05 12:00:05 recv wallbox-1: [2,"2","Heartbeat",{}]
[ocpp  ] TRACE 2026/01/05 12:00:05 send wallbox-1: [3,"2",{"currentTime":"2026-01-05T11:00:05Z"}]
"""
# A log of the Home Assistant integration, whose times name no zone.
ZONELESS = """\
2026-02-16 18:06:46.507 INFO (MainThread) [ocpp] CP-7: receive message [2,"a","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}]
2026-02-16 18:06:46.509 INFO (MainThread) [ocpp] CP-7: send [3,"a",{}]
"""
SECRET = "Hunter2-Hunter2"


@pytest.fixture
def server(tmp_path):
    with serving(tmp_path) as server:
        yield server


def opened(watched, server, **options):
    """The page with the form, signed in."""
    page = watched.open(f"{server.url}/import", **options)
    page.get_by_role("link", name="Sign in to import").click()
    sign_in(page, server)
    expect(page).to_have_url(f"{server.url}/import")
    return page


def drop(page, name, content, on="form.upload"):
    transfer = page.evaluate_handle(
        """([name, text]) => {
            const transfer = new DataTransfer();
            const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
            transfer.items.add(new File([bytes], name));
            return transfer;
        }""", [name, base64.b64encode(content).decode()])
    for event in ["dragenter", "dragover", "drop"]:
        page.dispatch_event(on, event, {"dataTransfer": transfer})


def stored(server):
    return server.http.get("/api/v1/entries", params={"limit": 1000}).json()["entries"]


def test_a_file_is_chosen_looked_at_and_stored_without_scripts_and_with_the_keyboard_alone(server, browser, tmp_path):
    (tmp_path / "evcc.log").write_text(EVCC + "nothing of interest\n")
    with Watched(browser) as watched:
        page = watched.open(f"{server.url}/logs", java_script_enabled=False)
        page.get_by_role("link", name="Import a log that you have").click()
        page.get_by_role("link", name="Sign in to import").click()
        sign_in(page, server)
        page.get_by_label("File").set_input_files(tmp_path / "evcc.log")
        page.get_by_label("Or lines of a log").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Import: evcc.log")
        main = page.get_by_role("main")
        expect(main).to_contain_text("2 entries can be imported.")
        expect(main).to_contain_text("wallbox-1 (2)")
        expect(main).to_contain_text("2026-01-05 11:00:00 to 2026-01-05 11:00:05")
        rows = page.get_by_role("table", name="2 entries, as they will appear").locator("tbody tr")
        expect(rows).to_have_count(2)
        assert stored(server) == []

        page.get_by_label("Format").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("2 entries are new, 0 were there already")
        assert [one["action"] for one in stored(server)] == ["Heartbeat", "BootNotification"]
        page.get_by_role("link", name="Show them in the log").focus()
        page.keyboard.press("Enter")
        expect(page.locator("tbody tr[data-entry]")).to_have_count(2)

        # The same again is there already.
        page.goto(f"{server.url}/import")
        page.get_by_label("File").set_input_files(tmp_path / "evcc.log")
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("button", name="Import 2 entries").click()
        expect(page.get_by_role("status")).to_contain_text("0 entries are new, 2 were there already")


def test_a_file_is_dropped_and_the_zone_it_lacks_is_asked_for(server, browser):
    with Watched(browser) as watched:
        page = opened(watched, server)
        drop(page, "home.log.gz", gzip.compress(ZONELESS.encode()), on="#text")
        expect(page.get_by_role("alert")).to_contain_text("The times in this log name no zone")
        expect(page.get_by_role("button", name="Import")).to_have_count(0)
        page.get_by_label("Zone of times without one").fill("Europe/Berlin")
        page.get_by_role("button", name="Look again").click()
        expect(page.get_by_role("main")).to_contain_text("2026-02-16 17:06:46")
        page.get_by_role("button", name="Import 1 entry").click()
        expect(page.get_by_role("status")).to_contain_text("1 entry is new")
        assert [one["charger_id"] for one in stored(server)] == ["CP-7"]


def test_lines_are_pasted_named_and_thrown_away(server, browser):
    frames = '[2,"1","Heartbeat",{}]\n[3,"1",{"currentTime":"2026-01-05T11:00:05Z"}]\n'
    with Watched(browser) as watched:
        page = opened(watched, server)
        page.evaluate(
            """(text) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/plain", text);
                document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true}));
            }""", frames)
        expect(page.get_by_label("Or lines of a log")).to_have_value(frames)
        page.get_by_role("button", name="Look at it").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Import: Pasted text")
        expect(page.get_by_label("Station of frames without one")).to_have_attribute("required", "")
        page.get_by_label("Station of frames without one").fill("LAB-1")
        page.get_by_role("button", name="Look again").click()
        expect(page.get_by_role("main")).to_contain_text("LAB-1 (1)")
        address = page.url
        page.get_by_role("button", name="Discard").click()
        expect(page).to_have_url(f"{server.url}/import")
        assert stored(server) == []
    with Watched(browser, forgive=["404"]) as watched:
        page = opened(watched, server)
        page.goto(address)
        expect(page.get_by_role("alert")).to_contain_text("What was sent is forgotten")


def test_names_and_payloads_of_strangers_are_text_and_secrets_stay_off_the_disk(server, browser):
    log = EVCC.replace('"M"', f'"{MARKUP}"'.replace('\'"', "'")).replace("wallbox-1", "w-1")
    log += (
        "[ocpp  ] TRACE 2026/01/05 12:00:07 send w-1: "
        f'[2,"3","ChangeConfiguration",{{"key":"AuthorizationKey","value":"{SECRET}"}}]\n'
        '[ocpp  ] TRACE 2026/01/05 12:00:07 recv w-1: [3,"3",{"status":"Accepted"}]\n')
    with Watched(browser) as watched:
        page = opened(watched, server)
        drop(page, f"{MARKUP}.log".replace("/", "_"), log.encode())
        expect(page.get_by_role("heading", level=1)).to_contain_text("<img src=x onerror")
        assert "\u202e" not in page.content() and SECRET not in page.content()
        assert page.locator("main img, main script").count() == 0
        assert page.title().startswith("Import: <img")
        assert_nowhere(server, SECRET)
        page.get_by_role("button", name="Import 3 entries").click()
        expect(page.get_by_role("status")).to_contain_text("3 entries are new")
        assert page.title().startswith("Imported: <img") or page.title().startswith("Import: <img")
        assert_nowhere(server, SECRET)


def assert_nowhere(server, secret):
    for path in server.data.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path


def test_what_is_too_large_is_refused_with_and_without_scripts(server, browser, tmp_path):
    large = tmp_path / "large.log"
    large.write_bytes(b"x" * 33_000_000)
    with Watched(browser, forgive=["413"]) as watched:
        page = opened(watched, server)
        page.get_by_label("File").set_input_files(large)
        expect(page.get_by_role("alert")).to_contain_text("large.log is larger than 32 MB.")
        page.get_by_role("button", name="Look at it").click()
        expect(page).to_have_url(f"{server.url}/import")
        page = opened(watched, server, java_script_enabled=False)
        page.get_by_label("File").set_input_files(large)
        page.get_by_role("button", name="Look at it").click()
        expect(page.get_by_role("alert")).to_contain_text("It is larger than 32 MB, and was not kept.")
        expect(page.get_by_role("main")).to_contain_text(f"ocpplogs import --server {server.url} FILE")


@pytest.mark.skipif(not TRACES.is_dir(), reason=f"no recorded traces in {TRACES}")
@pytest.mark.parametrize("name", [
    "ha-leoalioth-dynamic-ocpp-evse-1.log", "everest-libocpp-anmirazik-1.log", "kwwhat-ocpp16-synthetic-1.csv",
    "izivia-ocpp-toolkit-soap16-1.xml", "keba-p30-ocpp201-mhegele-1.log",
])
def test_recorded_traces_come_in_as_the_command_line_brings_them_in(server, browser, name):
    with Watched(browser) as watched:
        page = opened(watched, server)
        page.get_by_label("File").set_input_files(TRACES / name)
        page.get_by_role("button", name="Look at it").click()
        if page.get_by_role("button", name="Import").count() == 0:
            page.get_by_label("Zone of times without one").fill("Europe/Berlin")
            if page.get_by_label("It begins at").count():
                page.get_by_label("It begins at").fill("2026-11-24T10:00:00Z")
            page.get_by_role("button", name="Look again").click()
        page.get_by_role("button", name="Import").click()
        expect(page.get_by_role("status")).to_contain_text("new")
        told = page.get_by_role("status").text_content()
        assert told.split("Stored. ")[1].startswith(f"{len(stored(server)):,} ") or len(stored(server)) == 1000
        page.get_by_role("link", name="Show them in the log").click()
        expect(page.locator("tbody tr[data-entry]").first).to_be_visible()


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (360, "dark"), (1440, "dark"), (360, "light")])
def test_the_pages_fit_and_axe_finds_nothing(server, browser, width, scheme):
    with Watched(browser, forgive=["400"]) as watched:
        page = watched.open(f"{server.url}/import", width=width, scheme=scheme, bypass_csp=True)
        look(page, "import-signed-out")
        page.get_by_role("link", name="Sign in to import").click()
        sign_in(page, server)
        look(page, "import")
        page.get_by_role("button", name="Look at it").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose a file")
        look(page, "import-nothing")
        page.get_by_label("Or lines of a log").fill(ZONELESS)
        page.get_by_role("button", name="Look at it").click()
        look(page, "import-zone")
        page.goto(f"{server.url}/import")
        page.get_by_label("Or lines of a log").fill(EVCC + '{"broken\n[2,"7"\n' + EVCC.replace("12:", "13:"))
        page.get_by_role("button", name="Look at it").click()
        look(page, "import-preview")
        page.get_by_role("button", name="Import 5 entries").click()
        look(page, "import-done")
