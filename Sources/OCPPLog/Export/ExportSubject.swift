public import OCPP

/// What an export is asked for, by whom and when: for files that say so to those who read them.
public struct ExportSubject: Sendable, Hashable {
    /// Which entries.
    public var query: Query
    /// The first moment, included; nil: the beginning of the log.
    public var from: Timestamp?
    /// The first moment that is too late; nil: the end of the log.
    public var to: Timestamp?
    /// When it was asked; nil where nobody says.
    public var moment: Timestamp?
    /// The program that writes it, with its version.
    public var program: ProgramName

    /// What is asked for; without anything, the whole log.
    public init(
        _ query: Query = .everything, from: Timestamp? = nil, to: Timestamp? = nil, moment: Timestamp? = nil,
        program: ProgramName = ProgramName()
    ) {
        self.query = query
        self.from = from
        self.to = to
        self.moment = moment
        self.program = program
    }
}

/// A program as files name it that it has written.
public struct ProgramName: Sendable, Hashable, CustomStringConvertible {
    /// Its name for people.
    public var name: String
    /// Its version; empty where nobody says.
    public var version: String

    /// A name and a version.
    public init(_ name: String = "OCPP Logs", version: String = "") {
        self.name = name
        self.version = version
    }

    /// `OCPP Logs 0.1.0`.
    public var description: String {
        version.isEmpty ? name : "\(name) \(version)"
    }
}
