import SluiceMatching
import SluiceRules

/// Scans one text for one selection, by the clock.
struct ScanBench {
    let selection: Selection
    let text: [UInt8]
    let pieceLength: Int

    /// After so many calls the time is looked at again: reading a processor clock is a system call.
    private static let callsPerReading = 4096
    /// After so many bytes of whole texts, likewise.
    private static let bytesPerReading = 1 << 18

    /// Scans texts that are there whole, until the time is over.
    func whole(_ texts: [Range<Int>], limit nanoseconds: Int) -> ScanSample {
        var sample = ScanSample()
        var matches: [Match] = []
        var reading = Self.bytesPerReading
        let begin = ProcessorTime.ofThread
        for range in texts {
            var scanner = StreamScanner(selection)
            scanner.finish(with: text.span.extracting(range), into: &matches)
            sample.add(bytes: range.count, &matches)
            guard sample.bytes >= reading else { continue }
            reading += Self.bytesPerReading
            if ProcessorTime.ofThread.nanoseconds(since: begin) > nanoseconds { break }
        }
        sample.nanoseconds = ProcessorTime.ofThread.nanoseconds(since: begin)
        return sample
    }

    /// Scans texts that come in pieces, until the time is over.
    func pieces(_ texts: [Range<Int>], limit nanoseconds: Int) -> ScanSample {
        stream(texts, limit: nanoseconds) { _ in }
    }

    /// Looks, without a use for the time it takes, at what streams hold and need behind each piece.
    func observe(_ texts: [Range<Int>], limit nanoseconds: Int) -> StreamObservation {
        var observation = StreamObservation(freshMemory: StreamScanner(selection).memoryBytes)
        _ = stream(texts, limit: nanoseconds) { scanner in
            observation.add(held: scanner.length - scanner.decided, memory: scanner.memoryBytes)
        }
        return observation
    }

    @inline(__always)
    private func stream(
        _ texts: [Range<Int>], limit nanoseconds: Int, behindPiece: (borrowing StreamScanner) -> Void
    ) -> ScanSample {
        var sample = ScanSample()
        var matches: [Match] = []
        let begin = ProcessorTime.ofThread
        scanning: for range in texts {
            var scanner = StreamScanner(selection)
            var start = range.lowerBound
            while start < range.upperBound {
                let end = min(start + pieceLength, range.upperBound)
                scanner.append(text.span.extracting(start..<end), into: &matches)
                behindPiece(scanner)
                sample.add(bytes: end - start, &matches)
                start = end
                guard sample.calls % Self.callsPerReading == 0 else { continue }
                if ProcessorTime.ofThread.nanoseconds(since: begin) > nanoseconds { break scanning }
            }
            scanner.finish(into: &matches)
            sample.hits += matches.count
            matches.removeAll(keepingCapacity: true)
        }
        sample.nanoseconds = ProcessorTime.ofThread.nanoseconds(since: begin)
        return sample
    }
}

extension ScanSample {
    /// Counts one call and takes the hits it brought.
    @inline(__always)
    fileprivate mutating func add(bytes count: Int, _ matches: inout [Match]) {
        calls += 1
        bytes += count
        guard !matches.isEmpty else { return }
        hits += matches.count
        matches.removeAll(keepingCapacity: true)
    }
}
