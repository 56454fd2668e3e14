/// The patterns of a set that run over a text, prepared for scanning; immutable and shared.
package final class Selection: Sendable {
    let set: PatternSet

    init(set: PatternSet) {
        self.set = set
    }
}
