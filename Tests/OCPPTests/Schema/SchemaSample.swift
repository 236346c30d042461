import Foundation
import OCPP
import Testing

/// A valid payload and changes that break a rule, as `scripts/schema-facts --samples` writes them.
struct SchemaSample {
    struct Place: Hashable {
        var pointer: String
        var code: String
    }

    struct Mutation {
        var byte: Int
        var removed: Int
        var inserted: [UInt8]
        var times: Int
        var expected: Set<Place>

        func applied(to payload: [UInt8]) -> [UInt8] {
            var bytes = payload
            bytes.replaceSubrange(byte..<byte + removed, with: repeatElement(inserted, count: times).flatMap(\.self))
            return bytes
        }
    }

    var version: OCPPVersion
    var action: Action
    var side: PayloadSide
    var payload: [UInt8]
    var mutations: [Mutation]

    var schema: PayloadSchema? { PayloadSchema(of: action, side, in: version) }

    static func all() throws -> [SchemaSample] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/schema-samples.ndjson")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return SchemaSample(
                version: OCPPVersion(rawValue: object["version"] as? String ?? "") ?? .unknown,
                action: Action(try #require(object["action"] as? String)),
                side: object["side"] as? String == "request" ? .request : .response,
                payload: Array(try #require(object["payload"] as? String).utf8),
                mutations: try #require(object["mutations"] as? [[Any]]).map(mutation))
        }
    }

    private static func mutation(_ parts: [Any]) throws -> Mutation {
        let expected = try #require(parts[4] as? [[String]])
        return Mutation(
            byte: try #require(parts[0] as? Int), removed: try #require(parts[1] as? Int),
            inserted: Array(try #require(parts[2] as? String).utf8), times: try #require(parts[3] as? Int),
            expected: Set(expected.map { Place(pointer: $0[0], code: $0[1]) }))
    }
}
