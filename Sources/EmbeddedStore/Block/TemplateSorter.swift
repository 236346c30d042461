/// Sorts the frames of a block by template: frames with the same template differ in their slots alone.
///
/// First by skeleton, which is all that stays when every piece is taken out. Then by the words in those places of a skeleton
/// that hold few different ones; a place with many is a slot.
struct TemplateSorter {
    /// A place with more different words is a slot.
    static let mostWords = 8
    /// A skeleton that has so many templates puts what follows into one where every piece is a slot.
    static let mostTemplates = 64

    private struct Skeleton {
        /// Where its places begin in the lists of places.
        var places: Int
        var count: Int
        var templates = 0
    }

    /// The number of the template of each frame.
    private(set) var templateOfFrame: [Int] = []
    private(set) var count = 0
    private let seed: UInt64
    private var skeletonTable: ByteTable
    private var templateTable: ByteTable
    private var skeletons: [Skeleton] = []
    private var skeletonOfFrame: [Int] = []
    /// For each place of each skeleton: hashes of the different words, how many there are, and whether all were words.
    private var words: [UInt64] = []
    private var wordCounts: [UInt8] = []
    private var holdsWords: [Bool] = []
    private var key = ColumnWriter()
    /// Room for a skeleton.
    private var room: [UInt8] = []

    init(seed: UInt64) {
        self.seed = seed
        skeletonTable = ByteTable(seed: seed)
        templateTable = ByteTable(seed: seed)
    }

    mutating func removeAll() {
        templateOfFrame.removeAll(keepingCapacity: true)
        count = 0
        skeletonTable.removeAll()
        templateTable.removeAll()
        skeletons.removeAll(keepingCapacity: true)
        skeletonOfFrame.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        wordCounts.removeAll(keepingCapacity: true)
        holdsWords.removeAll(keepingCapacity: true)
        // One giant frame must not hold memory for ever.
        if room.count > 1 << 20 { room = [] }
    }

    /// Takes in one frame after the other: what its skeleton is, and which words stand in it.
    mutating func append(
        _ frame: FrameArena.Frame, _ tokens: ArraySlice<FrameToken>, of arena: UnsafeBufferPointer<UInt8>
    ) {
        let most = KeyWriter.most(bytes: frame.bytes.count, numbers: tokens.count + 4)
        if room.count < most { room = Array(repeating: 0, count: 2 * most) }
        let number = room.withUnsafeMutableBufferPointer { room in
            var key = KeyWriter(room)
            Self.writeSkeleton(frame, tokens, arena, to: &key)
            return skeletonTable.number(of: key.bytes)
        }
        skeletonOfFrame.append(number)
        if number == skeletons.count {
            skeletons.append(Skeleton(places: wordCounts.count, count: tokens.count))
            wordCounts.append(contentsOf: repeatElement(0, count: tokens.count))
            holdsWords.append(contentsOf: repeatElement(true, count: tokens.count))
            words.append(contentsOf: repeatElement(0, count: tokens.count * Self.mostWords))
        }
        var place = skeletons[number].places
        for token in tokens {
            if holdsWords[place] { note(token, at: place, arena) }
            place += 1
        }
    }

    private mutating func note(_ token: FrameToken, at place: Int, _ arena: UnsafeBufferPointer<UInt8>) {
        guard token.isWord else {
            holdsWords[place] = false
            return
        }
        let text = UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(arena)[token.start..<token.start + token.count])
        let hash = ByteHash.hash(text, seed: seed)
        let first = place * Self.mostWords
        let known = Int(wordCounts[place])
        for index in first..<first + known where words[index] == hash { return }
        if known == Self.mostWords {
            holdsWords[place] = false
        } else {
            words[first + known] = hash
            wordCounts[place] += 1
        }
    }

    /// Everything that stays when the pieces are taken out, and what kind of cut is where.
    private static func writeSkeleton(
        _ frame: FrameArena.Frame, _ tokens: ArraySlice<FrameToken>, _ arena: UnsafeBufferPointer<UInt8>,
        to key: inout KeyWriter
    ) {
        key.byte(frame.kind.rawValue)
        var position = frame.bytes.lowerBound
        // Where the payload begins and ends is said in the same order in which the cuts are written later.
        var begin = frame.payload?.lowerBound ?? .max
        var end = frame.payload?.upperBound ?? .max
        for token in tokens {
            guard token.cut == .slot || token.cut == .uniqueID else {
                key.byte(token.cut.rawValue)
                continue
            }
            if begin <= token.start {
                cut(.payloadBegin, at: begin, &position, arena, &key)
                begin = .max
            }
            if end <= token.start {
                cut(.payloadEnd, at: end, &position, arena, &key)
                end = .max
            }
            cut(token.cut, at: token.start, &position, arena, &key)
            position += token.count
        }
        if begin < .max { cut(.payloadBegin, at: begin, &position, arena, &key) }
        if end < .max { cut(.payloadEnd, at: end, &position, arena, &key) }
        cut(.end, at: frame.bytes.upperBound, &position, arena, &key)
    }

    private static func cut(
        _ cut: Cut, at place: Int, _ position: inout Int, _ arena: UnsafeBufferPointer<UInt8>, _ key: inout KeyWriter
    ) {
        key.byte(cut.rawValue)
        key.count(place - position)
        key.raw(UnsafeBufferPointer(rebasing: arena[position..<place]))
        position = place
    }

    /// Gives each frame its template. Called once, when all frames are in.
    mutating func sort(
        tokensOf frame: (Int) -> ArraySlice<FrameToken>, arena: UnsafeBufferPointer<UInt8>
    ) {
        for (index, skeleton) in skeletonOfFrame.enumerated() {
            key.removeAll()
            key.byte(0)
            key.count(skeleton)
            var place = skeletons[skeleton].places
            for token in frame(index) {
                if holdsWords[place], token.cut == .slot {
                    key.count(token.count)
                    key.raw(UnsafeBufferPointer(rebasing: arena[token.start..<token.start + token.count]))
                }
                place += 1
            }
            templateOfFrame.append(template(of: skeleton))
        }
        count = templateTable.count
    }

    private mutating func template(of skeleton: Int) -> Int {
        if skeletons[skeleton].templates >= Self.mostTemplates {
            if let known = key.bytes.withUnsafeBufferPointer({ templateTable.existing($0) }) { return known }
            key.removeAll()
            key.byte(1)
            key.count(skeleton)
        }
        let known = templateTable.count
        let template = key.bytes.withUnsafeBufferPointer { templateTable.number(of: $0) }
        if template == known { skeletons[skeleton].templates += 1 }
        return template
    }
}
