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
        var rows = Array<Int32>(repeating: 0, count: sum)
        var ordinals = Array<Int32>(repeating: 0, count: meta.count * 3)
        let counts = text.templates.map { Int32(truncatingIfNeeded: $0.count) }
        var filled = Array<Int32>(repeating: 0, count: counts.count)
        // Which channels the bodies have, one body behind the other, and where those of each form are.
        var templates: [(channel: Int, template: Int)] = []
        var places: [Range<Int>] = []
        for body in text.bodies {
            let first = templates.count
            for (channel, template) in [body.request, body.response, body.remark].enumerated() {
                if let template { templates.append((channel, template)) }
            }
            places.append(first..<templates.count)
        }
        let placeOfForm = meta.forms.map { places[$0.body] }
        for (row, form) in meta.formOfRow.enumerated() {
            for place in placeOfForm[Int(form)] {
                let (channel, template) = templates[place]
                let ordinal = filled[template]
                guard ordinal < counts[template] else { throw misfit }
                ordinals[row * 3 + channel] = ordinal
                rows[starts[template] + Int(ordinal)] = Int32(truncatingIfNeeded: row)
                filled[template] = ordinal + 1
            }
        }
        self.rows = rows
        self.ordinals = ordinals
        for (count, template) in zip(filled, text.templates) where Int(count) != template.count { throw misfit }
        starts.append(sum)
    }

    /// The rows of a template's frames, in their order.
    subscript(template: Int) -> ArraySlice<Int32> {
        rows[starts[template]..<starts[template + 1]]
    }
}
