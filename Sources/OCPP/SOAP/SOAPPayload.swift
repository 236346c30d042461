/// The message of an envelope as the JSON that OCPP-J would have for it: for what shows payloads in words. It is never stored.
///
/// All values are text, since XML does not say which are numbers; elements that repeat become an array.
public enum SOAPPayload {
    private struct Element {
        var name: String
        var text = ""
        /// In the order in which the names came first.
        var members: [(name: String, values: [[UInt8]])] = []

        /// Its value as JSON.
        var json: [UInt8] {
            var bytes: [UInt8] = []
            guard !members.isEmpty else {
                JSONText.append(text, to: &bytes)
                return bytes
            }
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.append(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                bytes += member.values.count == 1 ? member.values[0] : Self.array(member.values)
            }
            bytes.append(UInt8(ascii: "}"))
            return bytes
        }

        mutating func add(_ name: String, _ value: [UInt8]) {
            if let index = members.firstIndex(where: { $0.name == name }) {
                members[index].values.append(value)
            } else {
                members.append((name, [value]))
            }
        }

        private static func array(_ values: [[UInt8]]) -> [UInt8] {
            [UInt8(ascii: "[")] + values.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
        }
    }

    /// `Envelope`, `Body` and the message lie around the fields.
    private static let messageDepth = 3

    /// - Returns: nil when it is no envelope with a message in it.
    public static func json(of envelope: Span<UInt8>) -> [UInt8]? {
        var cursor = XMLCursor()
        var open: [Element] = []
        var isBody = false
        do throws(XMLProblem) {
            while let token = try cursor.next(in: envelope) {
                switch token.kind {
                case .start:
                    let name = JSONText.string(XMLText.localName(token.name, in: envelope), in: envelope)
                    open.append(Element(name: name))
                    if open.count == messageDepth - 1 { isBody = name == "Body" }
                case .text, .literal:
                    guard isBody, open.count >= messageDepth else { continue }
                    let text =
                        token.kind == .text
                        ? XMLText.decode(token.range, in: envelope) : JSONText.string(token.range, in: envelope)
                    open[open.count - 1].text += text
                case .end:
                    guard let element = open.popLast() else { continue }
                    guard isBody, open.count >= messageDepth - 1 else { continue }
                    if open.count == messageDepth - 1 {
                        return element.members.isEmpty ? Array("{}".utf8) : element.json
                    }
                    open[open.count - 1].add(element.name, element.json)
                }
            }
        } catch {
            return nil
        }
        return nil
    }
}
