"""The facts of the schemas, and the samples that the Swift tests check, are those of the installed package."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FACTS = ROOT / "Sources/OCPP/Schema/Facts"
SAMPLES = ROOT / "Tests/Fixtures/schema-samples.ndjson"


def schema_facts(*options, script=ROOT / "scripts/schema-facts"):
    return subprocess.run([sys.executable, script, *options], capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("options", [["--check"], ["--check", "--samples"]])
def test_what_was_generated_is_current(options):
    done = schema_facts(*options)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_file_that_is_not_current_is_named(tmp_path):
    (tmp_path / "scripts").mkdir()
    script = tmp_path / "scripts/schema-facts"
    script.write_text((ROOT / "scripts/schema-facts").read_text())
    assert schema_facts(script=script).returncode == 0
    assert schema_facts("--check", script=script).returncode == 0
    written = {path.name: path.read_text() for path in (tmp_path / FACTS.relative_to(ROOT)).iterdir()}
    assert written == {path.name: path.read_text() for path in FACTS.iterdir()}

    changed = tmp_path / FACTS.relative_to(ROOT) / "SchemaFacts+V16Requests.swift"
    changed.write_text(changed.read_text().replace("string(...20)", "string(...21)", 1))
    left_over = changed.with_name("SchemaFacts+V15Requests.swift")
    left_over.write_text("")
    done = schema_facts("--check", script=script)
    assert done.returncode == 1
    assert [line.split("/")[-1] for line in done.stderr.splitlines()] == [
        "SchemaFacts+V15Requests.swift is not current",
        "SchemaFacts+V16Requests.swift is not current",
    ]


def test_the_samples_hold_every_message_and_every_kind_of_fault():
    samples = [json.loads(line) for line in SAMPLES.read_text().splitlines()]
    assert len({(sample["version"], sample["action"], sample["side"]) for sample in samples}) == 78 + 128 + 181
    codes = {code for sample in samples for mutation in sample["mutations"] for _, code in mutation[4]}
    assert codes == {
        "missing", "unknown_member", "wrong_type", "too_long", "not_in_enum", "too_few", "too_many", "out_of_range",
        "not_multiple",
    }  # fmt: skip
    assert SAMPLES.stat().st_size <= 300 * 1024
