import Glibc

/// A range of IP addresses, as `10.0.0.0/8`, `2001:db8::/32` or one address; or `unix:`, whoever comes over a Unix socket.
package struct AddressRange: Sendable, Equatable {
    private let bytes: [UInt8]
    private let bits: Int

    /// Reads a range; an address alone is a range of one.
    package init?(_ text: String) {
        if text == "unix:" {
            bytes = []
            bits = 0
            return
        }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let bytes = Self.bytes(of: String(first)) else { return nil }
        let largest = bytes.count * 8
        guard parts.count == 2 else {
            self.bytes = bytes
            bits = largest
            return
        }
        guard let bits = Int(parts[1]), (0...largest).contains(bits), parts[1].allSatisfy(\.isNumber) else {
            return nil
        }
        self.bytes = bytes
        self.bits = bits
    }

    /// Whether an address lies in the range; an IPv4 address that came over IPv6 counts as IPv4.
    ///
    /// - Parameter address: Empty for a peer that has none, as over a Unix socket.
    package func contains(_ address: String) -> Bool {
        if bytes.isEmpty { return address.isEmpty }
        guard let other = Self.bytes(of: address), other.count == bytes.count else { return false }
        for index in 0..<bits where (bytes[index / 8] ^ other[index / 8]) >> (7 - UInt8(index % 8)) & 1 == 1 {
            return false
        }
        return true
    }

    private static func bytes(of text: String) -> [UInt8]? {
        let text = text.hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, text, &bytes) == 1 { return bytes }
        }
        return nil
    }
}
