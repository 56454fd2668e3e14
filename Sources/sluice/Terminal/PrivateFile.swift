internal import Glibc

/// Files that only their owner reads.
package enum PrivateFile {
    /// Writes a file whole, in place of what was there; false if it can't be, and the old one is as it was.
    ///
    /// Nobody ever sees a part of it under its name, whenever the process ends.
    ///
    /// - Parameter isDurable: Whether it is on the disk, and not only on its way, when this returns.
    package static func write(_ bytes: [UInt8], to path: String, isDurable: Bool = false) -> Bool {
        let part = path + ".part"
        unlink(part)
        let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        let isWritten = Descriptor.write(bytes, to: descriptor) && (!isDurable || fsync(descriptor) == 0)
        guard close(descriptor) == 0, isWritten, rename(part, path) == 0 else {
            unlink(part)
            return false
        }
        return true
    }
}
