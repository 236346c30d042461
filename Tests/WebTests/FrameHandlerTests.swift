import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OCPPLog
import Testing

@testable import Web

/// The frames of an entry as files.
struct FrameHandlerTests {
    @Test func aFrameIsSentByteForByteAsItIsStored() async throws {
        let entry = Talk.entry("DataTransfer", "{ \"vendorId\" : \"\u{202E}<b>\" }", #"{"status":"Accepted"}"#)
        let served = Served(entries: [entry])
        for (side, frame) in [("request", entry.request), ("response", entry.response)] {
            let answer = try await served.ask("/entries/00000007-1/\(side)")
            #expect(Array(buffer: answer.body) == frame?.bytes)
            #expect(answer.headers[.contentType] == "application/json")
            #expect(answer.headers[.contentDisposition] == "attachment; filename=\"00000007-1-\(side).json\"")
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        }
        let page = try await served.text("/entries/00000007-1")
        #expect(page.contains(#"href="/entries/00000007-1/request" download>Download Request</a>"#))
    }

    @Test func whatIsNoMessageIsAFileOfBytes() async throws {
        let answer = try await Served(entries: [Talk.malformed("<script>")]).ask("/entries/00000007-1/request")
        #expect(answer.text == "<script>" && answer.headers[.contentType] != "text/html")
        #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment") == true)
    }

    @Test func whatIsNotThereIsNotFound() async throws {
        let served = Served(entries: [Talk.entry("Heartbeat", "{}", nil)])
        #expect(try await served.ask("/entries/00000007-1/response").status == .notFound)
        #expect(try await served.ask("/entries/00000007-2/request").status == .notFound)
        #expect(try await served.ask("/entries/x/request").status == .notFound)
    }
}
