"""Tables of the analysis on the command line and over the API: the query of each number finds as many entries."""

import json

import pytest
from cli_log import entry, ndjson, story
from program import run

PARTS = ["overview", "codes", "actions", "volume", "reboots", "clock", "transactions", "heatmap"]


def log_of_a_day():
    """The story, and what else stations say: boots, a transaction that ends badly, an error."""
    more = [
        entry(100, "BootNotification", "CP-8", {"chargePointVendor": "Acme", "chargePointModel": "A1"},
              {"status": "Accepted", "interval": 300}),
        entry(101, "StartTransaction", "CP-8", {
            "connectorId": 1, "idTag": "04A2", "meterStart": 10, "timestamp": "2026-11-23T10:01:45Z"},
            {"transactionId": 7, "idTagInfo": {"status": "Accepted"}}),
        entry(102, "StopTransaction", "CP-8", {
            "transactionId": 7, "meterStop": 10, "timestamp": "2026-11-23T10:01:46Z", "reason": "PowerLoss"}),
    ]
    return story() + more


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    place = tmp_path_factory.mktemp("analysis")
    file = place / "log.ndjson"
    file.write_text(ndjson(log_of_a_day()))
    assert run("import", str(file), data=place / "data").returncode == 0
    return place / "data"


def rows(*arguments, data):
    done = run("stats", *arguments, "--json", data=data)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def found(proof, data):
    options = [part for name, option in [("from", "--since"), ("to", "--until")] if proof[name]
               for part in (option, proof[name])]
    done = run("search", proof["query"], "--json", "-n", "1000", *options, data=data)
    assert done.returncode == 0, done.stderr
    return len(done.stdout.splitlines())


@pytest.mark.parametrize("part", PARTS)
def test_the_query_of_a_row_finds_what_it_counts(part, data):
    counted = {"overview": "count", "codes": "entries", "actions": "calls", "volume": "entries", "reboots": "boots",
               "clock": "messages", "transactions": "entries", "heatmap": "total"}[part]
    table = rows(part, data=data)
    assert table
    for row in table[:4]:
        assert found(row, data) == row[counted], row
    for row in table[:2]:
        for name, proof in list(row["queries"].items())[:3]:
            if isinstance(row[name], int) and not name.endswith("bytes"):
                assert found(proof, data) == row[name], (name, row)


def test_what_is_different_is_said_with_both_shares(data):
    table = rows("different", "id:u*0,u*2,u*4,u*6,u*8", data=data)
    row = next(row for row in table if (row["key"], row["value"]) == ("charger", "CP-7"))
    assert row["difference"] == pytest.approx(row["share"] - row["rest_share"], abs=0.01) and row["difference"] > 50
    assert found(row, data) == row["selected"]
    assert found(row["queries"]["rest"], data) == row["rest"]
    done = run("stats", "different", data=data)
    assert done.returncode == 2 and "a query must say" in done.stderr


def test_a_table_fits_a_terminal_of_80_columns(data):
    for part in [*PARTS, "different"]:
        done = run("stats", part, "id:u*0,u*2,u*4,u*6,u*8" if part == "different" else "charger:CP-*", data=data)
        assert done.returncode == 0, done.stderr
        assert max(len(line) for line in done.stdout.splitlines()) <= 80, done.stdout


def test_a_file_is_told_as_a_data_directory_is(data, tmp_path):
    file = tmp_path / "log.ndjson"
    file.write_text(ndjson(log_of_a_day()))
    for part in ["overview", "actions", "heatmap"]:
        done = run("stats", part, "--file", str(file))
        assert done.returncode == 0 and done.stdout == run("stats", part, data=data).stdout
