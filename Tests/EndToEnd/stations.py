"""Charging stations and a CSMS made of the Python `ocpp` library, which fill in whatever an action needs."""

import asyncio
import json
import time
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import MISSING, fields, make_dataclass
from importlib import import_module
from pathlib import Path

import ocpp
import websockets
from ocpp.charge_point import camel_to_snake_case, serialize_as_dict, snake_to_camel_case

SUBPROTOCOL = {"1.6": "ocpp1.6", "2.0.1": "ocpp2.0.1", "2.1": "ocpp2.1"}
MODULE = {"1.6": "ocpp.v16", "2.0.1": "ocpp.v201", "2.1": "ocpp.v21"}

# The actions that a charging station may send; DataTransfer goes both ways.
FROM_STATION = {
    "1.6": [
        "BootNotification", "StatusNotification", "Authorize", "StartTransaction", "MeterValues", "StopTransaction",
        "Heartbeat", "DataTransfer", "DiagnosticsStatusNotification", "FirmwareStatusNotification",
        "LogStatusNotification", "SecurityEventNotification", "SignCertificate", "SignedFirmwareStatusNotification",
    ],
    "2.0.1": [
        "BootNotification", "StatusNotification", "Authorize", "TransactionEvent", "MeterValues", "Heartbeat",
        "ClearedChargingLimit", "DataTransfer", "FirmwareStatusNotification", "Get15118EVCertificate",
        "GetCertificateStatus", "LogStatusNotification", "NotifyChargingLimit", "NotifyCustomerInformation",
        "NotifyDisplayMessages", "NotifyEVChargingNeeds", "NotifyEVChargingSchedule", "NotifyEvent",
        "NotifyMonitoringReport", "NotifyReport", "PublishFirmwareStatusNotification", "ReportChargingProfiles",
        "ReservationStatusUpdate", "SecurityEventNotification", "SignCertificate",
    ],
}
FROM_STATION["2.1"] = FROM_STATION["2.0.1"] + [
    "BatterySwap", "ClosePeriodicEventStream", "GetCertificateChainStatus", "NotifyDERAlarm", "NotifyDERStartStop",
    "NotifyPriorityCharging", "NotifySettlement", "OpenPeriodicEventStream", "PullDynamicScheduleUpdate",
    "ReportDERControl", "VatNumberValidation",
]


def _schema(version, action, kind):
    folder = Path(ocpp.__file__).parent / ("v" + version.replace(".", "")) / "schemas"
    name = action + ("Response" if kind == "answer" else "" if version == "1.6" else "Request")
    return json.loads((folder / f"{name}.json").read_text("utf-8-sig"))


def all_actions(version):
    """Every action the library has a schema for."""
    folder = Path(ocpp.__file__).parent / ("v" + version.replace(".", "")) / "schemas"
    return sorted(path.stem.removesuffix("Response") for path in folder.glob("*Response.json"))


def from_csms(version):
    """The actions that a CSMS may send."""
    only_station = set(FROM_STATION[version]) - {"DataTransfer"}
    return [action for action in all_actions(version) if action not in only_station]


