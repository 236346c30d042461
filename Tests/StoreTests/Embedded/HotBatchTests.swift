import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Rows of the hot tables: entries that were written together.
struct HotBatchTests {
    @Test func whatIsWrittenTogetherComesBack() throws {
        let entries = (1...700).map { Entry.stored(Int64($0), at: Double($0 % 60)) }
        let records = entries.map { Record.encode($0) }
        let batches = HotBatch.cut(entries, records, from: 100)
        #expect(batches.count == 1)
        let batch = try #require(batches.first)
        #expect(batch.first == 100)
        let body = try batch.packed()
        let rows = try unpack(body, batch)
        #expect(rows.map(\.entry) == entries)
        #expect(rows.map(\.record) == records)
        #expect(body.count * 5 < records.reduce(0) { $0 + $1.count })
    }

    @Test func aLargeCommitBecomesSeveralRowsAndALargeEntryOneOfItsOwn() throws {
        var entries = (1...6).map { Entry.stored(Int64($0), at: Double($0)) }
        let bytes = Array(repeating: UInt8(ascii: "x"), count: HotBatch.largest / 2)
        for index in [1, 2] { entries[index].request = RecordedFrame(bytes, payload: nil) }
        entries[4].request = RecordedFrame(bytes + bytes + bytes, payload: nil)
        let batches = HotBatch.cut(entries, entries.map { Record.encode($0) }, from: 1)
        #expect(batches.map(\.first) == [1, 3, 5, 6])
        #expect(batches.map(\.records.count) == [2, 2, 1, 1])
        for batch in batches { #expect(try unpack(batch.packed(), batch).count == batch.records.count) }
    }

    @Test func everyFlippedBitIsDamage() throws {
        let entries = (1...20).map { Entry.stored(Int64($0), at: Double($0)) }
        let batch = try #require(HotBatch.cut(entries, entries.map { Record.encode($0) }, from: 1).first)
        let body = try batch.packed()
        for index in body.indices {
            for bit in 0..<8 {
                var flipped = body
                flipped[index] ^= 1 << UInt8(bit)
                let error = #expect(throws: StoreError.self) { try unpack(flipped, batch) }
                #expect(error?.code == .corrupt)
            }
        }
    }

    @Test func bytesThatPassTheChecksumAndAreNoRecordsAreDamage() throws {
        for bytes in [[], [0], [3, 1, 2], [255, 255, 255, 255, 15, 1]] as [[UInt8]] {
            let body = try PackedBytes.pack(bytes)
            let error = #expect(throws: StoreError.self) {
                try HotBatch.unpack(body.span, count: 1, oldest: 0, newest: 0)
            }
            #expect(error?.code == .corrupt)
        }
    }

    private func unpack(_ body: [UInt8], _ batch: HotBatch) throws -> [HotRecord] {
        try HotBatch.unpack(
            body.span, count: Int64(batch.records.count), oldest: batch.times.lowerBound, newest: batch.times.upperBound
        )
    }
}
