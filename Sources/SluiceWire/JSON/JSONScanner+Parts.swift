extension JSONScanner {
    /// Notes with which others a text is one text.
    @inline(__always)
    func setPart(of site: inout TextSite, _ record: TextRecord) {
        switch record.part {
        case .list: site.list = innermostList
        case .payload: site.list = 0
        case nil: if record.isHashed, isTextOfPart { site.list = innermostList }
        }
        site.isPart = record.part != nil || site.list >= 0
    }

    /// Whether the string is the `text` of an element of a list: so stand the parts of a message in the results of tools
    /// and wherever no entry names them.
    private var isTextOfPart: Bool {
        guard depth > 1, unsafe top.pointee.isObject, unsafe !frames[depth - 1].isObject else { return false }
        let key = unsafe top.pointee.key
        return key.length == 4 && zip(0..<4, "text".utf8).allSatisfy { byte(key, $0) == $1 }
    }

    /// Where the innermost array begins that is open, -1 without one.
    private var innermostList: Int {
        var index = depth
        while index > 0, unsafe frames[index].isObject { index -= 1 }
        return index > 0 ? unsafe frames[index].start : -1
    }
}
