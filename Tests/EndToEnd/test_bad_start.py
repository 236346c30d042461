"""What keeps the program from starting is one clear line that names the place, and exit code 2."""

import os
import sqlite3

import pytest
from program import BINARY, Server, run, serving
from rawstation import RawStation

LOCAL = ["--ocpp", "127.0.0.1:0", "--http", "127.0.0.1:0"]


def refused(*arguments, naming, cwd=None):
    """Runs `serve` that must not start; its one line on stderr."""
    done = run("serve", *arguments, cwd=cwd, seconds=20)
    assert done.returncode == 2, (done.returncode, done.stderr)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    for name in [naming] if isinstance(naming, str) else naming:
        assert name in lines[0], lines[0]
    assert done.stdout == ""
    return lines[0]


def config(tmp_path, text):
    path = tmp_path / "ocpplogs.yaml"
    path.write_text(text)
    return ["--config", str(path), "--data", str(tmp_path / "data"), *LOCAL]


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("ocppp: 127.0.0.1:9000\n", ["ocpplogs.yaml", "ocppp"]),
        ("sites: [{id: a, lvel: debug}]\n", ["ocpplogs.yaml", "lvel"]),
        ("sites: [{id: a, level: verbose}]\n", ["ocpplogs.yaml", "level", "verbose"]),
        ("sites: [{level: debug}]\n", ["ocpplogs.yaml", "id"]),
        ("sites: [{id: a}, {id: a}]\n", ["ocpplogs.yaml", "a"]),
        ("sites: depot\n", ["ocpplogs.yaml", "sites"]),
        ("upstream: http://somewhere\n", ["ocpplogs.yaml", "upstream"]),
        ("- just\n- a list\n", ["ocpplogs.yaml"]),
        ("sites: [\n", ["ocpplogs.yaml"]),
    ])
def test_a_bad_configuration_names_file_and_place(tmp_path, text, naming):
    refused(*config(tmp_path, text), naming=naming)
    assert not (tmp_path / "data").exists()


def test_a_configuration_that_is_not_there_is_named(tmp_path):
    refused("--config", str(tmp_path / "none.yaml"), *LOCAL, naming="none.yaml", cwd=tmp_path)


@pytest.mark.parametrize(
    ("option", "value"),
    [("--ocpp", "nowhere"), ("--ocpp", "127.0.0.1:99999"), ("--http", "127.0.0.1:http"), ("--upstream", "ftp://x"),
     ("--upstream", "csms.example")])
def test_a_bad_option_is_named(tmp_path, option, value):
    arguments = ["--data", str(tmp_path / "data")] + LOCAL
    if option in arguments:
        arguments[arguments.index(option) + 1] = value
    else:
        arguments += [option, value]
    done = run("serve", *arguments, seconds=20)
    assert done.returncode == 2, done.stderr
    assert option.strip("-") in done.stderr and value in done.stderr


@pytest.mark.parametrize("url", ["ftp://x/?token=s3cret-token", "ws://me:s3cret-token@csms.example"])
def test_a_secret_in_a_bad_upstream_is_not_repeated(tmp_path, url):
    line = refused("--data", str(tmp_path / "data"), *LOCAL, "--upstream", url, naming="--upstream")
    assert "s3cret-token" not in line


@pytest.mark.parametrize("address", ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"])
def test_pages_are_for_this_machine_only(tmp_path, address):
    line = refused("--ocpp", "127.0.0.1:0", "--http", address, "--data", str(tmp_path / "data"), naming=address[:-2])
    assert "loopback" in line


def test_a_proxy_before_itself_is_refused(tmp_path):
    line = refused(
        "--ocpp", "0.0.0.0:19", "--http", "127.0.0.1:0", "--upstream", "ws://localhost:19/ocpp", "--data",
        str(tmp_path / "data"), naming="ws://localhost:19/ocpp")
    assert "itself" in line
    assert not (tmp_path / "data").exists()


def test_a_query_that_looks_like_an_option_is_told_how_to_be_none(controller):
    done = run("search", "-kind:connection", data=controller.data)
    assert done.returncode == 2 and "NOT key:value" in done.stderr
    assert run("search", "NOT kind:connection", data=controller.data).returncode == 0


def test_a_port_in_use_is_named(controller, tmp_path):
    for option, port in [("--ocpp", controller.ocpp_port), ("--http", controller.http_port)]:
        arguments = dict(zip(LOCAL[::2], LOCAL[1::2])) | {option: f"127.0.0.1:{port}"}
        flat = [word for pair in arguments.items() for word in pair]
        refused(*flat, "--data", str(tmp_path / "data"), naming=[f"127.0.0.1:{port}"])


def test_a_data_directory_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    place = tmp_path / "file" / "data"
    refused(*LOCAL, "--data", str(place), naming=str(place))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_directory_without_permission_is_named(tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    refused(*LOCAL, "--data", str(tmp_path / "closed" / "data"), naming="closed")


def test_a_data_directory_of_a_newer_version_is_left_as_it_is(tmp_path):
    with serving(tmp_path) as server:
        with RawStation(server.ocpp_port, "/CP-1") as raw:
            raw.call("1", "BootNotification", {"chargePointVendor": "v", "chargePointModel": "m"})
        server.wait_for("action:BootNotification")
    files = [path for path in server.data.rglob("*") if path.is_file() and path.read_bytes()[:15] == b"SQLite format 3"]
    assert files
    for path in files:
        with sqlite3.connect(path) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            database.execute(f"PRAGMA user_version = {version + 1000}")
        database.close()
    before = {path: path.read_bytes() for path in files}
    line = refused(*LOCAL, "--data", str(server.data), naming=str(server.data))
    assert "newer" in line
    done = run("search", "", data=server.data)
    assert done.returncode != 0 and "newer" in done.stderr
    assert {path: path.read_bytes() for path in files} == before


def test_a_second_server_on_one_directory_is_refused_and_the_first_goes_on(controller, bystander):
    line = refused(*LOCAL, "--data", str(controller.data), naming=str(controller.data))
    assert "another" in line or "in use" in line or "already" in line


def test_searching_where_no_log_is_says_so(tmp_path):
    done = run("search", "x", data=tmp_path / "nothing")
    assert done.returncode != 0
    assert str(tmp_path / "nothing") in done.stderr
    assert not (tmp_path / "nothing").exists()


def test_the_directory_and_the_token_are_for_their_owner_only(controller):
    assert controller.data.stat().st_mode & 0o777 == 0o700
    for path in controller.data.rglob("*token*"):
        assert path.stat().st_mode & 0o777 == 0o600
    assert list(controller.data.rglob("*token*"))


def test_a_signal_ends_it_in_order(tmp_path):
    # The station does not answer the close frame, so that it is waited for.
    server = Server(tmp_path, config="limits: {closing_time: 1s}\n")
    with RawStation(server.ocpp_port, "/CP-1") as raw:
        raw.call("1", "BootNotification", {"chargePointVendor": "v", "chargePointModel": "m"})
        assert server.stop() == 0
        closed = raw.is_closed_by_peer()
        assert closed is None or closed.code == 1001
    server.start()
    assert server.entries("action:BootNotification")
    assert server.stop() == 0


def test_help_names_every_command():
    done = run("--help")
    assert done.returncode == 0
    for command in ["serve", "search", "simulate"]:
        assert command in done.stdout
    assert BINARY.name in done.stdout
