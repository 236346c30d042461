import OCPP

/// Pins as JSON: in the API and in the file that keeps them.
public enum PinJSON {
    /// A pin with all its members.
    public static func object(of pin: Pin) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("id", text: pin.entryID.description)
        object.add("since", text: pin.since.description)
        object.add("by", text: pin.by)
        return object
    }

    /// A pin with what the log has of its entry: `in_log` is null where nobody knows.
    public static func object(of pinned: PinnedEntry) -> JSONObjectText {
        var object = object(of: pinned.pin)
        object.add("in_log", json: pinned.isInLog.map { $0 ? "true" : "false" } ?? "null")
        object.add("datetime", text: pinned.entry?.datetime.description)
        object.add("charger_id", text: pinned.entry?.chargerID.rawValue)
        object.add("kind", text: pinned.entry?.kind.rawValue)
        object.add("action", text: pinned.entry.map { $0.action?.rawValue ?? "" })
        return object
    }

    /// The file that keeps them, a pin a line.
    public static func text(of list: PinList) -> String {
        "{\"pins\":[\n" + list.pins.map { object(of: $0).json }.joined(separator: ",\n") + "\n]}\n"
    }

    /// Reads such a file; nil when it is none.
    public static func list(in bytes: [UInt8]) -> PinList? {
        guard let list = try? JSONMembers(of: bytes)["pins"], list.token.kind == .beginArray else { return nil }
        var pins: [Pin] = []
        for element in list.elements {
            guard let pin = pin(in: element) else { return nil }
            pins.append(pin)
        }
        return PinList(pins)
    }

    /// Reads a pin; other members are passed over. Nil when it is none.
    public static func pin(in bytes: [UInt8]) -> Pin? {
        guard let members = try? JSONMembers(of: bytes), let id = members["id"]?.text.flatMap({ EntryID($0) }),
            let since = members["since"]?.text.flatMap({ Timestamp($0) }), let by = members["by"]?.text
        else { return nil }
        return Pin(id, since: since, by: by)
    }
}
