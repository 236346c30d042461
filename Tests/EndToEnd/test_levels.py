"""The level of a site decides what is written, and at `none` that is nothing at all."""

import asyncio

from rawstation import RawStation
from stations import FROM_STATION, station

INFO_1_6 = {
    "Authorize", "BootNotification", "FirmwareStatusNotification", "StartTransaction", "StatusNotification",
    "StopTransaction",
}


def send_everything(server, charger, version="1.6"):
    """One exchange of every action; returns once the server has answered the last."""

    async def session():
        async with station(server.ocpp_url, charger, version) as point:
            for action in FROM_STATION[version]:
                await point.send(action)

    asyncio.run(session())


def actions(server, charger, until_closed=True):
    if until_closed:
        server.wait_for(f"charger:{charger} kind:connection", count=2)
    return {entry["action"] for entry in server.entries(f"charger:{charger} kind:exchange")}


def test_debug_keeps_every_action(controller):
    send_everything(controller, "D-level")
    assert actions(controller, "D-level") == set(FROM_STATION["1.6"])


def test_info_keeps_the_six_actions_of_the_description_page(controller):
    send_everything(controller, "I-level")
    assert actions(controller, "I-level") == INFO_1_6
    assert {entry["site_id"] for entry in controller.entries("charger:I-level")} == {"default"}


def test_info_keeps_malformed_frames_and_connections(controller):
    with RawStation(controller.ocpp_port, "/I-malformed") as raw:
        raw.send("not json")
    kinds = {entry["kind"] for entry in controller.wait_for("charger:I-malformed", count=3)}
    assert kinds == {"connection", "malformed"}


def test_none_writes_nothing_not_even_the_connection(controller):
    send_everything(controller, "Q-level")
    with RawStation(controller.ocpp_port, "/Q-malformed") as raw:
        raw.send("this must not be written Zebra4711")
        assert raw.call("h", "Heartbeat", {})[0] == 3
    send_everything(controller, "D-after-none")
    assert actions(controller, "D-after-none") == set(FROM_STATION["1.6"])
    assert controller.entries("charger:Q-*") == []
    for path in controller.data.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Zebra4711" not in content and b"Q-level" not in content and b"Q-malformed" not in content, path


def test_info_of_2_0_1_looks_at_the_content_of_a_transaction_event(controller):
    async def session():
        async with station(controller.ocpp_url, "I-201", "2.0.1") as point:
            for number, (kind, reason) in enumerate(
                [("Started", "Authorized"), ("Updated", "MeterValuePeriodic"), ("Updated", "MeterValueClock"),
                 ("Updated", "ChargingStateChanged"), ("Ended", "EVDeparted")]
            ):
                await point.send(
                    "TransactionEvent", eventType=kind, triggerReason=reason, seqNo=number,
                    transactionInfo={"transactionId": "t"})
            await point.send("Heartbeat")

    asyncio.run(session())
    controller.wait_for("charger:I-201 kind:connection", count=2)
    kept = [entry["request"]["seqNo"] for entry in controller.entries("charger:I-201 kind:exchange")]
    assert kept == [0, 3, 4]
