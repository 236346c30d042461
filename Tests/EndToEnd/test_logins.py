"""Passwords of charging stations: set by the command, checked by the controller or passed on, guessed only so often."""

import asyncio
import base64
import json
from contextlib import ExitStack

import pytest
import websockets
from certificates import Authority
from program import run, serving
from rawstation import RawStation
from stations import CSMS, station

PASSWORD = "r1ght-Passw0rd-0815-x"
WRONG = "wr0ng-Guess-4711-y"
PROFILE_1 = """
ocpp: {address: 127.0.0.1:0, security_profile: 1%s}
sites: [{id: depot-7, level: debug, chargers: ['*']}]
"""


def basic(charger, password):
    """The header of HTTP Basic."""
    return "Authorization: Basic " + base64.b64encode(f"{charger}:{password}".encode()).decode()


def set_password(server, charger, *options, typed=None):
    """Runs `ocpplogs charger password`; what it printed."""
    done = run("charger", "password", charger, *options, data=server.data, typed=typed)
    assert done.returncode == 0, done.stderr
    return done


def status(server, charger, *headers, **more):
    """What a station is answered that comes with these headers."""
    raw = RawStation(server.ocpp_port, f"/{charger}", headers=headers, **more)
    raw.close()
    return raw.status


def assert_secret(server, *secrets):
    """None of them, nor what HTTP Basic makes of them, is in a file of the program."""
    for path in server.files():
        content = path.read_bytes()
        for secret in secrets:
            assert secret.encode() not in content, path


@pytest.fixture(scope="module")
def checking(tmp_path_factory):
    """A controller of profile 1; `CP-known` has the password."""
    with serving(tmp_path_factory.mktemp("logins"), config=PROFILE_1 % "") as server:
        set_password(server, "CP-known", typed=f"{PASSWORD}\n")
        yield server


def test_a_password_from_standard_input_lets_the_station_in(checking):
    with RawStation(checking.ocpp_port, "/ocpp/CP-known", headers=[basic("CP-known", PASSWORD)]) as raw:
        assert raw.status == 101 and raw.call("1", "Heartbeat", {})[0] == 3


def test_the_ocpp_library_logs_in_with_the_password_in_its_url(checking):
    async def conversation():
        url = checking.ocpp_url.replace("ws://", f"ws://CP-known:{PASSWORD}@")
        async with station(url, "CP-known") as point:
            assert (await point.send("BootNotification")).status == "Accepted"

    asyncio.run(conversation())


