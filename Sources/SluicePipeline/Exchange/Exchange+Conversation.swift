import SluiceRules
import SluiceWire

extension Exchange {
    /// Finds out which share of the conversations this one belongs to, where a rule acts in a part of them only.
    ///
    /// It is made of what stays the same from turn to turn: the client, or the key that came along, and the first message
    /// of the user. So a conversation that a rule acts in is one in which it goes on acting.
    mutating func noteConversation() {
        guard conversation == nil, began != nil, policy.views[level].tellsConversations else { return }
        var hash = ConversationHash()
        if let client {
            hash.take(client.name.utf8)
        } else {
            for place in Credentials.places {
                for value in received.fields.values(place) { hash.take(value.utf8) }
            }
            for part in (received.query ?? "").split(separator: "&") where QueryParameter.isKey(part) {
                hash.take(part.utf8)
            }
        }
        hash.take(firstMessage)
        conversation = hash.share
    }

    /// The first text of the user, decoded; empty for a body that has none.
    private var firstMessage: [UInt8] {
        guard ASCII.startsLikeJSON(body) else { return [] }
        return ThreadScan.current.lend { scan in
            var text: [UInt8] = []
            do throws(JSONError) {
                try dialect.request.scan(body.span, options: .request, into: &scan)
            } catch {
                return []
            }
            let site = scan.sites.first { $0.target == .requestUser && !$0.range.isEmpty }
            if let site { JSONText.decode(body.span, site.range, into: &text) }
            return text
        }
    }
}

/// FNV-1a over 64 bits: spreads conversations, the same way in every process.
private struct ConversationHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Takes in a piece and a mark behind it, so that pieces don't run together.
    mutating func take(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { take(byte) }
        take(0xFF)
    }

    /// A number below 100.
    var share: Int { Int(truncatingIfNeeded: (state ^ state >> 32) % 100) }

    private mutating func take(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}
