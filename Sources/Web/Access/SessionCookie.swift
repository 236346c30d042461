import HTTPTypes

/// The cookie that holds the id of a session: no script reads it, and no other site's page makes the browser send it.
enum SessionCookie {
    private static let name = "ocpplogs_session"

    /// The id that a request brings; nil when it brings none, or several that differ.
    static func id(in request: HTTPRequest) -> String? {
        let ids = values(of: name, in: request)
        return ids.count == 1 ? ids.first : nil
    }

    /// The values that a request brings for a cookie.
    static func values(of name: String, in request: HTTPRequest) -> Set<String> {
        let pairs = request.headerFields[values: .cookie].flatMap { $0.split(separator: ";") }
        return Set(
            pairs.compactMap { pair -> String? in
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].trimmingPrefix(while: \.isWhitespace) == name else { return nil }
                return String(parts[1])
            })
    }

    /// What makes a browser keep an id.
    static func setting(_ id: String) -> String {
        "\(name)=\(id); Path=/; Max-Age=\(SessionTable.length.components.seconds); HttpOnly; SameSite=Strict"
    }

    /// What makes a browser forget it.
    static let forgetting = "\(name)=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"
}
