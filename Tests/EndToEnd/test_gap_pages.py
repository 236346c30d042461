"""Frames that were not recorded, beside the entries over time, in Chromium."""

import json
import re

import pytest
from playwright.sync_api import expect
from program import run, serving
from stationday import Day
from watchedpages import Watched, look


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A log with two gaps: entries of one that was exported, of which some tell of what is missing."""
    directory = tmp_path_factory.mktemp("gaps")
    day = Day()
    for minute in range(40):
        day.status("CP-7", 10 + minute / 30, "Available")
    (directory / "day.log").write_text(day.text())
    assert run("import", str(directory / "day.log"), "--tz", "UTC", data=directory / "first").returncode == 0
    lines = run("export", "-o", "ndjson", data=directory / "first").stdout.splitlines()
    for number, (missing, charger, begin, end) in enumerate([
            (12, "CP-7", "10:41:00", "10:43:00"), (1204, "CP-8", "10:05:00", "10:06:00")]):
        lines.append(json.dumps({
            "id": f"0000002a-{number + 1}", "kind": "gap", "datetime": f"2026-11-23T{begin}Z", "charger_id": charger,
            "source": "cp", "missing": missing, "reason": "disk_full", "detail":
            f"{missing:,} frames are missing: the log could not be written (the disk is full); "
            f"from 2026-11-23T{begin}.000Z to 2026-11-23T{end}.000Z"}))
    (directory / "all.ndjson").write_text("\n".join(lines) + "\n")
    done = run("import", str(directory / "all.ndjson"), data=directory / "data")
    assert done.returncode == 0, done.stderr + done.stdout
    with serving(directory / "served", data=directory / "data") as server:
        yield server


@pytest.mark.parametrize("width,scheme", [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")])
def test_marks_fit_every_window(server, browser, width, scheme):
    with Watched(browser) as watched:
        look(watched.open(f"{server.url}/logs", width, scheme, bypass_csp=True), "gaps")


def test_a_mark_leads_to_the_entries_that_tell_of_it(server, browser):
    with Watched(browser) as watched:
        page = watched.without_scripts(f"{server.url}/logs?q=charger:CP-7")
        marks = page.locator("p.level")
        expect(marks).to_have_count(1)
        expect(marks).to_contain_text("▽ 12 frames not recorded 2026-11-23 10:41 – 10:43, CP-7")
        marks.get_by_role("link").click()
        page.wait_for_url(re.compile("kind:gap"))
        expect(page.locator("tr[data-entry]")).to_have_count(1)
        expect(page.locator("tr[data-entry]")).to_contain_text("12 frames are missing")
