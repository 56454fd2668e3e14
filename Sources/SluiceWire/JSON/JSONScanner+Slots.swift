extension JSONScanner {
    /// Notes a string whose content decides nothing, before it becomes a site or is passed over.
    @inline(__always)
    func noteSlot(_ node: Int32, _ range: Range<Int>, _ record: Int32) {
        guard lexer.count <= ScanTemplate.longestPayload else { return }
        if node >= 0, unsafe nodes[Int(node)].sets >= 0 { return }
        if record < 0 {
            // The passed texts are listed with their lengths.
            guard !lexer.options.namesPassed else { return }
            unsafe scan.pointee.memory.slots.append(ScanSlot(range: range, kind: .silent))
        } else {
            let record = unsafe records[Int(record)]
            guard !record.isURL, !record.isFile, !isMaybeBase64(record, at: node) else { return }
            let site = unsafe Int32(truncatingIfNeeded: scan.pointee.sites.count)
            unsafe scan.pointee.memory.slots.append(ScanSlot(range: range, kind: .site(site)))
        }
    }

    /// Notes a number that is neither an index nor a text.
    @inline(__always)
    func noteSlot(ofNumber range: Range<Int>) {
        guard lexer.count <= ScanTemplate.longestPayload else { return }
        unsafe scan.pointee.memory.slots.append(ScanSlot(range: range, kind: .number))
    }

    /// Whether a word beside a text says if it is base64, which its content has to bear out.
    @inline(__always)
    private func isMaybeBase64(_ record: TextRecord, at node: Int32) -> Bool {
        let links = record.isUnnamed ? scope(at: node) : record.links
        return links.role >= 0 && program.references[Int(links.role)] != .role
    }
}
