import OCPP

/// A secret in a JSON text: the bytes of its value and where it stands.
struct FoundSecret: Hashable {
    /// The value as JSON, a string's quotes included.
    var range: Range<Int>
    /// `configurationKey[3].value`
    var path: String
    /// What stands there instead, as a JSON string.
    var replacement: String
}

/// Walks one payload and finds what must never be written (the class "secret"): values of secret configuration keys and
/// variables, secret members, id tokens of type KeyCode, credentials in URLs. The rules look at names, not at actions, so
/// that they hold for vendors' own messages too.
struct SecretFinder {
    private struct Container {
        var isArray: Bool
        var role: MemberRole
        var index = -1
        /// The member being read.
        var member = ""
        var memberRole = MemberRole.other
        /// A sibling said that the candidates are secrets.
        var holdsSecret = false
        /// Values that are secrets if a sibling says so.
        var candidates: [FoundSecret] = []
        var isKeyCode = false
        var idTokens: [FoundSecret] = []
    }

    /// Names of members that are longer are cut in paths, and so are paths: both are for people.
    private static let longestName = 64
    private static let longestPath = 256

    private var containers: [Container] = []
    /// By the place of the value: one is masked once.
    private var found: [Int: FoundSecret] = [:]

    /// The secrets of a whole JSON text, in the order of their places.
    static func secrets(in bytes: Span<UInt8>) -> [FoundSecret] {
        secrets(in: bytes, at: 0).secrets
    }

    /// The secrets of the JSON value that begins at a byte, and where reading ended: behind the value, or at a fault.
    /// `brokeOff` says that the fault lies inside an object of which a member was read.
    static func secrets(
        in bytes: Span<UInt8>, at start: Int
    ) -> (secrets: [FoundSecret], end: Int, brokeOff: Bool) {
        var finder = SecretFinder()
        var cursor = JSONCursor(at: start)
        while let token = (try? cursor.next(in: bytes)) ?? nil {
            finder.take(token, in: bytes)
        }
        let brokeOff = finder.containers.contains { !$0.isArray && !$0.member.isEmpty }
        // What broke off is judged by what was there.
        while !finder.containers.isEmpty { finder.close() }
        let secrets = finder.found.values.sorted { $0.range.lowerBound < $1.range.lowerBound }
        return (secrets, cursor.position, brokeOff)
    }

    private mutating func take(_ token: JSONToken, in bytes: Span<UInt8>) {
        switch token.kind {
        case .key:
            let name = JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes)
            let last = containers.count - 1
            containers[last].member = name.utf8.count > Self.longestName ? name.prefix(Self.longestName) + "…" : name
            containers[last].memberRole = MemberRole(of: name, inside: containers[last].role)
        case .beginObject, .beginArray:
            containers.append(Container(isArray: token.kind == .beginArray, role: beginElement()))
        case .endObject, .endArray:
            close()
        case .string, .number:
            scalar(token, beginElement(), in: bytes)
        case .true, .false, .null:
            _ = beginElement()
        }
    }

    /// Counts the element of an array. Returns what the value that begins is.
    private mutating func beginElement() -> MemberRole {
        guard let last = containers.indices.last else { return .other }
        guard containers[last].isArray else { return containers[last].memberRole }
        containers[last].index += 1
        return containers[last].role
    }

    private mutating func scalar(_ token: JSONToken, _ role: MemberRole, in bytes: Span<UInt8>) {
        let text = JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes)
        guard !Mask.isMask(text) else { return }
        if let masked = Mask.text(maskingInside: text) {
            add(FoundSecret(range: token.range, path: path, replacement: masked))
        }
        guard let last = containers.indices.last else { return }
        switch role {
        case .secret:
            add(secret(token, text))
        case .key:
            if SecretNames.isSecretKey(text) { containers[last].holdsSecret = true }
        case .variableName:
            if last > 0, SecretNames.isSecretKey(text) { containers[last - 1].holdsSecret = true }
        case .value:
            containers[last].candidates.append(secret(token, text))
        case .type:
            containers[last].isKeyCode = CaseFolding.areEqual(text, "KeyCode")
        case .idToken:
            containers[last].idTokens.append(secret(token, text))
        case .vpn, .variable, .variableAttribute, .other:
            break
        }
    }

    private mutating func close() {
        guard let container = containers.popLast() else { return }
        if container.isKeyCode { container.idTokens.forEach { add($0) } }
        if container.holdsSecret { container.candidates.forEach { add($0) } }
        guard let parent = containers.indices.last else { return }
        if container.role == .idToken { containers[parent].idTokens += container.idTokens }
        if container.role == .value || container.role == .variableAttribute {
            containers[parent].candidates += container.candidates
        }
    }

    /// The whole mask comes last and wins over one that masks a part of the value.
    private mutating func add(_ secret: FoundSecret) {
        found[secret.range.lowerBound] = secret
    }

    private func secret(_ token: JSONToken, _ text: String) -> FoundSecret {
        FoundSecret(range: token.range, path: path, replacement: Mask.text(hiding: text))
    }

    private var path: String {
        var path = ""
        for container in containers {
            guard path.utf8.count < Self.longestPath else { return path + "…" }
            if container.isArray {
                path += "[\(max(0, container.index))]"
            } else {
                path += (path.isEmpty ? "" : ".") + container.member
            }
        }
        return path
    }
}
