import OCPP

/// Masks secrets in an envelope of OCPP-S by its structure: the rules are those of ``SecretFinder``.
struct EnvelopeSecrets {
    /// So many places of an envelope are named.
    private static let mostPlaces = 49
    /// Names on the way to a place are left out beyond this.
    private static let longestPath = 256
    /// `Envelope`, `Body` and the message are on the way to every field, and are not told.
    private static let outerNames = 3

    /// One text that goes.
    private struct Secret {
        var range: Range<Int>
        var path: String
        var replacement: String
    }

    private struct Element {
        var name: String
        var role: MemberRole
        /// A key among the elements in it said that the candidates are secrets.
        var holdsSecret = false
        var candidates: [Secret] = []
        /// The text of a key.
        var key = ""
    }

    private var open: [Element] = []
    private var secrets: [Int: Secret] = [:]

    /// The envelope with its secrets masked, and where they stood.
    /// - Returns: nil when it is not well formed, or hides text where structure does not say what it is: then nothing is certain.
    static func masked(_ bytes: [UInt8]) -> (bytes: [UInt8], places: [String])? {
        var finder = EnvelopeSecrets()
        var cursor = XMLCursor()
        var end = 0
        do {
            while let token = try cursor.next(in: bytes.span) {
                // Comments, instructions and sections of plain text are searched as text is.
                guard token.kind != .literal, !hides(bytes[end..<token.range.lowerBound]) else { return nil }
                end = token.range.upperBound
                try finder.take(token, in: bytes.span)
            }
        } catch {
            return nil
        }
        guard !hides(bytes[end...]) else { return nil }
        return finder.replaced(bytes)
    }

    /// Whether what lies between two tokens may say something. The XML declaration does not.
    private static func hides(_ bytes: ArraySlice<UInt8>) -> Bool {
        Suspicion.isRaised(by: bytes.span)
    }

    private mutating func take(_ token: XMLToken, in bytes: Span<UInt8>) throws(XMLProblem) {
        switch token.kind {
        case .start:
            let name = JSONText.string(XMLText.localName(token.name, in: bytes), in: bytes)
            open.append(Element(name: name, role: MemberRole(of: name, inside: open.last?.role ?? .other)))
            try attributes(of: token, in: bytes)
        case .text, .literal: text(token.range, in: bytes)
        case .end: close()
        }
    }

    private mutating func attributes(of token: XMLToken, in bytes: Span<UInt8>) throws(XMLProblem) {
        var attributes = XMLAttributes(token.attributes)
        while let attribute = try attributes.next(in: bytes) {
            let text = XMLText.decode(attribute.value, in: bytes)
            guard !Mask.isMask(text) else { continue }
            let name = JSONText.string(XMLText.localName(attribute.name, in: bytes), in: bytes)
            let path = self.path + "@" + name.prefix(64)
            if SecretNames.isSecretMember(name) {
                add(Secret(range: attribute.value, path: path, replacement: Mask.text(hiding: text)))
            } else if let masked = Mask.text(maskingInside: text) {
                add(Secret(range: attribute.value, path: path, replacement: masked))
            }
        }
    }

    private mutating func text(_ range: Range<Int>, in bytes: Span<UInt8>) {
        guard let last = open.indices.last else { return }
        let text = XMLText.decode(range, in: bytes)
        guard text.utf8.contains(where: { $0 > 0x20 }), !Mask.isMask(text) else { return }
        if let masked = Mask.text(maskingInside: text) { add(Secret(range: range, path: path, replacement: masked)) }
        let whole = Secret(range: range, path: path, replacement: Mask.text(hiding: text))
        switch open[last].role {
        case .secret: add(whole)
        case .value, .idToken: open[last].candidates.append(whole)
        case .key: open[last].key += text
        case .type, .variableName, .vpn, .variable, .variableAttribute, .other: break
        }
    }

    private mutating func close() {
        guard let element = open.popLast() else { return }
        if element.holdsSecret { element.candidates.forEach { add($0) } }
        guard let parent = open.indices.last else { return }
        if element.role == .key, SecretNames.isSecretKey(element.key.filter { !$0.isWhitespace }) {
            open[parent].holdsSecret = true
        }
        if element.role == .value { open[parent].candidates += element.candidates }
    }

    /// The whole mask comes last and wins over one that masks a part of the text.
    private mutating func add(_ secret: Secret) {
        secrets[secret.range.lowerBound] = secret
    }

    private var path: String {
        let names = open.count > Self.outerNames ? open[Self.outerNames...] : open[...]
        return "." + String(names.map(\.name).joined(separator: ".").prefix(Self.longestPath))
    }

    private func replaced(_ bytes: [UInt8]) -> (bytes: [UInt8], places: [String]) {
        var result: [UInt8] = []
        var position = 0
        let inOrder = secrets.values.sorted { $0.range.lowerBound < $1.range.lowerBound }
        for secret in inOrder {
            result += bytes[position..<secret.range.lowerBound]
            XMLText.append(secret.replacement, to: &result)
            position = secret.range.upperBound
        }
        result += bytes[position...]
        let places = inOrder.prefix(Self.mostPlaces).map(\.path)
        let more = inOrder.count - places.count
        return (result, more > 0 ? places + [": \(more) more"] : places)
    }
}
