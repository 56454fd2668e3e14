import NIOCore
import SluicePipeline

/// Writing answers, and what is noted when one is complete.
extension ActiveExchange {
    /// A body of a refused request that is at most so large is read to its end, so that the connection can stay.
    private static let discardableBytes = 64 * 1024

    /// Writes an answer that Sluice makes itself.
    func send(_ answer: Answer) {
        let status = answer.head.status
        let isBodyless = isHead || status == 204 || status == 304 || status < 200
        if answer.closesConnection || !connection.isRequestComplete && !isRestDiscardable {
            connection.phase = .closing
        }
        var buffer = loop.takeScratch()
        buffer.writeHead(
            answer.head, framing: status == 204 || status == 304 ? .none : .length(answer.body.count),
            isChunkable: understandsChunks, closes: connection.phase != .open)
        if !isBodyless { buffer.writeBytes(answer.body) }
        sentBytes += buffer.readableBytes
        connection.write(buffer)
        loop.recycle(buffer)
        conclude(outcome(ofAnswer: status), status: status)
        connection.flush()
        connection.exchangeDidEnd()
    }

    /// Writes what the relay lets go as one buffer, and ends the answer when it is complete.
    func deliver() {
        guard let state = relay?.state else { return }
        var buffer = loop.takeScratch()
        if let head = relay?.takeHead() { write(head, into: &buffer) }
        let isChunked = sentFraming == .chunked && understandsChunks
        relay?.moveOutput(to: &buffer, asChunk: isChunked)
        if state == .complete, isChunked { buffer.writeLastChunk() }
        if buffer.readableBytes > 0, let now = loop.silence?.now { writtenAtTick = now }
        sentBytes += buffer.readableBytes
        connection.write(buffer)
        loop.recycle(buffer)
        switch state {
        case .open:
            connection.flush()
        case .complete:
            end()
            connection.flush()
            connection.exchangeDidEnd()
        case .broken:
            end()
            connection.breakOff(isDelimitedByClose: sentFraming == .chunked && !understandsChunks)
        }
    }

    private func write(_ head: ResponseRelay.Head, into buffer: inout ByteBuffer) {
        sentFraming = head.framing
        if head.closesConnection || head.framing == .chunked && !understandsChunks {
            connection.phase = .closing
        }
        var shown = head.framing
        if shown == .none, isHead, head.head.status != 204, head.head.status != 304, let contentLength {
            shown = .length(contentLength)
        }
        buffer.writeHead(
            head.head, framing: shown, isChunkable: understandsChunks, closes: connection.phase != .open)
    }

    /// The relay has said its last: the upstream isn't needed any more.
    private func end() {
        let outcome = outcomeOfRelay
        conclude(outcome, status: nil)
        call?.cancel()
        call = nil
    }

    private var isRestDiscardable: Bool {
        guard let expectedBytes else { return false }
        return expectedBytes <= Self.discardableBytes && !expectsContinue
    }
}
