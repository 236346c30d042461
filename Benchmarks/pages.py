"""Measures the pages as a browser meets them: `pages.py --program PROGRAM --data DATA`.

DATA is a data directory with a log, such as one of a million entries. Chromium is the one of the system; both ends are on
this machine. Says what is larger or slower than its goal. Run by scripts/bench-pages, which sets up what it needs.
"""

import argparse
import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

TICKS = os.sysconf("SC_CLK_TCK")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

# Watches from before the first paint on what a visitor would see jump or wait for.
WATCH = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.lcp = e.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.cls += e.value; })
  .observe({type: "layout-shift", buffered: true});
"""

# Resolves with the time from a keystroke to the list of suggestions that follows from it.
SUGGESTED = """
() => new Promise((resolve) => {
  const start = performance.now();
  const look = () => {
    const list = document.querySelector("[role=listbox]");
    const text = list && !list.hidden ? [...list.querySelectorAll("[role=option]")].map(o => o.textContent).join("|") : "";
    if (text && text !== window.suggestedBefore) { window.suggestedBefore = text; resolve(performance.now() - start); }
    else if (performance.now() - start > 3000) resolve(-1);
    else setTimeout(look, 2);
  };
  look();
})
"""

# Searches, and resolves with the time until the frame after the one in which other rows are there.
FOUND = """
() => new Promise((resolve) => {
  const results = document.getElementById("results");
  const start = performance.now();
  const look = () => {
    if (results.isConnected) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  };
  document.getElementById("search").requestSubmit();
  look();
})
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start(program, data):
    http, ocpp = free_port(), free_port()
    process = subprocess.Popen(
        [program, "serve", "--data", data, "--http", f"127.0.0.1:{http}", "--ocpp", f"127.0.0.1:{ocpp}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{http}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/readyz").read()
            return process, address
        except urllib.error.HTTPError:
            return process, address
        except OSError:
            if process.poll() is not None:
                raise SystemExit("the program ended; is something else writing to this data directory?")
            time.sleep(0.1)
    raise SystemExit("the program did not become ready")


def spent(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def get(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def share(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))]


class Sheet:
    """The rows of the answer."""

    def __init__(self):
        self.missed = 0

    def row(self, name, value, unit, goal=None, digits=1):
        mark = "" if goal is None else ("ok" if value <= goal else "MISSED")
        self.missed += mark == "MISSED"
        print(f"| {name} | {value:.{digits}f} {unit} | {'' if goal is None else f'{goal} {unit}'} | {mark} |", flush=True)


def weigh(address, sheet, path):
    """What a page and all it loads weigh when they are compressed."""
    html = get(address + path)
    sheet.row(f"HTML of {path}", len(gzip.compress(html, 6)) / 1000, "KB", 60)
    text = html.decode()
    sheets = sum(len(gzip.compress(get(address + u), 6)) for u in re.findall(r'rel="stylesheet" href="([^"]+)"', text))
    seen, queue = set(), re.findall(r'<script type="module" src="([^"]+)"', text)
    scripts = 0
    while queue:
        url = queue.pop()
        if url in seen:
            continue
        seen.add(url)
        body = get(address + url)
        scripts += len(gzip.compress(body, 6))
        folder = url.rsplit("/", 1)[0]
        queue += [f"{folder}/{name}" for name in re.findall(r'from "\./([^"]+)"|import "\./([^"]+)"', body.decode()) for name in name if name]
    sheet.row(f"CSS of {path}", sheets / 1000, "KB", 12)
    sheet.row(f"JavaScript of {path}", scripts / 1000, "KB", 30)


def serve_times(address, pid, sheet, path, count, goal=None):
    """How long the server takes for a page, one after another, and what that costs it."""
    get(address + path)
    before, times = spent(pid), []
    for _ in range(count):
        begun = time.perf_counter()
        get(address + path)
        times.append((time.perf_counter() - begun) * 1000)
    each = (spent(pid) - before) / count * 1000
    sheet.row(f"Server, {path}, p95", share(times, 0.95), "ms", goal)
    sheet.row(f"Server, {path}, processor a page", each, "ms")


def visit(browser, address, sheet, path, goal=True):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(WATCH)
    lcp, cls = [], []
    for _ in range(5):
        page = context.new_page()
        page.goto(address + path)
        page.wait_for_load_state("load")
        page.evaluate("() => new Promise(r => requestAnimationFrame(() => setTimeout(r, 200)))")
        seen = page.evaluate("() => seen")
        lcp.append(seen["lcp"])
        cls.append(seen["cls"])
        page.close()
    sheet.row(f"LCP of {path}, the middle of 5", share(lcp, 0.5), "ms", 800 if goal else None)
    sheet.row(f"CLS of {path}, the worst of 5", max(cls), "", 0.02 if goal else None, digits=3)
    context.close()


def suggest(browser, address, sheet):
    page = browser.new_page()
    page.goto(f"{address}/logs?since=7d")
    page.click("#q")
    times = []
    for text in ["action:St", "charger:C", "status:F", "error:", "sta", "site:s", "connector:", "act"]:
        page.fill("#q", "")
        for letter in text:
            page.keyboard.type(letter)
            took = page.evaluate(SUGGESTED)
            if took >= 0:
                times.append(took)
        page.keyboard.press("Escape")
    page.close()
    if times:
        sheet.row(f"Keystroke to suggestions, p95 of {len(times)}", share(times, 0.95), "ms", 150)
    else:
        print("| Keystroke to suggestions | none came | 150 ms | MISSED |")
        sheet.missed += 1


def narrow(browser, address, sheet):
    """From Search to the frame that shows the rows of the answer."""
    page = browser.new_page()
    times = []
    queries = ["is:error", "action:StatusNotification", "status:Faulted", "charger:C* action:Authorize", "kind:unanswered",
               "action:BootNotification", "GroundFailure", "latency:>2s", "-action:Heartbeat,MeterValues", "result:rejected"]
    for query in queries:
        page.goto(f"{address}/logs")
        page.fill("#q", query)
        times.append(page.evaluate(FOUND))
    page.close()
    sheet.row(f"Filter to rows, p95 of {len(times)}", share(times, 0.95), "ms", 300)
    slowest = max(zip(times, queries))
    print(f"| (the slowest: `{slowest[1]}`) | {slowest[0]:.0f} ms | | |")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--data", required=True)
    options.add_argument("--pages", type=int, default=100, help="so many times each page is asked for")
    options = options.parse_args()
    process, address = start(options.program, options.data)
    sheet = Sheet()
    try:
        print("| What | Measured | Goal | |\n|---|---|---|---|")
        weigh(address, sheet, "/logs")
        serve_times(address, process.pid, sheet, "/logs", options.pages, 30)
        serve_times(address, process.pid, sheet, "/logs?q=is:error", options.pages)
        entry = re.search(r'href="(/entries/[^"]+)"', get(f"{address}/logs?q=action:StatusNotification").decode())[1]
        weigh(address, sheet, entry)
        for path in [entry, "/chargers", "/transactions"]:
            serve_times(address, process.pid, sheet, path, max(3, options.pages // 10))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for path in ["/logs", entry]:
                visit(browser, address, sheet, path)
            suggest(browser, address, sheet)
            narrow(browser, address, sheet)
            browser.close()
    finally:
        process.terminate()
        process.wait()
    print(f"\n{sheet.missed} missed" if sheet.missed else "\nall goals met")
    sys.exit(1 if sheet.missed else 0)


main()
