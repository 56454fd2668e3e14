/// What a rule set costs on a text.
package struct BenchReport: Sendable {
    /// What was measured, and how.
    package struct Subject: Sendable {
        package var path: String
        /// The length of the text in bytes.
        package var textBytes: Int
        package var target: String
        package var level: String
        /// How many active rules hold text until they are decided.
        package var deciding: Int
        /// How many active rules are only counted or logged.
        package var observing: Int
        /// Processor time, in seconds, in which the files were read and compiled.
        package var loadSeconds: Double
        /// Processor time, in seconds, in which the active rules were made ready.
        package var prepareSeconds: Double
        package var plan: BenchPlan

        package init(
            path: String, textBytes: Int, target: String, level: String, deciding: Int, observing: Int,
            loadSeconds: Double, prepareSeconds: Double, plan: BenchPlan
        ) {
            self.path = path
            self.textBytes = textBytes
            self.target = target
            self.level = level
            self.deciding = deciding
            self.observing = observing
            self.loadSeconds = loadSeconds
            self.prepareSeconds = prepareSeconds
            self.plan = plan
        }
    }

    /// What one rule costs by itself.
    package struct RuleCost: Sendable {
        package var id: String
        package var whole: ScanMeasure
        package var pieces: ScanMeasure
        package var streams: StreamObservation

        package init(id: String, whole: ScanMeasure, pieces: ScanMeasure, streams: StreamObservation) {
            self.id = id
            self.whole = whole
            self.pieces = pieces
            self.streams = streams
        }
    }

    package let subject: Subject
    /// Whole texts of 64 KB.
    package let blocks: ScanMeasure
    /// The whole file as one text.
    package let file: ScanMeasure
    package let pieces: ScanMeasure
    package let streams: StreamObservation
    /// Every rule by itself, the dearest per piece first; empty unless it was asked for.
    package let rules: [RuleCost]

    package init(
        subject: Subject, blocks: ScanMeasure, file: ScanMeasure, pieces: ScanMeasure,
        streams: StreamObservation, rules: [RuleCost]
    ) {
        self.subject = subject
        self.blocks = blocks
        self.file = file
        self.pieces = pieces
        self.streams = streams
        self.rules = rules.sorted { left, right in
            let costs = (left.pieces.nanosecondsPerCall.median, right.pieces.nanosecondsPerCall.median)
            return costs.0 == costs.1 ? left.id < right.id : costs.0 > costs.1
        }
    }
}
