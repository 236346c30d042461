"""Requests sent from here to charging stations, by the command and by the API: answered, refused, waiting, recorded."""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import quote

import httpx
import pytest
from program import Server, run, serving
from rawstation import RawStation
from stations import CSMS, SUBPROTOCOL, from_csms, request_of, station

SECRET = "N3w-Authorization-Key-4711"
SHORT = "answer_timeout: 1s\nsites: [{id: depot-7, level: debug, chargers: ['*']}]\n"


@pytest.fixture(scope="module")
def hasty(tmp_path_factory):
    """A controller that waits a second for answers."""
    with serving(tmp_path_factory.mktemp("hasty"), config=SHORT) as server:
        yield server


def token(server):
    return (server.data / "token").read_text().strip()


def post(server, charger, action="ClearCache", payload=None, wait=10, headers=None, **more):
    """One request to the API, as it is answered."""
    body = {"action": action, "payload": payload if payload is not None else {}, "wait_seconds": wait} | more
    return httpx.post(
        f"{server.url}/api/v1/chargers/{quote(charger, safe='')}/calls", json=body, timeout=20,
        headers={"Authorization": f"Bearer {token(server)}"} | (headers or {}))


def send(server, charger, action, *payload, typed=None):
    """`ocpplogs send`, to its end."""
    return run("send", charger, action, *payload, "--server", server.url, data=server.data, typed=typed)


@contextmanager
def connected(server, charger, subprotocol="ocpp1.6"):
    """A station on a bare socket that the server knows to be connected."""
    with RawStation(server.ocpp_port, f"/{quote(charger, safe='')}", subprotocol=subprotocol) as raw:
        server.wait_for(f'charger:"{charger}" reason:opened')
        yield raw


def problem(answer, status, code):
    """The members of a problem, once it is the expected one."""
    members = answer.json()
    assert (answer.status_code, members["code"], members["status"]) == (status, code, status), members
    assert answer.headers["content-type"] == "application/problem+json"
    return members


@pytest.mark.parametrize("version", SUBPROTOCOL)
def test_every_action_of_a_csms_is_answered_by_a_station_of_the_library_and_recorded(hasty, version):
    """The library checks each request against its schema before it answers."""
    charger = f"D-all-{version}"

    async def conversation():
        async with station(hasty.ocpp_url, charger, version) as point:
            await point.send("Heartbeat")
            answers = {}
            for action in from_csms(version):
                payload = request_of(version, action)
                answers[action] = (payload, await asyncio.to_thread(post, hasty, charger, action, payload))
            return answers, point.wire.exchanges("cp")

    answers, seen = asyncio.run(conversation())
    by_action = {exchange["action"]: exchange for exchange in seen if exchange["source"] == "csms"}
    for action, (payload, answer) in answers.items():
        told = answer.json()
        assert answer.status_code == 200 and told["outcome"] == "result", (action, told)
        exchange = by_action[action]
        assert (told["charger_id"], told["action"], told["unique_id"]) == (charger, action, exchange["unique_id"])
        assert told["response"] == exchange["response"] and told["latency_ms"] >= 0
        assert exchange["request"] == payload
    entries = hasty.wait_for(f"charger:{charger} source:csms kind:exchange", len(answers))
    assert {(e["action"], e["unique_id"]) for e in entries} == {(a, e["unique_id"]) for a, e in by_action.items()}
    assert {e["version"] for e in entries} == {version}


def test_a_payload_is_sent_byte_for_byte(hasty):
    payload = '{ "connectorId" : 1 ,"type":"Inoperative" }'
    body = '{"action": "ChangeAvailability", "payload": %s}' % payload
    with connected(hasty, "D-bytes") as raw, ThreadPoolExecutor() as threads:
        answer = threads.submit(
            httpx.post, f"{hasty.url}/api/v1/chargers/D-bytes/calls", content=body,
            headers={"Authorization": f"Bearer {token(hasty)}"})
        frame = raw.receive_frame().payload.decode()
        id = json.loads(frame)[1]
        assert frame == f'[2,"{id}","ChangeAvailability",{payload}]'
        raw.send(f'[3,"{id}",{{ "status":"Scheduled" , "x":1.0e2}}]')
        assert answer.result().text.count('{ "status":"Scheduled" , "x":1.0e2}') == 1
    (entry,) = hasty.wait_for("charger:D-bytes action:ChangeAvailability")
    assert hasty.entry(entry["id"])["request_frame"] == frame


