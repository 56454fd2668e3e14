import Glibc

/// A text whose last byte is the last one of its memory: the page behind it can't be read.
struct GuardedText {
    private let memory: UnsafeMutableRawPointer
    private let size: Int
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ text: [UInt8]) throws {
        let page = Int(getpagesize())
        let used = (text.count + page - 1) / page * page
        size = used + page
        let mapped = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let mapped, mapped != MAP_FAILED, mprotect(mapped + used, page, PROT_NONE) == 0 else {
            throw MemoryError()
        }
        memory = mapped
        let start = mapped + (used - text.count)
        text.withUnsafeBytes { source in
            if let base = source.baseAddress { start.copyMemory(from: base, byteCount: source.count) }
        }
        bytes = UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: text.count)
    }

    func free() { munmap(memory, size) }

    struct MemoryError: Error {}
}
