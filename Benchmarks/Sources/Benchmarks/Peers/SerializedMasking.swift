import Foundation

/// Masking as programs do it that parse with Foundation: read, walk, write again. Order and spelling of the frame are lost.
enum SerializedMasking {
    private static let secretKeys: Set<String> = ["authorizationkey", "basicauthpassword"]
    private static let secretMembers = ["password", "secret", "authorizationkey"]

    /// The frame with its secrets masked; nil when it is no JSON.
    static func masked(_ data: Data) -> Data? {
        guard let value = try? JSONSerialization.jsonObject(with: data) else { return nil }
        return try? JSONSerialization.data(withJSONObject: masked(value))
    }

    private static func masked(_ value: Any) -> Any {
        if let list = value as? [Any] { return list.map(masked) }
        guard var object = value as? [String: Any] else { return value }
        if let key = object["key"] as? String, secretKeys.contains(key.lowercased()) { object["value"] = "***" }
        for (name, member) in object {
            let isSecret = secretMembers.contains { name.lowercased().contains($0) }
            object[name] = isSecret ? "***" : masked(member)
        }
        return object
    }
}
