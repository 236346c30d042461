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
        var name: String
        var isArray: Bool
        var index = -1
        /// The name of the member being read.
        var member = ""
        /// A sibling said that the candidates are secrets.
        var holdsSecret = false
        /// Values that are secrets if a sibling says so.
        var candidates: [FoundSecret] = []
        var isKeyCode = false
        var idToken: FoundSecret?
    }

    private var containers: [Container] = []
    private(set) var found: [FoundSecret] = []

    /// The secrets of a JSON value, in the order of their places.
    static func secrets(in bytes: Span<UInt8>) -> [FoundSecret] {
        var finder = SecretFinder()
        var cursor = JSONCursor()
        while let token = (try? cursor.next(in: bytes)) ?? nil {
            finder.take(token, in: bytes)
        }
        return finder.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private mutating func take(_ token: JSONToken, in bytes: Span<UInt8>) {
        switch token.kind {
        case .key:
            containers[containers.count - 1].member =
                JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes)
        case .beginObject, .beginArray:
            let name = beginElement()
            containers.append(Container(name: name, isArray: token.kind == .beginArray))
        case .endObject, .endArray:
            close()
        case .string, .number:
            _ = beginElement()
            scalar(token, in: bytes)
        case .true, .false, .null:
            _ = beginElement()
        }
    }

    /// Counts the element of an array. Returns the name of the value that begins.
    private mutating func beginElement() -> String {
        guard let last = containers.indices.last else { return "" }
        guard containers[last].isArray else { return containers[last].member }
        containers[last].index += 1
        return containers[last].name
    }

    private mutating func scalar(_ token: JSONToken, in bytes: Span<UInt8>) {
        guard let last = containers.indices.last else { return }
        let container = containers[last]
        let name = container.isArray ? container.name : container.member
        let text = JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes)
        guard !Mask.isMask(text) else { return }
        let secret = FoundSecret(range: token.range, path: path, replacement: Mask.text(hiding: text))
        if SecretNames.isSecretMember(name) || SecretNames.isSecretMember(name, inside: container.name) {
            return found.append(secret)
        }
        switch name {
        case "key":
            containers[last].holdsSecret = containers[last].holdsSecret || SecretNames.isSecretKey(text)
        case "name" where container.name == "variable":
            guard SecretNames.isSecretKey(text), last > 0 else { break }
            containers[last - 1].holdsSecret = true
        case "value", "attributeValue", "actualValue":
            containers[last].candidates.append(secret)
        case "type":
            containers[last].isKeyCode = CaseFolding.fold(text) == "keycode"
        case "idToken":
            containers[last].idToken = secret
        default:
            break
        }
        if let masked = Mask.text(maskingInside: text) {
            found.append(FoundSecret(range: token.range, path: path, replacement: masked))
        }
    }

    private mutating func close() {
        guard let container = containers.popLast() else { return }
        if container.isKeyCode, let token = container.idToken { add(token) }
        guard !container.candidates.isEmpty else { return }
        if container.holdsSecret {
            container.candidates.forEach { add($0) }
        } else if container.name == "variableAttribute", let parent = containers.indices.last {
            containers[parent].candidates += container.candidates
        }
    }

    /// A value is masked whole at most once; the whole mask wins over one that masks a part of it.
    private mutating func add(_ secret: FoundSecret) {
        found.removeAll { $0.range == secret.range }
        found.append(secret)
    }

    private var path: String {
        var path = ""
        for container in containers {
            if container.isArray {
                path += "[\(max(0, container.index))]"
            } else {
                path += (path.isEmpty ? "" : ".") + container.member
            }
        }
        return path
    }
}
