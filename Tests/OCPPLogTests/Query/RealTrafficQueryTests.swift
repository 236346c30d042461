import OCPP
import OCPPLog
import TestSupport
import Testing

/// Frames of real stations are found by what stands in them.
@Suite(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
struct RealTrafficQueryTests {
    @Test func everyCallIsFoundByActionChargerAndAWordOfItsPayload() throws {
        var count = 0
        for frame in try SharedTraces.frames("frames-real") {
            guard
                let entry = Entry.talked(
                    frame.text, from: frame.source ?? .cp, charger: frame.charger, version: frame.version),
                entry.kind == .unanswered, let action = entry.action
            else { continue }
            count += 1
            #expect(finds(.field(.action, [.glob(Glob(literal: action.rawValue.uppercased()))]), entry))
            #expect(finds(.field(.charger, [.glob(Glob(literal: frame.charger))]), entry))
            #expect(!finds(.not(.field(.source, [.any])), entry))
            for word in words(of: entry) {
                #expect(finds(.text(Query.FreeText(word)), entry), "\(word) in \(frame.text)")
                #expect(finds(.text(Query.FreeText(word.uppercased())), entry), "\(word) in \(frame.text)")
            }
            #expect(!finds(.text(Query.FreeText("no station says this")), entry))
        }
        #expect(count > 300)
    }

    /// Tokens of the payload, short and long, and a piece out of its middle.
    private func words(of entry: Entry) -> [String] {
        let payload = String(decoding: entry.request?.payloadBytes ?? [], as: UTF8.self)
        let tokens = payload.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
        return tokens.prefix(5) + [String(payload.dropFirst(payload.count / 3).prefix(12))].filter { $0.count > 2 }
    }

    private func finds(_ query: Query, _ entry: Entry) -> Bool {
        QueryMatcher(query).matches(entry)
    }
}
