import ArgumentParser

/// In which form entries are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    /// A line an entry, for people.
    case line
    /// Columns with a heading.
    case table
    /// One array.
    case json
    /// One object a line.
    case ndjson
    case csv
    /// The frames as they were on the wire, one a line.
    case raw
}
