import OCPP
import OCPPLog

/// The frames of a block, one behind the other, so that later steps work on bytes that stay where they are.
struct FrameArena {
    /// A frame, or what an entry says in words, which is kept like a frame.
    struct Frame {
        var row: Int
        var bytes: Range<Int>
        /// Inside `bytes`.
        var payload: Range<Int>?
        /// Where the unique id of the entry stands.
        var uniqueID: Range<Int>
        /// Values that go with the frame and are no pieces of it.
        var extras: Range<Int>
        var kind: FrameKind
        var hasError = false
    }

    private(set) var bytes: [UInt8] = []
    private(set) var frames: [Frame] = []
    private(set) var extras: [FrameToken] = []
    /// Three a row: the numbers of request, response and remark, or -1.
    private(set) var framesOfRows: [Int] = []
    private(set) var times: [Int64] = []

    mutating func removeAll() {
        // One giant block must not hold memory for ever.
        bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 24)
        frames.removeAll(keepingCapacity: true)
        extras.removeAll(keepingCapacity: true)
        framesOfRows.removeAll(keepingCapacity: true)
        times.removeAll(keepingCapacity: true)
    }

    mutating func append(_ entry: Entry) {
        let row = times.count
        times.append(entry.datetime.microseconds)
        let uniqueID = keep(entry.uniqueID?.rawValue ?? "")
        append(entry.request, row, uniqueID)
        append(entry.response, row, uniqueID)
        guard entry.detail != nil || entry.missing != nil else { return framesOfRows.append(-1) }
        let firstExtra = extras.count
        if let missing = entry.missing { extra(.missing, String(missing)) }
        let detail = keep(entry.detail ?? "")
        framesOfRows.append(frames.count)
        frames.append(
            Frame(
                row: row, bytes: detail, payload: nil, uniqueID: detail.lowerBound..<detail.lowerBound,
                extras: firstExtra..<extras.count, kind: entry.detail == nil ? .none : .detail))
    }

    private mutating func append(_ frame: RecordedFrame?, _ row: Int, _ uniqueID: Range<Int>) {
        guard let frame else { return framesOfRows.append(-1) }
        let firstExtra = extras.count
        if let error = frame.error { extra(.errorText, error.text) }
        if frame.length != frame.bytes.count { extra(.length, String(frame.length)) }
        let start = bytes.count
        bytes.append(contentsOf: frame.bytes)
        framesOfRows.append(frames.count)
        frames.append(
            Frame(
                row: row, bytes: start..<bytes.count,
                payload: frame.payload.map { start + $0.lowerBound..<start + $0.upperBound }, uniqueID: uniqueID,
                extras: firstExtra..<extras.count, kind: .frame, hasError: frame.error != nil))
    }

    private mutating func extra(_ cut: Cut, _ text: String) {
        let place = keep(text)
        extras.append(FrameToken(start: place.lowerBound, count: place.count, cut: cut))
    }

    private mutating func keep(_ text: String) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        return start..<bytes.count
    }
}

/// What a template is of.
enum FrameKind: UInt8 {
    /// Values without any bytes.
    case none
    case frame
    /// What an entry says in words.
    case detail
}
