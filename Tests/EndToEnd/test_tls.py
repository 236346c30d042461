"""TLS towards stations and upstreams, client certificates, and certificates that are renewed while stations are connected."""

import asyncio
import json
import signal
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
import websockets.sync.server
from certificates import ELLIPTIC, RSA, Authority, serving_with
from program import run, serving, until
from rawstation import RawStation
from stations import CSMS, SUBPROTOCOL, station

DEBUG = "sites: [{id: depot-7, level: debug, chargers: ['*']}]\n"
TLS_1_2, TLS_1_3 = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """The authority of everything that belongs together."""
    return Authority(tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="module")
def strangers(tmp_path_factory):
    """An authority that nobody here trusts."""
    return Authority(tmp_path_factory.mktemp("strangers"), "strangers")


@pytest.fixture(scope="module")
def certificate(ours):
    return ours.server()


def listening(profile, certificate, authority=None, address="127.0.0.1:0"):
    """The configuration of an address with TLS."""
    client_ca = f", client_ca: {authority.certificate}" if authority else ""
    return (f"ocpp: {{address: '{address}', security_profile: {profile}, certificate: {certificate.certificate}, "
            f"key: {certificate.key}{client_ca}}}\n")


@pytest.fixture(scope="module")
def profile_3(tmp_path_factory, ours, certificate):
    """A controller whose stations prove who they are by their certificates."""
    with serving(tmp_path_factory.mktemp("profile-3"), config=DEBUG + listening(3, certificate, ours)) as server:
        yield server


# Stations to us: profile 2. A proxy passes passwords on, so none is wanted here.


@pytest.fixture
def proxy_with_tls(tmp_path, certificate):
    """Starts a proxy of profile 2 before an upstream."""
    with ExitStack() as stack:

        def start(upstream, **more):
            config = DEBUG + listening(2, more.pop("certificate", certificate)) + f"upstream: {upstream}\n"
            return stack.enter_context(serving(tmp_path, config=config, **more))

        yield start


@pytest.mark.parametrize("version", [TLS_1_2, TLS_1_3])
def test_stations_of_every_version_connect_over_tls_1_2_and_1_3(proxy_with_tls, ours, version):
    async def conversation():
        async with CSMS() as csms:
            server = proxy_with_tls(csms.url)
            assert server.ocpp_url.startswith("wss://")
            for ocpp in SUBPROTOCOL:
                async with station(server.ocpp_url, f"CP-{ocpp}", ocpp, ssl=ours.trusting(version=version)) as point:
                    await point.send("BootNotification")
                    await (await csms.point(f"CP-{ocpp}")).send("Reset", **({"type": "Soft"} if ocpp == "1.6" else {}))
            await asyncio.to_thread(server.wait_for, "kind:connection reason:closed", len(SUBPROTOCOL))
            return server

    server = asyncio.run(conversation())
    name = {TLS_1_2: "TLS 1.2", TLS_1_3: "TLS 1.3"}[version]
    opened = server.entries("kind:connection reason:opened")
    assert all(f"over {name}" in entry["detail"] for entry in opened) and len(opened) == len(SUBPROTOCOL)
    found = {(e["charger_id"], e["version"], e["action"]) for e in server.entries("kind:exchange")}
    assert found == {(f"CP-{v}", v, action) for v in SUBPROTOCOL for action in ["BootNotification", "Reset"]}


@pytest.mark.parametrize(
    ("key", "cipher"),
    [
        (ELLIPTIC, "ECDHE-ECDSA-AES128-GCM-SHA256"), (ELLIPTIC, "ECDHE-ECDSA-AES256-GCM-SHA384"),
        (RSA, "AES128-GCM-SHA256"), (RSA, "AES256-GCM-SHA384"),
    ])
def test_the_ciphers_that_ocpp_names_are_spoken(tmp_path, ours, key, cipher):
    """A CSMS supports these four with TLS 1.2 (OCPP security whitepaper and 2.x Part 2, A00)."""
    config = DEBUG + listening(2, ours.server("of-kind", key=key)) + "upstream: ws://127.0.0.1:1\n"
    context = ours.trusting(version=TLS_1_2)
    context.set_ciphers(cipher)
    with serving(tmp_path, config=config) as server:
        with socket.create_connection(("127.0.0.1", server.ocpp_port)) as line:
            with context.wrap_socket(line, server_hostname="localhost") as secured:
                assert secured.cipher()[0] == cipher


