"""Measures `/api/v1/stream` and `/api/v1/export` on sockets: `stream.py --rate 1000 --watchers 100 --seconds 20`.

The program is the one of `OCPPLOGS`, else the debug build. Stations that do not wait for answers say so many messages a
second; each message carries the time at which it was sent, so that a watcher's delay runs from the station's socket to
its own. Both ends are this process: its own work is part of the delay. Then everything is exported.
"""

import argparse
import asyncio
import os
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Tests" / "EndToEnd"))

from program import serving  # noqa: E402
from rawstation import TEXT, RawStation  # noqa: E402

DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"
SENT = re.compile(rb'"unique_id":"t(\d+)"')
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid, name="VmHWM"):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+)", status).group(1)) / 1024


class Watcher(asyncio.Protocol):
    """Counts what comes and notes how late each entry was, in nanoseconds."""

    def __init__(self, port, delays, query):
        self.port, self.delays, self.query = port, delays, query
        self.rest, self.count, self.gaps = b"", 0, 0

    def connection_made(self, transport):
        self.transport = transport
        transport.write(
            f"GET /api/v1/stream?q={self.query} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())

    def data_received(self, data):
        now = time.monotonic_ns()
        text = self.rest + data
        end = 0
        for found in SENT.finditer(text):
            self.delays.append(now - int(found.group(1)))
            self.count += 1
            end = found.end()
        self.gaps += text.count(b"event: gap", end)
        self.rest = text[max(end, len(text) - 40):]


async def talk(stations, rate, seconds):
    """Sends in small portions, as many as the clock says; the number that was sent."""
    began, sent = time.monotonic(), 0
    while (passed := time.monotonic() - began) < seconds:
        due = int(passed * rate)
        while sent < due:
            station = stations[sent % len(stations)]
            station.send_frame(TEXT, b'[2,"t%d","Heartbeat",{}]' % time.monotonic_ns())
            sent += 1
        for station in stations:
            try:
                while station.socket.recv(1 << 16):
                    pass
            except BlockingIOError:
                pass
        await asyncio.sleep(0.002)
    return sent


async def watch(server, options):
    loop = asyncio.get_running_loop()
    delays, watchers = [], []
    for number in range(options.watchers):
        query = "action:Heartbeat" if options.queries == 1 else f"action:Heartbeat%20-charger:none-{number % options.queries}"
        _, watcher = await loop.create_connection(
            lambda query=query: Watcher(server.http_port, delays, query), "127.0.0.1", server.http_port)
        watchers.append(watcher)
    stations = [RawStation(server.ocpp_port, f"/S-{number}") for number in range(options.stations)]
    for station in stations:
        station.socket.setblocking(False)
    await asyncio.sleep(1)
    before, began = processor_seconds(server.process.pid), time.monotonic()
    own = time.process_time()
    sent = await talk(stations, options.rate, options.seconds)
    took = time.monotonic() - began
    deadline = time.monotonic() + 60
    while any(watcher.count < sent for watcher in watchers) and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    used = processor_seconds(server.process.pid) - before
    for watcher in watchers:
        watcher.transport.close()
    for station in stations:
        station.socket.setblocking(True)
        station.close()
    received = [watcher.count for watcher in watchers]
    delays.sort()
    at = lambda part: delays[min(len(delays) - 1, int(len(delays) * part))] / 1e6 if delays else float("nan")  # noqa: E731
    print(f"sent {sent} entries in {took:.1f} s ({sent / took:.0f}/s) to {len(watchers)} watchers, "
          f"{options.queries} queries")
    print(f"lost {sum(sent - count for count in received)} of {sent * len(watchers)}, "
          f"gaps {sum(watcher.gaps for watcher in watchers)}")
    print(f"delay p50 {at(0.5):.1f} ms, p99 {at(0.99):.1f} ms, max {at(1):.1f} ms")
    print(f"server {used:.2f} s of processor, {used / max(1, sent * len(watchers)) * 1e6:.2f} µs an entry and watcher; "
          f"this client {time.process_time() - own:.2f} s; server's memory at most {memory(server.process.pid):.0f} MiB")


def export(server):
    for form in ("ndjson", "csv"):
        before, began, size, lines = processor_seconds(server.process.pid), time.monotonic(), 0, 0
        with server.http.stream("GET", "/api/v1/export", params={"format": form, "order": "asc"}, timeout=600) as answer:
            for piece in answer.iter_raw():
                size += len(piece)
                lines += piece.count(b"\n")
        took, used = time.monotonic() - began, processor_seconds(server.process.pid) - before
        print(f"export {form}: {lines} lines, {size / 1e6:.1f} MB in {took:.2f} s ({lines / took:.0f}/s), "
              f"{used:.2f} s of processor ({used / max(1, lines) * 1e6:.1f} µs a line); "
              f"server's memory at most {memory(server.process.pid):.0f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=1_000, help="messages a second, of all stations together")
    parser.add_argument("--watchers", type=int, default=100)
    parser.add_argument("--queries", type=int, default=1, help="different queries among the watchers")
    parser.add_argument("--stations", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory, serving(directory, config=DEBUG) as server:
        asyncio.run(watch(server, options))
        export(server)


if __name__ == "__main__":
    main()
