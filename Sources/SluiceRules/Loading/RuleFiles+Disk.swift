internal import Glibc

extension RuleFiles {
    /// The largest file that is read.
    static let maximumFileSize = 256 << 20

    /// The files of this machine.
    package static let disk = RuleFiles(
        kind: { path in
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
        },
        list: { folder in
            guard let directory = opendir(folder) else { return nil }
            defer { closedir(directory) }
            var names: [String] = []
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { names.append(name) }
            }
            return names
        },
        read: { file in
            let descriptor = open(file, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while bytes.count <= maximumFileSize {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count == 0 { return bytes }
                guard count > 0 else {
                    if errno == EINTR { continue }
                    return nil
                }
                bytes += buffer[..<count]
            }
            return nil
        },
        fault: { path in
            var status = stat()
            guard stat(path, &status) == 0 else { return reason(errno) }
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            guard descriptor >= 0 else { return reason(errno) }
            close(descriptor)
            guard status.st_mode & S_IFMT != S_IFDIR else { return reason(EISDIR) }
            return reason(Int(status.st_size) > maximumFileSize ? EFBIG : EIO)
        })

    /// What the system says of an error number.
    package static func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
