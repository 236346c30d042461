public import Foundation
public import OCPP
public import Testing

/// Recorded traffic of real charging stations. It lies beside the repository, not in it: tests that read it are skipped where
/// it is absent (`.enabled(if: SharedTraces.areHere, SharedTraces.absence)`).
public enum SharedTraces {
    /// One frame as it was found in a published log.
    public struct Frame: Sendable {
        /// The published log it was found in.
        public var sourceFile: String
        /// The version that the log tells; unknown where it does not.
        public var version: OCPPVersion
        /// Nil where the log does not tell who sent it.
        public var source: Source?
        /// The charging station; empty where the log does not tell.
        public var charger: String
        /// The frame as it stands in the log.
        public var text: String
        /// Whether another parser took it for JSON.
        public var isJSON: Bool
    }

    /// The folder: `OCPPLOGS_SHARED`, else `../shared` beside the repository.
    public static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["OCPPLOGS_SHARED"] { return URL(filePath: path) }
        return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
    }()

    /// Whether the traces can be read here.
    public static let areHere = FileManager.default.fileExists(atPath: folder.appending(path: "traces").path)

    /// What a skipped test says.
    public static let absence: Comment = "the recorded traces are not beside the repository"

    /// The frames of `traces/NAME.ndjson`.
    public static func frames(_ name: String) throws -> [Frame] {
        try lines("traces/\(name).ndjson").compactMap { object in
            guard let text = object["raw"] as? String else { return nil }
            return Frame(
                sourceFile: object["source_file"] as? String ?? "",
                version: OCPPVersion(rawValue: object["version"] as? String ?? "") ?? .unknown,
                source: Source(rawValue: object["direction"] as? String ?? ""),
                charger: object["charger"] as? String ?? "", text: text, isJSON: object["valid_json"] as? Bool ?? false)
        }
    }

    /// A JSON file of `reference/`, as Foundation reads it.
    public static func reference(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appending(path: "reference/\(name)"))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    private static func lines(_ path: String) throws -> [[String: Any]] {
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        return try text.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }
}
