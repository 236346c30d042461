import OCPPLog

/// Which templates the rows of a block have, and the how manieth frame of its template each is.
struct BlockRows {
    /// For so many frames it is counted anew; then it is written down for all.
    private static let mostCounted = 8

    private let formOfRow: [Int32]
    /// For each form the templates of request, response and remark, or -1.
    private let templates: [[Int]]
    /// How many frames have each template.
    private let counts: [Int]
    private var countedTimes = 0
    private var askedTimes = 0
    /// The rows of all templates one behind the other, and where those of each begin; empty before they are needed.
    private var rowsByTemplate: [Int32] = []
    private var starts: [Int] = []
    /// Three a row, for request, response and remark; empty before they are needed.
    private var ordinals: [Int32] = []

    init(_ meta: BlockMeta, _ text: TextReader) throws(StoreError) {
        let misfit = BlockPart.text.damage("it belongs to another block")
        for form in meta.forms where form.body >= text.bodies.count { throw misfit }
        templates = meta.forms.map { form in
            let body = text.bodies[form.body]
            return [body.request ?? -1, body.response ?? -1, body.remark ?? -1]
        }
        formOfRow = meta.formOfRow
        var rowsOfForm = Array(repeating: 0, count: meta.forms.count)
        for form in meta.formOfRow { rowsOfForm[Int(form)] += 1 }
        var counts = Array(repeating: 0, count: text.templates.count)
        for (own, rows) in zip(templates, rowsOfForm) {
            for template in own where template >= 0 { counts[template] += rows }
        }
        for (count, template) in zip(counts, text.templates) where count != template.count { throw misfit }
        self.counts = counts
    }

    /// The rows of the first frames of a template, in their order.
    mutating func rows(of template: Int, first wanted: Int = .max) -> [Int32] {
        if rowsByTemplate.isEmpty {
            askedTimes += 1
            if askedTimes <= Self.mostCounted { return countedRows(of: template, first: wanted) }
            sortRows()
        }
        return Array(rowsByTemplate[starts[template]..<starts[template] + min(wanted, counts[template])])
    }

    private func countedRows(of template: Int, first wanted: Int) -> [Int32] {
        let times = templates.map { own in own.count { $0 == template } }
        var rows: [Int32] = []
        for (row, form) in formOfRow.enumerated() where times[Int(form)] > 0 {
            guard rows.count < wanted else { break }
            for _ in 0..<times[Int(form)] { rows.append(Int32(truncatingIfNeeded: row)) }
        }
        return rows
    }

    /// The how manieth frame of its template a row has.
    /// - Parameter channel: 0 request, 1 response, 2 remark; the row has one.
    mutating func ordinal(ofRow row: Int, _ channel: Int) -> Int {
        if ordinals.isEmpty {
            countedTimes += 1
            if countedTimes <= Self.mostCounted { return countedOrdinal(ofRow: row, channel) }
            writeDown()
        }
        return Int(ordinals[row * 3 + channel])
    }

    private func countedOrdinal(ofRow row: Int, _ channel: Int) -> Int {
        let own = templates[Int(formOfRow[row])]
        let times = templates.map { templates in templates.count { $0 == own[channel] } }
        var ordinal = own[..<channel].count { $0 == own[channel] }
        for form in formOfRow[..<row] { ordinal += times[Int(form)] }
        return ordinal
    }

    private mutating func sortRows() {
        starts = []
        var sum = 0
        for count in counts {
            starts.append(sum)
            sum += count
        }
        var next = starts
        var rows = Array<Int32>(repeating: 0, count: sum)
        let own = templates.map { $0.filter { $0 >= 0 } }
        for (row, form) in formOfRow.enumerated() {
            for template in own[Int(form)] {
                rows[next[template]] = Int32(truncatingIfNeeded: row)
                next[template] += 1
            }
        }
        rowsByTemplate = rows
    }

    private mutating func writeDown() {
        var ordinals = Array<Int32>(repeating: 0, count: formOfRow.count * 3)
        var filled = Array<Int32>(repeating: 0, count: counts.count)
        let channels = templates.map { own in own.enumerated().filter { $0.element >= 0 } }
        for (row, form) in formOfRow.enumerated() {
            for (channel, template) in channels[Int(form)] {
                ordinals[row * 3 + channel] = filled[template]
                filled[template] += 1
            }
        }
        self.ordinals = ordinals
    }
}
