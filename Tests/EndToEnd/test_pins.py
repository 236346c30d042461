"""Entries are pinned on pages, over the API and by commands, found with is:pinned, compared, and still pinned after a kill."""

import json

import pytest
import stationday
from playwright.sync_api import expect
from program import run, search, serving_log, until
from test_retention import filled, keeping
from watchedpages import look

FAULTED = "charger:CP-7 status:Faulted"


@pytest.fixture
def server(tmp_path):
    with serving_log(tmp_path, stationday.log()) as server:
        yield server


def ids(server, query, limit=500):
    return [entry["id"] for entry in server.entries(query, limit)]


def bearer(server):
    return {"Authorization": f"Bearer {(server.data / 'token').read_text().strip()}"}


def pin(server, *some):
    for id in some:
        server.http.put(f"/api/v1/pins/{id}", headers=bearer(server)).raise_for_status()


def sign_in(page, server):
    page.get_by_label("Token").fill((server.data / "token").read_text())
    page.get_by_role("button", name="Sign in").click()


def test_an_entry_is_pinned_on_its_page_without_scripts_found_and_compared(server, watched):
    faulted, other = ids(server, FAULTED)[0], ids(server, "charger:CP-7 status:Charging")[0]
    page = watched.without_scripts(f"{server.url}/entries/{faulted}")
    page.get_by_role("link", name="Sign in to pin").click()
    sign_in(page, server)
    expect(page).to_have_url(f"{server.url}/entries/{faulted}")
    page.get_by_role("button", name="Pin", exact=True).click()
    expect(page).to_have_url(f"{server.url}/entries/{faulted}")
    expect(page.locator(".pinning")).to_contain_text("Pinned")
    page.goto(f"{server.url}/entries/{other}")
    page.get_by_role("button", name="Pin", exact=True).click()
    page.get_by_text("Compare with 1 pinned entry").click()
    page.locator(".pinning li a").click()
    expect(page.locator("h1")).to_have_text("Two entries compared")
    assert f"a={faulted}&b={other}" in page.url

    page.goto(f"{server.url}/logs")
    page.get_by_role("link", name="Pinned", exact=True).click()
    expect(page).to_have_url(f"{server.url}/logs?q=is:pinned")
    rows = page.locator("tr[data-entry]")
    expect(rows).to_have_count(2)
    expect(rows.first.locator(".star")).to_have_text("★Pinned")
    page.goto(f"{server.url}/entries/{other}")
    page.get_by_role("button", name="Unpin").click()
    expect(page.get_by_role("button", name="Pin", exact=True)).to_be_visible()
    assert ids(server, "is:pinned") == [faulted]


def test_beside_the_table_the_form_leads_back_to_the_table(server, watched):
    page = watched.open(f"{server.url}/logs?q={FAULTED}")
    page.locator("tr[data-entry] td.c-summary").first.click(position={"x": 200, "y": 8})
    drawer = page.locator("#drawer")
    drawer.get_by_role("link", name="Sign in to pin").click()
    sign_in(page, server)
    drawer.get_by_role("button", name="Pin", exact=True).click()
    expect(drawer.get_by_role("button", name="Unpin")).to_be_visible()
    assert "/logs?" in page.url and "sel=" in page.url and "Faulted" in page.url
    expect(page.locator("tr.selected .star")).to_have_count(1)


def test_without_a_session_or_from_elsewhere_nothing_is_pinned(server, watched):
    form = {"entry": ids(server, FAULTED)[0], "act": "pin"}
    for headers in [{}, {"Origin": server.url}, {"Origin": "http://evil.example"}, bearer(server)]:
        assert server.http.post("/pins", data=form, headers=headers).status_code == 403
    assert server.http.put(f"/api/v1/pins/{form['entry']}").status_code == 401
    assert server.http.get("/api/v1/pins").json() == {"pins": [], "most": 1000}


def test_what_is_pinned_is_pinned_after_a_kill_and_the_query_means_the_same_everywhere(server, tmp_path):
    some = ids(server, FAULTED)[:1] + ids(server, "action:BootNotification")[:2]
    pin(server, *some)
    server.kill()
    server.start()
    pins = server.http.get("/api/v1/pins").json()["pins"]
    assert [one["id"] for one in pins] == some[::-1]
    assert all(one["in_log"] and one["by"] == "token" and one["charger_id"] for one in pins)
    everything = set(ids(server, ""))
    found = set(ids(server, "is:pinned"))
    assert found == set(some) and set(ids(server, "-is:pinned")) == everything - found
    boots = set(ids(server, "action:BootNotification"))
    assert set(ids(server, "is:boot,pinned")) == boots | found
    for options in [["--data", str(server.data)], ["--server", server.url]]:
        for query, wanted in [("is:pinned", found), ("is:pinned action:BootNotification", found & boots)]:
            done = run("search", query, "--json", *options)
            assert {json.loads(line)["id"] for line in done.stdout.splitlines()} == wanted, done.stderr
        done = run("stats", "count", "is:pinned", "--json", *options)
        assert done.returncode == 0, done.stderr
    exported = server.http.get("/api/v1/export", params={"q": "is:pinned", "format": "ndjson"}).text
    assert {json.loads(line)["id"] for line in exported.splitlines()} == found
    facets = server.http.get("/api/v1/facets", params={"q": "is:pinned", "key": "charger"}).json()
    assert sum(value["count"] for value in facets["facets"][0]["values"]) == 3
    file = tmp_path / "all.ndjson"
    file.write_text(server.http.get("/api/v1/export", params={"format": "ndjson"}).text)
    assert run("search", "is:pinned", "--json", "--file", str(file)).stdout == ""


