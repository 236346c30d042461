"""The Python `ocpp` library as charging station against the controller: it validates each answer by its schema."""

import asyncio
import json

import pytest
from datetime import datetime, timezone
from ocpp.exceptions import OCPPError
from program import search
from rawstation import RawStation
from recorded import assert_recorded
from stations import FROM_STATION, station


def test_a_charging_session_of_1_6_is_recorded_exchange_by_exchange(controller):
    async def session():
        async with station(controller.ocpp_url, "D-16-session") as point:
            boot = await point.send("BootNotification")
            assert boot.status == "Accepted" and boot.interval > 0
            away = datetime.now(timezone.utc) - datetime.fromisoformat(boot.current_time.replace("Z", "+00:00"))
            assert abs(away.total_seconds()) < 5
            await point.send("StatusNotification", connectorId=2, status="Preparing", errorCode="NoError")
            tag = await point.send("Authorize", idTag="04A2B3C4")
            assert tag.id_tag_info["status"] == "Accepted"
            started = await point.send(
                "StartTransaction", connectorId=2, idTag="04A2B3C4", meterStart=10, timestamp="2024-05-01T12:00:00Z")
            assert started.id_tag_info["status"] == "Accepted" and started.transaction_id > 0
            await point.send("MeterValues", connectorId=2, transactionId=started.transaction_id)
            await point.send(
                "StopTransaction", transactionId=started.transaction_id, meterStop=20, timestamp="2024-05-01T13:00:00Z")
            await point.send("Heartbeat")
            return point.wire.exchanges("cp")

    exchanges = asyncio.run(session())
    entries = assert_recorded(controller, exchanges, "D-16-session", "1.6")
    by_action = {entry["action"]: entry for entry in entries}
    assert by_action["StopTransaction"]["connector_id"] == 2
    transaction = str(by_action["StartTransaction"]["response"]["transactionId"])
    for action in ["StartTransaction", "MeterValues", "StopTransaction"]:
        assert by_action[action]["transaction_id"] == transaction
    assert by_action["Authorize"]["id_tag"] == "04A2B3C4"
    assert by_action["Authorize"]["outcome"] == "accepted"
    assert by_action["StatusNotification"]["status"] == "Preparing"


def test_a_charging_session_of_2_0_1_is_recorded_exchange_by_exchange(controller):
    async def session():
        async with station(controller.ocpp_url, "D-201-session", "2.0.1") as point:
            assert (await point.send("BootNotification")).status == "Accepted"
            await point.send("StatusNotification", evseId=3, connectorId=1, connectorStatus="Occupied")
            tag = await point.send("Authorize", idToken={"idToken": "AABBCCDD", "type": "ISO14443"})
            assert tag.id_token_info["status"] == "Accepted"
            for number, (kind, reason) in enumerate(
                [("Started", "CablePluggedIn"), ("Updated", "MeterValuePeriodic"), ("Ended", "StopAuthorized")]
            ):
                await point.send(
                    "TransactionEvent", eventType=kind, triggerReason=reason, seqNo=number,
                    transactionInfo={"transactionId": "tx-201"}, evse={"id": 3, "connectorId": 1})
            await point.send("Heartbeat")
            return point.wire.exchanges("cp")

    entries = assert_recorded(controller, asyncio.run(session()), "D-201-session", "2.0.1")
    events = [entry for entry in entries if entry["action"] == "TransactionEvent"]
    assert {(entry["evse_id"], entry["connector_id"], entry["transaction_id"]) for entry in events} == {(3, 1, "tx-201")}
    status = next(entry for entry in entries if entry["action"] == "StatusNotification")
    assert (status["evse_id"], status["connector_id"], status["status"]) == (3, 1, "Occupied")


@pytest.mark.parametrize("version", FROM_STATION)
def test_every_action_of_a_station_is_answered_as_its_schema_wants_and_recorded(controller, version):
    charger = f"D-all-{version}"

    async def session():
        unhappy = {}
        async with station(controller.ocpp_url, charger, version) as point:
            for action in FROM_STATION[version]:
                try:
                    await point.send(action)
                except OCPPError as error:
                    unhappy[action] = error
            return point.wire.exchanges("cp"), unhappy

    exchanges, unhappy = asyncio.run(session())
    assert unhappy == {}
    assert_recorded(controller, exchanges, charger, version)


def test_an_action_that_nobody_knows_gets_a_callerror_and_is_kept(controller):
    with RawStation(controller.ocpp_port, "/D-unknown-action") as raw:
        assert raw.call("u1", "TeleportCar", {"to": "moon"})[:3] == [4, "u1", "NotImplemented"]
        assert raw.call("u2", "Heartbeat", {})[0] == 3
    (entry,) = controller.wait_for("charger:D-unknown-action action:TeleportCar")
    assert (entry["outcome"], entry["error_code"]) == ("NotImplemented", "NotImplemented")
    assert entry["response"]["errorCode"] == "NotImplemented"
    assert entry["request"] == {"to": "moon"}


def test_transaction_ids_go_on_after_a_restart(tmp_path):
    from program import Server

    start = {"connectorId": 1, "idTag": "A", "meterStart": 0, "timestamp": "2024-05-01T12:00:00Z"}
    server = Server(tmp_path)
    given = []
    for _ in range(3):
        with RawStation(server.ocpp_port, "/CP-1") as raw:
            given += [raw.call(f"s{n}", "StartTransaction", start)[2]["transactionId"] for n in range(2)]
        assert server.stop() == 0
        server.start()
    server.stop()
    assert len(set(given)) == 6 and given == sorted(given)


def test_the_bytes_of_a_frame_are_kept_as_they_were(controller):
    frame = '[ 2 , "sp\\u0061ced",\t"Heartbeat" , { "z" : 2e+01 , "a":"\\/ü€" } ]'
    with RawStation(controller.ocpp_port, "/D-bytes") as raw:
        raw.send(frame)
        assert raw.receive()[0] == 3
    (entry,) = controller.wait_for("charger:D-bytes action:Heartbeat")
    assert controller.entry(entry["id"])["request_frame"] == frame
    assert entry["unique_id"] == "spaced"
    (printed,) = search("charger:D-bytes action:Heartbeat", controller.data, "--fields", "all")
    assert printed["request_frame"] == frame
    text = controller.http.get("/api/v1/entries", params={"q": "charger:D-bytes action:Heartbeat"}).text
    assert '{ "z" : 2e+01 , "a":"\\/ü€" }' in text


def test_two_stations_may_use_the_same_unique_id(controller):
    with RawStation(controller.ocpp_port, "/D-same-1") as one, RawStation(controller.ocpp_port, "/D-same-2") as two:
        one.send(json.dumps([2, "1", "Heartbeat", {}]))
        two.send(json.dumps([2, "1", "Heartbeat", {}]))
        assert one.receive()[:2] == two.receive()[:2] == [3, "1"]
    entries = controller.wait_for("id:1 charger:D-same-*", count=2)
    assert sorted(entry["charger_id"] for entry in entries) == ["D-same-1", "D-same-2"]
