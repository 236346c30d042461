import OCPP
import OCPPLog

extension StoreSearch {
    /// The page of what was found; entries that were decided without a look at them are read now.
    func page(of course: SearchCourse) async throws -> Page {
        let order = work.search.order
        let limit = course.hits.limit
        var hits = course.hits.sorted()
        var next: Cursor?
        var searchedBackTo: Timestamp?
        if !course.isComplete, let frontier = course.frontier {
            // What comes behind it may not be all that there is.
            hits.removeAll { order.rank($0.datetime) <= frontier }
            if hits.count < limit {
                next = Cursor(upTo: order.time(ofRank: frontier), order)
                searchedBackTo = order.time(ofRank: frontier)
            } else {
                next = hits[..<limit].last.map(Cursor.init(after:))
            }
        } else if hits.count > limit {
            next = hits[..<limit].last.map(Cursor.init(after:))
        }
        var page = Page(entries: [], next: next, searchedBackTo: searchedBackTo, unreadable: course.unreadable)
        let wanted = Array(hits.prefix(limit))
        var entries = try await entries(of: wanted)
        page.entries.reserveCapacity(entries.count)
        // Moved and not copied: entries are large.
        for index in entries.indices {
            if let entry = entries[index].take() { page.entries.append(entry) } else { page.unreadable += 1 }
        }
        return page
    }

    /// The entries of hits; nil where one cannot be read.
    private func entries(of hits: [Hit]) async throws -> [Entry?] {
        var entries = hits.map(\.entry)
        var sealed: [SealedPlace: [(hit: Int, row: Int)]] = [:]
        for (index, hit) in hits.enumerated() where entries[index] == nil {
            switch hit.place {
            case .hot(let file, let run, let row):
                do {
                    entries[index] = try files[file].runs[run].entry(row)
                } catch {
                    work.report(error, nil)
                }
            case .sealed(let file, let block, let row):
                sealed[SealedPlace(file: file, block: block), default: []].append((index, row))
            }
        }
        for (place, rows) in sealed {
            try work.interruption.check()
            let segment = files[place.file].segments.first { $0.id == place.block.segment }
            guard let segment else { throw BlockGone(place: place.block) }
            let read = try await files[place.file].read { source in
                try rebuilt(segment, place.block.block, rows.map(\.row), source)
            }
            for (entry, row) in zip(read, rows) { entries[row.hit] = entry }
        }
        return entries
    }

    /// A block and its file.
    private struct SealedPlace: Hashable {
        var file: Int
        var block: BlockPlace
    }

    private func rebuilt(
        _ segment: LoadedSegment, _ block: Int, _ rows: [Int], _ source: some BlockSource
    ) throws -> [Entry] {
        do {
            let reader = work.spares.reader(of: segment, block: block, source, try PartDecompressor())
            let entries = try reader.entries(at: rows)
            work.spares.keep(reader, of: segment)
            return entries
        } catch let error as StoreError where error.code == .corrupt {
            work.report(error, segment)
            return []
        }
    }
}

extension Cursor {
    /// The place right behind a hit.
    fileprivate init(after hit: Hit) {
        self.init(datetime: hit.datetime, id: hit.id)
    }
}
