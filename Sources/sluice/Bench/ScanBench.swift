import SluiceMatching

/// Scans one text for one selection, by the clock.
struct ScanBench {
    let selection: Selection
    let text: [UInt8]
    let pieceLength: Int

    /// After so many texts the time is looked at again: reading a processor clock is a system call.
    private static let textsPerReading = 8

    /// Scans texts that are there whole.
    func whole(_ texts: [Range<Int>], limit nanoseconds: Int) -> ScanSample {
        measure(texts, limit: nanoseconds) { range, sample, matches in
            var scanner = StreamScanner(selection)
            scanner.finish(with: text.span.extracting(range), into: &matches)
            sample.calls += 1
        }
    }

    /// Scans texts that come in pieces.
    func pieces(_ texts: [Range<Int>], limit nanoseconds: Int) -> ScanSample {
        measure(texts, limit: nanoseconds) { range, sample, matches in
            var scanner = StreamScanner(selection)
            var start = range.lowerBound
            while start < range.upperBound {
                let end = min(start + pieceLength, range.upperBound)
                scanner.append(text.span.extracting(start..<end), into: &matches)
                sample.calls += 1
                start = end
            }
            scanner.finish(into: &matches)
        }
    }

    /// Looks, without timing, at what streams hold and need behind each piece.
    func observe(_ texts: [Range<Int>], limit nanoseconds: Int) -> StreamObservation {
        var observation = StreamObservation(freshMemory: StreamScanner(selection).memoryBytes)
        _ = measure(texts, limit: nanoseconds) { range, _, matches in
            var scanner = StreamScanner(selection)
            var start = range.lowerBound
            while start < range.upperBound {
                let end = min(start + pieceLength, range.upperBound)
                scanner.append(text.span.extracting(start..<end), into: &matches)
                observation.add(held: scanner.length - scanner.decided, memory: scanner.memoryBytes)
                start = end
            }
        }
        return observation
    }

    private func measure(
        _ texts: [Range<Int>], limit nanoseconds: Int,
        _ scan: (Range<Int>, inout ScanSample, inout [Match]) -> Void
    ) -> ScanSample {
        var sample = ScanSample()
        var matches: [Match] = []
        let begin = ProcessorTime.ofThread
        for (index, range) in texts.enumerated() {
            scan(range, &sample, &matches)
            sample.bytes += range.count
            sample.hits += matches.count
            matches.removeAll(keepingCapacity: true)
            guard index % Self.textsPerReading == 0 else { continue }
            if ProcessorTime.ofThread.nanoseconds(since: begin) > nanoseconds { break }
        }
        sample.nanoseconds = ProcessorTime.ofThread.nanoseconds(since: begin)
        return sample
    }
}
