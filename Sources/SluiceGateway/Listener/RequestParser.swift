import SluicePipeline
import SluiceWire

/// Cuts what a client sends into heads and pieces of bodies, whatever way the bytes are cut.
///
/// Strict where a recipient may choose: what two programs could read in two ways is no request (RFC 9112, sections 2 to 7).
/// Why it exists: a parser that calls back for each part of a line, and makes a message object of each piece of a body,
/// costs more than the rest of a small request's way to the chain. Here a line is read where it lies, and a piece of a body
/// is a range of the bytes that came.
struct RequestParser {
    /// What stands next in the bytes.
    enum Step: Equatable {
        /// All bytes are taken; more are needed.
        case needsMore
        case head(ReceivedHead)
        /// A piece of the body: these of the bytes.
        case body(Range<Int>)
        /// The request is complete.
        case end
    }

    enum State {
        case requestLine
        case fields
        case fixed(missing: Int)
        case chunks
        /// Behind the last chunk: fields that are dropped, up to the empty line.
        case trailers
        /// The body is complete, which `next` has yet to say.
        case ending
        /// Where the next request would begin isn't known: the rest is dropped.
        case broken
    }

    let limits: ClientLimits
    var state = State.requestLine
    var chunks = ChunkReader(isStrict: true)
    var head: ReceivedHead?
    var trailers = FieldLines()
    /// The beginning of a line that came in pieces.
    var held: [UInt8] = []
    /// How many bytes the lines of this head, or of these trailers, have so far.
    var lineBytes = 0
    /// How many bytes of the current request are taken.
    private(set) var bytesTaken = 0

    init(_ limits: ClientLimits) {
        self.limits = limits
    }

    /// Whether something of the next request has come.
    var hasBegun: Bool {
        if case .requestLine = state { !held.isEmpty } else { true }
    }

    /// Takes the next step.
    ///
    /// - Parameters:
    ///   - bytes: What one read brought.
    ///   - index: How much of it is taken; moves on.
    /// - Throws: The fault, once; what comes behind it is dropped.
    mutating func next(_ bytes: Span<UInt8>, _ index: inout Int) throws(RequestFault) -> Step {
        let start = index
        do throws(RequestFault) {
            let step = try step(bytes, &index)
            bytesTaken &+= index - start
            if case .end = step { bytesTaken = 0 }
            return step
        } catch {
            state = .broken
            throw error
        }
    }

    private mutating func step(_ bytes: Span<UInt8>, _ index: inout Int) throws(RequestFault) -> Step {
        while true {
            if case .ending = state {
                state = .requestLine
                return .end
            }
            guard index < bytes.count else { return .needsMore }
            switch state {
            case .requestLine, .fields, .trailers:
                guard try readLine(bytes, &index) else { return .needsMore }
                if let head = takeCompleteHead() { return .head(head) }
            case .fixed(let missing):
                let piece = index..<min(bytes.count, index + missing)
                state = piece.count == missing ? .ending : .fixed(missing: missing - piece.count)
                index = piece.upperBound
                return .body(piece)
            case .chunks:
                switch try readChunks(bytes, &index) {
                case .needsMore: return .needsMore
                case .piece(let piece): return .body(piece)
                case .last: state = .trailers
                }
            case .ending: break
            case .broken:
                index = bytes.count
                return .needsMore
            }
        }
    }

    private mutating func takeCompleteHead() -> ReceivedHead? {
        switch state {
        case .requestLine, .fields: nil
        default: head.take()
        }
    }

    private mutating func readChunks(_ bytes: Span<UInt8>, _ index: inout Int) throws(RequestFault)
        -> ChunkReader.Step
    {
        do throws(InvalidFraming) {
            return try chunks.next(bytes, &index)
        } catch {
            throw RequestFault("The body's chunks aren't delimited as they have to be.")
        }
    }
}
