import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// Answers are packed for those who read gzip.
struct PackedAnswerTests {
    private let served = Served(entries: (1...50).map { Talk.entry("Heartbeat", sequence: $0, at: Double($0)) })

    @Test func aLongAnswerIsPackedAndSaysSo() async throws {
        let plain = try await served.ask("/api/v1/entries")
        #expect(plain.headers[.contentEncoding] == nil && plain.headers[.vary] == "Accept-Encoding")
        let packed = try await served.ask("/api/v1/entries", headers: [.acceptEncoding: "br, gzip;q=0.5"])
        #expect(packed.headers[.contentEncoding] == "gzip" && packed.headers[.vary] == "Accept-Encoding")
        #expect(packed.length < plain.length / 5)
        #expect(packed.headers[.contentLength] == String(packed.length))
        let start = packed.body.getBytes(at: packed.body.readerIndex, length: 2)
        #expect(start == [0x1F, 0x8B])
    }

    @Test func aShortAnswerStaysAsItIs() async throws {
        let answer = try await served.ask("/api/v1/entries?limit=1&fields=id", headers: [.acceptEncoding: "gzip"])
        #expect(answer.headers[.contentEncoding] == nil)
        #expect(answer.text.hasPrefix("{"))
    }

    @Test(arguments: [
        ("gzip", true), ("GZIP", true), ("deflate, gzip;q=1.0", true), ("*", true), ("gzip;q=0", false),
        ("*, gzip;q=0.000", false), ("identity", false), ("", false), ("x-gzip-not", false), ("*;q=0", false),
    ])
    func whetherAClientReadsGzipIsReadFromItsWords(_ field: String, _ expected: Bool) {
        #expect(GzipMiddleware.reads([field]) == expected)
    }
}
