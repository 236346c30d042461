"""Secrets reach no file, no page, no answer and no log; the entry says where one was masked."""

import asyncio
import base64
import json
from contextlib import ExitStack

import pytest
from program import run, serving
from rawstation import RawStation
from stations import CSMS, station

KEY = "5ecre7AuthorizationKey0815"
PASSWORD = "Tr0ub4dor-in-the-url"
URL_TOKEN = "sv-2024-tokenvalue-77aa"
KEY_CODE = "9317-keycode-2468"
HEADER = base64.b64encode(b"CP-secret:Basic-p4ssw0rd-header").decode()
BROKEN = "half-a-frame-p4ss"
BASIC_2X = "Basic-2x-Passw0rd-variable"
SECRETS = [KEY, PASSWORD, URL_TOKEN, KEY_CODE, HEADER, "Basic-p4ssw0rd-header", BROKEN, BASIC_2X]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A proxy after a conversation full of secrets, the peers that had it, and what they heard."""

    async def conversation():
        async with CSMS() as csms:
            server = stack.enter_context(
                serving(tmp_path_factory.mktemp("secrets"), "--upstream", csms.url,
                        config="sites: [{id: s, level: debug, chargers: ['*']}]\n"))
            headers = {"Authorization": f"Basic {HEADER}"}
            async with station(server.ocpp_url, "CP-secret", additional_headers=headers) as point:
                other = await csms.point("CP-secret")
                await other.send("ChangeConfiguration", key="AuthorizationKey", value=KEY)
                await other.send(
                    "GetDiagnostics", location=f"ftp://user:{PASSWORD}@files.example/upload?token={URL_TOKEN}&keep=1")
                await point.send("DataTransfer", data=json.dumps({"password": PASSWORD}))
                await point.wire.connection.send('[2,"x","DataTransfer",{"password":"' + BROKEN)
                heard = [frame[1] for frame in point.wire.frames]
            async with station(server.ocpp_url, "CP-secret-2", "2.0.1", additional_headers=headers) as point:
                other = await csms.point("CP-secret-2")
                await point.send("Authorize", idToken={"idToken": KEY_CODE, "type": "KeyCode"})
                await other.send("SetVariables", setVariableData=[{
                    "attributeValue": BASIC_2X, "component": {"name": "SecurityCtrlr"},
                    "variable": {"name": "BasicAuthPassword"}}])
                heard += [frame[1] for frame in point.wire.frames]
            await asyncio.to_thread(server.wait_for, "kind:connection", 4)
            return server, heard

    with ExitStack() as stack:
        yield asyncio.run(conversation())


def test_the_peers_got_the_secrets_as_they_were_sent(told):
    _, heard = told
    for secret in [KEY, PASSWORD, URL_TOKEN, KEY_CODE, BASIC_2X]:
        assert any(secret in text for text in heard), secret


def test_no_file_of_the_data_directory_holds_a_secret(told):
    server, _ = told
    for path in [*server.data.rglob("*"), server.output, server.log]:
        if path.is_file():
            for secret in SECRETS:
                assert secret.encode() not in path.read_bytes(), path


def test_no_answer_page_or_command_shows_a_secret(told):
    server, _ = told
    shown = [server.http.get("/api/v1/entries", params={"limit": 500}).text, server.http.get("/logs").text]
    for entry in server.entries():
        shown += [server.http.get(f"{path}/{entry['id']}").text for path in ["/api/v1/entries", "/entries"]]
    shown.append(run("search", "", "--json", "--fields", "all", data=server.data).stdout)
    shown.append(run("search", "", data=server.data).stdout)
    for text in shown:
        assert text
        for secret in SECRETS:
            assert secret not in text


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_not_found(told, secret):
    server, _ = told
    assert server.entries(f'"{secret}"') == []


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("action:ChangeConfiguration", "request.value"),
        ("action:GetDiagnostics", "request.location"),
        ("action:Authorize charger:CP-secret-2", "request.idToken.idToken"),
        ("action:SetVariables", "request.setVariableData[0].attributeValue"),
        ("action:DataTransfer kind:exchange", "request.data"),
        ("kind:malformed", "request"),
    ])
def test_the_entry_says_where_it_was_masked(told, query, place):
    server, _ = told
    (entry,) = server.entries(query)
    assert entry["masked"] == [place]


def test_what_is_no_secret_stays_readable(told):
    server, _ = told
    (entry,) = server.entries("action:ChangeConfiguration")
    assert entry["request"]["key"] == "AuthorizationKey" and entry["response"] == {"status": "Accepted"}
    (entry,) = server.entries("action:GetDiagnostics")
    location = entry["request"]["location"]
    assert "files.example/upload" in location and "keep=1" in location


def test_the_controller_masks_what_it_is_told_too(tmp_path):
    with serving(tmp_path, config="sites: [{id: s, level: debug, chargers: ['*']}]\n") as server:
        with RawStation(server.ocpp_port, "/CP", headers=[f"Authorization: Basic {HEADER}"]) as raw:
            raw.call("1", "DataTransfer", {"vendorId": "v", "data": json.dumps({"AuthorizationKey": KEY})})
        server.wait_for("kind:connection", count=2)
        (entry,) = server.entries("action:DataTransfer")
        assert entry["masked"] == ["request.data"]
        for path in server.data.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert KEY.encode() not in content and HEADER.encode() not in content
