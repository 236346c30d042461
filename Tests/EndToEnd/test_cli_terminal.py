"""The command line on a terminal: colours, the bar of progress, Ctrl-C, and a reader that hangs up."""

import os
import pty
import signal
import subprocess
import time
from pathlib import Path

import pytest
from cli_log import many, ndjson, story
from program import BINARY, run

ENTRIES = 60_000


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    place = tmp_path_factory.mktemp("terminal")
    file = place / "story.ndjson"
    file.write_text(ndjson(story()))
    assert run("import", str(file), data=place / "data").returncode == 0
    return place


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """So many entries that a search for what is not there takes seconds."""
    place = tmp_path_factory.mktemp("large")
    many(place / "many.ndjson", ENTRIES)
    done = run("import", str(place / "many.ndjson"), data=place / "data", seconds=600)
    assert done.returncode == 0, done.stderr
    return place / "data"


def on_terminal(*arguments, environment=None, errors_too=True):
    """What a terminal is sent; standard error goes to it too, or is thrown away."""
    master, slave = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm", **(environment or {})}
    process = subprocess.Popen(
        [BINARY, *arguments], stdin=subprocess.DEVNULL, stdout=slave, stderr=slave if errors_too else subprocess.DEVNULL,
        env=environment)
    os.close(slave)
    seen = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(master)
    return process.wait(60), seen.decode()


def test_a_terminal_gets_colours_and_a_pipe_does_not(log):
    place = ["--file", str(log / "story.ndjson")]
    assert "\x1b[31m✕ Faulted\x1b[0m" in on_terminal("search", "status:Faulted", *place)[1]
    assert "\x1b" not in run("search", "status:Faulted", *place).stdout
    assert "\x1b[31m" in run("search", "status:Faulted", "--color", "always", *place).stdout


@pytest.mark.parametrize(("environment", "option", "has_colour"), [
    ({"NO_COLOR": "1"}, [], False), ({"TERM": "dumb"}, [], False), ({"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, [], True),
    ({}, ["--color", "never"], False), ({"NO_COLOR": "1"}, ["--color", "always"], True), ({"NO_COLOR": ""}, [], True)])
def test_who_wants_no_colour_gets_none(log, environment, option, has_colour):
    place = ["--file", str(log / "story.ndjson")]
    code, seen = on_terminal("search", "status:Faulted", *option, *place, environment=environment)
    assert code == 0 and ("\x1b[" in seen) == has_colour


def test_a_station_that_is_named_again_has_the_same_colour(log):
    place = ["--file", str(log / "story.ndjson"), "--color", "always", "-n", "1"]
    first, second = (run("search", query, *place).stdout for query in ("status:Faulted", "action:Authorize"))
    colour = lambda line: line.split("CP-7")[0].rsplit("\x1b[", 1)[1]
    assert colour(first) == colour(second)


def test_json_on_a_terminal_cannot_act_on_it(tmp_path):
    file = tmp_path / "evil.ndjson"
    file.write_text('{"charger_id":"CP","datetime":"2026-11-23T10:00:00Z","source":"cp","action":"DataTransfer",'
                    '"request":{"data":"\u009b2J\u202e"},"response":{}}\n')
    _, seen = on_terminal("search", "--json", "--file", str(file))
    assert "\u009b" not in seen and "\u202e" not in seen and "\\u009b2J\\u202e" in seen
    assert "\u009b2J" in run("search", "--json", "--file", str(file)).stdout


def test_long_work_shows_how_far_it_is_on_a_terminal_alone(large):
    code, seen = on_terminal("stats", "latency", "--data", str(large))
    assert code == 0 and "searched" in seen and "█" in seen
    assert seen.index("█") < seen.index("answers")
    done = run("stats", "latency", data=large, seconds=120)
    assert "█" not in done.stderr + done.stdout
    code, seen = on_terminal("stats", "latency", "-q", "--data", str(large))
    assert code == 0 and "█" not in seen


def test_ctrl_c_ends_a_long_search_at_once_and_tells_how_to_go_on(large):
    command = [BINARY, "export", "--data", str(large)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    first = b""
    while first.count(b"\n") < 600:  # more than the first page
        first += process.stdout.read(1 << 16)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    rest, told = process.communicate(timeout=10)
    assert process.returncode == 130 and time.monotonic() - began < 2
    told = told.decode()
    assert told.startswith("ocpplogs: stopped at ") and "--after " in told
    count = int(told.split(" after ")[1].split(" entr")[0].replace(",", ""))
    lines = (first + rest).decode().splitlines()
    assert len(lines) >= count
    after = told.split("--after ")[1].split()[0]
    done = subprocess.run([*command, "--after", after], capture_output=True, text=True, timeout=120)
    assert count + len(done.stdout.splitlines()) == ENTRIES


def processor_seconds(pid):
    """What a process has spent, of its own and for the system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:13]) / os.sysconf("SC_CLK_TCK")


def test_ctrl_c_is_heard_within_a_tenth_of_a_second_of_work(large):
    """Of its processor time: how long that takes beside other programs is their affair."""
    worst = 0
    for wait in (0.15, 0.3, 0.5):
        process = subprocess.Popen(
            [BINARY, "stats", "latency", "--data", str(large)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(wait)  # somewhere in the middle: no fact tells where
        assert process.poll() is None
        before = processor_seconds(process.pid)
        process.send_signal(signal.SIGINT)
        _, status, spent = os.wait4(process.pid, 0)
        process.communicate()
        worst = max(worst, spent.ru_utime + spent.ru_stime - before)
        assert os.waitstatus_to_exitcode(status) == 130
    assert worst < 0.1 * float(os.environ.get("OCPPLOGS_PATIENCE", "1"))


def test_a_reader_that_hangs_up_is_no_error(large):
    done = subprocess.run(
        f"{BINARY} export --data {large} | head -n 1; echo ${{PIPESTATUS[0]}}", shell=True, executable="/bin/bash",
        capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[1] == "0" and done.stderr == ""


def test_standard_output_that_is_full_is_told(log):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [BINARY, "search", "--file", str(log / "story.ndjson")], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 4 and "standard output" in done.stderr
