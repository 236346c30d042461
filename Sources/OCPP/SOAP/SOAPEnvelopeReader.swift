/// Follows the tokens of one envelope: `Envelope`, in it `Header` and `Body`, in that one element, in that the fields.
struct SOAPEnvelopeReader {
    private static let envelopeDepth = 1
    private static let partDepth = 2
    private static let messageDepth = 3
    /// So many namespaces of OCPP are noted; an envelope has one.
    private static let mostNamespaces = 16

    private(set) var envelope = SOAPEnvelope()
    /// The names of the open elements, without prefixes.
    private var names: [Range<Int>] = []
    /// The places of the open elements in the tree of fields; -1 where none lies below.
    private var nodes: [Int] = []
    private var namespaces: [(prefix: Range<Int>, namespace: SOAPNamespace)] = []
    private var tree = PlaceTree.request
    private var isBody = false
    private var hasMessage = false
    private var headerAction: String?
    private var subcode: String?
    /// The text of the innermost element.
    private var text = ""
    /// Whether the innermost element has no others in it.
    private var isLeaf = false

    mutating func take(_ token: XMLToken, in bytes: Span<UInt8>) throws(XMLProblem) {
        switch token.kind {
        case .start: try start(token, in: bytes)
        case .text: if isLeaf { text += XMLText.decode(token.range, in: bytes) }
        case .literal: if isLeaf { text += JSONText.string(token.range, in: bytes) }
        case .end: end(in: bytes)
        }
    }

    /// The envelope; nil where it is none of OCPP.
    func completed() -> SOAPEnvelope? {
        guard hasMessage else { return nil }
        var envelope = envelope
        if envelope.namespace == nil { envelope.namespace = namespaces.first?.namespace }
        guard envelope.namespace != nil || envelope.kind == .fault else { return nil }
        if let subcode { envelope.faultCode = ErrorCode(subcode) }
        if let action = headerAction.flatMap({ Self.action(inHeader: $0) }), envelope.action == nil {
            envelope.action = action
        }
        return envelope
    }

    private mutating func start(_ token: XMLToken, in bytes: Span<UInt8>) throws(XMLProblem) {
        try noteNamespaces(token, in: bytes)
        let name = XMLText.localName(token.name, in: bytes)
        names.append(name)
        nodes.append(-1)
        (text, isLeaf) = ("", true)
        switch names.count {
        case Self.envelopeDepth: break
        case Self.partDepth: isBody = Self.isName(name, "Body", in: bytes)
        case Self.messageDepth where isBody && !hasMessage: startMessage(token, name, in: bytes)
        case let depth where isBody && depth > Self.messageDepth:
            nodes[depth - 1] = tree.child(of: nodes[depth - 2], named: name, in: bytes)
        default: break
        }
    }

    private mutating func startMessage(_ token: XMLToken, _ name: Range<Int>, in bytes: Span<UInt8>) {
        guard Self.isName(names[0], "Envelope", in: bytes) else { return }
        hasMessage = true
        nodes[Self.messageDepth - 1] = 0
        let word = JSONText.string(name, in: bytes)
        if word == "Fault" {
            envelope.kind = .fault
            nodes[Self.messageDepth - 1] = -1
        } else if word.hasSuffix("Response") {
            envelope.kind = .response
            tree = .response
            envelope.action = Self.action(word.dropLast("Response".count))
        } else {
            envelope.action = Self.action(word.hasSuffix("Request") ? word.dropLast("Request".count) : word[...])
        }
        let prefix = token.name.lowerBound..<max(token.name.lowerBound, name.lowerBound - 1)
        envelope.namespace = namespaces.last { Self.isSame($0.prefix, prefix, in: bytes) }?.namespace
    }

    private mutating func end(in bytes: Span<UInt8>) {
        let depth = names.count
        if isLeaf, depth > Self.partDepth {
            let value = Self.trimmed(text)
            if !isBody, depth == Self.messageDepth { header(names[depth - 1], value, in: bytes) }
            if isBody {
                if envelope.kind == .fault { fault(value, in: bytes) }
                if let node = nodes.last, node > 0, let field = tree.nodes[node].field {
                    envelope.fields.set(field, to: value)
                }
            }
        }
        names.removeLast()
        nodes.removeLast()
        isLeaf = false
    }

    private mutating func header(_ name: Range<Int>, _ value: String, in bytes: Span<UInt8>) {
        guard !value.isEmpty else { return }
        if Self.isName(name, "chargeBoxIdentity", in: bytes) { envelope.chargeBoxIdentity = value }
        if Self.isName(name, "MessageID", in: bytes) { envelope.messageID = value }
        if Self.isName(name, "RelatesTo", in: bytes) { envelope.relatesTo = value }
        if Self.isName(name, "Action", in: bytes) { headerAction = value }
    }

    /// SOAP 1.2 Part 1 §5.4; `faultcode` and `faultstring` are those of SOAP 1.1.
    private mutating func fault(_ value: String, in bytes: Span<UInt8>) {
        guard let name = names.last, names.count > Self.messageDepth else { return }
        if Self.isName(name, "Value", in: bytes) || Self.isName(name, "faultcode", in: bytes) {
            subcode = value.split(separator: ":").last.map(String.init) ?? value
        } else if Self.isName(name, "Text", in: bytes) || Self.isName(name, "faultstring", in: bytes) {
            if envelope.faultText.isEmpty { envelope.faultText = value }
        }
    }

    private mutating func noteNamespaces(_ token: XMLToken, in bytes: Span<UInt8>) throws(XMLProblem) {
        guard names.count < Self.messageDepth, namespaces.count < Self.mostNamespaces else { return }
        var attributes = XMLAttributes(token.attributes)
        while let attribute = try attributes.next(in: bytes) {
            let name = attribute.name
            guard name.count >= 5, Self.isName(name.lowerBound..<name.lowerBound + 5, "xmlns", in: bytes),
                let namespace = SOAPNamespace(XMLText.decode(attribute.value, in: bytes))
            else { continue }
            namespaces.append((min(name.lowerBound + 6, name.upperBound)..<name.upperBound, namespace))
        }
    }

    /// `bootNotification` is the element, `BootNotification` the action.
    private static func action(_ word: Substring) -> Action? {
        guard let first = word.first else { return nil }
        return Action(first.uppercased() + word.dropFirst())
    }

    /// `/BootNotification` or `/BootNotificationResponse`, also without the slash.
    private static func action(inHeader text: String) -> Action? {
        guard let word = text.split(whereSeparator: { $0 == "/" || $0 == ":" }).last else { return nil }
        return action(word.hasSuffix("Response") ? word.dropLast("Response".count) : word)
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
        guard let first = text.utf8.first, let last = text.utf8.last, isBlank(first) || isBlank(last) else {
            return text
        }
        let bytes = Array(text.utf8)
        let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? 0
        return String(decoding: bytes[..<end].drop(while: isBlank), as: UTF8.self)
    }

    private static func isName(_ range: Range<Int>, _ name: StaticString, in bytes: Span<UInt8>) -> Bool {
        guard range.count == name.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where bytes[range.lowerBound + index] != name.utf8Start[index] { return false }
        return true
    }

    private static func isSame(_ one: Range<Int>, _ other: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        for index in 0..<one.count where bytes[one.lowerBound + index] != bytes[other.lowerBound + index] {
            return false
        }
        return true
    }
}
