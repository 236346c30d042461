import OCPPLog

/// Which templates the rows of a block have, and the how manieth frame of its template each is.
struct BlockRows {
    /// For each template the row of each of its frames.
    private(set) var rowsOfTemplates: [[Int32]]
    /// Three a row, for request, response and remark: the how manieth frame of its template it is.
    private(set) var ordinals: [Int32]

    init(_ meta: BlockMeta, _ text: TextReader) throws(StoreError) {
        rowsOfTemplates = Array(repeating: [], count: text.templates.count)
        for (index, template) in text.templates.enumerated() where template.count <= meta.count * 3 {
            rowsOfTemplates[index].reserveCapacity(template.count)
        }
        ordinals = Array(repeating: 0, count: meta.count * 3)
        for form in meta.forms where form.body >= text.bodies.count {
            throw BlockPart.text.damage("an index points at nothing")
        }
        for (row, form) in meta.formOfRow.enumerated() {
            let body = text.bodies[meta.forms[Int(form)].body]
            note(body.request, row, 0)
            note(body.response, row, 1)
            note(body.remark, row, 2)
        }
        for (rows, template) in zip(rowsOfTemplates, text.templates) where rows.count != template.count {
            throw BlockPart.text.damage("it belongs to another block")
        }
    }

    private mutating func note(_ template: Int?, _ row: Int, _ channel: Int) {
        guard let template else { return }
        ordinals[row * 3 + channel] = Int32(truncatingIfNeeded: rowsOfTemplates[template].count)
        rowsOfTemplates[template].append(Int32(truncatingIfNeeded: row))
    }
}
