/// Finds the name that a misspelt one was meant to be.
package enum Suggestion {
    /// The nearest of the known names, if one is near enough to be a slip of the pen.
    package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        let scalars = Array(word.lowercased().unicodeScalars.prefix(64))
        let limit = max(1, scalars.count / 3)
        var best: (distance: Int, name: String)?
        for name in known {
            let distance = editDistance(scalars, Array(name.lowercased().unicodeScalars.prefix(64)))
            if distance <= limit, distance < best?.distance ?? .max {
                best = (distance, name)
            }
        }
        return best?.name
    }

    /// Damerau-Levenshtein distance with adjacent swaps counted as one step.
    private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, other) in right.enumerated() {
                var cost = min(last[column + 1] + 1, current[column] + 1)
                cost = min(cost, last[column] + (scalar == other ? 0 : 1))
                if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
