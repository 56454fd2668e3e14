/// The compiled paths of one kind of payload: a dialect is a few of these.
package struct PathTable: Sendable {
    let side: Target.Side
    let unnamed: SiteKind

    /// Compiles the entries; a path that cannot be meant is a programming error and ends the process.
    ///
    /// `unnamed` is the kind of the strings that no entry names: `.delta` in the table of a stream's
    /// events, so that the strings at the same path of successive events are one running text.
    package init(side: Target.Side, unnamed: SiteKind = .whole, _ entries: [PathEntry]) {
        self.side = side
        self.unnamed = unnamed
    }

    /// Reads a payload in one strict pass and reports its text sites, values and droppable members.
    ///
    /// `eventType` is the name of the event that carries the payload; it tells the running texts
    /// that no entry names apart. After an error the scan is empty.
    package func scan(
        _ payload: Span<UInt8>, options: JSONOptions, eventType: Span<UInt8>? = nil,
        into scan: inout PayloadScan
    ) throws(JSONError) {
        scan.removeAll()
    }
}
