"""Measures the page of the log while it follows: `pages_live.py --rate 200 --seconds 60`.

The program is the one of `OCPPLOGS`, else the debug build. Stations say so many messages a second, Chromium follows all of
them; it tells tasks of more than 50 ms, and its heap after a collection of garbage at the beginning and at the end.
The budget: no long task, and less than 20 MB more.
"""

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Tests" / "EndToEnd"))

from program import serving, until  # noqa: E402
from rawstation import RawStation  # noqa: E402
from watchedpages import chromium  # noqa: E402

DEBUG = "sites: [{id: fleet, level: debug, chargers: ['*']}]\n"
WATCH = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) longTasks.push([Math.round(task.startTime), task.duration]);
}).observe({ type: "longtask", buffered: true });
"""


def talk(port, number, rate, isOver):
    """One station that says `rate` messages a second until it is told to stop."""
    with RawStation(port, f"/P-{number}") as station:
        begin, count = time.monotonic(), 0
        while not isOver.is_set():
            status = "Faulted" if count % 50 == 49 else "Charging"
            station.call(f"{number}-{count}", "StatusNotification", {
                "connectorId": 1, "status": status, "errorCode": "GroundFailure" if status == "Faulted" else "NoError"})
            count += 1
            isOver.wait(max(0, begin + count / rate - time.monotonic()))


WORK = ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration", "TaskDuration"]


def figures(session):
    """What the browser says of the page; its heap without garbage."""
    session.send("HeapProfiler.collectGarbage")
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}


def measure(rate, seconds, stations):
    with tempfile.TemporaryDirectory() as folder, serving(folder, config=DEBUG) as server, chromium() as browser:
        isOver = threading.Event()
        threads = [
            threading.Thread(target=talk, args=[server.ocpp_port, number, rate / stations, isOver])
            for number in range(stations)]
        for thread in threads:
            thread.start()
        try:
            server.wait_for("action:StatusNotification", 100)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.add_init_script(WATCH)
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable")
            page.goto(f"{server.url}/logs?live=1")
            # The table fills first: its 500 rows are not what grows.
            until(lambda: page.locator("table.log tbody tr").count() == 500, 120)
            loading = page.evaluate("longTasks.splice(0).map(task => task[1])")
            before = figures(session)
            page.wait_for_timeout(seconds * 1_000)
            tasks = page.evaluate("longTasks.map(task => task[1])")
            after = figures(session)
            came = page.locator("table.log caption").inner_text()
            nodes = page.evaluate("document.querySelectorAll('*').length")
        finally:
            isOver.set()
            for thread in threads:
                thread.join()
    print(f"{rate} messages a second for {seconds} s: {came}")
    print(f"long tasks: {len(tasks)}, longest {max(tasks, default=0)} ms; while the table filled: {loading}")
    print("share of the time: " + ", ".join(f"{name} {(after[name] - before[name]) / seconds:.1%}" for name in WORK))
    first, last = (figures["JSHeapUsedSize"] / 1e6 for figures in (before, after))
    print(f"heap: {first:.1f} MB, then {last:.1f} MB; {nodes} elements")
    return not tasks and last - first < 20


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--stations", type=int, default=4)
    options = parser.parse_args()
    sys.exit(0 if measure(options.rate, options.seconds, options.stations) else 1)
