"""A log in a file, made without a station, for the tests of the command line."""

import json
from datetime import datetime, timedelta, timezone

BEGIN = datetime(2026, 11, 23, 10, 0, 0, tzinfo=timezone.utc)


def entry(number, action="Heartbeat", charger="CP-7", request=None, response=None, **more):
    """One entry in the eight-field form; entries are a second apart."""
    moment = BEGIN + timedelta(seconds=number)
    return {
        "charger_id": charger, "datetime": moment.isoformat().replace("+00:00", "Z"), "source": "cp", "action": action,
        "unique_id": f"u{number}", "version": "1.6", "request": request or {}, "response": response or {},
        "latency_ms": number % 50, **more}


def story():
    """Two stations; CP-7 has a fault in the middle."""
    entries = []
    for number in range(40):
        charger = "CP-7" if number % 2 == 0 else "CP-8"
        if number == 20:
            entries.append(entry(number, "StatusNotification", charger, {
                "connectorId": 1, "status": "Faulted", "errorCode": "GroundFailure", "vendorErrorCode": "CX002"}))
        elif number == 30:
            entries.append(entry(
                number, "Authorize", charger, {"idTag": "04A2"}, {"idTagInfo": {"status": "Accepted"}}))
        else:
            entries.append(entry(number, charger=charger))
    return entries


def ndjson(entries):
    return "".join(json.dumps(e) + "\n" for e in entries)


def many(path, count):
    """A large log, quickly: what differs is the number."""
    line = json.dumps(entry(0)).replace("2026-11-23T10:00:00Z", "%s").replace('"u0"', '"u%d"') + "\n"
    with open(path, "w") as file:
        for number in range(count):
            file.write(line % ((BEGIN + timedelta(milliseconds=number)).isoformat().replace("+00:00", "Z"), number))
