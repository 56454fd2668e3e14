internal import SluiceMatching

/// Which exceptions of a set count for an exchange, of those that don't count for all.
package struct OriginStanding: Sendable, Hashable {
    let circumstances: Circumstances
}
