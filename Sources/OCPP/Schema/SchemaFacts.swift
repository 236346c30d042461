/// What the JSON schemas of OCPP say of each message, as text that ``SchemaTable`` reads once.
///
/// The text is written by `scripts/schema-facts`. One line is one definition; a line that begins with a blank goes on
/// with the one before. Words are separated by blanks.
///
///     request Reset type!:Type                       a request's members
///     response Reset status!:Status                  a response's members
///     object IdTokenType idToken!:string(...255)     an object with these members and no others
///     open CustomDataType vendorId!:string(...255)   an object with these members and any others
///     enum Type Hard Soft                            a string that is one of these values
///
/// A member is `name:type`, or `name!:type` where it is required. A type is one of
///
///     string  string(...255)    any text; at most so many characters
///     date-time  uri            a text of that format; a length may follow as above
///     integer  int              a whole number; `int` may not be written `1.0` (JSON schema draft 4)
///     number  boolean  any
///     integer(0...)  number(...0)  integer(0...100)   with a lowest and a highest value
///     number/0.1                a multiple of 0.1; only powers of ten stand here
///     [type]  [type](1...4)     an array; from so many to so many elements
///     Name                      the object or enum of that name
enum SchemaFacts {
    /// All lines of one version; none for ``OCPPVersion/unknown`` and those over SOAP.
    static func text(of version: OCPPVersion) -> [String] {
        switch version {
        case .v16: [v16Enumerations, v16Objects, v16Requests, v16Responses]
        case .v201: [v201Enumerations, v201Objects, v201Requests, v201Responses]
        case .v21: [v21Enumerations, v21Objects, v21Requests, v21Responses]
        case .unknown, .v12SOAP, .v15SOAP, .v16SOAP: []
        }
    }

    /// The definitions of a text, each as its words: kind, name, and what follows.
    static func definitions(in text: String) -> [[Substring]] {
        var definitions: [[Substring]] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.utf8.first == UInt8(ascii: " "), !definitions.isEmpty {
                definitions[definitions.count - 1] += words
            } else {
                definitions.append(words)
            }
        }
        return definitions
    }
}
