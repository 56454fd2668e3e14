import NIOCore

/// How much a connection reads at a time.
///
/// Every open connection keeps the memory that it has read into, for as long as it is open. NIO begins with 2 KB, of which
/// a stream with small events uses a tenth on either side: with ten thousand streams that would be 40 MB of air. The
/// buffers begin small here and grow as soon as a read fills them.
enum ReceiveSizes {
    /// A request's head fits, mostly. What follows a large request is a stream that may run for long, so not much is kept.
    static let fromClient = AdaptiveRecvByteBufferAllocator(minimum: 256, initial: 1024, maximum: 8192)
    /// A few events fit.
    static let fromUpstream = AdaptiveRecvByteBufferAllocator(minimum: 256, initial: 512, maximum: 65_536)
}
