import SluicePipeline

/// What a stream comes to when it isn't cut at all.
struct TransportReference: Sendable {
    let status: Int
    let body: [UInt8]
    let findings: [HitRecord]
    let isComplete: Bool

    init(_ result: ReplayResult) {
        status = result.status
        body = result.body
        findings = HitRecord.response(result.findings)
        isComplete = result.isComplete
    }

    /// How another result differs.
    func fault(in other: TransportReference) -> String? {
        if other.status != status { return "status \(other.status) in place of \(status)" }
        if other.body != body {
            return "the bytes differ from \(zip(body, other.body).prefix { $0 == $1 }.count) on"
        }
        if other.isComplete != isComplete { return "the message ends differently" }
        return other.findings == findings ? nil : "hits \(other.findings) in place of \(findings)"
    }
}

/// One run of a stream in pieces, held against the run in one piece.
///
/// A value: a copy is a fork, which goes on from here by itself.
struct TransportTrial: Sendable {
    /// What is broken.
    private(set) var fault: String?
    private var run: ReplayRun
    private var position = 0
    private let reference: TransportReference
    private var sent: [UInt8] = []

    init(_ run: ReplayRun, _ reference: TransportReference) {
        self.run = run
        self.reference = reference
    }

    mutating func push(_ bytes: Span<UInt8>) {
        guard run.state == .open else { return }
        run.push(bytes, into: &sent)
        check()
    }

    mutating func finish() {
        if run.state == .open { run.finish(into: &sent) }
        check()
        if position != reference.body.count { note("the stream ends after \(position) bytes") }
        if HitRecord.response(run.findings) != reference.findings { note("other hits") }
        if (run.state == .complete) != reference.isComplete { note("the message ends differently") }
    }

    /// At the same place of the stream, two runs have sent the same.
    mutating func compare(with other: TransportTrial) {
        if position != other.position { note("\(position) bytes were sent where \(other.position) can be") }
        if run.state != other.run.state { note("the message ends at another place") }
        if run.findings.count != other.run.findings.count { note("other hits") }
    }

    private mutating func check() {
        defer { sent.removeAll(keepingCapacity: true) }
        if let head = run.head, head.head.status != reference.status {
            return note("status \(head.head.status) in place of \(reference.status)")
        }
        let end = position + sent.count
        guard end <= reference.body.count, reference.body[position..<end].elementsEqual(sent) else {
            return note("the bytes differ behind \(position)")
        }
        position = end
    }

    private mutating func note(_ what: String) {
        fault = fault ?? what
    }
}
