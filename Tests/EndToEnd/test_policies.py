"""What the controller decides by its configuration: who may connect, who may boot, who may charge."""

import asyncio
import json
from datetime import datetime, timezone

import pytest
import websockets
from ocpp.exceptions import OCPPError
from program import run, serving
from rawstation import RawStation
from stations import SUBPROTOCOL, request_of, station

CONFIG = """
sites: [{id: depot-7, level: debug, chargers: ['*']}]
controller:
  chargers: ["DE-*", "fr-7"]
  boot:
    - {chargers: ["DE-NEW-*"], status: Pending, interval: 60s}
    - {chargers: ["DE-BAD-*"], status: Rejected, interval: 1h}
    - {status: Accepted, interval: 2m}
  id_tags:
    - 04A2B3C4D5
    - {id: 04E5F6A7B8, status: Blocked}
    - {id: VISITOR-12, expiry: 2999-01-01T00:00:00Z, parent: VISITORS}
    - {id: FORMER-1, expiry: 2020-01-01T00:00:00Z, parent: VISITORS}
    - {id: POOR-1, status: NoCredit}
    - {id: BUSY-1, status: ConcurrentTx}
    - {id: ELSEWHERE-1, status: NotAtThisLocation}
  other_id_tags: Unknown
"""


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("policies"), config=CONFIG) as server:
        yield server


def told(server, charger, version, sends):
    """What a station hears to each of (action, members), as the library understood it; an error as its code.

    The library checks every answer against the schema of its version.
    """

    async def conversation():
        async with station(server.ocpp_url, charger, version) as point:
            heard = []
            for action, members in sends:
                try:
                    heard.append(await point.send(action, **members))
                except OCPPError as error:
                    heard.append(error.code)
            return heard

    return asyncio.run(conversation())


@pytest.mark.parametrize("charger", ["DE-1", "de-lower", "FR-7"])
def test_a_station_whose_identity_fits_is_taken_in(strict, charger):
    (boot,) = told(strict, charger, "1.6", [("BootNotification", {})])
    assert (boot.status, boot.interval) == ("Accepted", 120)


@pytest.mark.parametrize("charger", ["AT-1", "FR-77", "XDE-1"])
def test_any_other_is_answered_404_and_recorded(strict, charger):
    async def connect():
        await websockets.connect(f"{strict.ocpp_url}/ocpp/{charger}", subprotocols=["ocpp1.6"])

    with pytest.raises(websockets.InvalidStatus) as raised:
        asyncio.run(connect())
    assert raised.value.response.status_code == 404
    (entry,) = strict.wait_for(f"charger:{charger} kind:connection")
    assert entry["reason"] == "refused" and "404" in entry["detail"]


@pytest.mark.parametrize("version", SUBPROTOCOL)
@pytest.mark.parametrize(("name", "status", "interval"), [("NEW", "Pending", 60), ("BAD", "Rejected", 3600)])
def test_a_station_is_told_that_it_may_not_work_yet(strict, version, name, status, interval):
    charger = f"DE-{name}-{version}"
    boot, heartbeat, again = told(
        strict, charger, version, [("BootNotification", {}), ("Heartbeat", {}), ("BootNotification", {})])
    away = datetime.now(timezone.utc) - datetime.fromisoformat(boot.current_time.replace("Z", "+00:00"))
    assert (boot.status, boot.interval) == (again.status, again.interval) == (status, interval)
    assert abs(away.total_seconds()) < 5
    if version == "1.6":
        # 1.6 forbids the station to send, and has no error for one that does.
        assert heartbeat.current_time
    else:
        assert heartbeat == "SecurityError"
        (entry,) = strict.wait_for(f"charger:{charger} action:Heartbeat")
        assert entry["error_code"] == "SecurityError" and status in entry["response"]["errorDescription"]


@pytest.mark.parametrize("version", ["2.0.1", "2.1"])
def test_a_pending_station_may_send_what_it_was_asked_for(strict, version):
    """OCPP 2.x Part 2, B02.FR.09: while it is pending the CSMS may trigger messages."""
    charger = f"DE-NEW-asked-{version}"

    async def conversation():
        async with station(strict.ocpp_url, charger, version) as point:
            assert (await point.send("BootNotification")).status == "Pending"
            done = await asyncio.to_thread(
                run, "send", charger, "TriggerMessage", '{"requestedMessage": "Heartbeat"}', "--server", strict.url,
                data=strict.data)
            assert done.returncode == 0, done.stderr
            assert (await point.send("Heartbeat")).current_time
            with pytest.raises(OCPPError):
                await point.send("StatusNotification")

    asyncio.run(conversation())


# A tag, its status in 1.6 and in 2.x, its expiry, its parent.
TAGS = [
    ("04A2B3C4D5", "Accepted", "Accepted", None, None),
    ("04a2b3c4d5", "Accepted", "Accepted", None, None),
    ("04E5F6A7B8", "Blocked", "Blocked", None, None),
    ("VISITOR-12", "Accepted", "Accepted", "2999-01-01T00:00:00", "VISITORS"),
    ("FORMER-1", "Expired", "Expired", "2020-01-01T00:00:00", "VISITORS"),
    ("POOR-1", "Blocked", "NoCredit", None, None),
    ("BUSY-1", "ConcurrentTx", "ConcurrentTx", None, None),
    ("ELSEWHERE-1", "Blocked", "NotAtThisLocation", None, None),
    ("NEVER-SEEN", "Invalid", "Unknown", None, None),
]


