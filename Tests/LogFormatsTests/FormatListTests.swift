import Foundation
import LogFormats
import OCPP
import OCPPLog
import Testing

/// Every format has a sample that it reads, is told from the others, and stands in the documentation.
struct FormatListTests {
    private static func read(_ text: [UInt8], _ format: ImportFormat? = nil) -> (
        entries: [Entry], account: ReadingAccount, fault: ImportFault?
    ) {
        var reader = ImportReader(
            ImportOptions(format: format, unnamedCharger: ChargerID("unnamed"), unclearZone: LogZone(offsetMinutes: 0)))
        reader.append(text)
        reader.finish()
        var batch = ImportBatch()
        do throws(ImportFault) {
            _ = try reader.read(into: &batch)
            return (batch.entries, reader.account, nil)
        } catch {
            return (batch.entries, reader.account, error)
        }
    }

    /// The sample of a format; captures are binary: their samples are base64.
    private static func sample(_ format: ImportFormat) -> [UInt8] {
        guard format.name.hasPrefix("pcap") else { return Array(format.sample.utf8) }
        return Data(base64Encoded: format.sample, options: .ignoreUnknownCharacters).map { [UInt8]($0) } ?? []
    }

    @Test(arguments: ImportFormat.all)
    func aSampleIsRecognisedAndRead(_ format: ImportFormat) throws {
        let seen = Self.read(Self.sample(format))
        #expect(seen.fault == nil && !seen.entries.isEmpty)
        #expect(seen.account.format?.format == format.name)
        #expect(seen.entries.contains { $0.kind != .malformed && $0.action != nil })
        let told = Self.read(Self.sample(format), format)
        #expect(told.fault == nil && told.entries.count == seen.entries.count)
    }

    @Test(arguments: ImportFormat.all)
    func aFormatStandsInTheDocumentation(_ format: ImportFormat) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/formats.md"), encoding: .utf8)
        #expect(page.contains("`\(format.name)`"), "docs/formats.md says nothing of \(format.name)")
        #expect(!format.title.isEmpty)
    }

    @Test func namesAreUnique() {
        #expect(Set(ImportFormat.all.map(\.name)).count == ImportFormat.all.count)
    }

    @Test func aMixedFileIsReadLineByLine() {
        let samples = ["steve", "evcc", "home-assistant", "proxy"].compactMap { ImportFormat.named($0)?.sample }
        let mixed = Self.read(Array((samples + samples.reversed()).joined(separator: "\n").utf8))
        #expect(mixed.fault == nil && mixed.entries.count >= 2 * samples.count)
        #expect(mixed.account.runnerUp != nil)
    }

    @Test(arguments: ["steve", "evcc", "home-assistant", "microocpp", "mobilityhouse", "alfen"])
    func whatIsPutAroundLinesIsTakenOff(_ name: String) throws {
        let format = try #require(ImportFormat.named(name))
        let plain = Self.read(Self.sample(format)).entries
        let wrappers = [
            "> ", "Nov 25 10:00:00 box program[42]: ", "program  | ", "\u{1B}[32m",
            "> > Nov 25 10:00:00 box program[42]: ",
        ]
        for wrapper in wrappers {
            let wrapped = format.sample.split(separator: "\n").map { wrapper + $0 }.joined(separator: "\n")
            let entries = Self.read(Array(wrapped.utf8)).entries
            #expect(entries.map(\.request) == plain.map(\.request), "\(format.name) behind \(wrapper)")
            #expect(entries.map(\.source) == plain.map(\.source))
        }
    }
}
