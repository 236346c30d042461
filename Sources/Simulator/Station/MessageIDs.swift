import OCPP

/// Message ids in the style of one maker, none given twice.
struct MessageIDs: Sendable {
    private let style: Vendor.IDStyle
    private var counter: Int
    private var lastMilliseconds: Int64 = 0

    init(style: Vendor.IDStyle, first: Int) {
        self.style = style
        counter = first
    }

    /// The next id as it stands in the frame: a JSON string, or a bare number from makers that send one.
    mutating func next(at now: Timestamp, using random: inout SimulationRandom) -> JSON {
        counter += 1
        switch style {
        case .uuid: return .string(Self.uuid(using: &random))
        case .counter: return .string(String(counter))
        case .base36:
            return .string(String(UInt64.random(in: 1 << 40...(1 << 62), using: &random), radix: 36))
        case .milliseconds:
            lastMilliseconds = max(lastMilliseconds + 1, now.microseconds / 1_000)
            return .string(String(lastMilliseconds))
        case .number: return .int(counter)
        }
    }

    private static func uuid(using random: inout SimulationRandom) -> String {
        let digits = (0..<2).map { _ in String(UInt64.random(in: 1 << 63...UInt64.max, using: &random), radix: 16) }
        let all = Array(digits.joined())
        let groups = [0..<8, 8..<12, 13..<16, 17..<20, 20..<32].map { String(all[$0]) }
        return "\(groups[0])-\(groups[1])-4\(groups[2])-a\(groups[3])-\(groups[4])"
    }
}
