/// A queue of recordables that takes in and gives out whole arrays: both take the time of an array, not of what stands in it.
struct RecordableQueue {
    private struct Chunk {
        var recordables: ArraySlice<Recordable>
        var bytes: Int
    }

    /// Oldest first. What was taken out before `head` leaves an empty place, so that nobody holds it.
    private var chunks: [Chunk?] = []
    private var head = 0
    /// How many wait.
    private(set) var count = 0
    /// About how much memory they take.
    private(set) var bytes = 0

    /// - Parameter bytes: the sum of their sizes.
    mutating func append(_ recordables: [Recordable], bytes: Int) {
        guard !recordables.isEmpty else { return }
        chunks.append(Chunk(recordables: recordables[...], bytes: bytes))
        count += recordables.count
        self.bytes += bytes
    }

    /// Takes out the oldest: at most so many, and of so many bytes; a single larger one comes alone.
    mutating func take(atMost limit: Int, bytes byteLimit: Int) -> Taken {
        var taken = Taken()
        while let chunk = chunks.indices.contains(head) ? chunks[head] : nil {
            if taken.count + chunk.recordables.count <= limit, taken.bytes + chunk.bytes <= byteLimit {
                taken.add(chunk.recordables, bytes: chunk.bytes)
                chunks[head] = nil
                head += 1
                continue
            }
            let (part, bytes) = beginning(
                of: chunk.recordables, atMost: limit - taken.count, bytes: byteLimit - taken.bytes,
                orOne: taken.count == 0)
            guard !part.isEmpty else { break }
            taken.add(part, bytes: bytes)
            let rest = chunk.recordables.dropFirst(part.count)
            chunks[head] = rest.isEmpty ? nil : Chunk(recordables: rest, bytes: chunk.bytes - bytes)
            if rest.isEmpty { head += 1 }
        }
        if head > chunks.count / 2 {
            chunks.removeFirst(head)
            head = 0
        }
        count -= taken.count
        bytes -= taken.bytes
        return taken
    }

    private func beginning(
        of recordables: ArraySlice<Recordable>, atMost limit: Int, bytes byteLimit: Int, orOne: Bool
    ) -> (ArraySlice<Recordable>, bytes: Int) {
        var bytes = 0
        var end = recordables.startIndex
        for recordable in recordables.prefix(max(0, limit)) {
            let size = recordable.size
            guard bytes + size <= byteLimit || (orOne && end == recordables.startIndex) else { break }
            bytes += size
            end += 1
        }
        return (recordables[..<end], bytes)
    }

    /// What was taken out, oldest first.
    struct Taken {
        private(set) var parts: [ArraySlice<Recordable>] = []
        private(set) var count = 0
        private(set) var bytes = 0

        fileprivate mutating func add(_ part: ArraySlice<Recordable>, bytes: Int) {
            parts.append(part)
            count += part.count
            self.bytes += bytes
        }
    }
}

extension Recordable {
    /// About how much memory it takes, in bytes.
    var size: Int {
        switch self {
        case .opened(let call): call.entry.size
        case .completed(let entry, _): entry.size
        }
    }
}

extension Entry {
    fileprivate var size: Int { 512 + (request?.bytes.count ?? 0) + (response?.bytes.count ?? 0) }
}