def test_the_command_prints_the_answer(hasty):
    configuration = {"configurationKey": [{"key": "A", "readonly": True, "value": "ü"}]}

    async def conversation():
        async with station(hasty.ocpp_url, "D-command", answers={"GetConfiguration": configuration}) as point:
            await point.send("Heartbeat")
            plain = await asyncio.to_thread(send, hasty, "D-command", "GetConfiguration")
            typed = await asyncio.to_thread(send, hasty, "D-command", "Reset", "-", typed='{"type": "Soft"}')
            return plain, typed

    plain, typed = asyncio.run(conversation())
    assert plain.returncode == 0 and json.loads(plain.stdout) == configuration
    assert "D-command answered GetConfiguration after " in plain.stderr
    assert typed.returncode == 0 and json.loads(typed.stdout) == {"status": "Accepted"}


@pytest.mark.parametrize("charger", ["RDAM 123", "RDAM|123", "a/b", "Straße-é", "100%"])
def test_an_odd_identity_is_reached(hasty, charger):
    with connected(hasty, charger) as raw, ThreadPoolExecutor() as threads:
        by_command = threads.submit(send, hasty, charger, "ClearCache")
        raw.send(json.dumps([3, raw.receive()[1], {"status": "Accepted"}]))
        assert by_command.result().returncode == 0, by_command.result().stderr
        by_api = threads.submit(post, hasty, charger)
        raw.send(json.dumps([3, raw.receive()[1], {"status": "Accepted"}]))
        assert by_api.result().json()["charger_id"] == charger


def test_an_error_of_the_station_is_told_as_it_came(hasty):
    with connected(hasty, "D-error") as raw, ThreadPoolExecutor() as threads:
        by_api = threads.submit(post, hasty, "D-error")
        id = raw.receive()[1]
        raw.send(json.dumps([4, id, "NotSupported", "no cache \"here\"", {"a": 1}]))
        told = by_api.result().json()
        assert by_api.result().status_code == 200 and told["outcome"] == "error" and told["unique_id"] == id
        assert (told["error_code"], told["error_description"], told["error_details"]) == (
            "NotSupported", 'no cache "here"', {"a": 1})
        by_command = threads.submit(send, hasty, "D-error", "ClearCache")
        raw.send(json.dumps([4, raw.receive()[1], "InternalError", "", {}]))
        done = by_command.result()
        assert done.returncode == 1 and "InternalError" in done.stderr
    entries = hasty.wait_for("charger:D-error action:ClearCache", 2)
    assert [entry["outcome"] for entry in entries] == ["NotSupported", "InternalError"]


def test_without_an_answer_it_is_unanswered_and_the_next_one_is_sent(hasty):
    with connected(hasty, "D-silent") as raw, ThreadPoolExecutor() as threads:
        answer = threads.submit(post, hasty, "D-silent")
        id = raw.receive()[1]
        told = answer.result().json()
        assert answer.result().status_code == 504
        assert (told["outcome"], told["reason"], told["unique_id"]) == ("unanswered", "timeout", id)
        # An answer that comes late is no answer to the next request.
        next_one = threads.submit(post, hasty, "D-silent", "Reset", {"type": "Soft"})
        next_id = raw.receive()[1]
        raw.send(json.dumps([3, id, {"status": "Rejected"}]))
        raw.send(json.dumps([3, next_id, {"status": "Accepted"}]))
        assert next_one.result().json()["response"] == {"status": "Accepted"}
    (entry,) = hasty.wait_for("charger:D-silent kind:unanswered")
    assert (entry["source"], entry["reason"], entry["unique_id"]) == ("csms", "timeout", id)
    (late,) = hasty.wait_for("charger:D-silent kind:orphan")
    assert late["reason"] == "late_answer" and late["unique_id"] == id


