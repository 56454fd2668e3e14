extension PayloadScan {
    /// Whether a payload differs from the last one in its running text alone; then the findings have been moved to it.
    mutating func repeats(
        _ payload: Span<UInt8>, _ eventType: Span<UInt8>?, _ options: JSONOptions, _ program: PathProgram
    ) -> Bool {
        guard let text = template.match(payload, eventType, options, program) else { return false }
        let pivot = template.pivot
        let move = Move(from: sites[pivot].range, to: text.range)
        if move.distance != 0 {
            for index in sites.indices { sites[index].range = move.moved(sites[index].range) }
            for index in values.indices { values[index].range = move.moved(values[index].range) }
            for index in droppable.indices {
                droppable[index].range = move.moved(droppable[index].range)
                droppable[index].member = move.moved(droppable[index].member)
            }
        }
        sites[pivot].range = text.range
        sites[pivot].isEscaped = text.isEscaped
        return true
    }

    /// What a text of another length does to the ranges around and behind it.
    private struct Move {
        var end: Int
        var distance: Int

        init(from old: Range<Int>, to new: Range<Int>) {
            end = old.upperBound
            distance = new.count - old.count
        }

        func moved(_ range: Range<Int>) -> Range<Int> {
            moved(range.lowerBound)..<moved(range.upperBound)
        }

        private func moved(_ offset: Int) -> Int {
            offset >= end ? offset + distance : offset
        }
    }
}
