import OCPP

/// What the connections of one event loop noted and did not hand over yet. Knows no event loop and no clock.
struct NoteBatch: Sendable {
    /// In the order in which it happened.
    private(set) var notes: [Note] = []
    /// About how much memory they take.
    private(set) var bytes = 0
    /// How many of them are messages.
    private(set) var messages = 0
    /// Where the lost messages of a connection are counted, by connection.
    private var losses: [Int: Int] = [:]
    /// So many notes hold no message any more.
    private var settled = 0

    /// - Parameter expected: about how many notes will come.
    init(expecting expected: Int = 0) {
        notes.reserveCapacity(expected)
    }

    var isEmpty: Bool { notes.isEmpty }

    mutating func add(_ note: Note) {
        bytes += note.size
        if note.messageSource != nil { messages += 1 }
        notes.append(note)
    }

    /// There is no room: of messages only their number is kept, one note a connection, where the first of them was. What else
    /// happened on a connection stays. So the notes are bounded by the connections, however long there is no room.
    /// - Returns: how many messages are lost.
    mutating func dropMessages() -> Int {
        let dropped = messages
        var end = settled
        for index in settled..<notes.count {
            guard let source = notes[index].messageSource else {
                if end < index { notes[end] = notes[index] }
                end += 1
                continue
            }
            let note = notes[index]
            bytes -= note.size
            if let place = losses[note.connection] {
                notes[place].lose(from: source, at: note.moment)
            } else {
                losses[note.connection] = end
                notes[end] = Note(
                    connection: note.connection, moment: note.moment, event: .lost(LostMessages(until: note.moment)))
                notes[end].lose(from: source, at: note.moment)
                bytes += notes[end].size
                end += 1
            }
        }
        notes.removeLast(notes.count - end)
        settled = end
        messages = 0
        return dropped
    }
}

extension Note {
    fileprivate mutating func lose(from source: Source, at moment: Timestamp) {
        guard case .lost(var lost) = event else { return }
        lost.traffic.add(1, from: source)
        lost.until = moment
        event = .lost(lost)
    }
}
