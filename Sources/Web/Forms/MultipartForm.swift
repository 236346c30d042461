import Foundation
import HTTPTypes

/// A form with files, as a browser sends it (RFC 7578). Nothing of the body is copied.
struct MultipartForm: Sendable {
    /// A field of the form.
    struct Part: Sendable {
        var name: String
        /// The name of the file without its folder; nil of a field that is none.
        var fileName: String?
        var content: Data
    }

    /// In their order.
    let parts: [Part]

    /// A form of ours has fewer.
    private static let mostParts = 16
    private static let longestHead = 8 << 10
    private static let lineEnd = Data([0x0D, 0x0A])

    /// - Parameters:
    ///   - body: the whole body.
    ///   - contentType: what the request says it is.
    init(_ body: Data, contentType: String?) throws(WebProblem) {
        guard let boundary = Self.boundary(contentType) else {
            throw .unsupportedMediaType("A form with a file is sent as multipart/form-data.")
        }
        let first = Data("--\(boundary)".utf8)
        let between = Self.lineEnd + first
        guard body.starts(with: first) else { throw Self.damaged }
        var parts: [Part] = []
        var place = body.startIndex + first.count
        while !body[place...].starts(with: Data("--".utf8)) {
            guard body[place...].starts(with: Self.lineEnd), parts.count < Self.mostParts else { throw Self.damaged }
            let head = place + 2
            // Without a line in the head there are two ends of lines in a row as well.
            guard
                let gap = body.range(
                    of: Self.lineEnd + Self.lineEnd, in: place..<min(body.endIndex, head + Self.longestHead)),
                let end = body.range(of: between, in: gap.upperBound - 2..<body.endIndex),
                let part = Self.part(head < gap.lowerBound ? body[head..<gap.lowerBound] : Data())
            else { throw Self.damaged }
            let content = gap.upperBound <= end.lowerBound ? body[gap.upperBound..<end.lowerBound] : Data()
            parts.append(Part(name: part.name, fileName: part.fileName, content: content))
            place = end.upperBound
        }
        self.parts = parts
    }

    /// The part with a name.
    subscript(name: String) -> Part? { parts.first { $0.name == name } }

    private static let damaged = WebProblem(
        .badRequest, "bad_body", "The form cannot be read", "It did not arrive whole. Send it again.")

    private static func boundary(_ type: String?) -> String? {
        guard let type, type.prefix(while: { $0 != ";" }).lowercased() == "multipart/form-data",
            let mark = type.range(of: "boundary=", options: .caseInsensitive)
        else { return nil }
        let text = type[mark.upperBound...]
        let boundary = text.hasPrefix("\"") ? text.dropFirst().prefix { $0 != "\"" } : text.prefix { $0 != ";" }
        // RFC 2046 §5.1.1
        return (1...70).contains(boundary.utf8.count) ? String(boundary) : nil
    }

    /// What the head of a part says of it.
    private static func part(_ head: Data) -> (name: String, fileName: String?)? {
        let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
            let name = value("name", in: line)
        else { return nil }
        return (name, value("filename", in: line).map(withoutFolder))
    }

    private static func value(_ name: String, in line: Substring) -> String? {
        guard let mark = line.range(of: "; \(name)=\"", options: [.caseInsensitive, .literal]) else { return nil }
        // A combining mark behind a quote would make another character of it.
        let text = String(line[mark.upperBound...].unicodeScalars.prefix { $0 != "\"" })
        // Browsers write these three so, and nothing else of what stands in a name.
        return text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }

    private static func withoutFolder(_ name: String) -> String {
        String(name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? "".unicodeScalars[...])
    }
}
