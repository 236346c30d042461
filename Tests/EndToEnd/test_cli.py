"""The command line as people and scripts use it: on a data directory, on a file, on standard input."""

import gzip
import json

import pytest
from cli_log import ndjson, story
from program import run

FAULT = "10:00:20.000 CP-7/1      → StatusNotification  ✕ Faulted  GroundFailure (CX002)  20ms"


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """The story as a file and as a data directory."""
    place = tmp_path_factory.mktemp("cli")
    file = place / "story.ndjson"
    file.write_text(ndjson(story()))
    done = run("import", str(file), data=place / "data")
    assert done.returncode == 0, done.stderr
    return place


@pytest.fixture(scope="module", params=["data", "file", "gzip", "stdin"])
def ask(request, log):
    """Runs a command on the same log in each place it may lie."""
    def ask(*arguments):
        options, typed = [], None
        if request.param == "data":
            options = ["--data", str(log / "data")]
        elif request.param == "file":
            options = ["--file", str(log / "story.ndjson")]
        elif request.param == "gzip":
            (log / "story.gz").write_bytes(gzip.compress((log / "story.ndjson").read_bytes()))
            options = ["--file", str(log / "story.gz")]
        else:
            options, typed = ["--file", "-"], (log / "story.ndjson").read_text()
        return run(*arguments, *options, typed=typed)
    return ask


def test_the_newest_come_first_and_a_notice_says_how_many_there_are(ask):
    done = ask("search", "--tz", "UTC", "-n", "2")
    assert done.returncode == 0
    assert [line[:24] for line in done.stdout.splitlines()] == ["2026-11-23 10:00:39.000 ", "2026-11-23 10:00:38.000 "]
    assert done.stderr.startswith("showing 2 of 40; more: -n 20, or go on with --after ")


def test_a_search_goes_on_where_it_ended(ask):
    seen, after = [], []
    for _ in range(4):
        done = ask("search", "charger:CP-7", "-n", "6", "--json", "--fields", "unique_id", *after)
        seen += [json.loads(line)["unique_id"] for line in done.stdout.splitlines()]
        if "--after" in done.stderr:
            after = ["--after", done.stderr.split("--after ")[1].split()[0]]
    assert seen == [f"u{number}" for number in range(38, -1, -2)]


def test_a_line_tells_what_the_specification_says(ask):
    done = ask("search", "status:Faulted", "--tz", "UTC")
    assert done.stdout == "2026-11-23 " + FAULT + "\n" and done.stderr == ""


def test_matches_have_surroundings_like_grep(ask):
    done = ask("search", "action:StatusNotification,Authorize", "-C", "1", "--tz", "UTC", "--reverse")
    assert [(line[:2], line[13:21]) for line in done.stdout.splitlines()] == [
        ("  ", "10:00:18"), ("> ", "10:00:20"), ("  ", "10:00:22"), ("--", ""),
        ("  ", "10:00:28"), ("> ", "10:00:30"), ("  ", "10:00:32")]


def test_get_prints_all_of_an_entry_by_either_id(ask):
    id = json.loads(ask("search", "status:Faulted", "--json").stdout)["id"]
    by_id, by_unique_id = ask("get", id, "--tz", "UTC"), ask("get", "u20", "--tz", "UTC")
    assert by_id.stdout == by_unique_id.stdout
    assert '      "vendorErrorCode": "CX002"' in by_id.stdout.splitlines()
    assert json.loads(ask("get", id, "--json").stdout)["request"]["connectorId"] == 1
    assert ask("get", id, "-o", "raw").stdout.startswith('[2,"u20","StatusNotification",{')
    missing = ask("get", "00000001-999")
    assert missing.returncode == 1 and "there is no entry 00000001-999" in missing.stderr


def test_context_is_that_of_the_station_unless_told_otherwise(ask):
    done = ask("context", "u20", "-C", "2", "--tz", "UTC")
    assert [line[13:29] for line in done.stdout.splitlines()] == [
        f"10:00:{second}.000 CP" + "-" for second in (16, 18, 20, 22, 24)]
    assert [line[0] for line in done.stdout.splitlines()] == [" ", " ", ">", " ", " "]
    around = ask("context", "u20", "-C", "1", "--scope", "all", "--tz", "UTC").stdout.splitlines()
    assert [line[13:21] for line in around] == ["10:00:19", "10:00:20", "10:00:21"]
    assert ask("context", "u20", "--scope", "tx").returncode == 2


