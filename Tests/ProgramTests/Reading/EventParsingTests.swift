import Testing

@testable import ocpplogs

/// Server-sent events in pieces.
struct EventParsingTests {
    private static let text = """
        retry: 2000
        id: a.1

        : ping
        id: a.2

        event: rows
        id: a.3
        data: [{"x":1},
        data: {"x":2}]

        : nothing

        event: gap
        data:{}


        """
    private static let events: [EventParsing.Event] = [
        .init(id: "a.1"), .init(id: "a.2"), .init(kind: "rows", id: "a.3", data: "[{\"x\":1},\n{\"x\":2}]"),
        .init(kind: "gap", id: "a.3", data: "{}"),
    ]

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func eventsAreTheSameWhateverThePieces(_ size: Int) throws {
        for text in [Self.text, Self.text.replacing("\n", with: "\r\n"), Self.text.replacing("\n", with: "\r")] {
            var parsing = EventParsing()
            var events: [EventParsing.Event] = []
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                events += try parsing.events(in: Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            #expect(events == Self.events)
        }
    }

    @Test func anEventWithoutEndIsRefused() {
        var parsing = EventParsing()
        let piece = [UInt8](repeating: 0x78, count: 16 << 20)
        #expect(throws: CommandFailure.self) {
            for _ in 0..<5 { _ = try parsing.events(in: piece) }
        }
    }
}
