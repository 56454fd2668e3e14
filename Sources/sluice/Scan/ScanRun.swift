/// A run over many texts: what is written of each, as they come, and what they come to.
package struct ScanRun {
    private let scan: TextScan
    private let format: ReportFormat
    private let style: Style
    private var texts = 0
    private var textsWithHits = 0
    private var hits = 0

    init(_ scan: TextScan, _ format: ReportFormat, _ style: Style) {
        self.scan = scan
        self.format = format
        self.style = style
    }

    /// What is written of one text.
    ///
    /// - Parameter place: Where it comes from, `answers.txt:3`.
    mutating func report(_ text: [UInt8], at place: @autoclosure () -> String) -> String {
        guard format == .human else { return scan.hits(in: text).description + "\n" }
        let report = scan.report(text, at: place(), style)
        texts += 1
        hits += report.hits
        if report.hits > 0 { textsWithHits += 1 }
        return report.text
    }

    /// What is written behind the last text.
    var end: String {
        format == .human
            ? "\(Count.of(texts, "text")), \(Count.grouped(textsWithHits)) with \(Count.of(hits, "hit"))\n"
            : ""
    }
}
