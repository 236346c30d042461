"""The settings of a station on the command line: of a log, of a server and of a file, the same as the API says."""

import json

import httpx
import pytest
from program import run, serving_log
from stationday import Day

SECRET = "N3w-Key-4711"


class Commanded(Day):
    """A day on which the CSMS asks as well."""

    def ask(self, charger, hours, action, request, answer):
        at = len(self.lines)
        self.call(charger, hours, action, request, answer)
        self.lines[at:] = [
            (moment, line.replace(" recv ", " SEND ").replace(" send ", " recv ").replace(" SEND ", " send "))
            for moment, line in self.lines[at:]]

    def read(self, charger, hours, *settings):
        self.ask(charger, hours, "GetConfiguration", {}, {
            "configurationKey": [dict(zip(["key", "readonly", "value"], one)) for one in settings],
            "unknownKey": ["Colour"]})

    def change(self, charger, hours, key, value, status):
        self.ask(charger, hours, "ChangeConfiguration", {"key": key, "value": value}, {"status": status})


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    directory = tmp_path_factory.mktemp("configuration")
    day = Commanded()
    day.boot("CP-7", 1)
    day.read("CP-7", 1.1, ("HeartbeatInterval", False, "300"), ("NumberOfConnectors", True, "2"),
             ("LightIntensity", False, "80"), ("AuthorizationKey", False, SECRET), ("Hidden", False, "a\u202eb"))
    day.change("CP-7", 2, "HeartbeatInterval", "60", "Accepted")
    day.change("CP-7", 2.1, "NumberOfConnectors", "3", "Rejected")
    day.change("CP-7", 2.2, "LightIntensity", "90", "RebootRequired")
    day.boot("CP-9", 1)
    with serving_log(directory, day.text()) as server:
        yield server


@pytest.fixture(params=["data", "server", "file"])
def ask(request, log, tmp_path):
    if request.param == "file":
        (tmp_path / "log.ndjson").write_text(run("export", "-o", "ndjson", data=log.data).stdout)
    place = {
        "data": ["--data", str(log.data)], "server": ["--server", log.url],
        "file": ["--file", str(tmp_path / "log.ndjson"), "-q"]}[request.param]
    return lambda *arguments: run("configuration", *arguments, *place, "--tz", "UTC")


def test_json_is_that_of_the_api(log, ask):
    done = ask("CP-7", "--json")
    assert done.returncode == 0, done.stderr
    said = httpx.get(f"{log.url}/api/v1/configuration", params={"charger": "CP-7"}).json()
    found = json.loads(done.stdout)
    assert len(found["settings"]) == 6 and SECRET not in done.stdout
    for one in [said, found]:
        # Entries that were exported and read again have ids of their own.
        for part in one["settings"] + one["changes"]:
            for name in ["entry", "read_entry", "changed_entry"]:
                part.pop(name, None)
    assert found == said


def test_settings_and_their_changes_stand_in_tables(ask):
    done = ask("CP-7")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("CP-7, 6 settings, last read 2026-11-23")
    assert lines[2].split() == ["setting", "value", "access", "read", "changed"]
    row = {line.split()[0]: line for line in lines[3:9]}
    assert row["HeartbeatInterval"].split()[1:4] == ["60", "read,", "write"]
    assert "80 → 90 (from the next boot on)" in row["LightIntensity"]
    assert "read only" in row["NumberOfConnectors"] and "(unknown to the station)" in row["Colour"]
    assert "(masked" in row["AuthorizationKey"] and "\u202e" not in done.stdout
    assert "3 changes" in lines
    changes = lines[lines.index("3 changes") + 2:]
    assert [line.split()[-1] for line in changes] == ["RebootRequired", "Rejected", "Accepted"]


def test_a_part_of_the_name_and_an_earlier_time_are_asked_for(ask):
    lines = ask("CP-7", "--key", "interval", "--until", "2026-11-23T01:30:00Z").stdout.splitlines()
    assert lines[0].startswith("CP-7, 1 setting,") and lines[3].split()[:2] == ["HeartbeatInterval", "300"]
    assert lines[-1] == "no change was seen"


def test_a_station_of_which_nothing_is_known_is_said_so(ask):
    done = ask("CP-9")
    assert done.returncode == 1 and done.stdout == ""
    assert "tells a setting of CP-9; such messages are recorded at log level debug alone" in done.stderr
    assert ask("CP-7", "--since", "1h", "--until", "2h").returncode == 2
