/// Finds user names, passwords and tokens in URLs; scheme, host and path stay readable.
enum URLCredentials {
    /// The text with the credentials of all its URLs masked; nil when it holds none.
    static func masked(_ text: String) -> String? {
        var result = ""
        var rest = Substring(text)
        while let scheme = rest.firstRange(of: "://") {
            result += rest[..<scheme.upperBound]
            let url = rest[scheme.upperBound...].prefix { !$0.isWhitespace && $0 != "\"" && $0 != "<" && $0 != ">" }
            result += maskedBody(url)
            rest = rest[url.endIndex...]
        }
        result += rest
        return result == text ? nil : result
    }

    /// What follows the scheme: authority, path, query, fragment.
    private static func maskedBody(_ body: Substring) -> String {
        let authorityEnd = body.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? body.endIndex
        var authority = body[..<authorityEnd]
        if let at = authority.lastIndex(of: "@") {
            authority = "***@" + authority[authority.index(after: at)...]
        }
        let tail = body[authorityEnd...]
        guard let question = tail.firstIndex(of: "?") else { return String(authority + tail) }
        let items = tail[tail.index(after: question)...].split(separator: "&", omittingEmptySubsequences: false)
        return authority + tail[...question] + items.map(maskedItem).joined(separator: "&")
    }

    private static func maskedItem(_ item: Substring) -> String {
        guard let equals = item.firstIndex(of: "="), SecretNames.isSecretQueryItem(String(item[..<equals])) else {
            return String(item)
        }
        return item[...equals] + "***"
    }
}

extension Substring {
    fileprivate func firstRange(of needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
