import Foundation
import Logging
import OCPP
import TestSupport
import Testing

@testable import ocpplogs

/// Transaction ids rise and are never given twice, whatever becomes of the disk and of the process.
struct KeptTransactionNumbersTests {
    private let place: TemporaryDirectory
    private let directory: DataDirectory
    private static let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        place = try TemporaryDirectory()
        directory = DataDirectory(path: place.path)
    }

    private func file(_ name: String) -> URL { place.url.appending(path: name) }

    private func started(in directory: DataDirectory, at seconds: Double = 0) throws -> KeptTransactionNumbers {
        try KeptTransactionNumbers(directory: directory, now: { .at(seconds) }, logger: Self.quiet)
    }

    private func isRising(_ numbers: [Int]) -> Bool {
        zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    }

    @Test func theyGoOnWhereTheLastStartMayHaveEnded() throws {
        let first = try started(in: directory)
        #expect(first.next() == 1)
        #expect(first.next() == 2)
        #expect(try started(in: directory).next() == 1_001)
    }

    @Test func theyDoNotEndWithTheReservedBlockAndNoneIsGivenAgainAfterACrash() throws {
        let numbers = try started(in: directory)
        // Faster than any disk: what is not reserved in time comes from the clock.
        let given = (0..<5_000).map { _ in numbers.next() }
        #expect(isRising(given))
        #expect(given.allSatisfy { $0 <= Int(Int32.max) })
        let afterwards = try started(in: directory, at: 5_000)
        let later = (0..<1_000).map { _ in afterwards.next() }
        #expect(isRising(later))
        #expect(Set(given).isDisjoint(with: later))
    }

    @Test func aFullDiskKeepsNobodyFromStartingAndNumbersAreReservedAllTheSame() throws {
        #expect(try started(in: directory).next() == 1)
        // Where a directory stands in the place of the draft, no new file can be written.
        try FileManager.default.createDirectory(
            at: file("next-transaction-id.new"), withIntermediateDirectories: false)
        #expect(try started(in: directory).next() == 1_001)
        #expect(try started(in: directory).next() == 2_001)
    }

    @Test func whileNothingCanBeReservedNobodyIsRefusedAndNoNumberIsGivenTwice() throws {
        let nowhere = DataDirectory(path: place.path + "/unmounted")
        let first = try started(in: nowhere, at: 0)
        let early = (0..<60).map { _ in first.next() }
        // The process was killed; a minute later the disk is still not there.
        let second = try started(in: nowhere, at: 60)
        let late = (0..<60).map { _ in second.next() }
        #expect(isRising(early + late))
        #expect(early[0] >= 1 << 30)

        // It comes back: what follows is reserved, behind all that was given.
        try FileManager.default.createDirectory(at: file("unmounted"), withIntermediateDirectories: false)
        second.reserve()
        let reserved = (0..<500).map { _ in second.next() }
        #expect(isRising(late + reserved))
        let third = try started(in: nowhere, at: 120)
        #expect(third.next() > reserved[499])
    }

    @Test func numbersOfTheClockStayBehindThoseThatAProcessBetweenHasReserved() throws {
        // Reserved numbers have come among those of the clock; later a process without a disk took some from the clock.
        try directory.keep((1 << 30) + 5, in: "next-transaction-id")
        let unreserved = try started(in: DataDirectory(path: place.path + "/unmounted"), at: 100).next()
        #expect(try started(in: directory, at: 101).next() > unreserved)
    }

    @Test func aBrokenNumberIsNoReasonToBeginAnew() throws {
        try "nonsense".write(to: file("next-transaction-id"), atomically: true, encoding: .utf8)
        let failure = try #require(throws: CommandFailure.self) { try started(in: directory) }
        #expect(failure.message.contains("next-transaction-id"))
    }
}
