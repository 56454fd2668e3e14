import Glibc

/// The scan that a thread reads its payloads with, one behind the other.
///
/// A scan's memory is of use only while a payload is read. With one per thread in place of one per stream, ten
/// thousand idle streams hold none, and a request finds memory that is warm. What it found is valid until the thread
/// reads its next payload.
package final class ThreadScan {
    /// What the last payload held.
    package var scan = PayloadScan()
    /// The endpoint that was asked for last, which most often is asked for next.
    var lastEndpoint: (path: String, method: String, endpoint: Endpoint)?
    /// Memory for whoever searches one of its texts.
    private var memory: [UInt8] = []

    /// Lends the scan for one payload: read through the object, it would be copied for each call that it is given to.
    ///
    /// The memory that a payload of unusually many texts has taken is returned.
    package func lend<Result, Failure>(
        _ use: (inout PayloadScan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var lent = PayloadScan()
        swap(&lent, &scan)
        defer {
            lent.trim()
            swap(&lent, &scan)
        }
        return try use(&lent)
    }

    /// Lends memory for the search of one text.
    package func lendMemory<Result>(_ use: (inout [UInt8]) -> Result) -> Result {
        var lent: [UInt8] = []
        swap(&lent, &memory)
        defer { swap(&lent, &memory) }
        return use(&lent)
    }

    /// This thread's scan; freed when the thread ends.
    package static var current: ThreadScan {
        if let stored = unsafe pthread_getspecific(key) {
            return unsafe Unmanaged<ThreadScan>.fromOpaque(stored).takeUnretainedValue()
        }
        let scan = ThreadScan()
        unsafe pthread_setspecific(key, Unmanaged.passRetained(scan).toOpaque())
        return scan
    }

    /// Ends the process where the system has no thread key left, which it has at the first call or never.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        let result = unsafe pthread_key_create(&key) { stored in
            guard let stored = unsafe stored else { return }
            unsafe Unmanaged<ThreadScan>.fromOpaque(stored).release()
        }
        precondition(result == 0, "no thread key for the scan of payloads")
        return key
    }()
}
