public import OCPP
public import OCPPLog

/// A setting of a charging station, as it was last read or changed.
public struct Setting: Sendable, Hashable {
    /// What may be done with it.
    public enum Access: String, Sendable, Hashable, CaseIterable {
        case readOnly = "ReadOnly"
        case readWrite = "ReadWrite"
        case writeOnly = "WriteOnly"
    }

    /// When something was said of it, and which entry proves it.
    public struct Stamp: Sendable, Hashable {
        /// When the message came.
        public var time: Timestamp
        /// The entry.
        public var entryID: EntryID

        /// A moment with its entry.
        public init(time: Timestamp, entryID: EntryID) {
            self.time = time
            self.entryID = entryID
        }

        init(_ entry: Entry) {
            self.init(time: entry.datetime, entryID: entry.id)
        }
    }

    /// As it was last spelled.
    public var name: SettingName
    /// Nil where the station told none, and where none is known.
    public internal(set) var value: String?
    /// What was set and is in force from the next boot on, or may be in force, since no answer came.
    public internal(set) var awaited: String?
    /// Nil where the station did not say.
    public internal(set) var access: Access?
    /// As the station names it; 1.6 names none.
    public internal(set) var unit: String?
    /// Why it has no value, as the station said: `UnknownVariable`, or `unknownKey`, which is the list of 1.6 it stood in.
    public internal(set) var refusal: String?
    /// When it was last read.
    public internal(set) var read: Stamp?
    /// When it was last set and taken, or found different.
    public internal(set) var changed: Stamp?

    /// Whether what is awaited comes with the next boot; else it may be in force already.
    public internal(set) var waitsForBoot = false
    /// Whether the value is one that was set, and not read since.
    var isAsSet = false

    /// The longest value of any version; more is cut.
    static let longestValue = 2_500

    init(_ name: SettingName) {
        self.name = name
    }

    /// Whether anything is known that a later value can differ from.
    var isTold: Bool { (read != nil && refusal == nil) || isAsSet }

    /// Whether a value is a mask in place of a secret.
    public static func isMasked(_ value: String) -> Bool { value.hasPrefix("(masked: ") }

    /// At most so many Unicode scalars.
    static func cut(_ text: String, _ most: Int) -> String {
        guard text.utf8.count > most else { return text }
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: most, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + "…"
    }
}
