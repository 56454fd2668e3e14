extension PayloadScan {
    /// Whether a payload differs from the last one in the content of slots alone; then the findings have been moved to it.
    mutating func repeats(
        _ payload: Span<UInt8>, _ eventType: Span<UInt8>?, _ options: JSONOptions, _ program: PathProgram
    ) -> Bool {
        guard template.match(payload, eventType, options, program) else { return false }
        if template.moves.contains(where: { $0.distance != 0 }) { move() }
        for move in template.moves {
            switch template.slots[move.slot].kind {
            case .site(let index): sites[Int(index)].isEscaped = move.isEscaped
            case .silent: silentBytes += move.distance
            case .number: break
            }
        }
        return true
    }

    /// Keeps a payload that has been scanned as the template for the next one.
    mutating func takeTemplate(
        _ payload: Span<UInt8>, _ eventType: Span<UInt8>?, _ options: JSONOptions, _ program: PathProgram
    ) {
        template.take(payload, eventType, options, program, &memory.slots)
    }

    /// Moves all findings to where they stand in the new payload.
    private mutating func move() {
        for index in sites.indices {
            sites[index].range = template.moved(sites[index].range)
            if sites[index].list > 0 { sites[index].list = template.moved(sites[index].list) }
        }
        for index in values.indices { values[index].range = template.moved(values[index].range) }
        for index in droppable.indices {
            droppable[index].range = template.moved(droppable[index].range)
            droppable[index].member = template.moved(droppable[index].member)
        }
    }
}
