/// The part of a source line that is shown around a place.
struct LineExcerpt {
    /// What is printed.
    private(set) var text = ""
    private let scalars: [Unicode.Scalar]
    private let shown: Range<Int>
    private let isCutBefore: Bool

    /// - Parameters:
    ///   - index: The place, in Unicode scalars from 0; may lie behind the line's end.
    ///   - width: How many columns are shown at most.
    init(_ line: String, around index: Int, width: Int) {
        let scalars = line.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        let place = min(max(0, index), scalars.count)
        var start = 0
        var before = DisplayWidth.of(scalars[..<place])
        while before > width / 2, start < place, DisplayWidth.of(scalars[start...]) > width {
            before -= DisplayWidth.of(scalars[start])
            start += 1
        }
        var end = start
        var columns = 0
        while end < scalars.count, columns + DisplayWidth.of(scalars[end]) <= width {
            columns += DisplayWidth.of(scalars[end])
            end += 1
        }
        self.scalars = scalars
        self.shown = start..<end
        self.isCutBefore = start > 0
        var view = String.UnicodeScalarView()
        if isCutBefore { view.append("…") }
        view.append(contentsOf: scalars[shown])
        if end < scalars.count { view.append("…") }
        self.text = String(view)
    }

    /// The column, from 0, under which a place stands.
    func column(of index: Int) -> Int {
        let place = min(max(shown.lowerBound, index), shown.upperBound)
        return (isCutBefore ? 1 : 0) + DisplayWidth.of(scalars[shown.lowerBound..<place])
    }
}