def minimal(schema, definitions=None):
    """The smallest value that a schema takes: what is required and nothing else."""
    definitions = definitions or schema.get("definitions", {})
    if "$ref" in schema:
        return minimal(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    if "enum" in schema:
        return "Accepted" if "Accepted" in schema["enum"] else schema["enum"][0]
    match schema.get("type", "object"):
        case "object":
            wanted = schema.get("required", [])
            return {name: minimal(schema["properties"][name], definitions) for name in wanted}
        case "array":
            return [minimal(schema["items"], definitions)] * schema.get("minItems", 1)
        case "string":
            text = "2024-05-01T12:00:00Z" if schema.get("format") == "date-time" else "x"
            return "http://example.test/f" if schema.get("format") == "uri" else text
        case "integer":
            return int(schema.get("minimum", 1))
        case "number":
            return float(schema.get("minimum", 1))
        case "boolean":
            return True
    raise ValueError(f"no value for {schema}")


def request_of(version, action):
    return minimal(_schema(version, action, "request"))


def answer_to(version, action):
    return minimal(_schema(version, action, "answer"))


def payload_object(type_, payload):
    """The library's object for a payload; an own one where the library misspells a member, as in two requests of 2.1.

    Some of the library's classes want more than their schema; None leaves that out.
    """
    values = camel_to_snake_case(payload)
    missing = [field.name for field in fields(type_) if field.default is MISSING and field.name not in values]
    try:
        made = type_(**values, **dict.fromkeys(missing))
    except TypeError:
        made = None
    if made and payload.items() <= snake_to_camel_case(serialize_as_dict(made)).items():
        return made
    return make_dataclass(type_.__name__, payload)(**payload)


class Wire:
    """A connection that remembers every frame with the time it passed, as the peer saw it."""

    def __init__(self, connection):
        self.connection = connection
        self.frames = []

    async def send(self, text):
        self.frames.append(("sent", text, time.time()))
        await self.connection.send(text)

    async def recv(self):
        text = await self.connection.recv()
        self.frames.append(("received", text, time.time()))
        return text

    def exchanges(self, own_source):
        """What the log should hold of these frames: one dictionary for each CALL, in the order of the CALLs."""
        open_calls, found = {}, []
        other = {"cp": "csms", "csms": "cp"}[own_source]
        for direction, text, seen in self.frames:
            frame = json.loads(text)
            caller = own_source if (direction == "sent") == (frame[0] == 2) else other
            if frame[0] == 2:
                exchange = {
                    "source": caller, "unique_id": frame[1], "action": frame[2], "request": frame[3], "seen": seen,
                    "request_frame": text, "response": None, "response_frame": None,
                }
                open_calls[caller, frame[1]] = exchange
                found.append(exchange)
            else:
                exchange = open_calls.pop((caller, frame[1]))
                exchange["response_frame"] = text
                exchange["response"] = frame[2] if frame[0] == 3 else {
                    "errorCode": frame[2], "errorDescription": frame[3], "errorDetails": frame[4]}
        return found


def peer(version, id, connection, answers=None):
    """A ChargePoint of the library on a `Wire` that answers every action with the least that its schema takes."""
    module = import_module(MODULE[version])
    point = module.ChargePoint(id, Wire(connection), response_timeout=15)

    def answering(action):
        def answer(*_, **__):
            payload = (answers or {}).get(action) or answer_to(version, action)
            return payload_object(getattr(module.call_result, action), payload)

        return answer

    for action in all_actions(version):
        point.route_map[action] = {"_on_action": answering(action), "_skip_schema_validation": False}

    async def send(action, **more):
        payload = request_of(version, action) | more
        return await point.call(payload_object(getattr(module.call, action), payload), suppress=False)

    point.send = send
    point.wire = point._connection
    point.version = version
    return point


@asynccontextmanager
async def station(url, id, version="1.6", path="/ocpp/", answers=None, **options):
    """A connected charging station that also answers what the other side asks, by `answers` where they name the action."""
    options = {"subprotocols": [SUBPROTOCOL[version]]} | options
    async with websockets.connect(f"{url}{path}{id}", **options) as connection:
        point = peer(version, id, connection, answers)
        listening = asyncio.create_task(point.start())
        try:
            yield point
        finally:
            listening.cancel()


class CSMS:
    """A CSMS on the library: takes every station, answers every call, and can call back."""

    def __init__(self, **options):
        self.options = options
        self.points = {}
        self.arrivals = defaultdict(asyncio.Event)
        self.requests = {}
        self.server = None

    async def __aenter__(self):
        self.server = await websockets.serve(
            self._serve, "127.0.0.1", 0, subprotocols=list(SUBPROTOCOL.values()), **self.options)
        self.port = self.server.sockets[0].getsockname()[1]
        self.url = f"{'wss' if self.options.get('ssl') else 'ws'}://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_):
        self.server.close()
        await self.server.wait_closed()

    async def _serve(self, connection):
        id = connection.request.path.split("?")[0].rsplit("/", 1)[1]
        version = {v: k for k, v in SUBPROTOCOL.items()}.get(connection.subprotocol, "1.6")
        self.requests[id] = connection.request
        self.points[id] = peer(version, id, connection)
        self.arrivals[id].set()
        try:
            await self.points[id].start()
        except websockets.ConnectionClosed:
            pass

    async def point(self, id):
        """The station of that identity, once it has connected."""
        async with asyncio.timeout(15):
            await self.arrivals[id].wait()
        return self.points[id]