def test_the_certificate_comes_with_those_between_it_and_the_root(tmp_path, ours):
    between = Authority(tmp_path, "between", above=ours)
    own = between.chained(between.server("chained"))
    shown = between.chained(between.client("chained-station", "/CN=CP-chain"))
    with serving(tmp_path, config=DEBUG + listening(3, own, ours)) as server:
        with RawStation(server.ocpp_port, "/CP-chain", tls=ours.trusting(shown)) as raw:
            assert raw.call("1", "Heartbeat", {})[0] == 3


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_tls_1_1_is_refused(profile_3, ours):
    context = ours.trusting(verifies=False)
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError):
        RawStation(profile_3.ocpp_port, "/CP-old", tls=context)
    assert profile_3.is_running()


def test_a_station_sees_the_certificate_that_was_configured(proxy_with_tls, strangers, certificate):
    server = proxy_with_tls("ws://127.0.0.1:1")
    with pytest.raises(ssl.SSLCertVerificationError):
        RawStation(server.ocpp_port, "/CP-1", tls=strangers.trusting())
    with socket.create_connection(("127.0.0.1", server.ocpp_port)) as line:
        with strangers.trusting(verifies=False).wrap_socket(line, server_hostname="localhost") as secured:
            shown = ssl.DER_cert_to_PEM_cert(secured.getpeercert(binary_form=True))
    assert shown.split() == certificate.certificate.read_text().split()


NOT_TLS = {
    "plain http": b"GET /CP-1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "noise": b"\x00\xff\xfe\x01garbage\r\n\r\n" * 40,
    "half a hello": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
    "endless record": b"\x16\x03\x01\xff\xff" + bytes(70_000),
    "nothing": b"",
}


@pytest.mark.parametrize("name", NOT_TLS)
def test_what_is_no_tls_ends_alone_and_is_told_in_the_programs_log(tmp_path_factory, ours, certificate, name):
    config = DEBUG + listening(3, certificate, ours)
    shown = ours.client("bystander", "/CN=CP-bystander")
    with serving(tmp_path_factory.mktemp("garbage"), "--log-level", "info", config=config) as server:
        with RawStation(server.ocpp_port, "/CP-bystander", tls=ours.trusting(shown)) as bystander:
            with socket.create_connection(("127.0.0.1", server.ocpp_port), timeout=20) as line:
                answer = b""
                try:
                    line.sendall(NOT_TLS[name])
                    line.shutdown(socket.SHUT_WR)
                    while data := line.recv(1 << 16):
                        answer += data
                except OSError:
                    # It was closed before all was sent.
                    pass
            # An alert of TLS, or nothing.
            assert answer == b"" or answer[0] == 0x15, answer[:100]
            log = server.told("no WebSocket handshake")
            if name == "plain http":
                assert "this port speaks TLS: connect with wss://" in log
            assert bystander.call("after", "Heartbeat", {})[0] == 3


# Profile 3.


def test_a_station_is_who_its_certificate_says(profile_3, ours):
    async def conversation(shown, path, charger):
        async with station(profile_3.ocpp_url, path, path="/", ssl=ours.trusting(shown)) as point:
            await point.send("Heartbeat")
        await asyncio.to_thread(profile_3.wait_for, f'charger:"{charger}" reason:closed')

    by_name = ours.client("by-name", "/O=Maker/CN=CP-name", "DNS:other.example")
    by_dns = ours.client("by-dns", "/O=Maker/OU=only", "DNS:CP-dns.example,DNS:second.example")
    spaced = ours.client("spaced", "/CN=RDAM 123")
    for shown, path, charger in [
        (by_name, "ocpp/CP-name", "CP-name"), (by_dns, "CP-dns.example", "CP-dns.example"),
        (spaced, "ocpp/RDAM%20123", "RDAM 123")]:
        asyncio.run(conversation(shown, path, charger))
        query = f'charger:"{charger}"'
        (exchange,) = profile_3.entries(f"{query} kind:exchange")
        assert exchange["charger_id"] == charger
        (opened,) = profile_3.entries(f"{query} reason:opened")
        assert f"with the certificate of {charger}" in opened["detail"]


