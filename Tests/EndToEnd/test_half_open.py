"""Peers that are gone without a word: the proxy finds them by itself and lets the other side go."""

import ctypes
import os
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from program import serving

# Silent for a second, then a question each second: given up after three without an answer.
LIMITS = "limits: {keep_alive_time: 1s}\n"
FOUND_WITHIN = 30
HERE, THERE = "10.213.7.1", "10.213.7.2"
ACCEPTANCE = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n"


def ip(*words):
    return subprocess.run(["ip", *words], capture_output=True, text=True)


class FarPlace:
    """A network of its own behind a cable, which can be cut so that nobody is told."""

    def __init__(self):
        self.name = f"far{os.getpid()}"

    def __enter__(self):
        near, far = f"n{os.getpid()}", f"f{os.getpid()}"
        steps = [
            ["netns", "add", self.name],
            ["link", "add", near, "type", "veth", "peer", "name", far, "netns", self.name],
            ["addr", "add", f"{HERE}/30", "dev", near], ["link", "set", near, "up"],
            ["-n", self.name, "addr", "add", f"{THERE}/30", "dev", far], ["-n", self.name, "link", "set", far, "up"],
        ]
        for step in steps:
            done = ip(*step)
            if done.returncode:
                self.__exit__()
                pytest.skip(f"no network of its own can be made here: ip {' '.join(step)}: {done.stderr.strip()}")
        return self

    def __exit__(self, *_):
        ip("netns", "del", self.name)

    def cut(self):
        done = ip("-n", self.name, "route", "add", "blackhole", f"{HERE}/32")
        assert done.returncode == 0, done.stderr

    @contextmanager
    def inside(self):
        """Sockets that this thread makes belong to the far network."""
        libc = ctypes.CDLL(None, use_errno=True)
        with open(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/ns/net") as home, open(f"/run/netns/{self.name}") as far:
            assert libc.setns(far.fileno(), 0) == 0, os.strerror(ctypes.get_errno())
            try:
                yield
            finally:
                assert libc.setns(home.fileno(), 0) == 0


def tunnel(listening, station, address):
    """Both ends of a connection through the proxy."""
    station.settimeout(20)
    station.connect(address)
    station.sendall(
        b"GET /D-1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
    upstream, _ = listening.accept()
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += upstream.recv(1 << 16)
    upstream.sendall(ACCEPTANCE)
    answer = b""
    while len(answer) < len(ACCEPTANCE):
        answer += station.recv(1 << 16)
    assert answer == ACCEPTANCE
    return upstream


def seconds_until_closed(side, began):
    side.settimeout(FOUND_WITHIN)
    assert side.recv(1) == b""
    return time.monotonic() - began


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a network of its own")
def test_a_station_and_an_upstream_whose_line_is_cut_are_found_and_the_other_side_is_let_go(tmp_path):
    with FarPlace() as far:
        near_upstream = socket.create_server(("127.0.0.1", 0))
        with far.inside():
            far_upstream = socket.create_server((THERE, 0))
            far_station = socket.socket()
        near_station = socket.socket()
        to_near = f"ws://127.0.0.1:{near_upstream.getsockname()[1]}"
        to_far = f"ws://{THERE}:{far_upstream.getsockname()[1]}"
        quick = tmp_path / "quick.yaml"
        quick.write_text(LIMITS)
        with serving(tmp_path / "a", "--config", quick, "--ocpp", f"{HERE}:0", "--upstream", to_near) as a, \
                serving(tmp_path / "b", "--config", quick, "--upstream", to_far) as b:
            left_upstream = tunnel(near_upstream, far_station, (HERE, a.ocpp_port))
            tunnel_end = tunnel(far_upstream, near_station, ("127.0.0.1", b.ocpp_port))
            far.cut()
            began = time.monotonic()
            with ThreadPoolExecutor() as threads:
                waits = [threads.submit(seconds_until_closed, side, began) for side in (left_upstream, near_station)]
                times = [wait.result() for wait in waits]
            assert all(1 < seconds < FOUND_WITHIN for seconds in times), times
            for side in (left_upstream, near_station, far_station, tunnel_end, near_upstream, far_upstream):
                side.close()
