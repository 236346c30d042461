"""Offers requests to the API at a fixed rate and says how long answers took and what they cost, beside nginx with the same bytes.

Latencies count from the moment at which a request was due, not from when it was sent: what waits behind a slow answer waits.
Run by scripts/bench-api, which sets up what it needs.
"""

import argparse
import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Line:
    """One connection that asks one question at a time, over and over."""

    def __init__(self, port, path):
        self.port = port
        self.request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)

    async def ask(self):
        self.writer.write(self.request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"not answered: {head[:300]!r}")
        length = int(re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)[1])
        return await self.reader.readexactly(length)

    def close(self):
        self.writer.close()


async def offer(port, path, rate, connections, seconds):
    """The latencies in seconds, from when each request was due; requests are dealt to the lines in turn."""
    lines = [Line(port, path) for _ in range(connections)]
    for line in lines:
        await line.open()
        await line.ask()
    begun = time.perf_counter() + 0.2
    latencies = []

    async def run(index, line):
        for number in range(index, int(rate * seconds), connections):
            due = begun + number / rate
            await asyncio.sleep(max(0, due - time.perf_counter()))
            await line.ask()
            latencies.append(time.perf_counter() - due)

    await asyncio.gather(*(run(index, line) for index, line in enumerate(lines)))
    for line in lines:
        line.close()
    return latencies


def processor(pid):
    """Seconds of the processor that a process and its children have had so far."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS + sum(processor(child) for child in children)


def measure(name, pid, port, path, options):
    asyncio.run(offer(port, path, options.rate, options.connections, 2))
    before = processor(pid)
    latencies = sorted(asyncio.run(offer(port, path, options.rate, options.connections, options.seconds)))
    spent = processor(pid) - before
    of = lambda share: latencies[min(len(latencies) - 1, int(len(latencies) * share))] * 1000
    each = spent / len(latencies) * 1e6
    print(f"| {name} | {len(latencies):,} | {of(0.5):.2f} | {of(0.99):.2f} | {each:.0f} |", flush=True)
    return each


def serve(program, data, folder):
    """`ocpplogs serve` over a log that is there; the process and the port of the API."""
    output = folder / "output.txt"
    process = subprocess.Popen(
        [program, "serve", "--http", "127.0.0.1:0", "--ocpp", "127.0.0.1:0", "--data", data],
        stdout=output.open("wb"), stderr=subprocess.STDOUT, cwd=folder)
    deadline = time.monotonic() + 120
    while not (found := re.search(r"http://127\.0\.0\.1:(\d+)", output.read_text())):
        if process.poll() is not None or time.monotonic() > deadline:
            sys.exit(output.read_text())
        time.sleep(0.05)
    return process, int(found[1])


def nginx(folder, body):
    """nginx with one worker and the bytes as a file."""
    (folder / "entries.json").write_bytes(body)
    with asyncio.Runner() as runner:
        server = runner.run(asyncio.start_server(lambda *_: None, "127.0.0.1", 0))
        port = server.sockets[0].getsockname()[1]
        server.close()
    (folder / "nginx.conf").write_text(f"""
        user root;
        worker_processes 1;
        daemon off;
        pid {folder}/nginx.pid;
        error_log {folder}/error.log;
        events {{ worker_connections 256; }}
        http {{
            access_log off;
            sendfile on;
            keepalive_requests 1000000;
            types {{ application/json json; }}
            server {{ listen 127.0.0.1:{port}; root {folder}; }}
        }}""")
    process = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    time.sleep(0.5)
    return process, port


async def once(port, path):
    line = Line(port, path)
    await line.open()
    body = await line.ask()
    line.close()
    return body


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="ocpplogs, built for release")
    parser.add_argument("--data", required=True, help="a data directory that nothing else writes to")
    parser.add_argument("--rate", type=float, default=500, help="requests a second")
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    counted = "from=30d&key=action&key=charger&key=status&key=result"
    print("| What is asked | Requests | p50, ms | p99, ms | CPU a request, µs |\n|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)
        process, port = serve(shutil.which(options.program) or options.program, os.path.abspath(options.data), folder)
        peer = None
        try:
            path = "/api/v1/entries?limit=100"
            body = asyncio.run(once(port, path))
            ours = measure("newest 100 entries", process.pid, port, path, options)
            for name, counts in [("facets", f"/api/v1/facets?{counted}"), ("histogram", "/api/v1/histogram?from=30d")]:
                slow = argparse.Namespace(**{**vars(options), "rate": 10, "connections": 1, "seconds": 10})
                measure(f"{name} over 30 days, 10 a second", process.pid, port, counts, slow)
            peer, port = nginx(folder, body)
            theirs = measure("the same bytes as a file, nginx", peer.pid, port, "/entries.json", options)
            print(f"\n{len(body):,} bytes an answer; {ours / theirs:.1f} times the processor of nginx")
        finally:
            for one in filter(None, [process, peer]):
                one.terminate()
                one.wait()


if __name__ == "__main__":
    main()
