import OCPP

/// Reads the values of meters out of a payload in one pass over its tokens: messages have hundreds of them.
struct MeterReader {
    private(set) var reading = MeterReading()
    private var cursor = QuickCursor()
    private var place = MeterPlace(isTransactionData: false, meterValue: 0, sampledValue: 0)

    /// Reads a list of meter values, if it is one: `meterValue`, and `transactionData` of StopTransaction.
    /// - Parameters:
    ///   - name: of the member.
    ///   - other: stands behind the beginning of the list, and behind its end afterwards.
    /// - Returns: whether it is one.
    mutating func read(_ name: Range<Int>, in bytes: Span<UInt8>, with other: inout QuickCursor) -> Bool {
        let isTransactionData = Self.isName("transactionData", name, in: bytes)
        guard isTransactionData || Self.isName("meterValue", name, in: bytes) else { return false }
        cursor = other
        place = MeterPlace(isTransactionData: isTransactionData, meterValue: 0, sampledValue: 0)
        while let token = cursor.next(in: bytes), token.kind != .endArray {
            if token.kind == .beginObject { meterValue(in: bytes) } else { _ = cursor.skip(token, in: bytes) }
            place.meterValue += 1
        }
        other = cursor
        reading.finish()
        return true
    }

    private mutating func meterValue(in bytes: Span<UInt8>) {
        let first = reading.samples.count
        var time: Timestamp?
        while let key = cursor.next(in: bytes), key.kind == .string, let token = cursor.next(in: bytes) {
            if token.kind == .string, Self.isName("timestamp", key.content, in: bytes) {
                if place.meterValue == 0 { reading.firstTime = token.content }
                time = Timestamp(utf8: bytes.extracting(token.content), offsetMinutes: 0)
            } else if token.kind == .beginArray, Self.isName("sampledValue", key.content, in: bytes) {
                sampledValues(in: bytes)
            } else {
                _ = cursor.skip(token, in: bytes)
            }
        }
        for index in first..<reading.samples.count { reading.samples[index].time = time }
    }

    private mutating func sampledValues(in bytes: Span<UInt8>) {
        place.sampledValue = 0
        while let token = cursor.next(in: bytes), token.kind != .endArray {
            if token.kind == .beginObject {
                take(sampledValue(in: bytes), in: bytes)
            } else {
                _ = cursor.skip(token, in: bytes)
            }
            place.sampledValue += 1
        }
    }

    /// The members of one value as they stand there.
    private struct Sampled {
        var value, measurand, phase, unit, context, location: QuickCursor.Token?
        var isSigned = false
        var multiplier: Int? = 0
    }

    private mutating func sampledValue(in bytes: Span<UInt8>) -> Sampled {
        var sampled = Sampled()
        while let key = cursor.next(in: bytes), key.kind == .string, let token = cursor.next(in: bytes) {
            let name = key.content
            switch name.count {
            case 4 where Self.isName("unit", name, in: bytes): sampled.unit = token
            case 5 where Self.isName("value", name, in: bytes): sampled.value = token
            case 5 where Self.isName("phase", name, in: bytes): sampled.phase = token
            case 6 where Self.isName("format", name, in: bytes):
                sampled.isSigned = Self.isName("SignedData", token.content, in: bytes)
            case 7 where Self.isName("context", name, in: bytes): sampled.context = token
            case 8 where Self.isName("location", name, in: bytes): sampled.location = token
            case 9 where Self.isName("measurand", name, in: bytes): sampled.measurand = token
            case 13 where token.kind == .beginObject && Self.isName("unitOfMeasure", name, in: bytes):
                unitOfMeasure(&sampled, in: bytes)
                continue
            default: break
            }
            _ = cursor.skip(token, in: bytes)
        }
        return sampled
    }

    /// 2.x has the unit beside a multiplier: 10 to its power.
    private mutating func unitOfMeasure(_ sampled: inout Sampled, in bytes: Span<UInt8>) {
        while let key = cursor.next(in: bytes), key.kind == .string, let token = cursor.next(in: bytes) {
            if Self.isName("unit", key.content, in: bytes) {
                sampled.unit = sampled.unit ?? token
            } else if token.kind == .number, Self.isName("multiplier", key.content, in: bytes) {
                sampled.multiplier = Int(JSONText.string(token.content, in: bytes))
            }
            _ = cursor.skip(token, in: bytes)
        }
    }

    private mutating func take(_ sampled: Sampled, in bytes: Span<UInt8>) {
        guard let value = sampled.value, value.kind == .string || value.kind == .number, !sampled.isSigned else {
            return
        }
        let measurand = MeterWords.text(sampled.measurand, in: bytes) ?? MeterReading.energyImport
        guard let number = MeterNumber.read(value.content, in: bytes) else {
            if reading.unreadable == nil, (1...40).contains(value.content.count) {
                let text = JSONText.decode(value.content, hasEscapes: value.hasEscapes, in: bytes)
                reading.unreadable = MeterReading.Unreadable(measurand: measurand, text: text, place: place)
            }
            return
        }
        guard let power = sampled.multiplier, (-12...12).contains(power), reading.samples.count < MeterReading.most
        else { return }
        let unit = MeterWords.text(sampled.unit, in: bytes)
        let plain = number * MeterNumber.factor(of: unit) * MeterNumber.scale(power)
        guard plain.isFinite else { return }
        reading.samples.append(
            MeterSample(
                time: nil, measurand: measurand, phase: MeterWords.text(sampled.phase, in: bytes), unit: unit,
                value: plain,
                context: MeterWords.text(sampled.context, in: bytes),
                location: MeterWords.text(sampled.location, in: bytes), place: place))
    }

    private static func isName(_ name: StaticString, _ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard name.utf8CodeUnitCount == range.count else { return false }
        return name.withUTF8Buffer { name in
            for index in name.indices where name[index] != bytes[range.lowerBound + index] { return false }
            return true
        }
    }
}

/// The numbers of meter values.
private enum MeterNumber {
    /// A finite number; nil for another text.
    static func read(_ range: Range<Int>, in bytes: Span<UInt8>) -> Double? {
        if let plain = plain(range, in: bytes) { return plain }
        guard range.count <= 64, let number = Double(JSONText.string(range, in: bytes)), number.isFinite else {
            return nil
        }
        return number
    }

    /// Up to fifteen digits with a point among them: both parts are exact, and so is their quotient as far as a double goes.
    private static func plain(_ range: Range<Int>, in bytes: Span<UInt8>) -> Double? {
        var position = range.lowerBound
        guard position < range.upperBound, range.count <= 17 else { return nil }
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var digits: Int64 = 0
        var (count, divisor) = (0, 1.0)
        var hasPoint = false
        while position < range.upperBound {
            let byte = bytes[position]
            if byte == UInt8(ascii: "."), !hasPoint, count > 0 {
                hasPoint = true
            } else {
                guard (0x30...0x39).contains(byte), count < 15 else { return nil }
                digits = digits * 10 + Int64(byte - 0x30)
                count += 1
                if hasPoint { divisor *= 10 }
            }
            position += 1
        }
        guard count > 0 else { return nil }
        return (isNegative ? -1 : 1) * Double(digits) / divisor
    }

    static func factor(of unit: String?) -> Double {
        switch unit {
        case "kWh", "kW", "kvarh", "kvar", "kVA", "kVAh": 1_000
        default: 1
        }
    }

    static func scale(_ power: Int) -> Double {
        guard power != 0 else { return 1 }
        var scale = 1.0
        for _ in 0..<abs(power) { scale *= 10 }
        return power < 0 ? 1 / scale : scale
    }
}
