/// Follows the tokens of one payload and picks out the fields of ``PayloadField/places``.
struct PayloadFieldCollector {
    private(set) var fields = PayloadFields()
    private let tree: PlaceTree
    /// The node of each open container; -1 where no place lies below.
    private var open: [Int] = []
    /// The node that the next value belongs to.
    private var current = 0

    init(side: PayloadSide) {
        tree = side == .request ? .request : .response
        open.reserveCapacity(8)
    }

    mutating func take(_ token: JSONToken, in bytes: Span<UInt8>) {
        switch token.kind {
        case .key:
            current = tree.child(of: open.last ?? -1, named: token.content, in: bytes)
        case .beginObject, .beginArray:
            open.append(current)
        case .endObject, .endArray:
            open.removeLast()
            current = open.last ?? -1
        case .string, .number:
            if current > 0, let field = tree.nodes[current].field {
                fields.set(field, from: token, in: bytes)
            }
        case .true, .false, .null:
            break
        }
    }
}

/// The places of one side as a tree of names, small enough to walk by comparing bytes.
struct PlaceTree: Sendable {
    struct Node {
        var name: [UInt8]
        var field: PayloadField?
        var children: [Int] = []
    }

    private(set) var nodes = [Node(name: [])]

    static let request = PlaceTree(.request)
    static let response = PlaceTree(.response)

    private init(_ side: PayloadSide) {
        for place in PayloadField.places where place.side == side {
            var node = 0
            for name in place.path {
                node = childOrNew(of: node, named: Array(name.utf8))
            }
            nodes[node].field = place.field
        }
    }

    private mutating func childOrNew(of parent: Int, named name: [UInt8]) -> Int {
        if let child = nodes[parent].children.first(where: { nodes[$0].name == name }) { return child }
        nodes.append(Node(name: name))
        nodes[parent].children.append(nodes.count - 1)
        return nodes.count - 1
    }

    /// The child with that name, or -1. Keys with escapes never match: no OCPP name needs one.
    func child(of parent: Int, named range: Range<Int>, in bytes: Span<UInt8>) -> Int {
        guard parent >= 0, !range.isEmpty else { return -1 }
        for child in nodes[parent].children where nodes[child].name.count == range.count {
            if nodes[child].name[0] == bytes[range.lowerBound], isEqual(nodes[child].name, range, in: bytes) {
                return child
            }
        }
        return -1
    }

    private func isEqual(_ name: [UInt8], _ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        for index in name.indices where name[index] != bytes[range.lowerBound + index] { return false }
        return true
    }
}
