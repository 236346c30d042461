/// Follows a frame to the bracket that closes it: brackets in texts do not count.
///
/// Square ones alone are counted, since stations forget braces.
struct FrameEnd {
    private var depth = 0
    private var isInText = false
    private var isEscaped = false

    /// Looks on, at bytes that follow those before.
    /// - Returns: the place behind the closing bracket; nil when it is not among them.
    mutating func find(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        // Within the range only; the pointer is not kept.
        bytes.withUnsafeBufferPointer { buffer -> Int? in
            var position = range.lowerBound
            while position < range.upperBound {
                let byte = buffer[position]
                position &+= 1
                if isInText {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == UInt8(ascii: "\\") {
                        isEscaped = true
                    } else if byte == UInt8(ascii: "\"") {
                        isInText = false
                    }
                } else if byte == UInt8(ascii: "\"") {
                    isInText = true
                } else if byte == UInt8(ascii: "[") {
                    depth &+= 1
                } else if byte == UInt8(ascii: "]") {
                    depth &-= 1
                    if depth <= 0 { return position }
                }
            }
            return nil
        }
    }
}