def test_when_the_station_goes_what_is_out_and_what_waits_is_unanswered(hasty):
    with connected(hasty, "D-gone") as raw, ThreadPoolExecutor() as threads:
        out = threads.submit(post, hasty, "D-gone")
        raw.receive()
        behind = threads.submit(post, hasty, "D-gone")
        raw.send(json.dumps([2, "h", "Heartbeat", {}]))
        raw.receive()
        raw.socket.close()
        told = [future.result().json() for future in (out, behind)]
        assert told[0]["outcome"] == "unanswered" and told[0]["reason"] == "connection_closed"
        # The second may also have come after the station was gone.
        assert told[1].get("reason") == "connection_closed" or told[1].get("code") == "not_connected"


def test_who_does_not_wait_is_told_so_and_the_answer_is_in_the_log(controller):
    with connected(controller, "D-patient") as raw:
        answer = post(controller, "D-patient", wait=0.1)
        out = raw.receive()
        assert (answer.status_code, answer.json()["outcome"], answer.json()["unique_id"]) == (202, "waiting", out[1])
        # It waits behind the one that is out: it has no id yet.
        behind = post(controller, "D-patient", wait=0)
        assert (behind.status_code, behind.json()["outcome"], behind.json()["unique_id"]) == (202, "waiting", None)
        done = send(controller, "D-patient", "ClearCache", "--wait", "100ms")
        assert done.returncode == 1 and "no answer came within 100ms" in done.stderr
        raw.send(json.dumps([3, out[1], {"status": "Accepted"}]))
        for _ in range(2):
            raw.send(json.dumps([3, raw.receive()[1], {"status": "Accepted"}]))
    assert len(controller.wait_for("charger:D-patient action:ClearCache kind:exchange", 3)) == 3


def test_one_request_is_out_at_a_time_while_the_station_goes_on_asking(controller):
    with connected(controller, "D-busy") as raw:
        # One is out and 32 wait; the next one is one too many.
        for _ in range(33):
            assert post(controller, "D-busy", wait=0).status_code == 202
        assert "32 CALLs wait" in problem(post(controller, "D-busy", wait=0), 503, "busy")["detail"]
        done = send(controller, "D-busy", "ClearCache")
        assert done.returncode == 4 and "try again later" in done.stderr
        for number in range(33):
            out = raw.receive()
            assert out[:1] + out[2:] == [2, "ClearCache", {}]
            # Were another one out, it would come before this answer.
            assert raw.call(f"own-{number}", "Heartbeat", {})[0] == 3
            raw.send(json.dumps([3, out[1], {"status": "Accepted"}]))
        assert raw.call("own-last", "Heartbeat", {})[0] == 3
    entries = controller.wait_for("charger:D-busy source:csms kind:exchange", 33)
    assert len({entry["unique_id"] for entry in entries}) == len(entries) == 33


def test_a_station_that_is_not_connected_cannot_be_reached(hasty):
    members = problem(post(hasty, "D-nobody"), 404, "not_connected")
    assert "not connected" in members["detail"]
    done = send(hasty, "D-nobody", "ClearCache")
    assert done.returncode == 2 and "not connected" in done.stderr and done.stdout == ""
    with connected(hasty, "D-left"):
        pass
    hasty.wait_for("charger:D-left reason:closed")
    problem(post(hasty, "D-left"), 404, "not_connected")


def test_a_proxy_sends_nothing(tmp_path):
    async def conversation():
        async with CSMS() as csms:
            with serving(tmp_path, "--upstream", csms.url) as server:
                async with station(server.ocpp_url, "CP-1") as point:
                    await point.send("Heartbeat")
                    answer = await asyncio.to_thread(post, server, "CP-1")
                    problem(answer, 409, "not_controller")
                    done = await asyncio.to_thread(send, server, "CP-1", "ClearCache")
                    assert done.returncode == 2 and "proxy" in done.stderr
                    return [frame for frame in point.wire.frames if frame[0] == "received"]

    assert len(asyncio.run(conversation())) == 1


@pytest.mark.parametrize(
    ("action", "payload", "pointers"),
    [
        ("Reset", {}, ["/type"]),
        ("Reset", {"type": "Gentle"}, ["/type"]),
        ("ChangeAvailability", {"connectorId": "1", "type": "Operative", "extra": 1}, ["/connectorId", "/extra"]),
        ("SetChargingProfile", {"connectorId": 1, "csChargingProfiles": {"chargingProfileId": 1, "stackLevel": 0,
            "chargingProfilePurpose": "TxProfile", "chargingProfileKind": "Absolute", "chargingSchedule": {
                "chargingRateUnit": "A", "chargingSchedulePeriod": [{"startPeriod": 0}]}}},
         ["/csChargingProfiles/chargingSchedule/chargingSchedulePeriod/0/limit"]),
    ])
