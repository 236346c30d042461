/// Why a connection did not come about, for people.
enum ConnectProblem {
    /// The server's address and the reason. What SwiftNIO wraps around the system's words is left out.
    static func sentence(_ error: any Error, server: String) -> String {
        let text = "\(error)"
        for (before, after) in [("(error set): ", ")"), ("SocketAddressError.UnknownHost: ", " (")] {
            if let words = words(in: text, between: before, and: after) { return "\(server): \(words)" }
        }
        return "\(server): \(text)"
    }

    private static func words(in text: String, between before: String, and after: String) -> String? {
        guard let start = end(of: before, in: text[...]) else { return nil }
        let rest = text[start...]
        guard let afterEnd = end(of: after, in: rest) else { return nil }
        return String(rest[..<rest.index(afterEnd, offsetBy: -after.count)])
    }

    private static func end(of needle: String, in text: Substring) -> String.Index? {
        var rest = text
        while !rest.isEmpty {
            if rest.hasPrefix(needle) { return rest.index(rest.startIndex, offsetBy: needle.count) }
            rest = rest.dropFirst()
        }
        return nil
    }
}
