import NIOCore
import SluicePipeline

/// Bytes towards the client, and what happens when it doesn't take them.
extension ClientConnection {
    /// Writes all that leaves at one time into one buffer, so that it is one `write` to the kernel.
    func write(_ head: AnswerHead?, _ body: [UInt8], isLast: Bool) -> Int {
        var buffer = loop.scratch.take(bytes: body.count)
        if let head { write(head, into: &buffer) }
        if !body.isEmpty {
            if isChunked {
                buffer.writeChunk(body)
            } else {
                buffer.writeBytes(body)
            }
        }
        if isLast, isChunked { buffer.writeLastChunk() }
        let count = buffer.readableBytes
        write(buffer)
        loop.scratch.giveBack(buffer)
        return count
    }

    private func write(_ head: AnswerHead, into buffer: inout ByteBuffer) {
        isChunked = head.framing == .chunked && understandsChunks
        endsByClose = head.framing == .chunked && !understandsChunks
        if endsByClose { closeBehindAnswer() }
        buffer.writeHead(
            head.head, framing: head.framing, isChunkable: understandsChunks, closes: phase != .open)
    }

    func writeContinue() {
        var buffer = loop.scratch.take(bytes: 0)
        buffer.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
        write(buffer)
        loop.scratch.giveBack(buffer)
    }

    /// Hands bytes to the channel; they leave with the next `flush()`.
    private func write(_ buffer: ByteBuffer) {
        guard let context, buffer.readableBytes > 0 else { return }
        context.write(wrapOutboundOut(buffer), promise: nil)
        unflushedBytes += buffer.readableBytes
    }

    /// Sends what was written: much of it at once, little at the end of the loop's turn.
    ///
    /// In the middle of a read it is left to the read's end. The client may turn out to have left: look at `phase`
    /// afterwards.
    func flush() {
        guard !isReading, unflushedBytes > 0 else { return }
        if unflushedBytes >= FlushQueue.largeBytes {
            flushNow()
        } else {
            loop.flushes.add(self)
        }
    }

    /// Sends what was written, in the middle of a read as well.
    func flushNow() {
        guard unflushedBytes > 0, let context else { return }
        unflushedBytes = 0
        context.flush()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        if isWritable {
            if isRequestComplete { timer?.clear() }
            releaseUnsent()
            exchange?.resume()
            takeWaiting()
        } else if exchange != nil {
            holdBack()
        }
        context.fireChannelWritabilityChanged()
    }

    /// The client doesn't read: the upstream isn't read either.
    private func holdBack() {
        exchange?.pause()
        timer?.set(after: loop.core.limits.sendIdle)
    }
}
