import Foundation
import Logging
import OCPP
import Synchronization
import TestSupport
import Testing

@testable import ocpplogs

/// How the program writes its own log.
struct LogHandlerTests {
    private final class Written: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
        var lines: [Substring] { text.split(separator: "\n") }

        func append(_ more: [UInt8]) {
            bytes.withLock { $0 += more }
        }
    }

    private let written = Written()

    private func output(limit: Int = 1 << 20) -> LogOutput {
        LogOutput(limit: limit) { [written] in written.append($0) }
    }

    private func logger(_ format: LogSettings.Format, _ output: LogOutput) -> Logger {
        LogSettings(format: format, level: .info).logger("ocpplogs", to: output)
    }

    @Test func aLineOfJSONIsOneObjectWhateverIsInIt() throws {
        let output = output()
        var logger = logger(.json, output)
        logger[metadataKey: "port"] = "9000"
        logger.error("a \"quoted\"\nmessage\u{1B}[31m", metadata: ["list": ["x", ["k": "ü\\"]], "n": "\(5)"])
        logger.debug("too little")
        output.flush(within: .seconds(20))
        #expect(written.lines.count == 1)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(written.text.utf8)) as? [String: Any])
        #expect(Set(object.keys) == ["time", "level", "message", "label", "metadata"])
        #expect(object["level"] as? String == "error")
        #expect(object["label"] as? String == "ocpplogs")
        #expect(object["message"] as? String == "a \"quoted\"\nmessage\u{1B}[31m")
        #expect(Timestamp(object["time"] as? String ?? "") != nil)
        let metadata = try #require(object["metadata"] as? [String: Any])
        #expect(metadata["port"] as? String == "9000")
        #expect(metadata["n"] as? String == "5")
        let list = try #require(metadata["list"] as? [Any])
        #expect(list.first as? String == "x")
        #expect(list.last as? [String: String] == ["k": "ü\\"])
    }

    @Test func aLineOfTextHasItsTimeAndCannotActOnTheTerminal() throws {
        let output = output()
        logger(.text, output).error(
            "refused\n2026 forged", metadata: ["from": "10.0.0.1", "reason": "no \u{1B}[2J name", "none": ""])
        output.flush(within: .seconds(20))
        let line = try #require(written.lines.first)
        #expect(written.lines.count == 1)
        #expect(line.firstMatch(of: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z error    refused/) != nil)
        #expect(line.hasSuffix(#"⟦U+000A⟧2026 forged from=10.0.0.1 none="" reason="no \u001b[2J name""#))
    }

    @Test func aReaderThatHangsStopsNobodyAndTheLogSaysWhatIsMissing() {
        let gate = DispatchSemaphore(value: 0)
        let output = LogOutput(limit: 2_000) { [written] bytes in
            gate.wait()
            written.append(bytes)
            gate.signal()
        }
        let logger = logger(.text, output)
        // More than there is room for; nobody reads, and this returns all the same.
        for number in 0..<1_000 { logger.notice("line", metadata: ["number": "\(number)"]) }
        gate.signal()
        output.flush(within: .seconds(20))
        let kept = written.lines.count
        #expect(kept > 10 && kept < 100)
        logger.notice("last")
        output.flush(within: .seconds(20))
        let dropped = written.lines.suffix(2).first
        #expect(dropped?.hasSuffix("lines of this log were dropped lines=\(1_000 - kept)") == true)
        #expect(written.lines.last?.hasSuffix("last") == true)
    }
}
