"""`kill -9` while 200 stations talk: what was shown before is there after, and the next start is quick.

The stations' CSMS leaves some CALLs unanswered, so that there are open ones at every kill.
`OCPPLOGS_KILLS` says how often it is killed; `make soak` does it two hundred times.
"""

import asyncio
import json
import os
import random
import subprocess
import threading
import time
from collections import Counter

import pytest
import websockets
from program import BINARY, Server, until

KILLS = int(os.environ.get("OCPPLOGS_KILLS", "3"))
DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"


class ForgetfulCSMS:
    """Answers like a CSMS, but leaves every tenth CALL that is no BootNotification without an answer."""

    def __enter__(self):
        self.count = 0
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.loop.run_until_complete, args=[self._serve()], daemon=True)
        self.thread.start()
        self.ready.wait(10)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.over.set)
        self.thread.join(10)

    async def _serve(self):
        self.over = asyncio.Event()
        versions = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"]
        async with websockets.serve(self._answer, "127.0.0.1", 0, subprotocols=versions, ping_interval=None) as server:
            self.url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            self.ready.set()
            await self.over.wait()

    async def _answer(self, connection):
        try:
            async for text in connection:
                answer = self._answer_to(text)
                if answer is not None:
                    await connection.send(answer)
        except websockets.ConnectionClosed:
            pass

    def _answer_to(self, text):
        try:
            kind, id, action, _ = json.loads(text)
        except ValueError:
            return None
        if kind != 2:
            return None
        self.count += 1
        if action != "BootNotification" and self.count % 10 == 0:
            return None
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        accepted = {"status": "Accepted"}
        payload = {
            "BootNotification": accepted | {"currentTime": now, "interval": 30}, "Heartbeat": {"currentTime": now},
            "Authorize": {"idTagInfo": accepted, "idTokenInfo": accepted}, "StopTransaction": {"idTagInfo": accepted},
            "StartTransaction": {"idTagInfo": accepted, "transactionId": self.count}, "DataTransfer": accepted,
        }.get(action, {})
        return json.dumps([3, id, payload])


def talking(server):
    """200 simulated stations that talk to the server until they are ended."""
    return subprocess.Popen(
        [BINARY, "simulate", "--chargers", "200", "--for", "600s", "--to", server.ocpp_url],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def watch(server, seconds):
    """Reads the newest entries again and again for a while; every entry that was ever shown, by id."""
    shown, end = {}, time.monotonic() + seconds
    while time.monotonic() < end:
        for entry in server.page(limit=200)["entries"]:
            shown[entry["id"]] = entry
    return shown


@pytest.mark.timeout(120 + 60 * KILLS)
def test_nothing_that_was_shown_is_lost_and_open_calls_come_back_as_unanswered(tmp_path, capsys):
    shown, starts = {}, []
    with ForgetfulCSMS() as csms:
        server = Server(tmp_path, "--upstream", csms.url, config=DEBUG)
        for _ in range(KILLS):
            stations = talking(server)
            try:
                until(lambda: server.page("kind:exchange", limit=200)["next"], 60, "200 exchanges")
                shown |= watch(server, random.uniform(1, 3))
            finally:
                server.kill()
                stations.terminate()
                stations.wait(20)
            server.start()
            starts.append(server.ready_after)
    after = server.entries()
    assert server.stop() == 0
    ids = Counter(entry["id"] for entry in after)
    assert [id for id, count in ids.items() if count > 1] == []
    by_id = {entry["id"]: entry for entry in after}
    assert [id for id in shown if id not in by_id] == []
    assert [id for id, entry in shown.items() if by_id[id] != entry] == []
    restarted = [entry for entry in after if entry["kind"] == "unanswered" and entry["reason"] == "restart"]
    assert restarted and all(entry["response"] is None and entry["request"] for entry in restarted)
    exchanged = {(entry["connection_id"], entry["source"], entry["unique_id"]) for entry in after if entry["response"]}
    twice = [e for e in restarted if (e["connection_id"], e["source"], e["unique_id"]) in exchanged]
    assert twice == [], "an answered CALL came back as unanswered"
    with capsys.disabled():
        print(
            f"\n{KILLS} kills: {len(after)} entries, {len(shown)} of them shown before a kill, {len(restarted)} open CALLs "
            f"came back; ready after {max(starts):.2f} s at most")
    assert max(starts) < 5
