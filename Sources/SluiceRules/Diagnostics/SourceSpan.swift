/// A stretch of one line of a file, for underlining.
package struct SourceSpan: Sendable {
    package var source: SourceFile
    /// The line, from 1.
    package var line: Int
    /// The first column, from 1, in Unicode scalars.
    package var column: Int
    /// How many Unicode scalars are meant; at least 1 is underlined.
    package var length: Int

    package init(source: SourceFile, line: Int, column: Int, length: Int = 1) {
        self.source = source
        self.line = line
        self.column = column
        self.length = length
    }

    package var location: SourceLocation {
        SourceLocation(file: source.path, line: line, column: column)
    }
}
