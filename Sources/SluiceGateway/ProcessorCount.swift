import Glibc
import NIOCore

/// How many processors this process may use.
enum ProcessorCount {
    /// The least of what its affinity mask names (`taskset`, a cpuset) and what its cgroup grants.
    static var available: Int {
        max(1, min(System.coreCount, affinity ?? .max))
    }

    /// The bits of `Cpus_allowed` in `/proc/self/status` (proc(5)).
    private static var affinity: Int? {
        let descriptor = open("/proc/self/status", O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = read(descriptor, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return affinity(inStatus: String(decoding: bytes[..<count], as: UTF8.self))
    }

    /// Counts the bits of the mask in such a text.
    static func affinity(inStatus text: String) -> Int? {
        let name = "Cpus_allowed:"
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return nil }
        let digits = line.dropFirst(name.count).compactMap(\.hexDigitValue)
        let bits = digits.reduce(0) { $0 + $1.nonzeroBitCount }
        return bits > 0 ? bits : nil
    }
}
