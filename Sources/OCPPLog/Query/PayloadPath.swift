import OCPP

/// A place in a payload: `request.chargingProfile.chargingSchedule[0].limit`.
///
/// Names fit without regard to case and underscores, so `connector_id` is `connectorId`.
struct PayloadPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        /// A member by its name, folded and without underscores. On an array: of each element.
        case name([UInt8])
        case index(Int)
        case each
    }

    let side: PayloadSide
    let steps: [Step]
    /// The path as it is printed.
    let text: String

    /// Reads a key; nil when it is no path.
    init?(_ key: String) {
        let scalars = Array(key.unicodeScalars)
        // No name holds what ends a key.
        guard !scalars.contains(where: { $0 == ":" || $0.endsAtom }) else { return nil }
        let rootEnd = scalars.firstIndex { $0 == "." || $0 == "[" } ?? scalars.count
        switch CaseFolding.fold(Self.text(scalars[..<rootEnd])) {
        case "request", "req": side = .request
        case "response", "res": side = .response
        default: return nil
        }
        var steps: [Step] = []
        var place = rootEnd
        while place < scalars.count {
            let rest = scalars[(place + 1)...]
            if scalars[place] == "." {
                let end = rest.firstIndex { $0 == "." || $0 == "[" || $0 == "]" || $0 == "," } ?? scalars.count
                guard end > place + 1 else { return nil }
                steps.append(.name(Self.comparable(Array(Self.text(rest[..<end]).utf8).span)))
                place = end
            } else if scalars[place] == "[", let end = rest.firstIndex(of: "]") {
                let content = Self.text(rest[..<end])
                if content == "*" {
                    steps.append(.each)
                } else {
                    guard content.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(content) else {
                        return nil
                    }
                    steps.append(.index(index))
                }
                place = end + 1
            } else {
                return nil
            }
        }
        self.steps = steps
        text = (side == .request ? "request" : "response") + Self.text(scalars[rootEnd...])
    }

    /// The same for every spelling of a path.
    var identity: String {
        steps.reduce(side == .request ? "request" : "response") { path, step in
            switch step {
            case .name(let name): path + "." + String(decoding: name, as: UTF8.self)
            case .index(let index): path + "[\(index)]"
            case .each: path + "[*]"
            }
        }
    }

    /// The bytes of a name without regard to case and underscores; a name of underscores alone stays.
    static func comparable(_ name: Span<UInt8>) -> [UInt8] {
        let folded = CaseFolding.fold(name)
        let bare = folded.filter { $0 != UInt8(ascii: "_") }
        return bare.isEmpty ? folded : bare
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    static func == (a: PayloadPath, b: PayloadPath) -> Bool {
        a.side == b.side && a.steps == b.steps
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(side)
        hasher.combine(steps)
    }
}
