import LogFormats
import OCPP
import OCPPLog

extension FuzzTarget {
    /// Logs of other programs: whatever the bytes are and in whatever pieces they come, the same is read.
    static let formats = FuzzTarget(
        name: "formats", grammar: .bytes,
        seeds: { frames in
            let samples = ImportFormat.all.map { Array($0.sample.utf8) }
            let logs = frames.prefix(200).map { frame in
                Array("[ocpp  ] TRACE 2026/04/26 11:11:26 recv CP-7: ".utf8) + frame + [0x0A]
            }
            return samples + logs
        },
        run: { input in
            let whole = read(input, pieces: max(1, input.count))
            return whole == read(input, pieces: 61) ? nil : "what is read depends on the pieces in which it comes"
        })

    private static func read(_ input: [UInt8], pieces: Int) -> [Entry] {
        var reader = ImportReader(
            ImportOptions(unnamedCharger: ChargerID("unnamed"), unclearZone: LogZone(offsetMinutes: 0)))
        var entries: [Entry] = []
        do throws(ImportFault) {
            for start in stride(from: 0, to: input.count, by: pieces) {
                reader.append(Array(input[start..<min(input.count, start + pieces)]))
                try read(&reader, &entries)
            }
            reader.finish()
            try read(&reader, &entries)
        } catch {
            // What came before a fault counts as well.
        }
        return entries
    }

    private static func read(_ reader: inout ImportReader, _ entries: inout [Entry]) throws(ImportFault) {
        var isFull = true
        while isFull {
            var batch = ImportBatch()
            defer { entries += batch.entries }
            isFull = try reader.read(into: &batch)
        }
    }
}
