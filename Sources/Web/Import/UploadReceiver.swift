import Foundation
import HTTPTypes
import Hummingbird

/// Reads a file or text that a browser sends, into bounded memory.
struct UploadReceiver: Sendable {
    /// What a form adds to the file in it.
    private static let wrapping = 64 << 10

    let shelf: UploadShelf

    /// Why nothing was kept: for whoever sent it, in a sentence.
    struct Fault: Error {
        var sentence: String
        var status = HTTPResponse.Status.badRequest
        var isTooLarge = false
    }

    /// - Returns: the id of what was kept.
    /// - Throws: ``Fault``, or ``WebProblem`` when it is no form.
    func receive(_ request: Request) async throws -> String {
        let most = WebLimits.upload + Self.wrapping
        let length = request.headers[.contentLength].flatMap { Int($0) }.map { max(0, $0) } ?? most
        guard length <= most else {
            // A browser that is still sending does not see the answer.
            var rest = WebLimits.importBody
            for try await piece in request.body where rest > 0 { rest -= piece.readableBytes }
            throw Self.tooLarge
        }
        guard shelf.expect(length) else {
            throw Fault(
                sentence: "Others are being sent or imported. Send this one again in a moment.",
                status: .tooManyRequests)
        }
        defer { shelf.release(length) }
        var body = Data(capacity: length)
        for try await piece in request.body {
            guard body.count + piece.readableBytes <= length else { throw Self.tooLarge }
            body.append(contentsOf: piece.readableBytesView)
        }
        let form = try MultipartForm(body, contentType: request.headers[.contentType])
        let (file, text) = (form["file"], form["text"]?.content ?? Data())
        if let file, !file.content.isEmpty || !(file.fileName ?? "").isEmpty {
            guard !file.content.isEmpty else { throw Fault(sentence: "This file is empty.") }
            return shelf.add(file.content, name: ShownText.cut(file.fileName ?? "", 200))
        }
        guard text.contains(where: { $0 > 0x20 }) else {
            throw Fault(sentence: "Choose a file, or paste some lines of a log.")
        }
        return shelf.add(text, name: nil)
    }

    private static let tooLarge = Fault(
        sentence: "It is larger than \(WebLimits.upload / 1_000_000) MB, and was not kept.", status: .contentTooLarge,
        isTooLarge: true)
}
