import OCPP

/// Whether a text is JSON from its first byte to its last.
enum WholeJSON {
    static func isRead(_ text: [UInt8]) -> Bool {
        var cursor = JSONCursor()
        do {
            while try cursor.next(in: text.span) != nil {}
            return true
        } catch {
            return false
        }
    }
}
