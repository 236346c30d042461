"""Network captures: what tcpdump wrote of real traffic is read as it was recorded, and Wireshark reads what is exported."""

import asyncio
import json
import re
import shutil
import signal
import subprocess
from contextlib import contextmanager
from datetime import datetime

import pytest
from program import BINARY, PATIENCE, run, search, serving, until
from stations import CSMS, FROM_STATION, from_csms, station

DEBUG = "sites: [{id: depot-7, level: debug, chargers: ['*']}]\n"


def needs(*programs):
    missing = [name for name in programs if not shutil.which(name)]
    return pytest.mark.skipif(bool(missing), reason=f"there is no {' and no '.join(missing)}")


@contextmanager
def capturing(path, port):
    """tcpdump on the loopback interface for the length of a `with`; until both sides of a connection have ended.

    Its room is large (in KiB), and packets are not asked for at once: then each would take the room of the longest one, and a
    machine with little time for tcpdump loses some.
    """
    process = subprocess.Popen(
        ["tcpdump", "-i", "lo", "-U", "-B", "16384", "-s", "0", "-w", path, f"tcp port {port}"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        # It says that it listens, or why it cannot, and then nothing before its end.
        for line in process.stderr:
            if "listening on" in line:
                break
        else:
            pytest.skip("tcpdump may not capture here")
        yield

        def ends():
            read = ["tcpdump", "-r", path, "tcp[tcpflags] & tcp-fin != 0"]
            return len(subprocess.run(read, capture_output=True, text=True).stdout.splitlines()) >= 2

        until(ends, what="both sides of the connection have ended in the capture")
    finally:
        process.send_signal(signal.SIGINT)
        _, counts = process.communicate(timeout=20 * PATIENCE)
    assert re.search(r"^0 packets dropped by kernel", counts, re.M), f"the capture is not whole: {counts}"


def told(entries):
    """What entries say, but for what is of this recording: times, ids, site."""
    names = ["action", "request_frame", "response_frame", "source", "charger_id", "version", "kind", "unique_id"]
    return [{name: entry.get(name) for name in names} for entry in entries]


def exchanges(data):
    found = search("kind:exchange", data, "--fields", "all", "-n", "10000")
    return sorted(found, key=lambda entry: entry["datetime"])


@needs("tcpdump")
@pytest.mark.parametrize("version", ["1.6", "2.0.1"])
@pytest.mark.parametrize("compression", ["deflate", None])
def test_a_capture_of_real_traffic_becomes_the_log_that_was_recorded(tmp_path, version, compression):
    capture = tmp_path / "traffic.pcap"
    charger = "D-captured 7"

    async def conversation():
        async with CSMS(compression=compression) as csms:
            with serving(tmp_path, "--upstream", csms.url, config=DEBUG) as server, capturing(capture, csms.port):
                async with station(
                    server.ocpp_url, "D-captured%207", version, compression=compression) as point:
                    other = await csms.point("D-captured%207")
                    for action in FROM_STATION[version]:
                        await point.send(action)
                    for action in from_csms(version):
                        await other.send(action)
                await asyncio.to_thread(server.wait_for, f'charger:"{charger}" kind:connection', 2)

    asyncio.run(conversation())
    recorded = exchanges(tmp_path / "data")
    assert len(recorded) >= 40
    done = run("import", str(capture), "--site", "depot-7", data=tmp_path / "other")
    assert done.returncode == 0, done.stderr
    assert f"{len(recorded)} entries added" in done.stdout and "0 lines rejected" in done.stdout, done.stdout
    imported = exchanges(tmp_path / "other")
    assert told(imported) == told(recorded)
    for one, other in zip(imported, recorded):
        apart = datetime.fromisoformat(one["datetime"]) - datetime.fromisoformat(other["datetime"])
        assert abs(apart.total_seconds()) < 5
    # Once more adds nothing, and a search needs no store.
    assert "0 entries added" in run("import", str(capture), "--site", "depot-7", data=tmp_path / "other").stdout
    found = run("search", "action:BootNotification", "--file", str(capture), "--json")
    assert found.returncode == 0 and json.loads(found.stdout.splitlines()[0])["charger_id"] == charger


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A log with exchanges of simulated stations and its capture."""
    directory = tmp_path_factory.mktemp("exported")
    with serving(directory, config=DEBUG.replace("depot-7", "fleet")) as server:
        done = run("simulate", "--chargers", "6", "--for", "8s", "--to", server.ocpp_url, seconds=60)
        assert done.returncode == 0, done.stderr
    # One that takes many segments.
    data = "x" * 70_000
    line = {
        "charger_id": "CP-large", "source": "csms", "datetime": "2026-11-23T10:00:00.123456Z", "latency_ms": 1500.25,
        "version": "2.0.1", "request_frame": f'[2,"l-1","DataTransfer",{{"vendorId":"v","data":"{data}"}}]',
        "response_frame": '[3,"l-1",{"status":"Accepted"}]', "action": "DataTransfer", "unique_id": "l-1",
        "request": {"vendorId": "v", "data": data}, "response": {"status": "Accepted"},
    }
    assert run("import", "-", data=directory / "data", typed=json.dumps(line)).returncode == 0
    capture = directory / "log.pcapng"
    with capture.open("wb") as output:
        subprocess.run(
            [BINARY, "export", "-o", "pcapng", "--data", directory / "data"], stdout=output, check=True, timeout=60)
    return exchanges(directory / "data"), capture


def tshark(capture, *options, fields=()):
    """The lines that tshark prints of a capture, each a list of fields."""
    wanted = [part for field in fields for part in ("-e", field)]
    done = subprocess.run(
        ["tshark", "-n", "-r", capture, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", *options,
         *(["-T", "fields", "-E", "separator=/t", *wanted] if fields else [])],
        capture_output=True, text=True, timeout=120 * PATIENCE)
    assert done.returncode == 0, done.stderr
    return [line.split("\t") for line in done.stdout.splitlines()]


@needs("tshark")
def test_wireshark_shows_every_frame_as_a_message_of_a_websocket(exported):
    entries, capture = exported
    assert len(entries) > 20
    assert tshark(
        capture, "-Y", "tcp.checksum.status==0 or ip.checksum.status==0 or tcp.analysis.flags or _ws.malformed") == []
    shown = tshark(
        capture, "-Y", "websocket",
        fields=["frame.time_epoch", "websocket.mask", "websocket.payload.text", "frame.comment"])
    found = {}
    for time, mask, payload, comment in shown:
        kind, rest = comment.split(" ", 1)
        id, side = rest.split(": ")
        found[id, side] = (time, mask, payload)
        assert kind == "exchange"
    assert len(found) == len(shown) == 2 * len(entries)
    for entry in entries:
        time, mask, text = found[entry["id"], "request"]
        assert text == entry["request_frame"] and mask == ("1" if entry["source"] == "cp" else "0")
        began = datetime.fromisoformat(entry["datetime"])
        assert round(float(time), 6) == pytest.approx(began.timestamp(), abs=2e-6)
        time, mask, text = found[entry["id"], "response"]
        assert text == entry["response_frame"] and mask == ("0" if entry["source"] == "cp" else "1")
        assert float(time) == pytest.approx(began.timestamp() + entry["latency_ms"] / 1000, abs=2e-6)


@needs("tshark")
def test_wireshark_follows_each_station_from_its_handshake(exported):
    entries, capture = exported
    paths = tshark(capture, "-Y", "http.request", fields=["http.request.uri", "http.sec_websocket_protocol"])
    assert {path.rsplit("/", 1)[1] for path, _ in paths} == {entry["charger_id"] for entry in entries}
    assert {name for _, name in paths} <= {"ocpp1.6", "ocpp2.0.1", "ocpp2.1"}


@needs("tshark", "editcap")
@pytest.mark.parametrize("form", ["pcapng", "pcap", "nsecpcap"])
def test_what_was_exported_comes_back_also_when_wireshark_wrote_it_anew(exported, tmp_path, form):
    entries, capture = exported
    again = tmp_path / f"again.{form}"
    subprocess.run(["editcap", "-F", form, capture, again], check=True, capture_output=True)
    done = run("import", str(again), data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    imported = exchanges(tmp_path / "data")

    def known(entries):
        return sorted(
            json.dumps([one, entry["datetime"], entry["latency_ms"]])
            for one, entry in zip(told(entries), entries))

    assert known(imported) == known(entries)


def test_the_api_exports_the_same_bytes(exported, tmp_path):
    _, capture = exported
    with serving(tmp_path, data=capture.parent / "data") as server:
        answer = server.http.get("/api/v1/export", params={"format": "pcapng", "order": "asc"})
    assert answer.headers["content-type"] == "application/x-pcapng"
    assert answer.headers["content-disposition"].endswith('.pcapng"')
    assert answer.content == capture.read_bytes()


def test_a_capture_of_tls_says_what_to_do(tmp_path):
    packets = [bytes([0x16, 0x03, 0x01, 0x00, 0x40]) + bytes(64), bytes([0x16, 0x03, 0x03, 0x00, 0x40]) + bytes(64)]
    capture = tmp_path / "tls.pcap"
    file = bytes.fromhex("d4c3b2a1020004000000000000000000ffff000065000000")
    for number, payload in enumerate(packets):
        ends = [bytes([10, 0, 0, 7]), bytes([10, 0, 0, 1])]
        ports = [(50000).to_bytes(2), (443).to_bytes(2)]
        if number:
            ends, ports = ends[::-1], ports[::-1]
        tcp = b"".join(ports) + (1).to_bytes(4) + (1).to_bytes(4) + bytes([0x50, 0x18, 0xFF, 0xFF, 0, 0, 0, 0]) + payload
        ip = bytes([0x45, 0]) + (20 + len(tcp)).to_bytes(2) + bytes([0, 1, 0, 0, 64, 6, 0, 0]) + b"".join(ends)
        length = len(ip + tcp).to_bytes(4, "little")
        file += (1_795_428_000).to_bytes(4, "little") + bytes(4) + length + length + ip + tcp
    capture.write_bytes(file)
    done = run("import", str(capture), data=tmp_path / "data")
    assert done.returncode == 2 and "encrypted: the capture holds 1 TLS connection (10.0.0.7:50000 to 10.0.0.1:443)" in done.stderr
    assert "Capture behind the end of TLS" in done.stderr
