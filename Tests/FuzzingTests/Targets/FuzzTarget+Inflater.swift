@testable import WebSockets

extension FuzzTarget {
    /// The inflater alone: any bytes, and what a peer has deflated, which must come out as it went in.
    static let inflater = FuzzTarget(name: "inflater", grammar: .bytes, seeds: inflaterSeeds) { bytes in
        var input = FuzzInput(bytes)
        let forgets = input.flag()
        return input.flag() ? roundTrip(&input, forgets: forgets) : inflated(&input, forgets: forgets)
    }

    /// Deflate makes no more than 1,032 bytes out of one.
    private static let largestRatio = 1_032

    private static func inflated(_ input: inout FuzzInput, forgets: Bool) -> String? {
        let whole = Inflater(forgets: forgets)
        let pieces = Inflater(forgets: forgets)
        var read = 0
        var written = 0
        while !input.isEmpty {
            let message = input.take(input.choice(256) * 8 + 1)
            let size = 1 + message.count % 7
            var output: [UInt8] = []
            var outputOfPieces: [UInt8] = []
            var tooLarge = false
            var isBroken = !isGood(
                whole.inflate(message) {
                    tooLarge = tooLarge || $0.count > 16 << 10
                    output += $0
                })
            if tooLarge { return "a chunk of output is larger than 16 KiB" }
            isBroken = isBroken || !isGood(whole.endMessage { output += $0 })
            var isBrokenInPieces = false
            for start in stride(from: 0, to: message.count, by: size) where !isBrokenInPieces {
                let piece = Array(message[start..<min(start + size, message.count)])
                isBrokenInPieces = !isGood(pieces.inflate(piece) { outputOfPieces += $0 })
            }
            isBrokenInPieces = isBrokenInPieces || !isGood(pieces.endMessage { outputOfPieces += $0 })
            if isBroken != isBrokenInPieces { return "in pieces it was judged otherwise" }
            if output != outputOfPieces { return "in pieces something else came out" }
            if isBroken { return nil }
            read += message.count
            written += output.count
            if written > (read + 4) * largestRatio { return "more came out than deflate can hold" }
        }
        return nil
    }

    private static func roundTrip(_ input: inout FuzzInput, forgets: Bool) -> String? {
        let deflater = Deflater(forgets: forgets, windowBits: Int32(9 + input.choice(7)))
        let inflater = Inflater(forgets: forgets)
        while !input.isEmpty {
            let isFinal = input.flag()
            let message = input.take(input.choice(256) * 4)
            let deflated = isFinal ? deflater.finalMessage(message) : deflater.message(message)
            var output: [UInt8] = []
            guard isGood(inflater.inflate(deflated, { output += $0 })), isGood(inflater.endMessage({ output += $0 }))
            else { return "a good message was called broken" }
            if output != message { return "something else came out than went in" }
        }
        return nil
    }

    private static func isGood(_ outcome: Inflater.Outcome) -> Bool {
        if case .more = outcome { true } else { false }
    }

    private static func inflaterSeeds(_ frames: [[UInt8]]) -> [[UInt8]] {
        var seeds: [[UInt8]] = []
        for (index, text) in frames.enumerated() {
            let deflater = Deflater(forgets: index % 2 == 0)
            let messages = (0..<3).map { $0 == index % 5 ? deflater.finalMessage(text) : deflater.message(text) }
            seeds.append([UInt8(index % 2), 0] + messages.flatMap { [UInt8(clamping: $0.count / 8)] + $0 })
            let header = [UInt8(index % 2), 1, UInt8(index % 7), UInt8(index % 3), UInt8(clamping: text.count / 4)]
            seeds.append(header + text)
        }
        seeds.append([0, 0, 255] + Deflater().message([UInt8](repeating: 0, count: 1 << 20)))
        return seeds
    }
}