def test_commands_pin_and_unpin_beside_a_running_server_and_through_it(server):
    first, second = ids(server, "action:BootNotification")[:2]
    token = str(server.data / "token")
    done = run("pins", "add", first, data=server.data)
    assert (done.returncode, done.stderr) == (0, "1 entry is pinned\n")
    assert ids(server, "is:pinned") == [first]  # the server knows at once
    done = run("pins", "add", second, first, "--server", server.url, "--token-file", token)
    assert (done.returncode, done.stderr) == (0, "2 entries are pinned\n")
    for options in [["--data", str(server.data)], ["--server", server.url]]:
        done = run("pins", "--json", *options)
        pins = [json.loads(line) for line in done.stdout.splitlines()]
        assert [(one["id"], one["by"], one["in_log"]) for one in pins] == [
            (second, "token", True), (first, "command", True)], done.stderr
        table = run("pins", "--tz", "UTC", *options).stdout
        assert first in table and "BootNotification" in table and "command" in table
    assert run("pins", "remove", second, first, data=server.data).stderr == "2 pins were removed\n"
    assert run("pins", "remove", second, "--server", server.url, "--token-file", token).stderr == "0 pins were removed\n"
    assert run("pins", data=server.data).stderr == "nothing is pinned\n"


@pytest.mark.parametrize("words,code,said", [
    (["add", "00000001-99"], 1, "there is no entry 00000001-99"), (["add", "CP-7"], 2, '"CP-7" is no id of an entry'),
    (["add"], 2, "Missing expected argument"), (["remove", "x"], 2, "is no id of an entry"),
])
def test_what_cannot_be_pinned_is_said(server, words, code, said):
    done = run("pins", *words, data=server.data)
    assert done.returncode == code and said in done.stderr, done.stderr
    if code == 1:
        done = run("pins", *words, "--server", server.url, "--token-file", str(server.data / "token"))
        assert done.returncode == code and said in done.stderr


def test_an_entry_that_retention_took_leaves_a_pin_that_can_be_removed(tmp_path, watched):
    server = filled(tmp_path, (20, 10), (20, 100))
    server.start()
    gone, left = ids(server, "action:Heartbeat")[-1], ids(server, "action:StatusNotification")[-1]
    pin(server, gone, left)
    assert server.stop() == 0
    keeping(server, "{info: 30d, debug: 1d}")
    server.start()
    until(lambda: gone not in ids(server, ""), 30, "the entry goes")
    assert ids(server, "is:pinned") == [left]
    assert [one["in_log"] for one in server.http.get("/api/v1/pins").json()["pins"]] == [True, False]
    assert "no longer in the log" in run("pins", data=server.data).stdout
    page = watched.without_scripts(f"{server.url}/pins")
    expect(page.get_by_role("table")).to_contain_text("no longer in the log")
    page.get_by_role("link", name="Sign in to unpin").click()
    sign_in(page, server)
    page.get_by_role("button", name=f"Unpin no longer in the log, {gone}").click()
    expect(page.get_by_role("row")).to_have_count(2)
    assert [one["id"] for one in server.http.get("/api/v1/pins").json()["pins"]] == [left]
    assert server.stop() == 0


def test_a_backup_takes_the_pins_along(server, tmp_path):
    some = ids(server, FAULTED)[:1]
    pin(server, *some)
    assert run("backup", str(tmp_path / "backup"), data=server.data).returncode == 0
    assert run("restore", str(tmp_path / "backup"), data=tmp_path / "restored").returncode == 0
    assert [entry["id"] for entry in search("is:pinned", tmp_path / "restored")] == some


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (360, "dark")])
def test_the_pages_fit_and_axe_finds_nothing(server, watched, width, scheme):
    some = ids(server, FAULTED)[:1] + ids(server, "action:BootNotification")[:2] + ids(server, "action:MeterValues")[:1]
    pin(server, *some)
    page = watched.open(f"{server.url}/entries/{some[0]}", width, scheme)
    look(page, "pinned-entry-signed-out")
    page.get_by_role("link", name="Sign in to unpin").click()
    sign_in(page, server)
    page.get_by_text("Compare with 3 pinned entries").click()
    look(page, "pinned-entry", 320)
    for path, name in [
        ("/pins", "pins"), ("/logs?q=charger:CP-7", "logs-with-pins"),
        ("/logs?cols=time,charger,action,request&q=is:pinned", "logs-with-pins-columns"),
    ]:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{server.url}{path}")
        look(page, name, 320)
