import Foundation
import Yams

/// `limits:` the bounds that a site may want to change.
extension ConfigurationFile {
    private static let keys = [
        "connections", "connections_per_address", "handshake_time", "message_size", "idle_time", "keep_alive_time",
        "closing_time", "stop_time",
    ]

    func limits(_ node: Node) throws -> LimitsConfiguration {
        var limits = LimitsConfiguration()
        for (key, value) in try members(node, of: "the limits", Self.keys) {
            switch key {
            case "connections": limits.connections = try number(value, key, in: 1...1_000_000)
            case "connections_per_address":
                limits.connectionsPerAddress = try number(value, key, in: 1...1_000_000)
            case "handshake_time": limits.handshakeTime = try span(value, key)
            case "message_size": limits.messageSize = try size(value, key)
            case "idle_time": limits.idleTime = try span(value, key)
            case "keep_alive_time": limits.keepAliveTime = try span(value, key)
            case "closing_time": limits.closingTime = try span(value, key)
            default: limits.stopTime = try span(value, key)
            }
        }
        return limits
    }

    /// A number of bytes: `65536`, `256KiB`, `1MiB`.
    private func size(_ node: Node, _ key: String) throws -> Int {
        let text = try string(node)
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units = ["": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20]
        guard let number = Int(digits), number <= 1 << 30,
            let unit = units[text[digits.endIndex...].trimmingCharacters(in: .whitespaces)],
            (1_024...(64 << 20)).contains(number * unit)
        else { throw fault(node, "\(key) is a number of bytes from 1KiB to 64MiB, such as 1MiB") }
        return number * unit
    }
}
