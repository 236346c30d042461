"""A day of charging stations as a log that can be imported: transactions with their meters, a fault, hostile words."""

import json
from datetime import datetime, timedelta, timezone

MARKUP = "<img src=x onerror=document.title='owned'>\u202e"


class Day:
    """Lines as evcc traces them; each call is answered half a second later."""

    def __init__(self, begin=datetime(2026, 11, 23, tzinfo=timezone.utc)):
        self.begin, self.number, self.lines = begin, 0, []

    def moment(self, hours):
        return self.begin + timedelta(hours=hours)

    def stamp(self, hours):
        return self.moment(hours).strftime("%Y-%m-%dT%H:%M:%SZ")

    def call(self, charger, hours, action, request, answer, asks="recv", answers="send"):
        self.number += 1
        for way, late, frame in [
            (asks, 0, [2, str(self.number), action, request]), (answers, 0.5, [3, str(self.number), answer])]:
            at = self.moment(hours) + timedelta(seconds=late)
            self.lines.append((at, f"[ocpp  ] TRACE {at:%Y/%m/%d %H:%M:%S} {way} {charger}: {json.dumps(frame)}\n"))

    def ask(self, charger, hours, action, request, answer):
        """The CSMS asks, the station answers."""
        self.call(charger, hours, action, request, answer, asks="send", answers="recv")

    def boot(self, charger, hours, firmware="3.2.1"):
        self.call(charger, hours, "BootNotification", {
            "chargePointVendor": "Vestel", "chargePointModel": "EVC04", "firmwareVersion": firmware,
        }, {"status": "Accepted", "currentTime": self.stamp(hours), "interval": 900})

    def status(self, charger, hours, status, error="NoError", connector=1, **more):
        self.call(charger, hours, "StatusNotification", {
            "connectorId": connector, "status": status, "errorCode": error, "timestamp": self.stamp(hours), **more}, {})

    def meter(self, charger, hours, id, watts, energy, soc=None, connector=1):
        values = [
            {"value": str(energy), "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
            {"value": str(watts), "measurand": "Power.Active.Import", "unit": "W"}]
        values += [
            {"value": f"{watts / 690 + phase / 5:.1f}", "measurand": "Current.Import", "unit": "A", "phase": f"L{phase}"}
            for phase in (1, 2, 3)]
        if soc is not None:
            values.append({"value": str(soc), "measurand": "SoC", "unit": "Percent"})
        self.call(charger, hours, "MeterValues", {
            "connectorId": connector, "transactionId": id,
            "meterValue": [{"timestamp": self.stamp(hours), "sampledValue": values}]}, {})

    def start(self, charger, hours, id, tag="04A2B9F1", energy=1000, connector=1):
        self.status(charger, hours - 0.01, "Preparing", connector=connector)
        self.call(charger, hours, "StartTransaction", {
            "connectorId": connector, "idTag": tag, "meterStart": energy, "timestamp": self.stamp(hours),
        }, {"transactionId": id, "idTagInfo": {"status": "Accepted"}})
        self.status(charger, hours + 0.01, "Charging", connector=connector)

    def stop(self, charger, hours, id, energy, reason="EVDisconnected", connector=1):
        self.call(charger, hours, "StopTransaction", {
            "transactionId": id, "meterStop": energy, "timestamp": self.stamp(hours), "reason": reason,
        }, {"idTagInfo": {"status": "Accepted"}})
        self.status(charger, hours + 0.01, "Finishing", connector=connector)
        self.status(charger, hours + 0.1, "Available", connector=connector)

    def charge(self, charger, hours, id, length=2.5, **more):
        """A whole session with a meter value every three minutes."""
        begin = more.get("energy", 1000)
        self.start(charger, hours, id, **{"energy": begin, **more})
        energy, steps = begin, int(length * 20)
        for step in range(1, steps):
            share = step / steps
            watts = round(11_000 * min(1, share * 12, (1 - share) * 4 + 0.05)) + (step % 3) * 40
            energy += watts // 20
            self.meter(charger, hours + step / 20, id, watts, energy, round(20 + 60 * share), more.get("connector", 1))
        self.stop(charger, hours + length, id, energy, connector=more.get("connector", 1))
        return energy

    def text(self):
        return "".join(line for _, line in sorted(self.lines, key=lambda line: line[0]))


def log():
    """Three stations: one with a fault and several sessions, one with two connectors, one with hostile words."""
    day = Day()
    day.boot("CP-7", 0.1)
    day.status("CP-7", 0.11, "Available")
    energy = day.charge("CP-7", 7.4, 42)
    day.status("CP-7", 13.1, "Faulted", "GroundFailure", vendorErrorCode="CX002")
    day.status("CP-7", 13.8, "Available")
    day.boot("CP-7", 15, "3.3.0")
    day.status("CP-7", 15.01, "Available")
    day.start("CP-7", 16, 43, tag="0B11C2D3", energy=energy)
    day.stop("CP-7", 16.3, 43, energy, "Local")
    day.start("CP-7", 17, 44, energy=energy)
    day.start("CP-7", 19, 45, energy=energy + 5)
    day.meter("CP-7", 19.1, 45, 7400, energy + 400)
    day.boot("DE-MUC-12", 1)
    day.status("DE-MUC-12", 1.01, "Available")
    day.status("DE-MUC-12", 1.02, "Available", connector=2)
    day.charge("DE-MUC-12", 9, 7, 1.5, tag="EVCO-9911", connector=2)
    day.status("X-1", 5, MARKUP, MARKUP, info=MARKUP)
    day.start("X-1", 6, 9, tag=MARKUP)
    day.stop("X-1", 6.5, 9, 900, MARKUP)
    return day.text()


if __name__ == "__main__":
    print(log(), end="")
