import OCPP
import Testing

struct SpellingTests {
    @Test(arguments: [
        ("soft", ["Soft"]), ("HARD", ["Hard"]), ("Sotf", ["Soft"]), ("Sof", ["Soft"]), ("Sfot!", ["Soft"]),
        ("Sxxt", []),
        ("connectrId", ["connectorId"]), ("conectrId", ["connectorId"]), ("conetrId", []), ("id", ["ID"]), ("it", []),
        ("", []),
    ])
    func aMisspeltWordFindsTheOneThatWasMeant(_ word: String, _ meant: [String]) {
        let found = Spelling.suggestions(for: word, among: ["Hard", "Soft", "connectorId", "ID"])
        #expect(found == meant)
    }

    @Test func theClosestComesFirstAndNoMoreThanThree() {
        let found = Spelling.suggestions(for: "limit", among: ["limt2", "limits", "limit", "limiter", "lim"])
        #expect(found == ["limit", "limits", "limt2"])
    }

    @Test func aVeryLongWordIsNoMisspelling() {
        let word = String(repeating: "a", count: 1_000_000)
        #expect(Spelling.suggestions(for: word, among: ["Hard", "Soft"]) == [])
    }
}
