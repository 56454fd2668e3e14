internal import Glibc

/// Files that only their owner reads.
package enum PrivateFile {
    /// Writes a file whole: nobody ever sees a part of it under its name, whenever the process ends.
    package static func write(_ bytes: [UInt8], to path: String) -> Bool {
        let part = path + ".part"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return false }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                if errno == EINTR { continue }
                break
            }
            rest = rest.dropFirst(count)
        }
        guard close(descriptor) == 0, rest.isEmpty, rename(part, path) == 0 else {
            unlink(part)
            return false
        }
        return true
    }
}
