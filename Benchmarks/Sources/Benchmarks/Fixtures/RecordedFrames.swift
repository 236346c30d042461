import Foundation
import OCPP

/// Frames of real charging stations, where they are at hand: the folder that the environment variable `OCPPLOGS_SHARED` names.
/// They may not be committed, so that figures over them can be repeated by those who have them only.
enum RecordedFrames {
    /// The frames of version 1.6, broken ones included; nil when there is no such folder.
    static func frames() throws -> [[UInt8]]? {
        guard let folder = ProcessInfo.processInfo.environment["OCPPLOGS_SHARED"] else { return nil }
        let text = try String(contentsOfFile: folder + "/traces/frames-real.ndjson", encoding: .utf8)
        return try text.split(separator: "\n").compactMap { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard object?["version"] as? String == "1.6", let frame = object?["raw"] as? String else { return nil }
            return Array(frame.utf8)
        }
    }
}
