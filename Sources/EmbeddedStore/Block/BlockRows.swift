import OCPPLog

/// Which templates the rows of a block have, and the how manieth frame of its template each is.
struct BlockRows {
    /// The rows of each template's frames, one template behind the other.
    private var rows: [Int32]
    /// Where those of a template begin.
    private var starts: [Int]
    /// Three a row, for request, response and remark: the how manieth frame of its template it is.
    private(set) var ordinals: [Int32]

    init(_ meta: BlockMeta, _ text: TextReader) throws(StoreError) {
        let misfit = BlockPart.text.damage("it belongs to another block")
        for form in meta.forms where form.body >= text.bodies.count { throw misfit }
        starts = []
        var sum = 0
        for template in text.templates {
            starts.append(sum)
            sum += template.count
            guard sum <= meta.count * 3 else { throw misfit }
        }
        rows = Array(repeating: 0, count: sum)
        ordinals = Array(repeating: 0, count: meta.count * 3)
        var filled = Array<Int32>(repeating: 0, count: text.templates.count)
        let bodies = text.bodies.map { [$0.request ?? -1, $0.response ?? -1, $0.remark ?? -1] }.flatMap { $0 }
        let bodyOfForm = meta.forms.map { $0.body * 3 }
        for (row, form) in meta.formOfRow.enumerated() {
            let body = bodyOfForm[Int(form)]
            for channel in 0..<3 {
                let template = bodies[body + channel]
                guard template >= 0 else { continue }
                let ordinal = filled[template]
                guard Int(ordinal) < text.templates[template].count else { throw misfit }
                ordinals[row * 3 + channel] = ordinal
                rows[starts[template] + Int(ordinal)] = Int32(truncatingIfNeeded: row)
                filled[template] = ordinal + 1
            }
        }
        for (count, template) in zip(filled, text.templates) where Int(count) != template.count { throw misfit }
        starts.append(sum)
    }

    /// The rows of a template's frames, in their order.
    subscript(template: Int) -> ArraySlice<Int32> {
        rows[starts[template]..<starts[template + 1]]
    }
}
