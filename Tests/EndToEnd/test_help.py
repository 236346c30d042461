"""`--help` of every command, letter by letter; the manual page and the completions made of it.

OCPPLOGS_REWRITE_GOLDEN=1 writes the files anew: read the difference before you commit it.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from program import BINARY, run

GOLDEN = Path(__file__).parent / "golden" / "help"


def commands():
    """Every command as the words it is called by; none without the program, which another test says."""
    if not BINARY.exists():
        return []
    help = json.loads(subprocess.run([BINARY, "--experimental-dump-help"], capture_output=True, check=True).stdout)

    def walk(command, path):
        yield path
        for child in command.get("subcommands", []):
            if child["commandName"] != "help":
                yield from walk(child, [*path, child["commandName"]])

    return list(walk(help["command"], []))


def shown(words):
    done = subprocess.run(
        [BINARY, *words, "--help"], capture_output=True, text=True, timeout=30, env={**os.environ, "COLUMNS": "80"})
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("words", commands(), ids=lambda words: "-".join(words) or "ocpplogs")
def test_help_is_what_was_agreed_on(words):
    file = GOLDEN / ("-".join(words or ["ocpplogs"]) + ".txt")
    help = shown(words)
    if os.environ.get("OCPPLOGS_REWRITE_GOLDEN"):
        file.write_text(help)
    assert file.exists(), f"{file} is missing: OCPPLOGS_REWRITE_GOLDEN=1 writes it"
    assert help == file.read_text()


def test_every_golden_file_belongs_to_a_command():
    known = {"-".join(words or ["ocpplogs"]) for words in commands()}
    assert known == {file.stem for file in GOLDEN.glob("*.txt")}


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff")
def test_the_manual_page_is_without_faults():
    page = run("manual")
    assert page.returncode == 0
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-rLL=78n"], input=page.stdout, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    shown = re.sub(".\x08", "", done.stdout)  # bold is a letter printed twice
    for words in commands():
        assert " ".join(["ocpplogs", *words]) in shown


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_bash_completes_commands_options_and_values():
    script = run("completion", "bash").stdout

    def completed(*words):
        line = ["ocpplogs", *words]
        call = (
            f"COMP_WORDS=({' '.join(map(shlex.quote, line))}); COMP_CWORD={len(words)}; COMP_LINE='{' '.join(line)}'; "
            f"COMP_POINT=${{#COMP_LINE}}; _ocpplogs ocpplogs {shlex.quote(line[-1])} {line[-2]}; "
            'printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-c", f"{script}\n{call}"], capture_output=True, text=True, timeout=30)
        assert done.returncode == 0, done.stderr
        return [word.strip() for word in done.stdout.splitlines()]

    assert completed("expl") == ["explain"]
    assert "--json" in completed("explain", "--j")
    assert "SuspendedEVSE" in completed("explain", "Susp")
    assert {"bash", "fish", "zsh"} <= set(completed("completion", ""))
    assert {"ndjson", "html", "markdown"} <= set(completed("export", "-o", ""))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_is_printed_for_each_shell(shell):
    done = run("completion", shell)
    assert done.returncode == 0 and "explain" in done.stdout
    if shutil.which(shell):
        assert subprocess.run([shell, "-n"], input=done.stdout, text=True, capture_output=True).stderr == ""


def test_another_shell_is_refused():
    done = run("completion", "tcsh")
    assert done.returncode == 2 and "tcsh" in done.stderr
