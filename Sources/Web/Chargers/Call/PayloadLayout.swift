import OCPPLog

/// JSON over several lines for a field that people write in.
enum PayloadLayout {
    /// As it is, where it is no JSON.
    static func text(_ json: [UInt8]) -> String {
        IndentedJSON.text(json[...]) ?? String(decoding: json, as: UTF8.self)
    }
}
