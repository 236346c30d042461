"""Reading while it is being written: by a second process, page by page, and by time."""

import json
import subprocess
import threading
from datetime import datetime, timedelta, timezone

import pytest
from program import BINARY, run, search, until
from rawstation import RawStation


@pytest.fixture
def chatter(controller):
    """A station that sends one Heartbeat after the other until the test is over."""
    over = threading.Event()

    def talk():
        with RawStation(controller.ocpp_port, "/D-chatter") as raw:
            number = 0
            while not over.is_set():
                raw.call(f"c{number}", "Heartbeat", {})
                number += 1

    thread = threading.Thread(target=talk)
    thread.start()
    yield
    over.set()
    thread.join(20)


def test_a_second_process_reads_while_serve_writes(controller, chatter):
    controller.wait_for("charger:D-chatter kind:exchange", count=50)
    counts = []
    for _ in range(5):
        found = search("charger:D-chatter kind:exchange", controller.data, "-n", "100000")
        sequences = sorted(int(entry["id"].split("-")[1]) for entry in found)
        assert len(set(sequences)) == len(sequences)
        counts.append(len(found))
    assert counts == sorted(counts) and counts[-1] > counts[0]


def test_pages_follow_each_other_without_gap_or_repetition_while_new_entries_arrive(controller, chatter):
    controller.wait_for("charger:D-chatter kind:exchange", count=100)
    seen, cursor = [], None
    for _ in range(8):
        page = controller.page("charger:D-chatter kind:exchange", limit=10, **({"cursor": cursor} if cursor else {}))
        assert len(page["entries"]) == 10
        seen += page["entries"]
        cursor = page["next"]
        assert cursor
    numbers = [int(entry["unique_id"][1:]) for entry in seen]
    assert numbers == list(range(numbers[0], numbers[0] - 80, -1))


def test_from_and_to_bound_the_time(controller):
    with RawStation(controller.ocpp_port, "/D-time") as raw:
        for number in range(3):
            raw.call(f"t{number}", "Heartbeat", {})
    entries = controller.wait_for("charger:D-time kind:exchange", count=3)
    middle = entries[1]["datetime"]
    late = controller.page("charger:D-time kind:exchange", **{"from": middle})["entries"]
    early = controller.page("charger:D-time kind:exchange", to=middle)["entries"]
    assert [entry["unique_id"] for entry in late] == ["t2", "t1"]
    assert "t0" in [entry["unique_id"] for entry in early] and "t2" not in [entry["unique_id"] for entry in early]
    tomorrow = (datetime.now(timezone.utc) + timedelta(days=1)).isoformat().replace("+00:00", "Z")
    assert controller.page("charger:D-time", **{"from": tomorrow}) == {"entries": [], "next": None, "unreadable": 0, "searched_back_to": None}


SEARCHES = [
    ("action:BootNotification", 1),
    ("action:bootnotification,HEARTBEAT", 3),
    ("action:Boot* action:Heart*", 3),
    ("action:Boot* charger_id:D-find", 1),
    ("action:Authorize", 0),
    ("status:Faulted", 1),
    ("status:faulted error:GroundFailure", 1),
    ("error_code:CX002", 1),
    ("connector:2", 1),
    ("connector_id:2 site:depot-7 source:cp kind:exchange", 1),
    ('site:"Depot 7" action:StatusNotification', 1),
    ("source:csms", 0),
    ("id:find-3", 1),
    ("Zebra-Needle", 1),
    ("zebra-needle Heartbeat", 0),
    ('"Zebra-Needle in a haystack"', 1),
    ("GroundFailure", 1),
    ("kind:connection", 2),
    ("kind:connection reason:opened", 1),
    ("reason:closed,refused", 1),
]


@pytest.fixture(scope="module")
def found(controller):
    with RawStation(controller.ocpp_port, "/D-find") as raw:
        raw.call("find-1", "BootNotification", {"chargePointVendor": "Zebra-Needle in a haystack", "chargePointModel": "m"})
        raw.call("find-2", "Heartbeat", {})
        raw.call("find-3", "Heartbeat", {})
        raw.call("find-4", "StatusNotification", {
            "connectorId": 2, "status": "Faulted", "errorCode": "GroundFailure", "vendorErrorCode": "CX002"})
    controller.wait_for("charger:D-find kind:connection", count=2)
    return controller


@pytest.mark.parametrize(("query", "count"), SEARCHES, ids=[s[0] for s in SEARCHES])
def test_a_search_finds_what_it_says_over_http_and_on_the_command_line(found, query, count):
    whole = f"charger:D-find {query}"
    entries = found.entries(whole)
    assert len(entries) == count
    assert [e["id"] for e in search(whole, found.data)] == [e["id"] for e in reversed(entries)]


def test_the_command_line_prints_lines_for_people_and_chosen_fields_for_machines(found):
    done = run("search", "charger:D-find action:StatusNotification", data=found.data)
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 1
    assert "D-find" in done.stdout and "StatusNotification" in done.stdout and "\x1b" not in done.stdout
    done = run("search", "charger:D-find id:find-4", "--json", "--fields", "action,connector_id", data=found.data)
    assert json.loads(done.stdout) == {"action": "StatusNotification", "connector_id": 2}
    done = run("search", "charger:D-find", "--json", "-n", "2", data=found.data)
    assert len(done.stdout.splitlines()) == 2
    done = run("search", "charger:D-find", "--json", "--since", "1h", data=found.data)
    assert len(done.stdout.splitlines()) == 6
    done = run("search", "charger:nobody-of-that-name", data=found.data)
    assert (done.returncode, done.stdout) == (0, "")


def test_terminal_escapes_of_a_station_reach_no_terminal(controller):
    with RawStation(controller.ocpp_port, "/D-escape") as raw:
        raw.send('[2,"e1","DataTransfer",{"vendorId":"\\u001b[31mred\x7f"}]')
        raw.receive()
        raw.send("\x1b]0;title\x07 no json")
    controller.wait_for("charger:D-escape kind:connection", count=2)
    done = run("search", "charger:D-escape", data=controller.data)
    assert done.returncode == 0 and "\x1b" not in done.stdout and "\x07" not in done.stdout


def test_a_reader_that_hangs_up_is_no_error(controller, chatter):
    controller.wait_for("charger:D-chatter kind:exchange", count=50)
    process = subprocess.Popen(
        [BINARY, "search", "", "--json", "-n", "100000", "--data", controller.data],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    assert until(lambda: process.poll() is not None, 30)
    assert process.stderr.read().strip() == b""
