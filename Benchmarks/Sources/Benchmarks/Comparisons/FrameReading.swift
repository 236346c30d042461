import Foundation
import OCPP

/// Reading one frame: ours against Foundation's two parsers, and against a glance at its first bytes.
enum FrameReading {
    static func comparisons() throws -> [Comparison] {
        let short = Array(SampleFrames.short.utf8)
        let long = Array(SampleFrames.long.utf8)
        var traffic = Traffic()
        let mix = traffic.exchanges(500).flatMap { [$0.request, $0.response] }
        var comparisons = [
            comparison("StatusNotification of \(short.count) bytes", repeating(short)),
            comparison("MeterValues of \(long.count) bytes", repeating(long)),
            comparison("generated mix of \(mix.count) frames", mix),
        ]
        if let recorded = try RecordedFrames.frames() {
            // Real traffic holds frames that Foundation cannot read as ours does: broken ones, numbers as ids.
            comparisons.append(comparison("\(recorded.count) recorded frames", recorded, mustAgree: false))
        }
        return comparisons
    }

    private static func repeating(_ frame: [UInt8]) -> [[UInt8]] {
        [[UInt8]](repeating: frame, count: 1_000)
    }

    private static func comparison(_ name: String, _ frames: [[UInt8]], mustAgree: Bool = true) -> Comparison {
        // Peers get the type they want for nothing: a real one would have to copy.
        let data = frames.map { Data($0) }
        let reader = FrameReader(version: .v16)
        let decoder = JSONDecoder()
        return Comparison(
            title: "Reading frames: \(name)", unit: "frame", units: frames.count,
            bytes: frames.reduce(0) { $0 + $1.count },
            subjects: [
                Subject("FrameReader", mustAgree: mustAgree) {
                    frames.reduce(0) { $0 &+ weight(reader.read($1.span)) }
                },
                Subject("JSONSerialization", mustAgree: mustAgree) {
                    data.reduce(0) { $0 &+ weight(ParsedFrame(serialized: $1)) }
                },
                Subject("JSONDecoder", mustAgree: mustAgree) {
                    data.reduce(0) { $0 &+ weight(try? decoder.decode(ParsedFrame.self, from: $1)) }
                },
                Subject("a glance, nothing checked", mustAgree: false) {
                    frames.reduce(0) {
                        $0 &+ (PeekedFrame($1.span).map { Int($0.type) + ($0.action?.utf8.count ?? 0) } ?? 0)
                    }
                },
            ])
    }

    /// A number made of what was found, so that two readers can be compared.
    private static func weight(_ frame: Frame) -> Int {
        switch frame {
        case .call(let call):
            call.uniqueID.rawValue.utf8.count + call.action.rawValue.utf8.count + (call.fields.connectorID ?? 0)
                + (call.fields.status?.utf8.count ?? 0) + (call.fields.idTag?.utf8.count ?? 0)
                + (call.fields.transactionID.flatMap { Int($0) } ?? 0)
        case .callResult(let result): result.uniqueID.rawValue.utf8.count
        case .callError(let error): error.uniqueID.rawValue.utf8.count + error.code.rawValue.utf8.count
        case .callResultError, .send, .malformed: 0
        }
    }

    private static func weight(_ frame: ParsedFrame?) -> Int {
        guard let frame else { return 0 }
        let id = frame.uniqueID.utf8.count
        switch frame.type {
        case 2:
            return id + (frame.action?.utf8.count ?? 0) + (frame.connectorID ?? 0)
                + (frame.status?.utf8.count ?? 0) + (frame.idTag?.utf8.count ?? 0) + (frame.transactionID ?? 0)
        case 4: return id + (frame.errorCode?.utf8.count ?? 0)
        default: return id
        }
    }
}
