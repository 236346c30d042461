import OCPP
import OCPPLog
import SeededRandom

/// Generated traffic of many charging stations in the order of time: the simulator's messages, made without its clockwork, so
/// that a hundred million are there in minutes. The same seed gives the same bytes.
struct Traffic {
    static let chargers = 296
    static let sites = 29
    /// So many transactions run on average.
    private static let visitors = 180

    let landmarks: Landmarks
    let isHard: Bool
    var random: Randomness
    var times = TimeWriter()
    var chargers: [Charger]
    var visits: [Visit] = []
    private(set) var number = 0
    var nextTransaction = Landmarks.firstTransaction
    private var moment: Int64
    private let pace: Double
    /// The places of the charging stations that speak 1.6, and of those that speak 2.0.1.
    let older: [Int]
    let newer: [Int]
    let words: [String]

    init(entries: Int, seed: UInt64 = 4, isHard: Bool = false) {
        landmarks = Landmarks(entries: entries)
        self.isHard = isHard
        var random = Randomness(seed: seed)
        chargers = (0..<Self.chargers).map { Charger(number: $0, isHard: isHard, &random) }
        older = chargers.indices.filter { [chargers] in chargers[$0].maker.version == .v16 }
        newer = chargers.indices.filter { [chargers] in chargers[$0].maker.version != .v16 }
        words = (0..<4_096).map { _ in
            String(decoding: (0..<random.below(8) + 3).map { _ in UInt8(0x61 + random.below(26)) }, as: UTF8.self)
        }
        self.random = random
        moment = landmarks.begin
        pace = Double(landmarks.end - landmarks.begin) / Double(max(1, entries))
    }

    /// Whether all was made.
    var isOver: Bool { number >= landmarks.entries }

    /// Makes the next exchange.
    mutating func next(_ message: inout Message) {
        number += 1
        advance()
        if landmarks.falls(Landmarks.needleCount, on: number, after: 0) {
            status(&message, info: .needle)
        } else if landmarks.falls(Landmarks.tagCount, on: number, after: 1) {
            authorize(&message, tag: Landmarks.tag)
        } else if isGroundFailure {
            status(&message, info: .groundFailure)
        } else if random.oneIn(Landmarks.phraseRarity) {
            status(&message, info: .phrase)
        } else {
            ordinary(&message)
        }
        if number == landmarks.entries / 2 { message.uniqueID = Array(Landmarks.uniqueID.utf8) }
    }

    /// Evenly over the time, as many as the figures of the design have in ten million.
    private var isGroundFailure: Bool {
        let count = max(1, Landmarks.groundFailures * landmarks.entries / 10_000_000)
        return landmarks.falls(count, on: number, after: 2)
    }

    /// More happens by day than by night; the sum is right.
    private mutating func advance() {
        let hour = Int(moment / 3_600_000_000 % 24)
        let busyness = hour < 6 ? 0.5 : hour < 22 ? 1.1875 : 1.0
        moment += Int64(pace / busyness * (0.02 + 1.96 * random.fraction()))
    }

    private mutating func ordinary(_ message: inout Message) {
        switch random.below(10_000) {
        case ..<5_300: visits.isEmpty ? start(&message) : meterValues(&message)
        case ..<7_440: heartbeat(&message)
        case ..<8_970: status(&message, info: .ordinary)
        case ..<9_310: dataTransfer(&message)
        case ..<9_470: chargingProfile(&message)
        case ..<9_570: authorize(&message, tag: nil)
        case ..<9_760:
            // As many begin as end, around a mean.
            if visits.isEmpty || random.below(2 * Self.visitors) > visits.count {
                start(&message)
            } else {
                stop(&message)
            }
        default: other(&message)
        }
    }

    // MARK: What all messages have

    /// Begins a message of a charging station, or of its CSMS.
    mutating func begin(_ message: inout Message, _ charger: Int, _ action: KnownAction, source: Source = .cp) {
        let maker = chargers[charger].maker
        message.begin(
            number: number, datetime: moment, charger: charger, action,
            hasBlanks: source == .cp ? maker.hasBlanks : false)
        message.source = source
        // An answer of the station has its blanks, one of the CSMS has none.
        message.response.begin(hasBlanks: source == .csms && maker.hasBlanks)
        if source == .csms { appendUUID(&message.uniqueID) } else { appendID(charger, &message.uniqueID) }
        let base = source == .cp ? 3_000 : 40_000
        message.latency = Int64(base + random.below(base * 2) + (random.oneIn(50) ? random.below(900_000) : 0))
    }

    private mutating func appendID(_ charger: Int, _ bytes: inout [UInt8]) {
        chargers[charger].counter += 1
        switch chargers[charger].maker.ids {
        case .uuid: appendUUID(&bytes)
        case .counter: bytes.append(number: chargers[charger].counter)
        case .base36:
            var rest = random.next() >> 2
            for _ in 0..<11 {
                let digit = UInt8(rest % 36)
                bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
                rest /= 36
            }
        case .milliseconds:
            let last = max(chargers[charger].lastMilliseconds + 1, moment / 1_000)
            chargers[charger].lastMilliseconds = last
            bytes.append(number: Int(last))
        }
    }

    private mutating func appendUUID(_ bytes: inout [UInt8]) {
        var number: UInt64 = 0
        for index in 0..<32 {
            if index % 16 == 0 { number = random.next() }
            if index == 8 || index == 12 || index == 16 || index == 20 { bytes.append(UInt8(ascii: "-")) }
            let digit = index == 12 ? 4 : index == 16 ? UInt8(8 + number & 3) : UInt8(number & 15)
            bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            number >>= 4
        }
    }

    /// The station's clock, a little before ours since the message was on its way.
    mutating func timestamp(_ name: StaticString, _ charger: Int, _ writer: inout PayloadWriter) {
        let maker = chargers[charger].maker
        let own = moment - 20_000 - Int64(random.below(60_000)) + maker.clockSkew * 1_000_000
        writer.key(name)
        writer.quote()
        times.append(own, maker.times, to: &writer.bytes)
        writer.quote()
    }

    /// The time that the CSMS answers.
    mutating func currentTime(_ name: StaticString, _ writer: inout PayloadWriter) {
        writer.key(name)
        writer.quote()
        times.append(moment + 1_000, .milliseconds, to: &writer.bytes)
        writer.quote()
    }

    var now: Int64 { moment }
}
