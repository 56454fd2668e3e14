import NIOCore

/// Which of an upstream's addresses is tried next, by what became of earlier tries: the first one that isn't known to be down.
///
/// An address at which no connection came about is passed over for a while, longer each time, and then tried again. When all
/// are down, the one whose time ends first is tried: nobody is turned away without a try.
struct AddressHealth {
    private struct Place {
        var failures = 0
        var isDownUntil: NIODeadline?
    }

    private static let shortest = TimeAmount.seconds(1)
    private static let mostDoublings = 5

    private var places: [Place]

    init(count: Int) {
        places = Array(repeating: Place(), count: count)
    }

    /// The address for the next try of a call; nil when it has tried all.
    func next(behind tried: [Int], now: NIODeadline) -> Int? {
        let rest = places.indices.filter { !tried.contains($0) }
        func wait(_ index: Int) -> NIODeadline { places[index].isDownUntil ?? .uptimeNanoseconds(0) }
        return rest.first { wait($0) <= now } ?? rest.min { wait($0) < wait($1) }
    }

    /// A connection stands.
    mutating func didConnect(_ index: Int) {
        places[index] = Place()
    }

    /// No connection came about.
    mutating func didFail(_ index: Int, now: NIODeadline) {
        let doublings = min(places[index].failures, Self.mostDoublings)
        places[index].failures += 1
        places[index].isDownUntil = now + Self.shortest * Int64(1 << doublings)
    }
}