def moment(text):
    """A time without its zone and fraction; None for None."""
    return text and text[:19]


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag[0])
def test_an_id_tag_of_1_6_is_told_its_status_expiry_and_parent(strict, tag):
    id, status, _, expiry, parent = tag
    # Searching knows no case, and two of the tags differ by nothing else.
    charger = f"DE-tag-{TAGS.index(tag)}"
    authorized, started = told(strict, charger, "1.6", [
        ("Authorize", {"idTag": id}), ("StartTransaction", {"idTag": id})])
    expected = {"status": status, "expiry_date": expiry, "parent_id_tag": parent}
    for info in [authorized.id_tag_info, started.id_tag_info]:
        assert {name: info.get(name) for name in expected} | {"expiry_date": moment(info.get("expiry_date"))} == expected
    assert started.transaction_id > 0
    entries = strict.wait_for(f"charger:{charger} kind:exchange", 2)
    assert {entry["id_tag"] for entry in entries} == {id}
    assert {entry["outcome"] for entry in entries} == {"accepted" if status == "Accepted" else "rejected"}


@pytest.mark.parametrize("version", ["2.0.1", "2.1"])
@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag[0])
def test_an_id_token_of_2_x_is_told_its_status_expiry_and_group(strict, tag, version):
    id, _, status, expiry, parent = tag
    token = {"idToken": {"idToken": id, "type": "ISO14443"}}
    authorized, started, without = told(strict, f"DE-token-{id}-{version}", version, [
        ("Authorize", token), ("TransactionEvent", {"eventType": "Started", **token}),
        ("TransactionEvent", {"eventType": "Updated"})])
    for info in [authorized.id_token_info, started.id_token_info]:
        assert info["status"] == status
        assert moment(info.get("cache_expiry_date_time")) == expiry
        assert (info.get("group_id_token") or {}).get("id_token") == parent
    assert without.id_token_info is None


def test_a_button_without_any_token_may_start(strict):
    nobody = {"idToken": {"idToken": "", "type": "NoAuthorization"}}
    (event,) = told(strict, "DE-button", "2.0.1", [("TransactionEvent", {"eventType": "Started", **nobody})])
    assert event.id_token_info["status"] == "Accepted"


def test_all_are_accepted_unless_the_configuration_says_otherwise(controller):
    boot, tag = told(controller, "D-lenient", "1.6", [("BootNotification", {}), ("Authorize", {"idTag": "ANY"})])
    assert (boot.status, boot.interval) == ("Accepted", 300)
    assert tag.id_tag_info == {"status": "Accepted"}


def test_one_answer_for_all_and_one_word_for_all_tags(tmp_path):
    config = "controller: {boot: {status: Rejected, interval: 90s}, other_id_tags: Blocked}\n"
    with serving(tmp_path, config=config) as server:
        boot, tag = told(server, "CP-1", "1.6", [("BootNotification", {}), ("Authorize", {"idTag": "ANY"})])
        assert (boot.status, boot.interval) == ("Rejected", 90)
        assert tag.id_tag_info == {"status": "Blocked"}


def test_a_station_that_is_rejected_and_connects_anew_without_booting_goes_on(strict):
    """A station boots only when it has restarted: a new connection alone says nothing about it (OCPP-J 1.6 §5.2)."""
    boot = json.loads(json.dumps(request_of("2.0.1", "BootNotification")))
    with RawStation(strict.ocpp_port, "/DE-BAD-anew", subprotocol="ocpp2.0.1") as first:
        assert first.call("1", "BootNotification", boot)[2]["status"] == "Rejected"
        assert first.call("2", "Heartbeat", {})[:3] == [4, "2", "SecurityError"]
    with RawStation(strict.ocpp_port, "/DE-BAD-anew", subprotocol="ocpp2.0.1") as second:
        assert second.call("3", "Heartbeat", {})[0] == 3


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("{chargers: DE-1}", "chargers"),
        ("{boot: {status: Maybe}}", "status"),
        ("{boot: [{status: Accepted}, {status: Rejected}]}", "stands last"),
        ("{id_tags: [{status: Blocked}]}", "no id"),
        ("{id_tags: [{id: A, expiry: tomorrow}]}", "expiry"),
        ("{other_id_tags: Perhaps}", "other_id_tags"),
        ("{id_tag: [A]}", "id_tag"),
    ])
def test_a_mistake_in_the_policies_is_named_with_its_place(tmp_path, text, naming):
    path = tmp_path / "ocpplogs.yaml"
    path.write_text(f"controller: {text}\n")
    done = run("serve", "--config", str(path), "--ocpp", "127.0.0.1:0", "--http", "127.0.0.1:0", data=tmp_path / "data")
    assert done.returncode == 2 and done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert "ocpplogs.yaml:1:" in line and naming in line
