/// The data of one event.
package enum EventData: Sendable, Equatable {
    /// The event has no `data` field.
    case none
    /// The value of the only `data` line, as offsets into the parser's buffer.
    case line(Range<Int>)
    /// The values of several `data` lines, joined with LF.
    case joined([UInt8])
}
