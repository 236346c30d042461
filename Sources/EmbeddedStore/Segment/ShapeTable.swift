import OCPP
import OCPPLog

/// The shapes of an open store, each with a number.
///
/// Number 0 stands for what has no number since the table is full: such an entry may have any shape.
struct ShapeTable: Sendable {
    /// So many shapes have numbers. What exceeds it is found all the same, only not ruled out by shape.
    static let defaultLimit = 1 << 14
    /// The number of what has none.
    static let unknown: Int32 = 0

    private let limit: Int
    private var table = InternTable()
    /// Used again and again: every entry is looked up.
    private var scratch = RecordWriter(capacity: 64)
    /// By number; the first is a placeholder.
    private(set) var shapes: [Shape?] = [nil]

    /// - Parameter limit: so many shapes have numbers.
    init(limit: Int = defaultLimit) {
        self.limit = limit
    }

    /// One more than the highest number.
    var count: Int { shapes.count }

    /// The number of a shape.
    mutating func number(of shape: Shape) -> Int32 {
        var writer = RecordWriter(capacity: 64)
        writer.shape(shape)
        return number(coded: writer.bytes.span) { shape }
    }

    /// The number of the shape that an entry has.
    mutating func number(of entry: Entry) -> Int32 {
        // Taken out meanwhile, so that it is not copied.
        var writer = scratch
        scratch = RecordWriter()
        defer { scratch = writer }
        writer.removeAll()
        writer.shape(of: entry)
        return number(coded: writer.bytes.span) { Shape(of: entry) }
    }

    /// The number of a shape, known by its bytes in a summary.
    mutating func number<Failure: Error>(
        coded: Span<UInt8>, _ read: () throws(Failure) -> Shape
    ) throws(Failure) -> Int32 {
        if let number = table.knownNumber(of: coded) { return Int32(truncatingIfNeeded: number + 1) }
        guard table.count < limit else { return Self.unknown }
        shapes.append(try read())
        return Int32(truncatingIfNeeded: table.number(of: coded) + 1)
    }
}
