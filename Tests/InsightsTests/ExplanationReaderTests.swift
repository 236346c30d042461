import Testing

@testable import Insights

/// The form of the table: a mistake in it is a fault that a test sees, and is never shown.
struct ExplanationReaderTests {
    @Test func aLineThatBeginsWithABlankGoesOn() {
        var reader = ExplanationReader()
        reader.read("status A | 1.6 2.1 | B response\nmeans one\n  two\ncause c\ncheck d\nspec e\n")
        #expect(reader.faults.isEmpty)
        #expect(
            reader.explanations == [
                Explanation(
                    "A", .status, versions: ["1.6", "2.1"], sender: "B response", meaning: "one two", causes: ["c"],
                    checks: ["d"], specification: "e")
            ])
    }

    @Test(arguments: [
        "means nothing begun", "status A | 1.6", "status A | 1.7 | x", "status A |  | x", "word",
        "status A | 1.6 | x\nmeans a\nmeans b", "action A | 1.6 | x\nrequest name", "status A | 1.6 | x\nwhy b",
    ])
    func aMistakeIsAFault(_ text: String) {
        var reader = ExplanationReader()
        reader.read(text)
        #expect(reader.faults.count == 1)
    }
}
