"""The search bar while one types: colours, faults with their way out, completions; in Chromium, by keyboard."""

import re

import pytest
from playwright.sync_api import expect
from program import serving
from rawstation import RawStation
from watchedpages import MARKUP, axe, fits, picture

DEBUG = "sites: [{id: fleet, name: Fleet, level: debug, chargers: ['*']}]\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("box"), config=DEBUG) as server:
        with RawStation(server.ocpp_port, "/CP-7") as station, RawStation(server.ocpp_port, "/CP-8") as other:
            station.call("b", "BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
            for number in range(3):
                station.call(f"h{number}", "Heartbeat", {})
                other.call(f"h{number}", "Heartbeat", {})
            station.call("s", "StatusNotification", {
                "connectorId": 1, "status": "Faulted", "errorCode": "GroundFailure"})
            station.call("x", "StatusNotification", {"connectorId": 1, "status": MARKUP, "errorCode": "NoError"})
        server.wait_for("kind:connection", 4)
        yield server


@pytest.fixture
def page(server, watched):
    return watched.open(f"{server.url}/logs")


def box(page):
    return page.get_by_role("combobox", name="Search", exact=True)


def options(page):
    return page.get_by_role("listbox", name="Completions").get_by_role("option")


def test_from_a_key_to_a_value_to_the_result_by_keyboard(page):
    field = box(page)
    field.press_sequentially("stat")
    expect(options(page)).to_have_text([re.compile("status:.*state")])
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("status:")
    expect(options(page).filter(has_text="Faulted")).to_contain_text("1")
    picture(page, "completion-values-1440-light")
    field.press_sequentially("fau")
    expect(options(page)).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("status:Faulted ")
    expect(options(page)).to_have_count(0)
    field.press("Enter")
    page.wait_for_url(re.compile("q=status"))
    expect(page.locator("table.log tbody tr[data-entry]")).to_have_count(1)


def test_enter_is_not_taken_from_one_who_did_not_move_into_the_list(page):
    box(page).press_sequentially("action:Boot")
    expect(options(page)).to_have_count(1)
    box(page).press("Enter")
    page.wait_for_url(re.compile(r"q=action(:|%3A)Boot(&|$)"))


def test_escape_closes_the_list_and_keeps_the_text(page):
    field = box(page)
    field.press_sequentially("charger:")
    expect(options(page).first).to_be_visible()
    field.press("Escape")
    expect(page.locator("#q-options")).to_be_hidden()
    expect(field).to_have_value("charger:")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowDown")
    expect(options(page).first).to_be_visible()


def test_values_are_counted_beside_the_other_terms_and_not_beside_those_of_their_key(page):
    field = box(page)
    field.press_sequentially("charger:CP-8 action:Heartbeat action:")
    expect(options(page).filter(has_text="Heartbeat")).to_contain_text("3")
    expect(options(page).filter(has_text="BootNotification")).to_have_count(0)


def test_a_key_that_is_compared_offers_its_operators(page):
    field = box(page)
    field.press_sequentially("latency:")
    expect(options(page).filter(has_text="more than")).to_be_visible()
    options(page).filter(has_text="more than").click()
    expect(field).to_have_value("latency:>")
    expect(field).to_be_focused()


def test_arrow_down_in_an_empty_field_lists_the_keys(page):
    box(page).press("ArrowDown")
    expect(options(page).first).to_contain_text("action:")


def test_a_fault_is_told_with_its_way_out_while_one_types(page):
    field = box(page)
    field.press_sequentially("chager:CP-7 is:error")
    note = page.locator("#q-note")
    expect(note).to_contain_text("Unknown key")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_attribute("aria-describedby", "q-note")
    expect(page.locator(".q-wrong")).to_have_text("chager")
    picture(page, "search-fault-1440-light")
    page.get_by_role("button", name="Use charger:CP-7 is:error").press("Enter")
    expect(field).to_have_value("charger:CP-7 is:error")
    expect(note).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_what_is_still_being_typed_is_no_fault(page):
    field = box(page)
    with page.expect_response(re.compile("/api/v1/parse")):
        field.press_sequentially('site:"Fle')
    expect(page.locator("#q-note")).to_be_hidden()


@pytest.mark.parametrize("pasted,offered", [
    ('[2,"u-1","Heartbeat",{}]', "id:u-1"),
    ("6f1e0f5c-1d7f-4a3e-9a53-8f1f5d0f7f11", "id:6f1e0f5c-1d7f-4a3e-9a53-8f1f5d0f7f11")])
def test_a_frame_or_an_id_that_is_pasted_is_looked_for(server, watched, pasted, offered):
    page = watched.open(f"{server.url}/logs")
    box(page).focus()
    page.evaluate("""text => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
      document.execCommand("insertText", false, text);
    }""", pasted)
    page.get_by_role("button", name=f"Search for {offered}").press("Enter")
    page.wait_for_url(re.compile("q=id"))
    expect(box(page)).to_have_value(offered)


def test_the_layer_over_the_field_shows_its_very_text(page):
    field = box(page)
    text = 'charger:CP-7  (status:Faulted OR -kind:"x y") AND word latency:>2s ' + "x" * 200
    field.fill(text)
    assert page.locator(".q-mirror").text_content() == text
    assert page.locator(".q-mirror").get_attribute("aria-hidden") == "true"
    expect(page.locator(".q-key").first).to_have_text("charger:")
    field.press("End")
    field.press_sequentially("y")
    # The layer follows when the browser tells of the scrolling, a frame later.
    page.wait_for_function(
        "document.querySelector('.q-mirror span').style.transform"
        " === `translateX(-${document.getElementById('q').scrollLeft}px)`")


def test_markup_among_the_values_and_in_the_field_is_text(page):
    field = box(page)
    field.press_sequentially("status:<")
    field.press("Backspace")
    expect(options(page).filter(has_text="onerror")).to_contain_text("⟦U+202E⟧")
    options(page).filter(has_text="onerror").click()
    field.press_sequentially(MARKUP)
    expect(page.locator(".q-mirror")).to_contain_text("<script>")
    assert page.title() != "owned" and page.locator("main img[src=x]").count() == 0


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (360, "dark")])
def test_the_list_fits_and_axe_finds_nothing(server, watched, width, scheme):
    page = watched.open(f"{server.url}/logs", width=width, scheme=scheme)
    box(page).press_sequentially("action:")
    expect(options(page).first).to_be_visible()
    box(page).press("ArrowDown")
    picture(page, f"completion-{width}-{scheme}")
    fits(page)
    assert axe(page) == []
    box(page).fill("chager:CP-7 is:error")
    expect(page.locator("#q-note")).to_be_visible()
    picture(page, f"search-fault-{width}-{scheme}")
    assert axe(page) == []
