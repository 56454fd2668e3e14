package import SluiceWire

/// What hits change in the text.
extension TextFilter {
    /// What changes in a part of the text that is decided, offsets counted from the part's beginning.
    ///
    /// A replacement stands where its match begins; the rest of the match is cut from the parts that follow. The text
    /// behind a block is cut.
    package func edits(in part: Range<Int>) -> [TextEdit] {
        var result: [TextEdit] = []
        for span in spans
        where span.range.upperBound > part.lowerBound && span.range.lowerBound < part.upperBound {
            let lower = max(span.range.lowerBound, part.lowerBound) - part.lowerBound
            let upper = min(span.range.upperBound, part.upperBound) - part.lowerBound
            let begins = span.range.lowerBound >= part.lowerBound
            result.append(TextEdit(range: lower..<upper, replacement: begins ? span.replacement : []))
        }
        guard let block, block.span.lowerBound < part.upperBound else { return result }
        let cut = max(block.span.lowerBound, part.lowerBound) - part.lowerBound
        result = result.compactMap { edit in
            guard edit.range.lowerBound < cut else { return nil }
            return TextEdit(
                range: edit.range.lowerBound..<min(edit.range.upperBound, cut), replacement: edit.replacement)
        }
        result.append(TextEdit(range: cut..<part.count, replacement: []))
        return result
    }

    /// Forgets what only concerns the text below an offset.
    package mutating func discard(below offset: Int) {
        guard !spans.isEmpty else { return }
        spans.removeAll { $0.range.upperBound <= offset }
    }

    /// Makes final what begins below `decided`: overlapping hits become one span, the earliest gives the replacement.
    mutating func settle() {
        defer { window.discard(below: decided) }
        guard !undecided.isEmpty else { return }
        undecided.sort { left, right in
            if left.hit.span.lowerBound != right.hit.span.lowerBound {
                return left.hit.span.lowerBound < right.hit.span.lowerBound
            }
            return selection?.set.takesPrecedence(left.hit.active, over: right.hit.active) ?? false
        }
        var taken = 0
        for item in undecided {
            guard item.hit.span.lowerBound < decided else { break }
            taken += 1
            guard block == nil else { continue }
            if item.hit.active.action == .block {
                block = item.hit
            } else if let last = spans.last, item.hit.span.lowerBound < last.range.upperBound {
                let upper = max(last.range.upperBound, item.hit.span.upperBound)
                spans[spans.count - 1].range = last.range.lowerBound..<upper
            } else {
                spans.append(TextEdit(range: item.hit.span, replacement: item.replacement))
            }
        }
        undecided.removeFirst(taken)
    }
}