def test_what_breaks_the_schema_does_not_leave_and_each_place_is_named(hasty, action, payload, pointers):
    charger = f"D-schema-{action}-{len(json.dumps(payload))}"
    with connected(hasty, charger) as raw:
        members = problem(post(hasty, charger, action, payload), 422, "bad_payload")
        assert sorted(error["pointer"] for error in members["errors"]) == pointers
        assert all(error["detail"] for error in members["errors"])
        done = send(hasty, charger, action, json.dumps(payload))
        assert done.returncode == 2 and all(pointer in done.stderr for pointer in pointers)
        # Nothing was sent: the next thing that comes is the answer to our own request.
        assert raw.call("own", "Heartbeat", {})[0] == 3
    assert hasty.entries(f"charger:{charger} source:csms kind:exchange") == []


@pytest.mark.parametrize(
    ("subprotocol", "action", "says"),
    [
        ("ocpp1.6", "Rest", "did you mean Reset"), ("ocpp1.6", "GetVariables", "no action GetVariables"),
        ("ocpp1.6", "BootNotification", "for charging stations to send"),
        ("ocpp2.0.1", "ChangeConfiguration", "no action ChangeConfiguration"),
        ("ocpp2.0.1", "GetTariffs", "no action GetTariffs"), ("ocpp2.1", "Teleport", "the CSMS may send"),
    ])
def test_an_action_that_no_csms_sends_in_that_version_is_refused(hasty, subprotocol, action, says):
    with connected(hasty, f"D-action-{action}", subprotocol) as raw:
        members = problem(post(hasty, f"D-action-{action}", action), 422, "unknown_action")
        assert says in members["detail"]
        done = send(hasty, f"D-action-{action}", action)
        assert done.returncode == 2 and says in done.stderr
        assert raw.call("own", "Heartbeat", {})[0] == 3


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"payload": {}}', b'{"action": 1}', b'{"action": "Reset", "payload": []}',
                                  b'{"action": "Reset", "wait_seconds": 301}', b'{"action": "Reset", "wait_seconds": "1"}',
                                  b'{"action": "Reset", "wait": 1}', b'\xff\xfe'])
def test_a_body_that_cannot_be_read_is_named(hasty, body):
    answer = httpx.post(
        f"{hasty.url}/api/v1/chargers/D-body/calls", content=body, headers={"Authorization": f"Bearer {token(hasty)}"})
    problem(answer, 400, "bad_body")


def test_a_body_that_is_too_large_is_refused(hasty):
    answer = post(hasty, "D-large", "DataTransfer", {"vendorId": "v", "data": "x" * (80 << 10)})
    problem(answer, 413, "too_large")


@pytest.mark.parametrize("header", [None, "Bearer wrong", "Bearer", "Basic dG9rZW4=", "{token}", "Bearer {token}x"])
def test_nothing_is_sent_without_the_token(hasty, header):
    with connected(hasty, "D-token") as raw:
        headers = {} if header is None else {"Authorization": header.format(token=token(hasty))}
        answer = httpx.post(
            f"{hasty.url}/api/v1/chargers/D-token/calls", json={"action": "ClearCache"}, headers=headers)
        problem(answer, 401, "token_required")
        assert token(hasty) not in answer.text
        assert raw.call("own", "Heartbeat", {})[0] == 3


def test_the_command_says_when_the_token_is_wrong_or_missing(hasty, tmp_path):
    (tmp_path / "wrong").write_text("wrong\n")
    for options in [["--token-file", str(tmp_path / "wrong")], ["--token-file", str(tmp_path / "none")]]:
        done = run("send", "D-1", "ClearCache", "--server", hasty.url, *options)
        assert done.returncode == 3 and done.stdout == "" and "token" in done.stderr
    done = run("send", "D-1", "ClearCache", "--server", hasty.url, "--token-file", str(hasty.data / "token"))
    assert done.returncode == 2 and "not connected" in done.stderr


