"""Signing in and the page of settings, in Chromium without JavaScript, against the program."""

import pytest
from playwright.sync_api import expect
from program import serving
from watchedpages import look

CONFIG = """
sites:
  - id: depot-7
    name: Depot 7
    level: info
    chargers: ["D-*", "DE-MUC-*"]
  - id: "12"
    name: Harbour with a name that is a good deal longer than others
    level: none
    chargers: ["H-1"]
retention:
  info: 365d
  debug: 30d
  max_size: 20GB
  sites:
    depot-7: {debug: 7d}
"""

@pytest.fixture
def server(tmp_path):
    with serving(tmp_path, config=CONFIG) as server:
        yield server


def sign_in(page, server):
    page.get_by_label("Token").fill((server.data / "token").read_text())
    page.get_by_role("button", name="Sign in").click()


def level(server, site="depot-7"):
    return next(one for one in server.http.get("/api/v1/sites").json()["sites"] if one["id"] == site)["level"]


def test_a_level_is_changed_on_the_page_and_stands_in_api_and_history(server, watched):
    page = watched.without_scripts(f"{server.url}/logs")
    page.get_by_role("link", name="Settings", exact=True).click()
    expect(page.get_by_role("button", name="Change the level of Depot 7")).to_have_count(0)
    page.get_by_role("link", name="Sign in to change").click()
    sign_in(page, server)
    expect(page).to_have_url(f"{server.url}/settings")
    assert [(one["httpOnly"], one["sameSite"]) for one in page.context.cookies()] == [(True, "Strict")]

    page.get_by_label("Level of Depot 7", exact=True).select_option(label="Debug for 1 hour")
    page.get_by_label("Reason for Depot 7").fill("connector 1 does not lock")
    page.get_by_role("button", name="Change the level of Depot 7").click()
    expect(page.get_by_role("status")).to_contain_text("Depot 7 is at Debug now, until")
    assert level(server) == "debug"
    changes = page.get_by_role("table", name="1 change")
    expect(changes).to_contain_text("connector 1 does not lock")
    expect(changes).to_contain_text("this page")

    page.get_by_label("Level of Depot 7", exact=True).select_option(label="As configured (Info)")
    page.get_by_role("button", name="Change the level of Depot 7").click()
    expect(page.get_by_role("table", name="2 changes").locator("tbody tr").first).to_contain_text("as configured")
    assert level(server) == "info"

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in to change")).to_be_visible()


def test_the_history_is_there_after_a_restart_and_answers_for_one_site(server, watched):
    token = (server.data / "token").read_text().strip()
    for site in ["12", "depot-7"]:
        server.http.put(
            f"/api/v1/sites/{site}/level", json={"level": "debug", "reason": f"for {site}"},
            headers={"Authorization": f"Bearer {token}"}).raise_for_status()
    assert server.stop() == 0
    server.start()
    page = watched.without_scripts(f"{server.url}/settings")
    expect(page.get_by_role("table", name="2 changes")).to_contain_text("for depot-7")
    page.get_by_role("main").get_by_label("Site", exact=True).fill("harbour")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("table", name="1 change")).to_contain_text("for 12")
    expect(page.get_by_role("main")).to_contain_text("of 20.0 GB at most")
    expect(page.get_by_role("table", name="Retention")).to_contain_text("365 days")


def test_a_wrong_token_and_a_form_from_elsewhere_change_nothing(server, watched):
    watched.forgive = ("400", "401", "403")
    page = watched.without_scripts(f"{server.url}/sign-in")
    page.get_by_label("Token").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not the token.")
    sign_in(page, server)
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    form = {"site": "depot-7", "level": "debug"}
    own = {"Origin": server.url, "Cookie": cookie}
    for headers in [
        {"Cookie": cookie}, {"Cookie": cookie, "Origin": "null"}, {"Cookie": cookie, "Origin": "http://evil.example"},
        {**own, "Sec-Fetch-Site": "same-site"}, {"Origin": server.url},
    ]:
        assert server.http.post("/settings/level", data=form, headers=headers).status_code == 403
    assert level(server) == "info"
    assert server.http.put("/api/v1/sites/depot-7/level", json={"level": "debug"}, headers=own).status_code == 401
    assert server.http.post("/settings/level", data=form, headers=own).status_code == 303
    assert level(server) == "debug"


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (360, "dark")])
def test_the_pages_fit_and_axe_finds_nothing(server, watched, width, scheme):
    watched.forgive = ("400", "401", "403")
    page = watched.open(f"{server.url}/settings", width, scheme)
    look(page, "settings-signed-out")
    page.goto(f"{server.url}/sign-in")
    page.get_by_label("Token").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    look(page, "sign-in-wrong")
    sign_in(page, server)
    page.get_by_label("Level of Depot 7", exact=True).select_option(label="Debug for 24 hours")
    page.get_by_label("Reason for Depot 7").fill("connector 1 does not lock <b>" + "x" * 60)
    page.get_by_role("button", name="Change the level of Depot 7").click()
    expect(page.get_by_role("status")).to_contain_text("Depot 7")
    look(page, "settings")


def test_a_theme_is_chosen_without_scripts_and_beats_the_system(server, browser):
    context = browser.new_context(java_script_enabled=False, color_scheme="light")
    page = context.new_page()
    page.goto(f"{server.url}/settings")
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    page.get_by_label("Theme, in this browser").select_option(label="Dark")
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_label("Theme, in this browser")).to_have_value("dark")
    dark = page.evaluate(colour)
    assert dark != light
    page.goto(f"{server.url}/logs")
    assert page.evaluate(colour) == dark
    page.goto(f"{server.url}/settings")
    page.get_by_label("Theme, in this browser").select_option(label="As the system says")
    page.get_by_role("button", name="Use it").click()
    assert page.evaluate(colour) == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colour) == dark
    page.get_by_label("Theme, in this browser").select_option(label="Light")
    page.get_by_role("button", name="Use it").click()
    assert page.evaluate(colour) == light
    context.close()
