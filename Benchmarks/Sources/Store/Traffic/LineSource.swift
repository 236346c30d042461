import Foundation

/// Writes the traffic to standard output for the peers.
enum LineSource {
    enum Form: String {
        case ndjson, tsv
    }

    static func write(_ form: Form, _ traffic: Traffic) throws {
        var traffic = traffic
        var message = Message()
        var times = TimeWriter()
        var bytes: [UInt8] = []
        while !traffic.isOver {
            traffic.next(&message)
            let charger = traffic.chargers[message.charger]
            switch form {
            case .ndjson: message.appendJSON(of: charger, &times, to: &bytes)
            case .tsv: message.appendTSV(of: charger, to: &bytes)
            }
            guard bytes.count > 1 << 20 || traffic.isOver else { continue }
            try FileHandle.standardOutput.write(contentsOf: bytes)
            bytes.removeAll(keepingCapacity: true)
        }
    }
}
