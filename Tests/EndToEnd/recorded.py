"""What the log should hold of a conversation, told from what the peer saw of it."""

from datetime import datetime

from program import EIGHT_FIELDS, search, until


def connector_of(version, exchange, transactions):
    """The connector of an exchange: the payload's own, or that of the open transaction it names."""
    request = exchange["request"]
    if version == "1.6":
        if exchange["action"] == "StartTransaction" and exchange["response"]:
            transactions[exchange["response"].get("transactionId")] = request["connectorId"]
        if "connectorId" in request:
            return request["connectorId"]
        if exchange["action"] == "StopTransaction":
            return transactions.pop(request["transactionId"], None)
        return transactions.get(request.get("transactionId"))
    if "connectorId" in request:
        return request["connectorId"]
    return request.get("evse", {}).get("connectorId")


def assert_recorded(server, exchanges, charger, version, site="depot-7"):
    """Every exchange the peer saw is one entry with the right eight fields, in their order, and nothing else is.

    The API and the command line say the same, and the frames are those of the wire but for what was masked.
    """
    query = f"charger:{charger} kind:exchange"
    entries = until(
        lambda: (found := server.entries(query)) and len(found) >= len(exchanges) and found,
        what=f"{len(exchanges)} exchanges of {charger}")
    assert [entry["action"] for entry in entries] == [exchange["action"] for exchange in exchanges]
    transactions = {}
    for entry, exchange in zip(entries, exchanges):
        assert list(entry)[:8] == EIGHT_FIELDS
        expected = {name: exchange[name] for name in ["action", "request", "response", "source", "unique_id"]}
        expected |= {"charger_id": charger, "site_id": site, "version": version, "kind": "exchange"}
        expected["connector_id"] = connector_of(version, exchange, transactions)
        whole = server.entry(entry["id"])
        if entry["masked"]:
            hidden = {place.split(".")[0] for place in entry["masked"]}
            for side in hidden:
                expected.pop(side)
        else:
            assert whole["request_frame"] == exchange["request_frame"]
            assert whole["response_frame"] == exchange["response_frame"]
        found = {name: entry[name] for name in expected}
        assert found == expected, exchange["action"]
        assert entry["datetime"].endswith("Z") and len(entry["datetime"]) == len("2026-01-01T00:00:00.000000Z")
        arrived = datetime.fromisoformat(entry["datetime"].replace("Z", "+00:00")).timestamp()
        assert -0.05 < arrived - exchange["seen"] < 5
        assert entry["latency_ms"] >= 0
        assert {name: whole[name] for name in entry} == entry
    by_command = search(query, server.data, "-n", "1000")
    assert sorted(by_command, key=lambda e: e["id"]) == sorted(entries, key=lambda e: e["id"])
    return entries
