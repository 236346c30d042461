"""Runs what Store/Sides/ClickHouse.swift has planned in ClickHouse (chdb) and prints what it cost, as JSON."""

import json
import os
import resource
import subprocess
import sys
import time

from chdb.session import Session

PATIENCE = 20.0
# One thread, and nothing that answers the same question a second time without work.
ALONE = " SETTINGS max_threads = 1, use_query_condition_cache = 0, use_query_cache = 0"


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def ask(session, statements, is_count):
    """The hits, and the seconds of the processor."""
    begun = cpu()
    answers = [session.query(text + ALONE, "TSV").bytes() for text in statements]
    spent = cpu() - begun
    if is_count:
        return sum(int(answer) for answer in answers), spent
    return sum(answer.count(b"\n") for answer in answers), spent


def repeat(session, asked, runs):
    begun = time.monotonic()
    hits, first = ask(session, asked["statements"], asked["isCount"])
    spent = []
    while len(spent) < runs and time.monotonic() - begun < PATIENCE:
        again, seconds = ask(session, asked["statements"], asked["isCount"])
        if again != hits:
            sys.exit(f"{asked['question']}: {hits} hits and then {again}")
        spent.append(seconds)
    return {"question": asked["question"], "hits": hits, "cpu": spent or [first]}


def load(session, plan, pipe):
    os.mkfifo(pipe)
    begun, wall = cpu(), time.monotonic()
    with subprocess.Popen(["sh", "-c", '"$@" > "$0"', pipe, *plan["generator"]]) as generator:
        session.query(plan["load"])
        if generator.wait() != 0:
            sys.exit("the generator has failed")
    os.remove(pipe)
    inserted = cpu() - begun
    for text in plan["after"]:
        session.query(text)
    rows = int(session.query("SELECT count(*) FROM log", "TSV").bytes())
    if rows != plan["entries"]:
        sys.exit(f"{rows} rows of {plan['entries']} were loaded")
    # The parts that were merged lie there for some minutes more; they do not count.
    disk = int(
        session.query("SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table = 'log'", "TSV").bytes()
    )
    print(
        session.query(
            "SELECT column, sum(column_data_compressed_bytes) FROM system.parts_columns "
            "WHERE active AND table = 'log' GROUP BY column ORDER BY 2 DESC",
            "TSV",
        ).bytes().decode(),
        file=sys.stderr,
    )
    return {"entries": rows, "cpu": cpu() - begun, "wall": time.monotonic() - wall, "disk": disk}, inserted


def main():
    plan = json.load(open(sys.argv[1], encoding="utf-8"))
    outcome = {"answers": [], "figures": {}}
    session = Session(plan["directory"])
    session.query("CREATE DATABASE IF NOT EXISTS bench")
    session.query("USE bench")
    for text in plan["setup"]:
        session.query(text)
    if plan["generator"]:
        outcome["load"], inserted = load(session, plan, sys.argv[2])
        outcome["figures"] = {"inserted cpu": inserted}
    session.query("SYSTEM STOP MERGES")
    for asked in plan["questions"]:
        outcome["answers"].append(repeat(session, asked, plan["runs"]))
    outcome["figures"]["memory peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0
    session.close()
    json.dump(outcome, sys.stdout)
    print()


if __name__ == "__main__":
    main()
