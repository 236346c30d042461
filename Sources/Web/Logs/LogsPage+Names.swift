import Mustache

// The template engine looks for a name by reflection, with every value of the type around it. What the page of the log asks for
// often is named here instead: that is a sixth of the time the page takes.

extension LogsPage: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "frame": frame
        case "text": text
        case "options": options
        case "range": range
        case "kept": kept
        case "pills": pills
        case "hints": hints
        case "presets": presets
        case "keys": keys
        case "fault": fault
        case "histogram": histogram
        case "facets": facets
        case "uncounted": uncounted
        case "table": table
        case "tools": tools
        case "liveFrom": liveFrom
        case "empty": empty
        default: nil
        }
    }
}

extension LogTable: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "caption": caption
        case "heads": heads
        case "turn": turn
        case "style": style
        case "parts": parts
        case "unfoldURL": unfoldURL
        case "foldURL": foldURL
        case "nextURL": nextURL
        case "nextLabel": nextLabel
        case "end": end
        case "searchedBack": searchedBack
        case "firstURL": firstURL
        case "firstLabel": firstLabel
        default: nil
        }
    }
}

extension LogFacets.Group: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "key": key
        case "label": label
        case "values": values
        case "moreURL": moreURL
        case "more": more
        case "note": note
        case "isOpen": isOpen
        default: nil
        }
    }
}

extension ZoneChoice: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "value": value
        case "label": label
        case "isChosen": isChosen
        default: nil
        }
    }
}

extension LogTools.Choice: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "value": value
        case "label": label
        case "isChosen": isChosen
        default: nil
        }
    }
}
