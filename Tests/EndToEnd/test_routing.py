"""Several management systems behind one proxy: which station goes where, and what is asked for there."""

import asyncio
from contextlib import AsyncExitStack, ExitStack
from urllib.parse import quote, unquote

import pytest
import websockets
from program import run, serving
from rawstation import RawStation
from stations import CSMS, station

TOKEN = "8f2c0e6b-url-token"
SITES = """
sites:
  - {id: depot-7, level: debug, chargers: ["S7-*", "DE-7-9"]}
  - {id: "yard 9/b", level: debug, chargers: ["Y-*"]}
  - {id: default, level: debug}
"""


class Systems:
    """So many management systems that remember what they were asked for."""

    def __init__(self, count):
        self.count = count
        self.asked = []
        self.headers = []

    async def __aenter__(self):
        self.stack = AsyncExitStack()
        self.urls = [
            (await self.stack.enter_async_context(CSMS(process_request=self._asked(number)))).url
            for number in range(self.count)]
        return self

    async def __aexit__(self, *_):
        await self.stack.aclose()

    def _asked(self, number):
        def process(_, request):
            self.asked.append((number, request.path))
            self.headers.append(request.headers)

        return process


def asked(tmp_path, upstreams, paths):
    """The server, and where each path of a station led to: the number of the system and what it was asked for.

    `upstreams` has `%0`, `%1` … for the addresses of the systems.
    """

    async def ask():
        async with Systems(upstreams.count("url:")) as systems:
            text = upstreams
            for number, url in enumerate(systems.urls):
                text = text.replace(f"%{number}", url)
            server = stack.enter_context(serving(tmp_path, "--log-level", "trace", config=SITES + text))
            for path in paths:
                raw = await asyncio.to_thread(RawStation, server.ocpp_port, path)
                assert raw.status == 101, (path, raw.head)
                await asyncio.to_thread(raw.call, "1", "Heartbeat", {})
                raw.close()
            await asyncio.to_thread(server.wait_for, "kind:exchange", len(paths))
            return server, systems.asked

    stack = ExitStack()
    try:
        return (*asyncio.run(ask()), stack)
    except BaseException:
        stack.close()
        raise


SEVERAL = f"""
upstreams:
  - url: %0/ocpp
    chargers: ["DE-7-*", "DE-OLD-12"]
  - url: "%1/{{site}}/{{charger}}?token={TOKEN}"
    sites: [depot-7, "yard 9/b"]
  - {{url: "%2", chargers: ["ALL-*"]}}
"""


def test_the_first_upstream_that_fits_a_station_by_its_identity_or_its_site_is_taken(tmp_path):
    paths = ["/x/DE-7-1", "/DE-OLD-12?one=1&two=%20", "/DE-7-9", "/S7-1?mine=2", "/Y-1", "/a/b/ALL-1?q=1"]
    server, found, stack = asked(tmp_path, SEVERAL, paths)
    with stack:
        assert found == [
            (0, "/ocpp/DE-7-1"), (0, "/ocpp/DE-OLD-12?one=1&two=%20"), (0, "/ocpp/DE-7-9"),
            (1, f"/depot-7/S7-1?token={TOKEN}"), (1, f"/yard%209%2Fb/Y-1?token={TOKEN}"), (2, "/a/b/ALL-1?q=1")]
        assert {e["charger_id"]: e["site_id"] for e in server.entries("kind:exchange")} == {
            "DE-7-1": "default", "DE-OLD-12": "default", "DE-7-9": "depot-7", "S7-1": "depot-7", "Y-1": "yard 9/b",
            "ALL-1": "default"}
        raw = RawStation(server.ocpp_port, "/NOBODY-1")
        assert raw.status == 404 and b"no upstream is configured" in raw.body()
        raw.socket.close()
        (entry,) = server.wait_for("charger:NOBODY-1 kind:connection")
        assert entry["reason"] == "refused" and "no upstream is configured" in entry["detail"]
        assert len(found) == len(paths)


ENCODED = ["RDAM%20123", "RDAM%7C123", "RDAM%7c123", "a%2Fb", quote("Straße-é"), "plain", "%41BC", "x&y=z", "x+y"]
IN_A_QUERY = {"x&y=z": "x%26y%3Dz", "x+y": "x%2By"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", lambda c: f"/ws/{c}?own=1"),
        ("/ocpp", lambda c: f"/ocpp/{c}?own=1"),
        ("/ocpp?t=1", lambda c: f"/ocpp/{c}?t=1&own=1"),
        ("/in/{charger}/here", lambda c: f"/in/{c}/here"),
        ("/q?id={charger}&{query}", lambda c: f"/q?id={IN_A_QUERY.get(c, c)}&own=1"),
        ("/behind/{path}?{query}&s={site}", lambda c: f"/behind/ws/{c}?own=1&s=default"),
    ])
def test_an_identity_arrives_as_the_station_encoded_it(tmp_path, url, expected):
    upstreams = f'upstreams:\n  - url: "%0{url}"\n'
    server, found, stack = asked(tmp_path, upstreams, [f"/ws/{charger}?own=1" for charger in ENCODED])
    with stack:
        assert [target for _, target in found] == [expected(charger) for charger in ENCODED]
        assert [e["charger_id"] for e in server.entries("kind:exchange")] == [unquote(charger) for charger in ENCODED]


