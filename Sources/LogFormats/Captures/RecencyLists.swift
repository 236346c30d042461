/// Numbers in several lists, each in the order in which they were touched last. Every step costs the same, however many there are.
struct RecencyLists {
    private struct Link {
        var older: Int
        var newer: Int
    }

    /// The first ones are the ends of the lists, each a ring with its end between newest and oldest.
    private var links: [Link]
    private let lists: Int

    init(count: Int) {
        lists = count
        links = (0..<count).map { Link(older: $0, newer: $0) }
    }

    /// The one that was touched longest ago.
    func oldest(of list: Int) -> Int? {
        let oldest = links[list].newer
        return oldest == list ? nil : oldest - lists
    }

    /// Puts a number that is in no list behind the newest.
    mutating func insert(_ number: Int, in list: Int) {
        let place = number + lists
        while links.count <= place { links.append(Link(older: links.count, newer: links.count)) }
        let newest = links[list].older
        links[place] = Link(older: newest, newer: list)
        links[newest].newer = place
        links[list].older = place
    }

    /// Takes a number out of its list.
    mutating func remove(_ number: Int) {
        let link = links[number + lists]
        links[link.older].newer = link.newer
        links[link.newer].older = link.older
    }

    /// Touches a number.
    mutating func move(_ number: Int, to list: Int) {
        remove(number)
        insert(number, in: list)
    }
}
