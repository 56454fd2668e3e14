import NIOCore

/// How much a connection reads at a time.
///
/// Every open connection keeps one buffer for what it reads. NIO begins with 2 KB, of which a stream with small events
/// uses a tenth on either side: with ten thousand streams that would be 40 MB of air. The buffers begin small here
/// and grow as soon as a read fills them, up to the 64 KB that NIO allows as well.
enum ReceiveSizes {
    /// A request's head fits, mostly.
    static let fromClient = AdaptiveRecvByteBufferAllocator(minimum: 256, initial: 1024, maximum: 65_536)
    /// A few events fit.
    static let fromUpstream = AdaptiveRecvByteBufferAllocator(minimum: 256, initial: 512, maximum: 65_536)
}