def test_a_place_that_stays_empty_takes_its_ampersand_along(tmp_path):
    _, found, stack = asked(tmp_path, 'upstreams: [{url: "%0/x/{charger}?a=1&{query}"}]', ["/CP-1", "/CP-1?b=2&c"])
    with stack:
        assert [target for _, target in found] == ["/x/CP-1?a=1", "/x/CP-1?a=1&b=2&c"]


@pytest.mark.parametrize("mistake", ["{chager}", "{charger", "charger}"])
def test_a_mistake_in_a_template_is_named_at_the_start(tmp_path, mistake):
    path = tmp_path / "ocpplogs.yaml"
    path.write_text(f'upstreams:\n  - url: "ws://127.0.0.1:1/{mistake}?token={TOKEN}"\n')
    done = run("serve", "--config", str(path), "--ocpp", "127.0.0.1:0", "--http", "127.0.0.1:0", data=tmp_path / "data")
    assert done.returncode == 2 and done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert "ocpplogs.yaml:2:" in line and "{charger}" in line and TOKEN not in line


def test_a_query_of_an_upstream_is_shown_nowhere(tmp_path):
    own = "stations-own-query-5ecret"
    upstreams = f"""
upstreams:
  - {{url: "%0/a/{{charger}}?token={TOKEN}&{{query}}", chargers: ["CP-*"]}}
  - {{url: "ws://127.0.0.1:1/down?token={TOKEN}", chargers: ["DOWN-*"]}}
"""
    server, found, stack = asked(tmp_path, upstreams, [f"/CP-1?password={own}"])
    with stack:
        assert found == [(0, f"/a/CP-1?token={TOKEN}&password={own}")]
        raw = RawStation(server.ocpp_port, f"/DOWN-1?password={own}")
        assert raw.status == 502
        told = [raw.body().decode()]
        raw.socket.close()
        server.wait_for("kind:connection", 3)
        entries = server.entries()
        for path in ["/logs", "/api/v1/entries", "/metrics", "/healthz", "/readyz"]:
            told.append(server.http.get(path).text)
        for entry in entries:
            told += [server.http.get(f"{place}/{entry['id']}").text for place in ["/api/v1/entries", "/entries"]]
        told.append(run("search", "", "--json", "--fields", "all", data=server.data).stdout)
        assert any("forwarded to ws://127.0.0.1" in text for text in told)
        server.stop()
        told += [path.read_bytes().decode("latin-1") for path in server.files()]
        for text in told:
            assert TOKEN not in text and own not in text
        server.start()


def test_compression_false_keeps_stations_and_upstream_from_agreeing_on_it(tmp_path):
    async def conversation():
        async with Systems(2) as systems:
            config = SITES + f"""
upstreams:
  - {{url: {systems.urls[0]}, chargers: ["PLAIN-*"], compression: false}}
  - url: {systems.urls[1]}
"""
            server = stack.enter_context(serving(tmp_path, config=config))
            answered = []
            for charger in ["PLAIN-1", "CP-1"]:
                async with station(server.ocpp_url, charger, path="/") as point:
                    await point.send("Heartbeat")
                    answered.append(point.wire.connection.response.headers.get("Sec-WebSocket-Extensions"))
            await asyncio.to_thread(server.wait_for, "kind:connection", 4)
            return server, answered, [headers.get("Sec-WebSocket-Extensions") for headers in systems.headers]

    with ExitStack() as stack:
        server, answered, offered = asyncio.run(conversation())
        assert answered[0] is None and "permessage-deflate" in answered[1]
        assert offered[0] is None and "permessage-deflate" in offered[1]
        for charger, is_compressed in [("PLAIN-1", False), ("CP-1", True)]:
            (opened,) = server.entries(f"charger:{charger} kind:connection reason:opened")
            assert ("messages are compressed" in opened["detail"]) == is_compressed
            assert len(server.entries(f"charger:{charger} action:Heartbeat")) == 1


def test_a_refusal_is_no_reason_to_ask_the_next_upstream(tmp_path):
    def refuse(connection, _):
        return connection.respond(403, "not here\n")

    async def conversation():
        async with CSMS(process_request=refuse) as first, CSMS() as second:
            server = stack.enter_context(
                serving(tmp_path, config=SITES + f"upstreams: [{{url: {first.url}}}, {{url: {second.url}}}]\n"))
            with pytest.raises(websockets.InvalidStatus) as raised:
                await websockets.connect(f"{server.ocpp_url}/CP-1", subprotocols=["ocpp1.6"])
            return server, raised.value.response, second.requests

    with ExitStack() as stack:
        server, response, asked_second = asyncio.run(conversation())
        assert response.status_code == 403 and response.body == b"not here\n" and not asked_second
        (entry,) = server.wait_for("charger:CP-1 kind:connection")
        assert "refused by the upstream with HTTP status 403" in entry["detail"]
