import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Insights

/// Every tie of the table: the call finds its message and the message its call, and nothing else does.
struct CallTieTests {
    @Test(arguments: TiePair.all)
    func aCallAndItsMessageFindEachOther(_ pair: TiePair) async throws {
        var talk = Conversation()
        talk.ask(pair, answer: pair.answer)
        talk.charger("DataTransfer", #"{"vendorId":"V"}"#)
        talk.send(pair)
        let mark = pair.isCertain ? "" : "?"
        #expect(try await talk.tie(of: 2) == "\(pair.call) 0\(mark)")
        #expect(try await talk.tie(of: 0) == "\(pair.message) 2\(mark)")
        #expect(try await talk.tie(of: 1) == nil)
    }

    @Test func everyTieHasAPair() {
        let tied = Set(CallTie.all.map { "\($0.call) \($0.message)" })
        // ExtendedTriggerMessage asks for what TriggerMessage asks for.
        let tested = Set(
            TiePair.all.flatMap { pair in
                pair.call == "TriggerMessage"
                    ? ["TriggerMessage", "ExtendedTriggerMessage"].map { "\($0) \(pair.message)" }
                    : ["\(pair.call) \(pair.message)"]
            })
        #expect(tied == tested)
    }

    @Test(arguments: TiePair.all, [#"{"status":"Rejected"}"#, "error NotSupported", #"{"status":"EmptyResultSet"}"#])
    func aRefusedCallBringsNothingAbout(_ pair: TiePair, _ answer: String) async throws {
        var talk = Conversation()
        talk.ask(pair, answer: answer)
        talk.send(pair)
        #expect(try await talk.tie(of: 0) == nil)
        #expect(try await talk.tie(of: 1) == nil)
    }

    @Test(arguments: TiePair.all)
    func whatCameBeforeTheCallOrFromAnotherStationIsNotTied(_ pair: TiePair) async throws {
        var talk = Conversation()
        talk.send(pair)
        talk.ask(pair, answer: pair.answer)
        talk.charger = "CP-2"
        talk.send(pair)
        for index in 0...2 { #expect(try await talk.tie(of: index) == nil) }
    }

    @Test(arguments: TiePair.all)
    func afterItsLongestTimeAMessageIsNotTied(_ pair: TiePair) async throws {
        for (late, isTied) in [(0.0, true), (0.001, false)] {
            var talk = Conversation()
            talk.ask(pair, answer: pair.answer)
            talk.now = pair.longest + late
            talk.send(pair)
            #expect(try await (talk.tie(of: 0) != nil) == isTied)
            #expect(try await (talk.tie(of: 1) != nil) == isTied)
        }
    }

    @Test func everyNameStandsInTheSchemas() {
        let places = SchemaPaths.all.filter { $0.side == .request }
        func has(_ action: Action, _ path: String) -> Bool {
            places.contains { $0.action == action && $0.path == path }
        }
        for tie in CallTie.all {
            #expect(tie.call.specification?.requestedBy == [.csms])
            #expect(tie.message.specification?.requestedBy == [.cp])
            for end in [CallTie.End.call, .message] {
                if let place = tie.place(at: end) {
                    #expect(has(tie.action(at: end), place), "\(tie.action(at: end)) \(place)")
                }
            }
        }
        let asked = Set(places.filter { $0.path == "requestedMessage" }.flatMap(\.words))
        // What a maker's own trigger brings about is his affair.
        #expect(Set(CallTie.all.compactMap(\.requested)) == asked.subtracting(["CustomTrigger"]))
    }

    @Test func everyRequestThatNamesItsAnswerIsTied() {
        // An id of a request that only the CSMS or only the station sends ties nothing.
        let alone: Set = ["CertificateSigned", "SignCertificate"]
        let named = SchemaPaths.all.filter { $0.side == .request && $0.path == "requestId" }.map(\.action.rawValue)
        let tied = Set(CallTie.all.flatMap { [$0.call.rawValue, $0.message.rawValue] })
        #expect(Set(named).subtracting(tied).subtracting(alone) == [])
    }
}