def test_the_path_may_leave_the_identity_out(profile_3, ours):
    shown = ours.client("pathless", "/CN=CP-pathless")
    with RawStation(profile_3.ocpp_port, "/ocpp/", tls=ours.trusting(shown)) as raw:
        assert raw.call("1", "Heartbeat", {})[0] == 3
    assert profile_3.wait_for("charger:CP-pathless kind:exchange")


def test_the_upstream_hears_the_identity_that_the_path_left_out(tmp_path, ours, certificate):
    shown = ours.client("unnamed", "/CN=RDAM 123")

    async def conversation():
        async with CSMS() as csms:
            config = DEBUG + listening(3, certificate, ours) + f"upstream: {csms.url}/csms\n"
            with serving(tmp_path, config=config) as server:
                async with station(server.ocpp_url, "", path="/?a=1", ssl=ours.trusting(shown)) as point:
                    await point.send("Heartbeat")
                return [request.path for request in csms.requests.values()]

    assert asyncio.run(conversation()) == ["/csms/RDAM%20123?a=1"]


def test_a_path_that_names_another_station_is_refused_and_both_are_told(profile_3, ours):
    shown = ours.client("liar", "/CN=CP-liar")
    raw = RawStation(profile_3.ocpp_port, "/ocpp/CP-victim", tls=ours.trusting(shown))
    assert raw.status == 401
    raw.socket.close()
    (entry,) = profile_3.wait_for("charger:CP-liar reason:refused")
    assert "CP-victim" in entry["detail"] and "401" in entry["detail"]
    assert profile_3.entries("charger:CP-victim") == []


def test_a_certificate_that_names_nobody_is_refused(profile_3, ours):
    shown = ours.client("nobody", "/O=Maker")
    raw = RawStation(profile_3.ocpp_port, "/CP-nobody", tls=ours.trusting(shown))
    assert raw.status == 401
    raw.socket.close()
    (entry,) = profile_3.wait_for("charger:CP-nobody reason:refused")
    assert "names no charging station" in entry["detail"]


@pytest.mark.parametrize("version", [TLS_1_2, TLS_1_3])
@pytest.mark.parametrize("who", ["without", "of strangers"])
def test_a_station_without_a_certificate_of_ours_does_not_get_in(tmp_path, ours, strangers, certificate, who, version):
    shown = strangers.client("stranger", "/CN=CP-1") if who == "of strangers" else None
    config = DEBUG + listening(3, certificate, ours)
    with serving(tmp_path, "--log-level", "info", config=config) as server:
        context = ours.trusting(shown, version)
        with pytest.raises((ssl.SSLError, EOFError, ConnectionError)):
            RawStation(server.ocpp_port, "/CP-1", tls=context)
        # Whom to name is not known before the handshake is read, so there is no entry.
        log = server.told("was refused")
        assert {"without": "showed no certificate", "of strangers": "cannot be verified"}[who] in log
        assert server.entries() == []
        assert "ocpplogs_tls_failures_total 1\n" in server.http.get("/metrics").text


# Us to an upstream.


def test_an_upstream_with_an_authority_of_its_own_a_client_certificate_and_another_name(tmp_path, ours):
    """A CSMS that demands a certificate, whose own one is for another name than the one that is dialled."""
    named = ours.server("named", "csms.internal", ip=None)
    shown = ours.client("proxy", "/CN=proxy of the depot")
    asked = []
    context = serving_with(named, demanding=ours)
    context.sni_callback = lambda _, name, __: asked.append(name)

    async def conversation():
        async with CSMS(ssl=context) as csms:
            config = DEBUG + f"""
upstreams:
  - url: {csms.url}/ocpp
    ca: {ours.certificate}
    certificate: {shown.certificate}
    key: {shown.key}
    server_name: csms.internal
"""
            server = stack.enter_context(serving(tmp_path, config=config))
            async with station(server.ocpp_url, "CP-1") as point:
                other = await csms.point("CP-1")
                peer = other.wire.connection.transport.get_extra_info("peercert")
                await point.send("Heartbeat")
                await other.send("ClearCache")
            await asyncio.to_thread(server.wait_for, "kind:exchange", 2)
            return server, peer

    with ExitStack() as stack:
        server, peer = asyncio.run(conversation())
        assert ((("commonName", "proxy of the depot"),),) == peer["subject"]
        assert asked == ["csms.internal"]
        (opened,) = server.entries("reason:opened")
        assert "forwarded to wss://127.0.0.1" in opened["detail"]


