/// The four pieces of a sealed block, each a row of its own, so that a search reads what it needs and no more.
enum BlockPart: Int, CaseIterable, Sendable {
    /// Times, numbers, charging stations, shapes: what an entry is without its texts.
    case meta
    /// The unique ids of the frames.
    case uid
    /// The literal pieces of requests and responses, and the texts that vary.
    case text
    /// The numbers that vary, by template and slot.
    case num
}

/// The parts of one block as they are stored: a format version, a checksum, and a Zstandard frame.
struct SealedBlock: Sendable, Hashable {
    var meta: [UInt8]
    var uid: [UInt8]
    var text: [UInt8]
    var num: [UInt8]

    subscript(part: BlockPart) -> [UInt8] {
        get {
            switch part {
            case .meta: meta
            case .uid: uid
            case .text: text
            case .num: num
            }
        }
        set {
            switch part {
            case .meta: meta = newValue
            case .uid: uid = newValue
            case .text: text = newValue
            case .num: num = newValue
            }
        }
    }
}
