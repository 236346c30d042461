import Mustache

extension LogRow {
    /// The row as HTML: with the usual columns, or with those that were chosen.
    var markup: Markup {
        // What cannot be opened yet has no entry to point at.
        let mark: Markup = url == nil ? "" : " data-entry=\"\(id)\" id=\"e-\(id)\""
        let error: Markup = isError ? " data-error" : ""
        let columns = cells.isEmpty ? usual : Markup(cells.map(\.markup))
        return "<tr role=\"row\"\(mark)\(error)>\n\(columns)\(menuQuery.map(menu) ?? "")</tr>\n"
    }

    /// What leads to ``RowMenu``. The menu itself costs a browser as much as all the rest of the row.
    private func menu(_ query: String) -> Markup {
        """
        <td role="cell" class="c-menu"><a class="more" href="/entries/\(id)/menu\(query)" \
        aria-label="More of \(action), \(clock)">⋯</a></td>

        """
    }

    private var usual: Markup {
        """
        <td role="cell" class="c-time">\(linkedMoment)</td>
        <td role="cell" class="c-site" title="\(site)">\(site)</td>
        <td role="cell" class="c-charger" title="\(charger)"><span class="name">\(charger)</span>\
        \(connector, { "<span class=\"connector\"> · \($0)</span>" })</td>
        <td role="cell" class="c-source"><span role="img" aria-label="\(sender)">\(arrow)</span> \(source)</td>
        <td role="cell" class="c-action\(hasAction ? "" : " none")" title="\(action)">\(action)</td>
        <td role="cell" class="c-summary" title="\(summary)"><span>\(isPinned ? Markup.star : "")\(finds, { $0.markup })\(summary)</span></td>
        <td role="cell" class="c-result \(tone)" title="\(result)"><span class="icon" aria-hidden="true">\(icon)</span> \
        \(result)</td>
        <td role="cell" class="c-latency">\(latencyMarkup)</td>

        """
    }

    private var linkedMoment: Markup {
        let time: Markup = """
            <time datetime="\(moment)"><span class="date"><span class="year">\(year)</span>\(date)</span> \(clock)\
            \(offset, { "<span class=\"offset\">\($0)</span>" })</time>
            """
        return url.map { "<a href=\"\($0)\">\(time)</a>" } ?? time
    }

    private var latencyMarkup: Markup {
        latency.map { "\($0)<span class=\"unit\"> ms</span>" } ?? "<span aria-hidden=\"true\">–</span>"
    }
}

/// What templates know of a row.
extension LogRow: MustacheParent {
    func child(named name: String) -> Any? {
        name == "markup" ? markup.text : nil
    }
}

extension Markup {
    /// That an entry is pinned, with a blank behind it.
    fileprivate static let star: Markup =
        "<span class=\"star\" title=\"Pinned\"><span aria-hidden=\"true\">★</span><span class=\"hidden\">Pinned</span></span> "
}

extension LogCell {
    /// The cell as HTML.
    fileprivate var markup: Markup {
        let content: Markup =
            if let url, let moment {
                "<a href=\"\(url)\"><time datetime=\"\(moment)\">\(text)</time></a>"
            } else {
                "<span>\(text)</span>"
            }
        return """
            <td role="cell" class="\(style)" title="\(text)" data-label="\(label)">\(isPinned ? Markup.star : "")\
            \(icon, { "<span class=\"icon\" aria-hidden=\"true\">\($0)</span> " })\(content)</td>

            """
    }
}

extension FindingMark {
    /// The mark as HTML, with a blank behind it.
    fileprivate var markup: Markup {
        """
        <a class="finds \(tone)" href="\(url)" title="\(text)"><span aria-hidden="true">◆ \(String(count))</span>\
        <span class="hidden">\(text)</span></a> 
        """
    }
}