FAILURES = {
    "none": ([], "there is no Authorization header"),
    "wrong": ([basic("CP-{name}", WRONG)], "the password is wrong"),
    "unknown": ([basic("CP-{name}", PASSWORD)], "no password is set for this charging station"),
    "foreign": ([basic("CP-known", PASSWORD)], "the user name is not the identity"),
    "bearer": (["Authorization: Bearer " + WRONG], "is no HTTP Basic"),
    "noise": (["Authorization: Basic %%%" + WRONG], "is no HTTP Basic"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_login_that_fails_is_answered_401_whatever_is_wrong_and_the_entry_says_what(checking, name):
    headers, why = FAILURES[name]
    charger = f"CP-{name}"
    headers = [basic(charger, WRONG)] if name == "wrong" else [basic(charger, PASSWORD)] if name == "unknown" else headers
    if name == "wrong":
        set_password(checking, charger, typed=PASSWORD)
    raw = RawStation(checking.ocpp_port, f"/ocpp/{charger}", headers=headers)
    assert raw.status == 401 and raw.headers["www-authenticate"].startswith('Basic realm="')
    # Whoever asks is not told which stations there are.
    assert raw.body() == b"user name and password are needed here, and these are not right\n"
    raw.socket.close()
    (entry,) = checking.wait_for(f"charger:{charger} kind:connection")
    assert entry["reason"] == "refused" and "HTTP status 401" in entry["detail"] and why in entry["detail"]
    text = json.dumps(checking.entry(entry["id"]))
    assert PASSWORD not in text and WRONG not in text and base64.b64encode(WRONG.encode()).decode() not in text


def test_a_password_that_is_made_up_is_printed_once_and_works(checking):
    done = set_password(checking, "CP-made", "--generate")
    made = done.stdout.strip()
    assert len(made) == 40 and set(made) <= set("0123456789abcdef") and made not in done.stderr
    assert status(checking, "CP-made", basic("CP-made", made)) == 101
    assert status(checking, "CP-made", basic("CP-made", made.upper())) == 401
    assert_secret(checking, made)


def test_a_password_of_hexadecimal_digits_may_be_sent_as_the_bytes_that_it_stands_for(checking):
    """An AuthorizationKey of 1.6 is 20 bytes, written as 40 digits; stations send the one or the other."""
    made = set_password(checking, "CP-bytes", "--generate").stdout.strip()
    sent = base64.b64encode(b"CP-bytes:" + bytes.fromhex(made)).decode()
    assert status(checking, "CP-bytes", f"Authorization: Basic {sent}") == 101
    assert status(checking, "CP-bytes", basic("CP-bytes", made)) == 101
    wrong = base64.b64encode(b"CP-bytes:" + bytes.fromhex(made)[::-1]).decode()
    assert status(checking, "CP-bytes", f"Authorization: Basic {wrong}") == 401
    assert_secret(checking, made, sent)


def test_a_running_server_takes_a_change_at_once(checking):
    assert status(checking, "CP-change", basic("CP-change", PASSWORD)) == 401
    set_password(checking, "CP-change", typed=PASSWORD)
    with RawStation(checking.ocpp_port, "/CP-change", headers=[basic("CP-change", PASSWORD)]) as connected:
        assert connected.status == 101
        set_password(checking, "CP-change", typed=f"{PASSWORD}-2")
        assert status(checking, "CP-change", basic("CP-change", PASSWORD)) == 401
        assert status(checking, "CP-change", basic("CP-change", f"{PASSWORD}-2")) == 101
        set_password(checking, "CP-change", "--remove")
        assert status(checking, "CP-change", basic("CP-change", f"{PASSWORD}-2")) == 401
        # Who is in stays in.
        assert connected.call("1", "Heartbeat", {})[0] == 3


def test_an_identity_and_a_password_beyond_ascii_log_in(checking):
    set_password(checking, "Säule 7", typed="Pässwörter-🔑-0815")
    assert status(checking, "S%C3%A4ule%207", basic("Säule 7", "Pässwörter-🔑-0815")) == 101


@pytest.mark.parametrize(
    ("arguments", "typed", "says"),
    [
        (["CP-1", "--generate", "--remove"], None, "exclude each other"),
        (["CP:1"], PASSWORD, "colon"),
        (["CP-1"], "", "the password is empty"),
        (["CP-nobody", "--remove"], None, "has no password"),
    ])
def test_wrong_use_of_the_command_changes_nothing(checking, arguments, typed, says):
    before = (checking.data / "charger-passwords.yaml").read_bytes()
    done = run("charger", "password", *arguments, data=checking.data, typed=typed)
    assert done.returncode == 2 and says in done.stderr and done.stdout == ""
    assert (checking.data / "charger-passwords.yaml").read_bytes() == before


def test_hashes_alone_are_kept_for_their_owner_only(checking):
    path = checking.data / "charger-passwords.yaml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "CP-known" in path.read_text()
    assert_secret(checking, PASSWORD, WRONG, basic("CP-known", PASSWORD).split()[-1])


def test_several_wrong_tries_are_refused_at_once_and_others_at_the_address_still_get_in(tmp_path):
    with serving(tmp_path, config=PROFILE_1 % "") as server:
        for charger in ["CP-right", "CP-late", "CP-guessed"]:
            set_password(server, charger, typed=PASSWORD)
        assert status(server, "CP-right", basic("CP-right", PASSWORD)) == 101
        for number in range(6):
            assert status(server, "CP-guessed", basic("CP-guessed", f"{WRONG}-{number}")) == 401
        # Even the right one now, which therefore was not looked at; but from another address.
        assert status(server, "CP-guessed", basic("CP-guessed", PASSWORD)) == 401
        assert status(server, "CP-guessed", basic("CP-guessed", PASSWORD), source="127.0.0.2") == 101
        for charger in ["CP-right", "CP-late"]:
            assert status(server, charger, basic(charger, PASSWORD)) == 101
        entries = server.wait_for("charger:CP-guessed reason:refused", 5)
        assert len(entries) == 5 and all("the password is wrong" in e["detail"] for e in entries)
        metrics = server.http.get("/metrics").text
        assert 'ocpplogs_logins_failed_total{seen="checked"} 5' in metrics
        assert 'ocpplogs_logins_failed_total{seen="throttled"} 2' in metrics
        # What was refused unseen is told at the end at the latest.
        server.stop()
        server.start()
        (told,) = [e for e in server.entries("charger:CP-guessed reason:refused") if "2 more logins" in e["detail"]]
        assert "refused unseen from 127.0.0.1" in told["detail"]
        assert_secret(server, PASSWORD, WRONG)


def test_one_address_that_guesses_is_held_up_and_stations_that_were_right_before_are_not(tmp_path):
    with serving(tmp_path, config=PROFILE_1 % "") as server:
        for charger in ["CP-right", "CP-late"]:
            set_password(server, charger, typed=PASSWORD)
        assert status(server, "CP-right", basic("CP-right", PASSWORD)) == 101
        for number in range(60):
            assert status(server, f"CP-{number}") == 401
        assert status(server, "CP-late", basic("CP-late", PASSWORD)) == 401
        assert status(server, "CP-late", basic("CP-late", PASSWORD), source="127.0.0.2") == 101
        assert status(server, "CP-right", basic("CP-right", PASSWORD)) == 101


def test_profile_2_checks_passwords_over_tls(tmp_path):
    authority = Authority(tmp_path)
    server_own = authority.server()
    config = PROFILE_1.replace("security_profile: 1%s", "security_profile: 2, certificate: %s, key: %s")
    with serving(tmp_path, config=config % (server_own.certificate, server_own.key)) as server:
        set_password(server, "CP-tls", typed=PASSWORD)

        async def conversation(password):
            url = server.ocpp_url.replace("wss://", f"wss://CP-tls:{password}@")
            async with station(url, "CP-tls", "2.0.1", ssl=authority.trusting()) as point:
                return (await point.send("BootNotification")).status

        assert asyncio.run(conversation(PASSWORD)) == "Accepted"
        with pytest.raises(websockets.InvalidStatus) as raised:
            asyncio.run(conversation(WRONG))
        assert raised.value.response.status_code == 401
        assert raised.value.response.headers["WWW-Authenticate"]
        server.wait_for("charger:CP-tls reason:refused")
        assert_secret(server, PASSWORD, WRONG)


def test_a_proxy_passes_the_header_on_byte_by_byte_and_lets_the_csms_decide(tmp_path):
    odd = "authorization:   bAsIc    " + base64.b64encode(f"CP-pass:{PASSWORD}\x00\xff".encode("latin-1")).decode()

    async def conversation():
        asked = []

        async def answer(reader, writer):
            asked.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(
                b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=csms\r\nContent-Length: 4\r\n\r\nno!\n")
            await writer.drain()
            writer.close()

        csms = await asyncio.start_server(answer, "127.0.0.1", 0)
        async with csms:
            url = f"ws://127.0.0.1:{csms.sockets[0].getsockname()[1]}"
            server = stack.enter_context(serving(tmp_path, config=PROFILE_1 % "" + f"upstream: {url}\n"))
            raw = await asyncio.to_thread(RawStation, server.ocpp_port, "/CP-pass", headers=[odd])
            assert raw.status == 401 and raw.headers["www-authenticate"] == "Basic realm=csms"
            assert await asyncio.to_thread(raw.body) == b"no!\n"
            raw.socket.close()
            return server, asked[0]

    with ExitStack() as stack:
        server, asked = asyncio.run(conversation())
        assert b"\r\n" + odd.encode() + b"\r\n" in asked
        (entry,) = server.wait_for("charger:CP-pass kind:connection")
        assert "refused by the upstream with HTTP status 401" in entry["detail"]
        assert_secret(server, PASSWORD, odd.split()[-1])


def test_a_proxy_that_checks_lets_only_the_right_ones_through_and_withholds_the_header(tmp_path):
    async def conversation():
        async with CSMS() as csms:
            config = PROFILE_1 % ", basic_auth: check" + f"upstream: {csms.url}\n"
            server = stack.enter_context(serving(tmp_path, config=config))
            await asyncio.to_thread(set_password, server, "CP-check", typed=PASSWORD)
            headers = [basic("CP-check", WRONG), basic("CP-check", PASSWORD)]
            refused = await asyncio.to_thread(RawStation, server.ocpp_port, "/CP-check", headers=headers[:1])
            assert refused.status == 401 and "CP-check" not in csms.requests
            refused.socket.close()
            with await asyncio.to_thread(
                RawStation, server.ocpp_port, "/CP-check", headers=[headers[1], "X-Other: stays"]) as raw:
                assert raw.status == 101
                assert (await asyncio.to_thread(raw.call, "1", "Heartbeat", {}))[0] == 3
            return server, csms.requests["CP-check"]

    with ExitStack() as stack:
        server, request = asyncio.run(conversation())
        assert "Authorization" not in request.headers and request.headers["X-Other"] == "stays"
        assert server.wait_for("charger:CP-check action:Heartbeat")
        assert_secret(server, PASSWORD, WRONG, basic("CP-check", PASSWORD).split()[-1])


def test_the_library_is_refused_by_its_own_exception_when_it_has_no_password(checking):
    async def connect():
        async with station(checking.ocpp_url, "CP-library"):
            pass

    with pytest.raises(websockets.InvalidStatus) as raised:
        asyncio.run(connect())
    assert raised.value.response.status_code == 401