def test_the_command_says_when_no_server_is_there(hasty):
    began = time.monotonic()
    done = run("send", "D-1", "ClearCache", "--server", "http://127.0.0.1:1", data=hasty.data)
    assert done.returncode == 4 and "no server answers there" in done.stderr
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Origin": "https://evil.example"}, 403, "foreign_origin"), ({"Origin": "null"}, 403, "foreign_origin"),
        ({"Host": "evil.example"}, 421, "foreign_host"), ({"Host": "127.0.0.1.evil.example"}, 421, "foreign_host"),
    ])
def test_another_web_page_cannot_send_even_with_the_token(hasty, headers, status, code):
    with connected(hasty, f"D-foreign-{code}") as raw:
        problem(post(hasty, f"D-foreign-{code}", headers=headers), status, code)
        assert raw.call("own", "Heartbeat", {})[0] == 3


def test_secrets_that_are_sent_are_masked_in_the_log_and_nowhere_on_the_disk(hasty):
    key = {"key": "AuthorizationKey", "value": SECRET}

    async def conversation():
        async with station(hasty.ocpp_url, "D-secret") as point:
            await point.send("Heartbeat")
            answer = await asyncio.to_thread(post, hasty, "D-secret", "ChangeConfiguration", key)
            return answer.json(), point.wire.exchanges("cp")

    told, seen = asyncio.run(conversation())
    # The station got the whole of it.
    (sent,) = [exchange for exchange in seen if exchange["source"] == "csms"]
    assert sent["request"] == key
    (entry,) = hasty.wait_for("charger:D-secret action:ChangeConfiguration")
    assert entry["unique_id"] == told["unique_id"] == sent["unique_id"] and entry["source"] == "csms"
    assert entry["masked"] == ["request.value"] and entry["request"]["key"] == "AuthorizationKey"
    assert entry["response"] == {"status": "Accepted"}
    whole = hasty.entry(entry["id"])
    assert SECRET not in json.dumps(whole)
    for path in hasty.files():
        assert SECRET.encode() not in path.read_bytes(), path


def test_a_client_that_gives_up_does_not_take_the_request_back(controller):
    def give_up():
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(
                f"{controller.url}/api/v1/chargers/D-abandoned/calls", json={"action": "ClearCache"},
                headers={"Authorization": f"Bearer {token(controller)}"}, timeout=0.3)

    with connected(controller, "D-abandoned") as raw:
        # One is out then, and the other one waits.
        with ThreadPoolExecutor() as threads:
            for client in [threads.submit(give_up) for _ in range(2)]:
                client.result()
        for _ in range(2):
            request = raw.receive()
            assert request[2] == "ClearCache"
            raw.send(json.dumps([3, request[1], {"status": "Accepted"}]))
    entries = controller.wait_for("charger:D-abandoned action:ClearCache kind:exchange", 2)
    assert {entry["response"]["status"] for entry in entries} == {"Accepted"}


def test_other_methods_are_told_which_one_is_wanted(hasty):
    answer = httpx.get(f"{hasty.url}/api/v1/chargers/D-1/calls")
    problem(answer, 405, "method_not_allowed")
    assert "POST" in answer.headers["allow"]


def test_the_newer_of_two_connections_of_a_station_is_asked(hasty):
    with connected(hasty, "D-twice") as old, RawStation(hasty.ocpp_port, "/D-twice") as new:
        hasty.wait_for("charger:D-twice reason:opened", 2)
        with ThreadPoolExecutor() as threads:
            answer = threads.submit(post, hasty, "D-twice")
            new.send(json.dumps([3, new.receive()[1], {"status": "Accepted"}]))
            assert answer.result().json()["outcome"] == "result"
        assert old.call("own", "Heartbeat", {})[0] == 3


def test_a_request_that_waits_does_not_hold_up_the_end_of_the_program(tmp_path):
    server = Server(tmp_path, config="answer_timeout: 10m\nlimits: {closing_time: 1s}\n")
    with connected(server, "D-silent") as raw, ThreadPoolExecutor() as threads:
        answer = threads.submit(post, server, "D-silent", wait=60)
        assert raw.receive()[2] == "ClearCache"
        # Far below the time that an answer has: the request itself is all that could keep the program.
        assert server.stop(10) == 0
        members = answer.result().json()
    assert (members["outcome"], members["reason"]) == ("unanswered", "connection_closed")
