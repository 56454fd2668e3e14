import SluiceWire

/// A stream as a dialect sees it: events accepted and delivered.
struct DialectStream {
    let dialect: any Dialect
    var ledger = StreamLedger()
    private var scan = PayloadScan()

    init(_ dialect: any Dialect, request: String? = nil) throws {
        self.dialect = dialect
        guard let request else { return }
        let bytes = [UInt8](request.utf8)
        try dialect.request.scan(bytes, options: .request, into: &scan)
        dialect.readRequest(scan, payload: bytes.span, ledger: &ledger)
    }

    /// Accepts an event; delivers it unless it is held.
    @discardableResult
    mutating func accept(_ payload: String, isHeld: Bool = false) throws -> [Int32] {
        let bytes = [UInt8](payload.utf8)
        try dialect.event.scan(bytes, options: .response, into: &scan)
        dialect.observe(scan, payload: bytes.span, ledger: &ledger)
        if !isHeld {
            ledger.deliver(through: ledger.accepted)
            dialect.noteDelivery(scan, payload: bytes.span, ledger: &ledger)
        }
        return ledger.closed
    }

    /// The bytes of an ending, as text.
    func ending(_ style: EndingStyle, _ notice: Notice = .filtered) -> String {
        String(decoding: dialect.ending(style, notice: notice, ledger: ledger), as: UTF8.self)
    }
}

extension Notice {
    /// A block by a rule.
    static let filtered = Notice(
        status: 400, code: "content_filter", message: "Stopped by a rule.", eventID: "evt_1")

    /// An upstream that broke off.
    static let broken = Notice(
        status: 502, code: "upstream_closed", message: "The provider broke off.", eventID: "evt_2")
}