# How the proxy is told to check it, for which address the upstream's certificate is, and what is told of it.
REFUSALS = {
    "unknown authority": ("", "127.0.0.1", "its certificate cannot be verified"),
    "wrong authority": ("ca: {strangers}", "127.0.0.1", "its certificate cannot be verified"),
    "wrong address": ("ca: {ours}", "127.0.0.2", "its certificate is for another name"),
    "wrong name": ("ca: {ours}\n    server_name: other.example", None, "its certificate is for another name"),
    "wrong name, right address": (
        "ca: {ours}\n    server_name: other.example", "127.0.0.1", "its certificate is for another name"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_an_upstream_that_cannot_be_verified_is_a_bad_gateway_with_the_reason(tmp_path, ours, strangers, name):
    options, address, reason = REFUSALS[name]
    options = options.format(ours=ours.certificate, strangers=strangers.certificate)
    certificate = ours.server("csms", ip=address)

    async def conversation():
        async with CSMS(ssl=serving_with(certificate)) as csms:
            config = DEBUG + f"upstreams:\n  - url: {csms.url}\n    {options}\n"
            server = stack.enter_context(serving(tmp_path, config=config))
            raw = await asyncio.to_thread(RawStation, server.ocpp_port, "/CP-1")
            body = await asyncio.to_thread(raw.body)
            raw.socket.close()
            return server, raw.status, body.decode(), csms.requests

    with ExitStack() as stack:
        server, status, body, requests = asyncio.run(conversation())
        assert status == 502 and reason in body and not requests
        (entry,) = server.wait_for("charger:CP-1 kind:connection")
        assert entry["reason"] == "refused" and "502" in entry["detail"] and reason in entry["detail"]


@pytest.mark.parametrize("version", [TLS_1_2, TLS_1_3])
@pytest.mark.parametrize("who", ["without", "of strangers"])
def test_an_upstream_that_demands_another_client_certificate_is_a_bad_gateway_with_the_reason(
    tmp_path, ours, strangers, certificate, who, version
):
    context = serving_with(certificate, demanding=ours)
    context.minimum_version = context.maximum_version = version
    shown = strangers.client("stranger", "/CN=CP-1")
    files = f"certificate: {shown.certificate}, key: {shown.key}, " if who == "of strangers" else ""
    # That of asyncio tells its peer nothing when a handshake fails; this one does, as others do.
    with websockets.sync.server.serve(lambda _: None, "127.0.0.1", 0, ssl=context) as csms, ThreadPoolExecutor() as threads:
        serving_it = threads.submit(csms.serve_forever)
        url = f"wss://127.0.0.1:{csms.socket.getsockname()[1]}"
        config = DEBUG + f"upstreams: [{{{files}url: '{url}', ca: {ours.certificate}}}]\n"
        with serving(tmp_path, config=config) as server:
            raw = RawStation(server.ocpp_port, "/CP-1")
            body = raw.body().decode()
            raw.socket.close()
            expected = "demands a client certificate" if who == "without" else "does not accept our certificate"
            assert raw.status == 502 and expected in body, body
            (entry,) = server.wait_for("charger:CP-1 kind:connection")
            assert expected in entry["detail"]
        csms.shutdown()
        serving_it.result()


def test_an_upstream_that_speaks_no_tls_is_a_bad_gateway_that_says_so(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as plain, ThreadPoolExecutor() as threads:

        def answer():
            line, _ = plain.accept()
            with line:
                line.recv(1 << 16)
                line.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

        answering = threads.submit(answer)
        url = f"wss://127.0.0.1:{plain.getsockname()[1]}"
        with serving(tmp_path, config=DEBUG + f"upstream: {url}\n") as server:
            raw = RawStation(server.ocpp_port, "/CP-1")
            assert raw.status == 502 and b"does not speak TLS" in raw.body()
            raw.socket.close()
            (entry,) = server.wait_for("charger:CP-1 kind:connection")
            assert "does not speak TLS" in entry["detail"]
        answering.result()


# Renewal.


def shown_to(port, context):
    """The serial number of the certificate that a new connection is shown."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        with context.wrap_socket(line, server_hostname="localhost") as secured:
            return "serial=" + secured.getpeercert()["serialNumber"]


def reload(server, says):
    """Has the certificates read again; the program's log of it."""
    known = len(server.log.read_text())
    server.process.send_signal(signal.SIGHUP)
    return until(lambda: says in (new := server.log.read_text()[known:]) and new, what=f"the log says {says}")


def test_a_renewed_certificate_is_for_new_connections_and_open_ones_go_on(tmp_path, ours):
    used, renewed = ours.server("used"), ours.server("renewed")
    station_of = ours.client("renewing", "/CN=CP-renew")
    context = ours.trusting(station_of)
    with serving(tmp_path, config=DEBUG + listening(3, used, ours)) as server:
        before, after = used.serial, renewed.serial
        assert before != after and shown_to(server.ocpp_port, context) == before
        with RawStation(server.ocpp_port, "/CP-renew", tls=context) as open_before:
            assert open_before.call("1", "Heartbeat", {})[0] == 3
            used.replace_by(renewed)
            assert shown_to(server.ocpp_port, context) == before
            reload(server, "certificates were read again")
            assert shown_to(server.ocpp_port, context) == after
            assert open_before.call("2", "Heartbeat", {})[0] == 3
            assert open_before.socket.getpeercert()["serialNumber"] in before
            with RawStation(server.ocpp_port, "/CP-renew", tls=context) as opened_after:
                assert opened_after.call("3", "Heartbeat", {})[0] == 3
                assert open_before.call("4", "Heartbeat", {})[0] == 3


def test_without_any_certificates_there_is_nothing_to_read_and_nobody_is_disturbed(tmp_path):
    with serving(tmp_path, config=DEBUG) as server:
        with RawStation(server.ocpp_port, "/CP-1") as raw:
            server.process.send_signal(signal.SIGHUP)
            server.told("there are no certificates to read again")
            assert raw.call("1", "Heartbeat", {})[0] == 3


def test_new_authorities_of_stations_are_taken_over(tmp_path, ours, strangers, certificate):
    trusted = tmp_path / "stations-ca.pem"
    trusted.write_bytes(ours.certificate.read_bytes())
    config = DEBUG + listening(3, certificate, ours).replace(f"client_ca: {ours.certificate}", f"client_ca: {trusted}")
    newcomer = strangers.client("newcomer", "/CN=CP-new")
    context = ours.trusting(newcomer)
    with serving(tmp_path, config=config) as server:
        with pytest.raises((ssl.SSLError, EOFError, ConnectionError)):
            RawStation(server.ocpp_port, "/CP-new", tls=context)
        trusted.write_bytes(ours.certificate.read_bytes() + strangers.certificate.read_bytes())
        reload(server, "certificates were read again")
        with RawStation(server.ocpp_port, "/CP-new", tls=context) as raw:
            assert raw.call("1", "Heartbeat", {})[0] == 3


@pytest.mark.parametrize("broken", ["certificate", "key", "key of another", "gone"])
def test_a_broken_file_keeps_the_old_certificate_and_the_log_says_which(tmp_path, ours, broken):
    used, renewed = ours.server("used-2"), ours.server("renewed-2")
    context = ours.trusting(ours.client("keeping", "/CN=CP-keep"))
    with serving(tmp_path, config=DEBUG + listening(3, used, ours)) as server:
        before = used.serial
        with RawStation(server.ocpp_port, "/CP-keep", tls=context) as raw:
            match broken:
                case "certificate":
                    used.certificate.write_text("no certificate at all\n")
                    culprit = used.certificate
                case "key":
                    used.key.write_text("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")
                    culprit = used.key
                case "key of another":
                    used.key.write_bytes(renewed.key.read_bytes())
                    culprit = used.key
                case "gone":
                    used.certificate.unlink()
                    culprit = used.certificate
            log = reload(server, "a certificate stays as it was")
            assert str(culprit) in log and "c2VjcmV0" not in log
            assert shown_to(server.ocpp_port, context) == before
            assert raw.call("1", "Heartbeat", {})[0] == 3
        used.replace_by(renewed)
        reload(server, "certificates were read again")
        assert shown_to(server.ocpp_port, context) == renewed.serial


def test_what_an_upstream_is_verified_by_is_renewed_too(tmp_path, ours, strangers):
    trusted = tmp_path / "csms-ca.pem"
    trusted.write_bytes(strangers.certificate.read_bytes())

    async def conversation():
        async with CSMS(ssl=serving_with(ours.server("upstream"))) as csms:
            config = DEBUG + f"upstreams: [{{url: '{csms.url}', ca: {trusted}}}]\n"
            server = stack.enter_context(serving(tmp_path, config=config))
            raw = await asyncio.to_thread(RawStation, server.ocpp_port, "/CP-1")
            assert raw.status == 502
            raw.socket.close()
            trusted.write_bytes(ours.certificate.read_bytes())
            await asyncio.to_thread(reload, server, "certificates were read again")
            async with station(server.ocpp_url, "CP-1", path="/") as point:
                await point.send("Heartbeat")

    with ExitStack() as stack:
        asyncio.run(conversation())


# At the start.

AT_THE_START = {
    "no file": lambda used, other: (used.certificate.unlink(), used.certificate)[1],
    "no certificate": lambda used, other: (used.certificate.write_text("hello\n"), used.certificate)[1],
    "no key": lambda used, other: (used.key.write_bytes(used.certificate.read_bytes()), used.key)[1],
    "key of another": lambda used, other: (used.key.write_bytes(other.key.read_bytes()), used.key)[1],
}


@pytest.mark.parametrize("name", AT_THE_START)
@pytest.mark.parametrize("side", ["listener", "upstream"])
def test_a_certificate_that_cannot_be_used_ends_the_start_with_its_file(tmp_path, name, side):
    authority = Authority(tmp_path)
    used, other = authority.server("used"), authority.server("other")
    culprit = AT_THE_START[name](used, other)
    config = tmp_path / "ocpplogs.yaml"
    config.write_text(
        listening(2, used) if side == "listener" else
        "ocpp: 127.0.0.1:0\nupstreams: [{url: 'wss://localhost:1', "
        f"certificate: {used.certificate}, key: {used.key}}}]\n")
    done = run("serve", "--config", str(config), "--http", "127.0.0.1:0", data=tmp_path / "data")
    assert done.returncode == 2 and done.stdout == "", done
    (line,) = done.stderr.strip().splitlines()
    assert str(culprit) in line
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("{address: '127.0.0.1:0', security_profile: 2}", "certificate and key are missing"),
        ("{address: '127.0.0.1:0', security_profile: 3, certificate: a, key: b}", "client_ca"),
        ("{address: '127.0.0.1:0', security_profile: 4}", "security_profile"),
        ("{address: '127.0.0.1:0', certificate: a, key: b}", "is for TLS"),
        ("{security_profile: 1}", "an address is missing"),
    ])
def test_an_address_that_is_not_complete_is_named_with_its_place(tmp_path, text, naming):
    config = tmp_path / "ocpplogs.yaml"
    config.write_text(f"ocpp: {text}\n")
    done = run("serve", "--config", str(config), "--http", "127.0.0.1:0", data=tmp_path / "data")
    assert done.returncode == 2 and done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert "ocpplogs.yaml:1:" in line and naming in line


def test_addresses_of_all_profiles_are_served_at_once(tmp_path, ours, certificate):
    files = f"certificate: {certificate.certificate}, key: {certificate.key}"
    config = DEBUG + f"""
ocpp:
  - 127.0.0.1:0
  - {{address: 127.0.0.1:0, security_profile: 1}}
  - {{address: 127.0.0.1:0, security_profile: 2, {files}}}
  - {{address: 127.0.0.1:0, security_profile: 3, {files}, client_ca: {ours.certificate}}}
"""
    with serving(tmp_path, config=config) as server:
        assert [url.split(":")[0] for url in server.ocpp_urls] == ["ws", "ws", "wss", "wss"]
        ports = [int(url.rsplit(":", 1)[1]) for url in server.ocpp_urls]
        shown = ours.client("all", "/CN=CP-all")
        statuses = []
        for port, tls in zip(ports, [None, None, ours.trusting(), ours.trusting(shown)]):
            raw = RawStation(port, "/CP-all", tls=tls)
            statuses.append(raw.status)
            raw.socket.close()
        assert statuses == [101, 401, 401, 101]
        entries = server.wait_for("kind:connection reason:opened,refused", 4)
        assert json.dumps(entries).count("over TLS 1.3") == 2
