import OCPP

/// Remembers which charging station a message belongs to, where lines that hold no frame say it.
struct NamedStations {
    /// So many messages are remembered.
    private static let most = 4_096

    private var stations: [String: String] = [:]
    /// The only one that was named so far.
    private var only: String?
    private var isOnlyOne = true

    /// Reads `charge_point_id: CP-7` and `unique_id=1` in a text.
    mutating func learn(from text: [UInt8]) {
        guard let station = Self.value(behind: "charge_point_id", in: text) else { return }
        if only == nil { only = station }
        if station != only { isOnlyOne = false }
        guard let id = Self.value(behind: "unique_id", in: text) else { return }
        if stations.count >= Self.most { stations.removeAll() }
        stations[id] = station
    }

    /// The station of a frame: by its message id, else the one that all lines name.
    func station(of frame: ArraySlice<UInt8>) -> String? {
        if let id = Self.uniqueID(of: frame), let station = stations[id] { return station }
        return isOnlyOne ? only : nil
    }

    private static func uniqueID(of frame: ArraySlice<UInt8>) -> String? {
        guard let comma = frame.firstIndex(of: UInt8(ascii: ",")) else { return nil }
        let rest = frame[(comma + 1)...].drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        return String(decoding: rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }.prefix(256), as: UTF8.self)
    }

    /// The word behind a name and whatever separates the two.
    private static func value(behind name: StaticString, in text: [UInt8]) -> String? {
        guard let place = LineScanner(text, 0..<text.count).place(of: name) else { return nil }
        let rest = text[(place + name.utf8CodeUnitCount)...].drop { !isPartOfName($0) }
        let word = rest.prefix(while: isPartOfName)
        return word.isEmpty ? nil : String(decoding: word.prefix(256), as: UTF8.self)
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            0x80...0xFF:
            true
        default: false
        }
    }
}
