/// The compiled paths of one kind of payload: a dialect is a few of these.
package struct PathTable: Sendable {
    let program: PathProgram

    /// Compiles the entries; a path that cannot be meant is a programming error and ends the process.
    ///
    /// `unnamed` is the kind of the strings that no entry names: `.delta` in the table of a stream's
    /// events, so that the strings at the same path of successive events are one running text.
    package init(side: Target.Side, unnamed: SiteKind = .whole, _ entries: [PathEntry]) {
        var builder = PathProgramBuilder(entries, side: side)
        program = builder.program(side: side, unnamed: unnamed)
    }

    /// Reads a payload in one strict pass and reports its text sites, values and droppable members.
    ///
    /// Empty strings are no sites. A key is a site when no entry names it and what stands there is
    /// not opaque. `eventType` is the name of the event that carries the payload; it tells the
    /// running texts apart that no entry names. After an error the scan is empty.
    package func scan(
        _ payload: Span<UInt8>, options: JSONOptions, eventType: Span<UInt8>? = nil,
        into scan: inout PayloadScan
    ) throws(JSONError) {
        scan.removeAll()
        scan.memory.begin(eventType: eventType, references: program.roles.count)
        let failure: JSONError? = unsafe payload.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return JSONError(.unexpectedEnd, at: 0) }
            var scanner = unsafe JSONScanner(base, bytes.count, program, options, &scan)
            defer { scanner.giveBack(&scan) }
            do throws(JSONError) {
                try scanner.run()
                return nil
            } catch {
                return error
            }
        }
        scan.memory.end()
        if let failure {
            scan.removeAll()
            throw failure
        }
    }
}
