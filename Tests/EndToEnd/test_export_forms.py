"""Every form of an export, by the command and by the API, read by what people read it with: parsers and a browser."""

import base64
import csv
import hashlib
import io
import json
import re

import jsonschema
import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect
from program import EIGHT_FIELDS, run, serving
from watchedpages import fits, picture

MARKUP = "</pre></td></table></code><script>document.title='owned'</script><img src=x onerror=document.title='owned'>"
HOSTILE = f"{MARKUP} \u202eevil \x1b[2J ```\n# heading `x` | @everyone"

# What a file of each form is called and said to be.
FORMS = {
    "ndjson": ("application/x-ndjson", "ndjson"), "csv": ("text/csv; charset=utf-8", "csv"),
    "csv-raw": ("text/csv; charset=utf-8", "csv"), "html": ("text/html; charset=utf-8", "html"),
    "markdown": ("text/markdown; charset=utf-8", "md"), "har": ("application/json", "har"),
    "debugkit": ("application/json", "json"),
}

# What HAR 1.2 demands of an archive: a member that it does not call optional is here.
TEXT, NUMBER, LIST = {"type": "string"}, {"type": "number", "minimum": 0}, {"type": "array"}


def members(**known):
    """An object with these members; others begin with an underscore, or are optional ones of HAR."""
    optional = {"comment", "connection", "postData", "text"}
    return {
        "type": "object", "required": list(known), "properties": known,
        "propertyNames": {"anyOf": [{"enum": [*known, *optional]}, {"pattern": "^_"}]},
    }


