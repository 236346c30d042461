/// The schema facts of one version in the form that ``SchemaWalk`` follows: flat arrays of plain numbers, and indexes into them, so
/// that following them counts no references.
final class SchemaTable: Sendable {
    /// A message of the version.
    struct Message: Hashable, Sendable {
        var action: Action
        var side: PayloadSide
    }

    /// What one value must be.
    struct Value: Hashable, Sendable {
        enum Kind: Sendable {
            case any, string, dateTime, uri, integer, number, boolean, enumeration, object, array
        }

        var kind: Kind
        /// The place of an object, an enumeration, or an array's elements (in ``SchemaTable/values``).
        var index = 0
        /// The lowest number, or the fewest elements.
        var least: Int?
        /// The highest number, the most elements, or the most characters.
        var most: Int?
        /// So many digits may stand behind the decimal point; nil for any.
        var fractionDigits: Int?
        /// Whether `1.0` is a whole number.
        var takesPointZero = false
    }

    /// A member of an object.
    struct Member: Hashable, Sendable {
        var name: SchemaWord
        var isRequired: Bool
        var value: Value
    }

    /// An object: up to 64 members.
    struct Object: Sendable {
        /// Their places in ``SchemaTable/members``.
        var members: Range<Int>
        /// Whether it may have other members.
        var isOpen: Bool
        /// One bit for each required member.
        var required: UInt64
    }

    let version: OCPPVersion
    let objects: [Object]
    let members: [Member]
    /// The words of each enumeration, by their places in ``words``.
    let enumerations: [Range<Int>]
    let words: [SchemaWord]
    /// The bytes of all words.
    let letters: [UInt8]
    let values: [Value]
    /// The object of each message.
    let messages: [Message: Int]
    /// The lines and words that could not be read; none in what `scripts/schema-facts` writes.
    let faults: [String]

    init(_ version: OCPPVersion, _ text: [String]) {
        var reader = SchemaFactsReader()
        reader.read(text.flatMap(SchemaFacts.definitions))
        self.version = version
        (objects, members, values) = (reader.objects, reader.members, reader.values)
        (enumerations, words, letters) = (reader.enumerations, reader.words, reader.letters)
        (messages, faults) = (reader.messages, reader.faults)
    }

    /// A word as text.
    func text(of word: SchemaWord) -> String {
        String(decoding: letters[word.start..<word.start + word.count], as: UTF8.self)
    }

    /// The words of an enumeration.
    func words(ofEnumeration index: Int) -> [String] {
        words[enumerations[index]].map(text)
    }

    /// The names of an object's members.
    func names(ofObject index: Int) -> [String] {
        members[objects[index].members].map { text(of: $0.name) }
    }

    /// The facts of a version, read when they are first asked for.
    static func table(of version: OCPPVersion) -> SchemaTable {
        switch version.reading {
        case .v201: v201
        case .v21: v21
        case .v16, .unknown, .v12SOAP, .v15SOAP, .v16SOAP: v16
        }
    }

    private static let v16 = SchemaTable(.v16, SchemaFacts.text(of: .v16))
    private static let v201 = SchemaTable(.v201, SchemaFacts.text(of: .v201))
    private static let v21 = SchemaTable(.v21, SchemaFacts.text(of: .v21))
}
