extension PathProgramBuilder {
    /// Adds one of several entries for a path.
    mutating func choose(
        _ entry: PathEntry, by condition: PathEntry.Condition, at index: Int, _ steps: [PathStep],
        _ channel: UInt16, _ side: Target.Side
    ) {
        var record = PathNode.silent
        if case .text(let naming) = entry.action {
            let links = SiteLinks(
                major: reference(entry.major, .index, of: entry, steps),
                minor: reference(entry.minor, .index, of: entry, steps), role: -1)
            record = self.record(naming, links, steps, channel, side)
            precondition(!records[Int(record)].isHashed, "\(entry.path) needs a channel of its own")
            open(record: record, by: entry, steps)
        }
        let number = reference(condition.member, .word, of: entry, steps)
        if nodes[index].node.choice < 0 {
            nodes[index].node.choice = Int16(choices.count)
            choices.append(PathChoice(reference: number, cases: []))
        }
        let choice = Int(nodes[index].node.choice)
        precondition(choices[choice].reference == number, "\(entry.path) follows two members")
        choices[choice].cases.append((place(ofWord: condition.word), record))
    }

    /// Notes what makes the texts of a repeat's record beginnings.
    mutating func open(record: Int32, by entry: PathEntry, _ steps: [PathStep]) {
        guard let opening = entry.opening, records[Int(record)].kind == .repeats else { return }
        let new = PathOpening(
            reference: reference(opening.member, .word, of: entry, steps),
            words: opening.words.map { place(ofWord: $0) })
        let known = openings.firstIndex(of: new) ?? openings.count
        if known == openings.count { openings.append(new) }
        records[Int(record)].links.opening = Int16(known)
    }

    private mutating func place(ofWord word: String) -> Int16 {
        let word = Array(word.utf8)
        let known = words.firstIndex(of: word) ?? words.count
        if known == words.count { words.append(word) }
        return Int16(known)
    }
}
