import Foundation
import Logging
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// Pins in the data directory: they outlive the process, and several processes change them.
struct KeptPinsTests {
    private let place: TemporaryDirectory
    private static let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        place = try TemporaryDirectory()
    }

    private func board(at seconds: Double = 0) -> KeptPins {
        KeptPins(directory: DataDirectory(path: place.path), logger: Self.quiet, now: { .at(seconds) })
    }

    private func id(_ number: Int64) -> EntryID { EntryID(origin: 7, sequence: number) }
    private func file(_ name: String) -> String { place.url.appending(path: name).path }

    @Test func whatIsPinnedIsThereForTheNextProcess() throws {
        let first = try board(at: 1).pin(id(1), by: "page")
        let second = try board(at: 2).pin(id(2), by: "token")
        #expect(board().pins() == PinList([second, first]))
        #expect(try board().unpin(id(1)))
        #expect(board().pins() == PinList([second]))
        let rights = try FileManager.default.attributesOfItem(atPath: file("pins.json"))[.posixPermissions] as? Int
        #expect(rights == 0o600)
    }

    @Test func whatAnotherProcessPinsIsKnownAtOnceAndNothingOfItIsLost() throws {
        let (server, command) = (board(), board())
        #expect(server.pins().pins.isEmpty)
        _ = try command.pin(id(1), by: "command")
        #expect(server.pins().pins.count == 1)
        _ = try server.pin(id(2), by: "page")
        _ = try command.pin(id(3), by: "command")
        #expect(server.pins().pins.map(\.entryID.sequence) == [3, 2, 1])
        #expect(try server.unpin(id(3)) && command.pins().pins.count == 2)
        try FileManager.default.removeItem(atPath: file("pins.json"))
        #expect(server.pins().pins.isEmpty)
    }

    @Test func manyAtOnceLoseNothing() async throws {
        let place = place
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker: Int64 in 0..<4 {
                group.addTask {
                    let board = KeptPins(
                        directory: DataDirectory(path: place.path), logger: Self.quiet, now: { .at(0) })
                    for number: Int64 in 0..<20 {
                        _ = try board.pin(EntryID(origin: 7, sequence: worker * 100 + number + 1), by: "page")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(board().pins().pins.count == 80)
    }

    @Test func aThousandAndNoMore() throws {
        let full = PinList((1...1_000).map { Pin(id($0), since: .at(0), by: "page") })
        try DataDirectory(path: place.path).keep(PinJSON.text(of: full), in: KeptPins.fileName)
        #expect(throws: PinsAreFull()) { try board().pin(id(2_000), by: "page") }
        #expect(board().pins() == full)
    }

    @Test func aFileThatCannotBeReadIsPutAsideByTheNextChange() throws {
        try Data("nonsense".utf8).write(to: place.url.appending(path: "pins.json"))
        let board = board()
        #expect(board.pins().pins.isEmpty)
        #expect(throws: CommandFailure.self) { try board.read() }
        _ = try board.pin(id(1), by: "page")
        #expect(board.pins().pins.count == 1)
        #expect(try String(contentsOfFile: file("pins.json.broken"), encoding: .utf8) == "nonsense")
    }

    @Test func whatCannotBeWrittenIsRefusedAndChangesNothing() throws {
        let nowhere = KeptPins(
            directory: DataDirectory(path: place.path + "/unmounted"), logger: Self.quiet, now: { .at(0) })
        let error = #expect(throws: StoreError.self) { try nowhere.pin(id(1), by: "page") }
        #expect(error?.code == .unwritable && nowhere.pins().pins.isEmpty)
    }
}
