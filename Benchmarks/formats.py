"""Reading logs of other programs beside ripgrep: MB a second and memory, by processor time.

    python3 Benchmarks/formats.py OCPPLOGS [--megabytes 500] [--pipe GIGABYTES] [--work DIR]

Usually run by scripts/bench-formats. Each log is generated, read once so that it is in the page cache, and then read by both.
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

# A word that no log has.
RARE = "zzzneedle"


def exchanges(seed):
    """Requests and answers of 400 stations, in the order of time: (moment, station, request, answer)."""
    chosen = random.Random(seed)
    now = datetime(2026, 1, 1)
    while True:
        now += timedelta(milliseconds=chosen.randrange(20, 200))
        station, uid, kind = f"CP-{chosen.randrange(400):04d}", f"{chosen.getrandbits(64):016x}", chosen.random()
        answer = f'[3,"{uid}",{{}}]'
        if kind < 0.6:
            request = (
                f'[2,"{uid}","MeterValues",{{"connectorId":1,"transactionId":{chosen.randrange(10**6)},"meterValue":'
                f'[{{"timestamp":"{now.isoformat()[:19]}Z","sampledValue":[{{"value":"{chosen.randrange(10**7)}","context":'
                f'"Sample.Periodic","format":"Raw","measurand":"Energy.Active.Import.Register","location":"Outlet","unit":'
                f'"Wh"}},{{"value":"{chosen.random() * 32:.2f}","measurand":"Current.Import","phase":"L1","unit":"A"}}]}}]}}]')
        elif kind < 0.8:
            request = f'[2,"{uid}","Heartbeat",{{}}]'
            answer = f'[3,"{uid}",{{"currentTime":"{(now - timedelta(hours=1)).isoformat()[:23]}Z"}}]'
        else:
            status = chosen.choice(["Available", "Charging", "Preparing"])
            request = (
                f'[2,"{uid}","StatusNotification",{{"connectorId":1,"errorCode":"NoError","status":"{status}",'
                f'"timestamp":"{now.isoformat()[:19]}Z"}}]')
        yield now, station, request, answer


def steve(moment, station, request, answer):
    def line(when, word, frame):
        stamp = when.isoformat(sep=" ", timespec="milliseconds").replace(".", ",")
        return (
            f"[INFO ] {stamp} de.rwth.idsg.steve.ocpp.ws.WebSocketLogger (qtp13-30) - [chargeBoxId={station}, "
            f"sessionId=53a8f814-c569-f924-774a-b05f501c6c24] {word}: {frame}\n")
    return line(moment, "Received", request) + line(moment + timedelta(milliseconds=7), "Sending", answer)


def evcc(moment, station, request, answer):
    stamp = moment.strftime("%Y/%m/%d %H:%M:%S")
    return f"[ocpp  ] TRACE {stamp} recv {station}: {request}\n[ocpp  ] TRACE {stamp} send {station}: {answer}\n"


def home_assistant(moment, station, request, answer):
    stamp = moment.isoformat(sep=" ", timespec="milliseconds")
    other = "".join(
        f"{stamp} DEBUG (MainThread) [custom_components.other] sensor number {number} changed from 20.1 to 20.2 degrees\n"
        for number in range(10))
    return (
        f"{other}{stamp} INFO (MainThread) [ocpp] {station}: receive message {request}\n"
        f"{stamp} INFO (MainThread) [ocpp] {station}: send {answer}\n")


def generate(path, form, size):
    written = 0
    with path.open("w") as log:
        for exchange in exchanges(4):
            written += log.write(form(*exchange))
            if written >= size:
                return


def measured(command, **more):
    """Processor and wall time of a command and its memory, in seconds and MiB."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(["/usr/bin/env", *map(str, command)], capture_output=True, text=True, **more)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: {done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, ended - began


def median(values):
    return sorted(values)[len(values) // 2]


def both(ours, theirs, runs=5):
    """The medians of two commands that run in turn."""
    results = [(measured(ours), measured(theirs)) for _ in range(runs)]
    return [tuple(median([run[side][part] for run in results]) for part in (0, 1)) for side in (0, 1)]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("ocpplogs")
    options.add_argument("--megabytes", type=int, default=500)
    options.add_argument("--pipe", type=float, default=5, help="so many gigabytes of a log go through a pipe")
    options.add_argument("--work", type=Path, default=Path("/tmp/ocpplogs-bench-formats"))
    given = options.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    print(f"Logs of {given.megabytes} MB, warm; load before {os.getloadavg()[0]:.2f}. MB a second of processor time (wall).\n")
    print("| log | every entry looked at | a rare word | rg -i -F | word, part of rg |")
    print("|---|---:|---:|---:|---:|")
    for form in [steve, evcc, home_assistant]:
        log = given.work / f"{form.__name__}.log"
        if not log.exists():
            generate(log, form, given.megabytes * 10**6)
        size = log.stat().st_size / 1e6
        ours = [given.ocpplogs, "search", "-q", "--file", log, "-n", "5"]
        measured(["cat", log])
        whole, _ = measured([*ours, "action:Nothing"])
        (rare, wall), (peer, peer_wall) = both([*ours, RARE], ["rg", "-i", "-F", "-c", RARE, log])
        print(
            f"| {form.__name__} | {size / whole:.0f} | {size / rare:.0f} ({size / wall:.0f}) "
            f"| {size / peer:.0f} ({size / peer_wall:.0f}) | {peer / rare:.2f} ({peer_wall / wall:.2f}) |")
    if given.pipe:
        log = given.work / "steve.log"
        times = max(1, round(given.pipe * 1e9 / log.stat().st_size))
        feed = f"for i in $(seq {times}); do cat {log}; done | "
        results = {
            name: measured(["bash", "-c", feed + command])
            for name, command in [
                ("ours", f"{given.ocpplogs} search -q --file - -n 5 {RARE}"), ("rg", f"rg -i -F -c {RARE} -"), ("cat", "cat > /dev/null")]}
        size = log.stat().st_size * times / 1e6
        print(f"\n{size / 1e3:.1f} GB through a pipe, MB a second: " + ", ".join(
            f"{name} {size / wall:.0f} (wall), {size / cpu:.0f} (processor, with cat)" for name, (cpu, wall) in results.items()))
        print(f"word, part of rg: {results['rg'][1] / results['ours'][1]:.2f} by wall time")


if __name__ == "__main__":
    if not shutil.which("rg"):
        sys.exit("rg is missing: Debian's package ripgrep has it")
    main()
