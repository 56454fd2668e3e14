/// The compiled paths of one kind of payload: a dialect is a few of these.
package struct PathTable: Sendable {
    let program: PathProgram

    /// The side whose payloads the table describes.
    package let side: Target.Side

    /// Whether the payloads say texts again that earlier ones said.
    package let hasRepeats: Bool

    /// Compiles the entries; a path that cannot be meant is a programming error and ends the process.
    ///
    /// `unnamed` is the kind of the strings that no entry names: `.delta` in the table of a stream's
    /// events, so that the strings at the same path of successive events are one running text.
    package init(side: Target.Side, unnamed: SiteKind = .whole, _ entries: [PathEntry]) {
        var builder = PathProgramBuilder(entries, side: side)
        program = builder.program(side: side, unnamed: unnamed)
        self.side = side
        hasRepeats = builder.records.contains { $0.kind == .repeats }
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
        if scan.repeats(payload, eventType, options, program) { return }
        scan.removeAll()
        scan.memory.begin(eventType: eventType, references: program.references.count)
        defer { scan.memory.end() }
        do throws(JSONError) {
            if try !read(payload, options, &scan) {
                scan.removeAll()
                scan.memory.deepen()
                _ = try read(payload, options, &scan)
            }
        } catch {
            scan.removeAll()
            throw error
        }
        scan.takeTemplate(payload, eventType, options, program)
    }

    /// The path of the line by which a text was passed over; it holds nothing of the payload.
    package func line(of text: PassedText) -> String { path(of: text.node) }

    /// The path of the line that makes a site opaque; it holds nothing of the payload.
    package func line(of site: TextSite) -> String { path(of: site.node) }

    private func path(of node: Int32) -> String {
        program.paths.indices.contains(Int(node)) ? program.paths[Int(node)] : ""
    }

    /// Runs the scanner; `false` when it needs more frames than there are.
    private func read(
        _ payload: Span<UInt8>, _ options: JSONOptions, _ scan: inout PayloadScan
    ) throws(JSONError) -> Bool {
        let outcome: Result<Bool, JSONError> = unsafe withUnsafeMutablePointer(to: &scan) { scan in
            unsafe scan.pointee.memory.frames.withUnsafeMutableBufferPointer { frames in
                unsafe scan.pointee.memory.references.withUnsafeMutableBufferPointer { references in
                    unsafe payload.withUnsafeBufferPointer { bytes in
                        guard let base = bytes.baseAddress, let top = frames.baseAddress,
                            let references = references.baseAddress
                        else { return .failure(JSONError(.unexpectedEnd, at: 0)) }
                        var scanner = unsafe JSONScanner(
                            JSONLexer(base: base, count: bytes.count, options: options), program, scan: scan,
                            frames: frames, top: top,
                            references: references)
                        do throws(JSONError) {
                            return .success(try scanner.run())
                        } catch {
                            return .failure(error)
                        }
                    }
                }
            }
        }
        return try outcome.get()
    }
}