def test_stats_count_by_keys(ask):
    done = ask("stats", "--by", "action,result", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows == [
        {"action": "Heartbeat", "result": "ok", "count": 38},
        {"action": "Authorize", "result": "accepted", "count": 1}, {"action": "Authorize", "result": "ok", "count": 1},
        {"action": "StatusNotification", "result": "ok", "count": 1}]
    table = ask("stats", "--by", "charger")
    assert [line.split() for line in table.stdout.splitlines()] == [
        ["charger", "entries", "share"], ["CP-7", "20", "50.0", "%"], ["CP-8", "20", "50.0", "%"]]


def test_stats_tell_latency_and_errors(ask):
    rows = [json.loads(line) for line in ask("stats", "latency", "--json").stdout.splitlines()]
    heartbeat = next(row for row in rows if row["action"] == "Heartbeat")
    assert heartbeat["count"] == 38 and heartbeat["longest_ms"] == 39 and abs(heartbeat["p50_ms"] - 19) <= 1
    errors = [json.loads(line) for line in ask("stats", "errors", "--json").stdout.splitlines()]
    assert [(row["codes"], row["count"], row["chargers"]) for row in errors] == [(["GroundFailure", "CX002"], 1, 1)]


def test_an_export_is_oldest_first_and_is_read_again(ask):
    done = ask("export", "charger:CP-7")
    lines = done.stdout.splitlines()
    assert [json.loads(line)["unique_id"] for line in lines] == [f"u{number}" for number in range(0, 40, 2)]
    again = run("export", "--file", "-", typed=done.stdout)
    strip = lambda text: [{**json.loads(line), "id": ""} for line in text.splitlines()]
    assert strip(again.stdout) == strip(done.stdout)


def test_exit_codes_tell_what_happened(ask, log):
    assert ask("search", "nothing-of-that-name").returncode == 0
    assert ask("search", "nothing-of-that-name", "-e").returncode == 1
    assert ask("search", "-n", "0").returncode == 2
    assert ask("search", "--since", "yesterday").returncode == 2
    assert ask("search", "--fields", "colour").returncode == 2
    assert ask("search", "chager:CP-7").returncode == 2
    assert ask("search", "--after", "nonsense").returncode == 2
    assert run("search", "--file", str(log / "story.ndjson"), "--data", str(log / "data")).returncode == 2


def test_lines_that_are_no_entries_are_told_and_the_exit_code_is_5(log):
    done = run("search", "--file", "-", "-n", "1", typed=(log / "story.ndjson").read_text() + "garbage\n")
    assert done.returncode == 5 and len(done.stdout.splitlines()) == 1
    assert "1 line is no entry and passed over; line 41:" in done.stderr


@pytest.mark.parametrize("command", [
    ("tail",), ("tail", "-C", "1"), ("get", "u20"), ("context", "u20"), ("get", "nobody"), ("chargers",), ("sites",),
    ("stats",), ("export",)], ids=" ".join)
def test_every_command_tells_what_of_a_file_is_no_entry(log, command):
    done = run(*command, "--file", "-", typed=(log / "story.ndjson").read_text() + "garbage\n")
    assert done.returncode == 5 and "line 41:" in done.stderr
    assert bool(done.stdout) == ("nobody" not in command)


def test_bare_frames_are_read_from_a_pipe():
    frames = '[2,"1","StatusNotification",{"connectorId":2,"status":"Faulted","errorCode":"GroundFailure"}]\n[3,"1",{}]\n'
    done = run("search", "status:Faulted", "--file", "-", "--tz", "UTC", typed=frames)
    assert done.stdout == "1970-01-01 00:00:00.001 stdin/2     → StatusNotification  ✕ Faulted  GroundFailure\n"
    again = run("search", "--file", "-", "-o", "raw", typed=frames)
    assert again.stdout == frames