SIDE = {"httpVersion": TEXT, "cookies": LIST, "headers": LIST, "headersSize": {"const": -1}, "bodySize": NUMBER}
HAR = members(log=members(
    version={"const": "1.2"}, creator=members(name=TEXT, version=TEXT),
    entries={"type": "array", "items": members(
        startedDateTime={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$"}, time=NUMBER,
        request=members(
            method=TEXT, url={"type": "string", "pattern": "^ws://"}, queryString=LIST, **SIDE),
        response=members(
            status={"type": "integer"}, statusText=TEXT, redirectURL=TEXT, content=members(size=NUMBER, mimeType=TEXT),
            **SIDE),
        cache={"type": "object"}, timings=members(send=NUMBER, wait=NUMBER, receive=NUMBER))}))


def entry(second, charger="CP-7", **more):
    return {
        "action": "StatusNotification", "charger_id": charger, "site_id": "depot", "source": "cp", "connector_id": 1,
        "unique_id": f"{charger}-{second}", "datetime": f"2026-11-23T10:00:{second:02}.000Z", "latency_ms": 1500.25,
        "request": {"connectorId": 1, "status": "Faulted", "errorCode": "GroundFailure"}, "response": {}, **more,
    }


ENTRIES = [
    *[entry(second) for second in range(12)],
    entry(12, action="Reset", source="csms", request={"type": "Soft"}, response={"status": "Accepted"}, latency_ms=7),
    entry(13, action="DataTransfer", request={"vendorId": HOSTILE, "data": "x" * 200}),
    entry(14, action="TeleportCar", response=[4, "CP-7-14", "NotImplemented", HOSTILE, {}]),
    entry(15, action="ChangeConfiguration", source="csms", request={"key": "AuthorizationKey", "value": "TopSecret-4711"},
          response={"status": "Accepted"}),
    {"kind": "malformed", "charger_id": "CP-7", "site_id": "depot", "source": "cp", "datetime": "2026-11-23T10:00:16Z",
     "request_text": HOSTILE, "reason": "not_json", "detail": "this character cannot stand here"},
    entry(17, charger="CP-8"), entry(18, charger="=HYPERLINK(1)"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with a small log in which a station says what it likes."""
    directory = tmp_path_factory.mktemp("forms")
    lines = "\n".join(json.dumps(entry, ensure_ascii=False) for entry in ENTRIES)
    assert run("import", "-", data=directory / "data", typed=lines).returncode == 0
    with serving(directory) as server:
        yield server


@pytest.fixture(params=["command", "api"])
def export(server, request):
    """Exports what matches, oldest first, through one of the two doors."""

    def by_command(form, query=""):
        done = run("export", *([query] if query else []), "-o", form, data=server.data)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def by_api(form, query=""):
        answer = server.http.get("/api/v1/export", params={"q": query, "format": form, "order": "asc"})
        media_type, ending = FORMS[form]
        assert answer.status_code == 200 and answer.headers["content-type"] == media_type
        name = r'attachment; filename="ocpplogs-\d{8}T\d{6}Z\.' + ending + '"'
        assert re.fullmatch(name, answer.headers["content-disposition"])
        return answer.content.decode()

    return {"command": by_command, "api": by_api}[request.param]


def test_the_document_and_the_help_name_every_form(server):
    document = server.http.get("/api/v1/openapi.json").json()
    parameters = document["paths"]["/api/v1/export"]["get"]["parameters"]
    schema = next(parameter["schema"] for parameter in parameters if parameter["name"] == "format")
    assert set(FORMS) <= set(schema["enum"])
    help, manual = run("export", "--help").stdout, run("manual").stdout
    for form in schema["enum"]:
        assert re.search(rf"^  {form} +\w", help, re.MULTILINE) and form in manual.replace("\\-", "-")


def test_ndjson_has_every_entry(export):
    lines = [json.loads(line) for line in export("ndjson").splitlines()]
    assert [line["datetime"][17:19] for line in lines] == [f"{second:02}" for second in range(19)]


def test_csv_has_eight_columns_and_no_formula(export):
    rows = list(csv.DictReader(io.StringIO(export("csv"))))
    assert list(rows[0]) == EIGHT_FIELDS and len(rows) == 19
    assert rows[-1]["charger_id"] == "'=HYPERLINK(1)"
    assert list(csv.DictReader(io.StringIO(export("csv-raw"))))[-1]["charger_id"] == "=HYPERLINK(1)"


def test_har_is_what_the_format_demands_and_holds_the_frames(export):
    archive = json.loads(export("har"))
    jsonschema.validate(archive, HAR)
    entries = archive["log"]["entries"]
    assert len(entries) == 19 and "Query: everything" in archive["log"]["comment"]
    first, error = entries[0], entries[14]
    assert first["request"]["url"] == "ws://csms.invalid/CP-7/StatusNotification" and first["time"] == 1500.25
    assert json.loads(first["request"]["postData"]["text"]) == ENTRIES[0]["request"]
    assert [message["type"] for message in first["_webSocketMessages"]] == ["send", "receive"]
    assert json.loads(first["_webSocketMessages"][1]["data"]) == [3, "CP-7-0", {}]
    assert (error["response"]["status"], error["response"]["statusText"]) == (500, "NotImplemented")
    assert [entry["response"]["status"] for entry in entries].count(0) == 1
    assert entries[12]["_webSocketMessages"][0]["type"] == "receive"
    assert "TopSecret" not in json.dumps(archive) and entries[15]["_ocpp"]["masked"] == ["request.value"]


def test_a_trace_is_of_one_station_and_in_the_order_of_time(export):
    trace = json.loads(export("debugkit"))
    assert trace["metadata"]["stationId"] == "CP-7"
    times = [event["timestamp"] for event in trace["events"]]
    # Answers take a second and a half: they stand among the requests that came meanwhile.
    assert times == sorted(times) and len(times) == 32
    calls = {event["message"][1]: event["direction"] for event in trace["events"] if event["message"][0] == 2}
    for event in trace["events"]:
        kind, id = event["message"][:2]
        assert kind in (2, 3, 4) and (event["direction"] == calls[id]) == (kind == 2)
    assert trace["_left_out"] == {
        "other_stations": 2, "malformed": 1, "connections": 0, "gaps": 0, "other_messages": 0}


def test_what_a_trace_has_no_place_for_is_told(server):
    done = run("export", "-o", "debugkit", data=server.data)
    assert 'not in it: 2 entries are of other stations: a trace is of one, this of "CP-7"' in done.stderr
    alone = run("export", "charger:CP-8", "-o", "debugkit", data=server.data)
    assert "not in it" not in alone.stderr and len(json.loads(alone.stdout)["events"]) == 2
    turned = run("export", "-o", "debugkit", "--reverse", data=server.data)
    assert turned.returncode == 2 and "--reverse" in turned.stderr
    # The API takes the order that is right, whatever is asked.
    answer = server.http.get("/api/v1/export", params={"format": "debugkit", "order": "desc"}).json()
    assert answer == json.loads(run("export", "-o", "debugkit", data=server.data).stdout) | {
        "metadata": answer["metadata"]}


def test_markdown_shows_what_stations_wrote_as_code_alone(export):
    text = export("markdown")
    tokens = MarkdownIt("commonmark").parse(text)
    headings = [tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings == ["OCPP log"]
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    assert {child.type for child in inline} <= {"text", "code_inline", "strong_open", "strong_close"}
    assert not [token for token in tokens if token.type == "html_block"]
    for child in inline:
        assert child.type != "text" or not re.search("script|everyone|heading", child.content)
    blocks = [token for token in tokens if token.type == "fence"]
    payloads = [json.loads(block.content) for block in blocks if block.info == "json"]
    assert len(payloads) == 36 and payloads[0] == ENTRIES[0]["request"]
    assert any(payload.get("vendorId") == HOSTILE for payload in payloads)
    assert [block.info for block in blocks if block.info != "json"] == ["text"]
    assert "\x1b" not in text and "\u202e" not in text and "TopSecret" not in text


def test_the_page_lets_nothing_run_but_what_it_brought(export):
    page = export("html")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1]
    for name in ["style", "script"]:
        whole = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(whole.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy, f"the hash of the {name} in HTMLReport.swift"
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert not re.search(r'(src|href|action|srcset)="(?!#)', page.split("<tbody>")[0])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_is_read_in_a_browser(export, watched, tmp_path, width, scheme):
    (tmp_path / "report.html").write_text(export("html"))
    page = watched.open("about:blank", width, scheme, offline=True)
    page.on("request", lambda asked: asked.url.startswith("file:") or watched.complaints.append(asked.url))
    page.goto((tmp_path / "report.html").as_uri())
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(19)
    assert page.title() == "OCPP log"
    expect(page.locator("header")).to_contain_text("19 entries")
    expect(page.locator("header")).to_contain_text("1 secret")
    fits(page)
    # What a station wrote is text, with nothing hidden in it.
    request = rows.nth(13).locator("td.request")
    request.locator("summary").click()
    assert json.loads(request.locator("pre").inner_text())["vendorId"].startswith(MARKUP)
    expect(request.locator("pre")).to_contain_text("⟦U+202E⟧")
    assert page.locator("img, iframe, object, link, form").count() == 0
    picture(page, f"report-{width}-{scheme}", full=True)
    page.get_by_label("Filter").fill("teleportcar notimplemented")
    expect(page.locator("tbody tr:visible")).to_have_count(1)
    expect(page.locator("#shown")).to_have_text("1 of 19 shown")
    page.get_by_label("Filter").fill("")
    page.get_by_label("Only errors and warnings").check()
    expect(page.locator("tbody tr:visible")).to_have_count(16)
    page.get_by_role("button", name="Unfold all").click()
    assert page.locator("details:not([open])").count() == 0


def test_without_scripts_the_page_lacks_only_its_filter(server, watched, tmp_path):
    (tmp_path / "report.html").write_text(run("export", "-o", "html", data=server.data).stdout)
    page = watched.without_scripts((tmp_path / "report.html").as_uri())
    expect(page.locator("tbody tr")).to_have_count(19)
    expect(page.get_by_label("Filter")).to_be_hidden()
    expect(page.get_by_role("heading", name="What this page holds")).to_be_visible()
    page.locator("summary").first.click()
    expect(page.locator("pre").first).to_be_visible()


def test_a_printed_page_shows_what_is_folded_on_the_screen(server, watched, tmp_path):
    (tmp_path / "report.html").write_text(run("export", "action:DataTransfer", "-o", "html", data=server.data).stdout)
    page = watched.open((tmp_path / "report.html").as_uri())
    page.emulate_media(media="print")
    expect(page.locator("#tools")).to_be_hidden()
    expect(page.locator("pre").first).to_be_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_parts_of_a_form_with_an_end_are_files_of_their_own(server):
    place = "charger:CP-7 action:StatusNotification"
    told = run("search", place, "--reverse", "-n", "5", data=server.data).stderr
    after = re.search(r"--after (\S+)", told)[1]
    rest = run("export", place, "-o", "har", "--after", after, data=server.data)
    assert rest.returncode == 0 and len(json.loads(rest.stdout)["log"]["entries"]) == 7
    lines = run("export", place, "-o", "csv", "--after", after, data=server.data).stdout.splitlines()
    assert len(lines) == 7 and lines[0].startswith("StatusNotification")
