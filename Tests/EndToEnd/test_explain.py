"""`ocpplogs explain`: words of OCPP on a terminal and in a pipe, without server and log."""

import json
import os
import pty
import subprocess

from program import BINARY


def explain(*words, **environment):
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CLICOLOR_FORCE", "COLUMNS")}
    return subprocess.run(
        [BINARY, "explain", *words], capture_output=True, text=True, timeout=30, env={**clean, **environment}
    )


def test_a_word_is_explained_without_colour_in_a_pipe():
    done = explain("faulted")
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.startswith("Faulted – status, OCPP 1.6, 2.0.1, 2.1\nIn: StatusNotification request\n")
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_several_words_are_one_or_are_explained_one_after_the_other():
    assert explain("boot", "notification").stdout.startswith("BootNotification – action")
    two = explain("Heartbeat", "CX011").stdout
    assert two.index("Heartbeat – action") < two.index("CX011 – error")


def test_json_is_one_object_a_line():
    lines = [json.loads(line) for line in explain("Rejected", "--json").stdout.splitlines()]
    assert len(lines) > 5
    assert {line["word"] for line in lines} == {"Rejected"}
    assert all(line["meaning"] and line["checks"] for line in lines)
    one = explain("Rejected", "--in", "SetChargingProfile", "--json").stdout.splitlines()
    assert len(one) == 1 and "SetChargingProfile" in json.loads(one[0])["sender"]


def test_an_unknown_word_ends_with_2_and_names_its_neighbours():
    done = explain("Hartbeat")
    assert (done.returncode, done.stdout) == (2, "")
    assert "near it: Heartbeat" in done.stderr
    other = explain("Heartbeat", "--kind", "status")
    assert other.returncode == 2 and "--kind action" in other.stderr
    absent = explain("Faulted", "--in", "Heartbeat")
    assert absent.returncode == 2 and "without --in" in absent.stderr
    wrong = explain("Heartbeat", "--kind", "word")
    assert wrong.returncode == 2 and "action, status, error, reason" in wrong.stderr


def test_a_terminal_gets_bold_headings_unless_no_color_is_set():
    for setting, is_bold in ({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False):
        reader, writer = pty.openpty()
        with subprocess.Popen([BINARY, "explain", "CX025"], stdout=writer, env={**os.environ, **setting}) as process:
            process.wait(timeout=30)
        os.close(writer)
        shown = os.read(reader, 65536).decode()
        os.close(reader)
        assert ("\x1b[1mCX025" in shown) == is_bold, shown
