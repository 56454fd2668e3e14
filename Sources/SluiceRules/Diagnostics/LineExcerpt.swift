/// The part of a source line that is shown around a place.
struct LineExcerpt {
    /// What is printed; control characters are spaces, and `…` stands where the line is cut.
    let text: String
    /// The columns in front of each character of the line, and behind the last.
    private let columns: [Int]
    private let shown: Range<Int>

    /// - Parameters:
    ///   - place: An index into the line's Unicode scalars.
    ///   - width: How many columns are shown at most.
    init(_ line: String, around place: Int, width: Int) {
        let scalars = line.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        var columns = [0]
        columns.reserveCapacity(scalars.count + 1)
        for scalar in scalars { columns.append((columns.last ?? 0) + DisplayWidth.of(scalar)) }
        let total = columns[scalars.count]
        let middle = columns[min(max(0, place), scalars.count)]
        let first = total <= width ? 0 : max(0, min(middle - width / 2, total - width))
        let start = columns.firstIndex { $0 >= first } ?? 0
        let end = columns.lastIndex { $0 <= columns[start] + width } ?? scalars.count
        var view = String.UnicodeScalarView()
        if start > 0 { view.append("…") }
        view.append(contentsOf: scalars[start..<end])
        if end < scalars.count { view.append("…") }
        self.text = String(view)
        self.columns = columns
        self.shown = start..<end
    }

    /// The column, from 0, under which a character of the line stands.
    func column(of index: Int) -> Int {
        let place = min(max(shown.lowerBound, index), shown.upperBound)
        return (shown.lowerBound > 0 ? 1 : 0) + columns[place] - columns[shown.lowerBound]
    }
}
